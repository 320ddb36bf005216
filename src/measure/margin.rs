//! A record with its notes at the margin, where nothing but the references tells them from the points of a text.

use crate::record::learn::Published;

/// `record` with the notes of its list at the margin, below an empty line.
pub(super) fn at_the_margin(record: &Published) -> Published {
    let mut moved = Published { text: String::new(), truth: record.truth.clone() };
    // Where each line begins, in `record` and in `moved`, behind the white space that is left out.
    let mut lines: Vec<(usize, usize)> = vec![(0, 0)];
    let mut starts = record.truth.notes.iter().map(|note| note.start).peekable();
    let (mut at, mut is_first) = (0, true);
    for line in record.text.split_inclusive('\n') {
        let end = at + line.len();
        let mut kept = line;
        while starts.next_if(|start| *start < end).is_some() {
            kept = line.trim_start_matches(' ');
            if is_first && !moved.text.ends_with("\n\n") {
                moved.text.push('\n');
            }
            is_first = false;
        }
        lines.push((end - kept.len(), moved.text.len()));
        moved.text += kept;
        at = end;
    }
    moved.truth.shift(|at| {
        let line = lines.partition_point(|(start, _)| *start <= at).saturating_sub(1);
        at - lines[line].0 + lines[line].1
    });
    moved
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::learn::testing::{published, told};

    #[test]
    fn notes_lose_the_white_space_before_them() {
        let record = published("a/d1.txt", "1. Letter\n\n  It sank.1 It rose.2\n  1. In May\n  2. In June\n");
        let moved = at_the_margin(&record);
        assert_eq!(moved.text, "1. Letter\n\n  It sank.1 It rose.2\n\n1. In May\n2. In June\n");
        assert_eq!(told(&moved), told(&record));
    }
}
