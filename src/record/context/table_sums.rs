//! What the sums of a table say about its numbers.
//!
//! A reference behind a figure in a cell, as the 3 of `Brill | 12 | 223 | 5`, looks like part of the figure. But the
//! last number of a column or a row, or the first of a row, is often the sum of the others:
//! - If the numbers add up only where one or two of them end in a reference, those do end in one: in a column of 12,
//!   223 and 34 the second number is 22 and a reference 3.
//! - If the numbers add up as they are printed, none of them ends in a reference.

use crate::record::source::Source;
use crate::syntax::columns::COLUMN_GAP;
use foldhash::HashMap;

/// For a run of digits, known by where it begins in bytes of the record: how many digits at its end are a reference, 0
/// if it has none. Runs about which no sum says anything are absent.
pub type LabelDigits = HashMap<usize, usize>;

/// A number in a cell.
#[derive(Clone, Copy, Debug)]
struct Number {
    /// Where its last run of digits begins, in bytes of the record; thousands before a comma are runs of their own.
    start: usize,
    /// How many digits its last run has.
    digits: usize,
    /// The number as it is printed.
    value: u64,
}

impl Number {
    /// The number without a reference of `taken` digits at its end; `None` if it cannot end in one.
    fn without(self, taken: usize) -> Option<u64> {
        let base = 10_u64.pow(u32::try_from(taken).ok()?);
        let label = self.value % base;
        (taken < self.digits && label >= base / 10).then_some(self.value / base)
    }
}

/// The numbers of a column or a row, and the number that may be their sum.
struct Addends<'a> {
    numbers: &'a [Number],
    sum: Number,
}

/// The most digits of a reference that a sum can tell.
const LONGEST: usize = 2;
/// Among so many numbers or more only one reference is searched for, not two.
const MOST_PAIRED: usize = 40;

impl Addends<'_> {
    /// The numbers, then the sum.
    fn all(&self) -> impl Iterator<Item = Number> {
        self.numbers.iter().copied().chain([self.sum])
    }

    /// The sum minus all the numbers: 0 if they add up.
    fn missing(&self) -> i128 {
        i128::from(self.sum.value) - self.numbers.iter().map(|number| i128::from(number.value)).sum::<i128>()
    }

    /// Adds to `told` what these numbers say: that none ends in a reference, if they add up as printed; or else which
    /// one ends in one, or which two, if there is exactly one way to make them add up. Returns whether they say anything.
    fn tell(&self, told: &mut LabelDigits) -> bool {
        let mut tell = |start, taken| {
            told.entry(start).or_insert(taken);
        };
        let missing = self.missing();
        if missing == 0 {
            self.all().for_each(|number| tell(number.start, 0));
            return true;
        }
        // Each way to split a reference off a number: the number's index, its start, the digits of the reference, and
        // what the split adds to `missing`.
        let last = self.numbers.len();
        let ways = self.all().enumerate().flat_map(|(at, number)| {
            (1..=LONGEST).filter_map(move |taken| {
                let less = i128::from(number.value) - i128::from(number.without(taken)?);
                Some((at, number.start, taken, if at == last { -less } else { less }))
            })
        });
        let ways: Vec<_> = ways.collect();
        let mut one = ways.iter().filter(|(.., less)| missing + less == 0);
        match (one.next(), one.next()) {
            (Some(&(_, start, taken, _)), None) => {
                tell(start, taken);
                true
            }
            (None, _) if last < MOST_PAIRED => {
                let pairs = ways.iter().enumerate().flat_map(|(from, first)| {
                    let others = ways.iter().skip(from + 1).filter(move |second| second.0 != first.0);
                    others.filter(move |second| missing + first.3 + second.3 == 0).map(move |second| [first, second])
                });
                let mut pairs = pairs.take(2);
                let (Some(pair), None) = (pairs.next(), pairs.next()) else { return false };
                for &(_, start, taken, _) in pair {
                    tell(start, taken);
                }
                true
            }
            _ => false,
        }
    }
}

/// What the sums of the tables in `source` say about the runs of digits in them.
pub fn label_digits(source: Source) -> LabelDigits {
    let mut told = LabelDigits::default();
    let mut rows = Vec::new();
    for (number, line) in source.lines.iter().enumerate() {
        let cells = if line.is_row { cells(source, number) } else { Vec::new() };
        if cells.len() < 2 {
            add_table(&rows, &mut told);
            rows.clear();
        } else {
            rows.push(cells);
        }
    }
    add_table(&rows, &mut told);
    told
}

/// Adds to `told` what the sums of one table say. `rows` has the number of each cell, `None` where a cell is no number.
fn add_table(rows: &[Vec<Option<Number>>], told: &mut LabelDigits) {
    let Some(last) = rows.last() else { return };
    // Only rows with as many cells as the last one can be added up.
    let like: Vec<_> = rows.iter().filter(|row| row.len() == last.len()).collect();
    for (column, _) in last.iter().enumerate().filter(|(_, sum)| sum.is_some()) {
        let numbers: Vec<_> = like.iter().filter_map(|row| row.get(column).copied().flatten()).collect();
        // A grand total may stand below the sum of the table.
        for below in 0..=1 {
            let split = numbers.len().checked_sub(below).and_then(|end| numbers.get(..end)).and_then(<[_]>::split_last);
            if let Some((&sum, numbers @ [_, _, ..])) = split
                && (Addends { numbers, sum }).tell(told)
            {
                break;
            }
        }
    }
    let rows = like.iter().map(|row| row.iter().copied().flatten().collect::<Vec<_>>());
    let rows: Vec<_> = rows.filter(|row| row.len() > 2).collect();
    let sum_last = rows.iter().filter_map(|row| row.split_last());
    let sum_first = rows.iter().filter_map(|row| row.split_first());
    let both: [Vec<_>; 2] = [sum_last.collect(), sum_first.collect()];
    for rows in both {
        let rows: Vec<_> = rows.into_iter().map(|(&sum, numbers)| Addends { numbers, sum }).collect();
        // A single row that adds up may do so by chance.
        let holds = rows.iter().filter(|row| row.missing() == 0).count();
        if holds > 1 && 2 * holds >= rows.len() {
            for row in &rows {
                row.tell(told);
            }
        }
    }
}

