//! What is in order in a sequence of numbers, and what is not.

/// For each of `numbers`, whether it belongs to a longest ascending subsequence.
pub fn longest_ascent(numbers: &[usize]) -> Vec<bool> {
    // For each length, the smallest number that ends a subsequence of that length, and its index. For each number, the
    // index of the number before it in its subsequence.
    let mut ends: Vec<(usize, usize)> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(numbers.len());
    for (index, &number) in numbers.iter().enumerate() {
        let length = ends.partition_point(|(end, _)| *end < number);
        before.push(length.checked_sub(1).and_then(|shorter| ends.get(shorter)).map(|(_, at)| *at));
        match ends.get_mut(length) {
            Some(end) => *end = (number, index),
            None => ends.push((number, index)),
        }
    }
    let mut kept = vec![false; numbers.len()];
    let mut at = ends.last().map(|(_, at)| *at);
    while let Some(index) = at {
        if let Some(kept) = kept.get_mut(index) {
            *kept = true;
        }
        at = before.get(index).copied().flatten();
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fewest_are_out_of_order() {
        for (numbers, expect) in [
            ("0 1 2 3", "0 1 2 3"),
            ("0 1 5 2 3 4", "0 1 2 3 4"),
            ("2 0 1", "0 1"),
            ("0 2 1 3", "0 1 3"),
            ("3 2 1 0", "0"),
            ("", ""),
        ] {
            let numbers: Vec<usize> = numbers.split_whitespace().map(|number| number.parse().unwrap()).collect();
            let kept = longest_ascent(&numbers);
            let kept = numbers.iter().zip(kept).filter(|(_, kept)| *kept).map(|(number, _)| number.to_string());
            assert_eq!(kept.collect::<Vec<_>>().join(" "), expect);
        }
    }
}
