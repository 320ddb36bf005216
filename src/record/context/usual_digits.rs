//! How many digits the last part of a number has where no reference stands behind it.
//!
//! Three digits follow the comma of `2,600`, so `2,60012` is rather 2,600 and a reference 12 than a number; where a comma stands
//! before decimals, `12,503` is rather 12,50 and a reference 3. The tenths of a
//! table mostly have as many digits in each of its cells: beside `8.950` and `8.600`, `8.40010` is 8.400 and a reference 10.

use crate::convention::mark::TokenKind;
use crate::lexicon::Language;
use crate::record::source::Source;
use crate::text::Span;
use foldhash::HashMap;

/// For a run of digits behind a comma or a full stop, known by where it begins in bytes of the record: how many digits such runs
/// have. Other runs are absent.
pub type UsualDigits = HashMap<usize, usize>;

/// How many digits a group of thousands has.
pub const GROUP: usize = 3;

/// How many decimals stand behind a comma.
pub const DECIMALS: usize = 2;

/// Longer runs of digits behind a full stop are no tenths.
const LONGEST: usize = 7;

/// Where so many cells of a table or more have tenths, and most of them as many digits, that is how many digits they have.
const LEAST: usize = 3;

/// What is usual for the runs of digits in `source`.
pub fn of(source: Source) -> UsualDigits {
    let mut usual = UsualDigits::default();
    // The tenths of one table, and the line of the last row.
    let (mut tenths, mut last): (Vec<Span>, usize) = (Vec::new(), 0);
    for (line, span, token) in source.tokens() {
        if token.kind != TokenKind::Digits {
            continue;
        }
        let is_row = source.lines.get(line).is_some_and(|line| line.is_row);
        if is_row && line > last + 1 {
            add_table(&tenths, &mut usual);
            tenths.clear();
        }
        last = if is_row { line } else { last };
        let before = source.text.get(..span.start).unwrap_or_default();
        let digits = digits_of_a_part(source.language, before).filter(|digits| span.len() >= *digits);
        if let Some(digits) = digits {
            usual.insert(span.start, digits);
        } else if is_row && before.ends_with('.') {
            tenths.push(span);
        }
    }
    add_table(&tenths, &mut usual);
    usual
}

/// How many digits the part of a number mostly has that stands behind `before`, a text in `language`: the thousands of `1,250`,
/// or in most languages of `1.250`, and the decimals of `12,50`. None if `before` begins no number of several parts.
pub fn digits_of_a_part(language: &Language, before: &str) -> Option<usize> {
    let group = before.strip_suffix(thousands_mark(language)).map(|digits| (digits, GROUP));
    let (digits, of_part) = group.or_else(|| Some((before.strip_suffix(',')?, DECIMALS)))?;
    leads_a_group(digits).then_some(of_part)
}

/// What stands between the thousands of a number in `language`.
pub fn thousands_mark(language: &Language) -> char {
    if language.lexicon.has_decimal_comma { '.' } else { ',' }
}

/// Whether `before` ends with the first digits of a large number: one to three.
pub fn leads_a_group(before: &str) -> bool {
    (1..=GROUP).contains(&before.bytes().rev().take(GROUP + 1).take_while(u8::is_ascii_digit).count())
}

/// Adds to `usual` how many digits the `tenths` of a table have.
fn add_table(tenths: &[Span], usual: &mut UsualDigits) {
    let mut counts = [0; LONGEST + 1];
    for span in tenths {
        if let Some(count) = counts.get_mut(span.len()) {
            *count += 1;
        }
    }
    let most = (0..).zip(counts).max_by_key(|(_, count)| *count);
    if let Some((digits, _)) = most.filter(|(_, count)| *count >= LEAST && 2 * count >= tenths.len()) {
        usual.extend(tenths.iter().map(|span| (span.start, digits)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::tests::source;

    /// Checks `text` with a bar after the usual digits of each run that has more, and a stop after each that has as many.
    #[track_caller]
    fn check(expected: &str) {
        let text: String = expected.chars().filter(|c| !matches!(c, '!' | ';')).collect();
        source(&text, |source| {
            let mut shown = text.clone();
            let mut told: Vec<_> = of(source).into_iter().collect();
            told.sort_unstable();
            for (start, digits) in told.into_iter().rev() {
                let len = text[start..].bytes().take_while(u8::is_ascii_digit).count();
                if digits == len {
                    shown.insert(start + len, ';');
                } else if digits < len {
                    shown.insert(start + digits, '!');
                }
            }
            assert_eq!(shown, expected);
        });
    }

    #[test]
    fn thousands() {
        check("It cost 2,600; or 2,600!12 or 12,600!4, on 3,6 and 1962,600.");
    }

    #[test]
    fn tenths_of_a_table() {
        check("Tarn\t8.950;\t8.600;\nBrill\t10.500;\t8.400!10\n\nIt was 8.4001.");
        check("Tarn\t8.950;\t8.600;\nStave\t12\t12\nBrill\t10.500;\t8.400!10\n");
        // The table has too few, or none is usual.
        check("Tarn\t8.95\t8.601");
        check("Tarn\t8.9\t8.60\t8.601\t8.60112\nBrill\t1.8000\t1.9");
    }
}