/// The cells of line `line`, counted from 0: the number of each, `None` where a cell is no number.
fn cells(source: Source, line: usize) -> Vec<Option<Number>> {
    let span = source.content(line);
    let text = span.of(source.text);
    let between = if text.contains('\t') {
        "\t"
    } else if text.contains('|') {
        "|"
    } else {
        COLUMN_GAP
    };
    let mut start = span.start;
    let mut found = Vec::new();
    for cell in text.split(between) {
        // A gap that is wider than `COLUMN_GAP` leaves empty parts, which are no cells.
        if between != COLUMN_GAP || !cell.trim().is_empty() {
            let indent = cell.len() - cell.trim_start().len();
            found.push(number(cell.trim(), start + indent));
        }
        start += cell.len() + between.len();
    }
    found
}

/// The number in `cell`, which begins at byte `at` of the record: digits, with or without commas between the thousands.
/// `None` if the cell holds anything else.
fn number(cell: &str, at: usize) -> Option<Number> {
    let mut groups = cell.split(',');
    let last = groups.clone().next_back()?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !groups.all(digits) {
        return None;
    }
    let value = cell
        .bytes()
        .filter(u8::is_ascii_digit)
        .try_fold(0_u64, |value, digit| value.checked_mul(10)?.checked_add(u64::from(digit - b'0')))?;
    Some(Number { start: at + cell.len() - last.len(), digits: last.len(), value })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::tests::source;

    /// What is told of the numbers of `table`, with a bar before each reference and a stop behind each number that has
    /// none.
    #[track_caller]
    fn check(table: &str, expected: &str) {
        let text: String = expected.chars().filter(|c| !matches!(c, '!' | '.')).collect();
        assert_eq!(text, table);
        source(table, |source| {
            let mut shown = table.to_owned();
            let mut told: Vec<_> = label_digits(source).into_iter().collect();
            told.sort_unstable();
            for (start, taken) in told.into_iter().rev() {
                let end = start + table[start..].bytes().take_while(u8::is_ascii_digit).count();
                if taken == 0 {
                    shown.insert(end, '.');
                } else {
                    shown.insert(end - taken, '!');
                }
            }
            assert_eq!(shown, expected);
        });
    }

    #[test]
    fn columns() {
        // The first adds up as it stands, the second with one reference, the third with two.
        check(
            "Brill | 12 | 10 | 52\nTarn | 3 | 203 | 1\nStave | 5 | 7 | 123\nIn all | 20 | 37 | 18",
            "Brill | 12. | 10 | 5!2\nTarn | 3. | 20!3 | 1\nStave | 5. | 7 | 12!3\nIn all | 20. | 37 | 18",
        );
        // The sum may have one, and thousands their commas.
        check("Brill\t1,200\nTarn\t30\nIn all\t1,2304", "Brill\t1,200\nTarn\t30\nIn all\t1,230!4");
        check("Brill     12\nTarn      72\nIn all    19", "Brill     12\nTarn      7!2\nIn all    19");
        // A grand total stands below.
        check("Brill\t06\nTarn\t620\nIn all\t620\nEver\t940", "Brill\t0!6\nTarn\t620\nIn all\t620\nEver\t940");
    }

    #[test]
    fn columns_that_tell_nothing() {
        // They add up neither way; in two ways; and there is but one to add.
        for table in [
            "Brill | 12\nTarn | 11\nStave | 30",
            "Brill | 13\nTarn | 13\nStave | 14",
            "Brill | 122\nIn all | 12",
            "Brill | a\nTarn | b",
            "It was 12 | and 13",
        ] {
            check(table, table);
        }
    }

    #[test]
    fn rows() {
        // Whether the sum stands first or last, the other rows tell.
        check(
            "Brill | 9 | 4 | 5\nTarn | 8 | 6 | 2\nStave | 9 | 73 | 2\nHadrow | 7 | 2 | 5",
            "Brill | 9. | 4. | 5.\nTarn | 8. | 6. | 2.\nStave | 9 | 7!3 | 2\nHadrow | 7. | 2. | 5.",
        );
        check(
            "Brill | 4 | 5 | 9\nTarn | 6 | 2 | 8\nStave | 73 | 2 | 9",
            "Brill | 4. | 5. | 9.\nTarn | 6. | 2. | 8.\nStave | 7!3 | 2 | 9",
        );
    }

    #[test]
    fn any_number_may_stand_in_a_cell() {
        let nines = "9".repeat(19);
        let table = format!("{nines} | {nines}{nines}\n{nines} | 1\n{nines} | 1");
        check(&table, &table);
    }
}
