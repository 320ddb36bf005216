//! Running heads: the lines at the head of printed pages that have the page's number and a title, such as `12    The Ferry`.

use super::page_marker::{is_small_roman, longest_number, page_label_len};
use crate::convention::mark::PageMark;
use crate::text::Span;

/// A line that may be a running head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RunningHead<'t> {
    /// The line as a page marker.
    pub mark: PageMark,
    /// The title beside the number, without the white space around it.
    pub title: &'t str,
    /// Whether the number stands before the title, as it does on most left pages.
    pub is_left: bool,
}

/// The longest running head, in bytes.
const LONGEST: usize = 140;
/// The longest title, in bytes. Longer ones are paragraphs.
const LONGEST_TITLE: usize = 70;
/// The fewest letters of a title.
const FEWEST_LETTERS: usize = 3;
/// The most digits of a page number in a running head: four are a year.
const MOST_DIGITS: usize = 3;

/// Whether [`running_head`] may find one in `line`, which may have white space around it: few lines begin or end so.
pub fn may_be_running_head(line: &str) -> bool {
    let is_of_number = |b: &u8| b.is_ascii_digit() || b"ivxl".contains(b);
    let bytes = line.trim_ascii().as_bytes();
    bytes.len() <= LONGEST
        && (bytes.first().is_some_and(is_of_number) || bytes.last().is_some_and(is_of_number))
        && (!bytes.iter().any(|b| b.is_ascii_lowercase() && !is_of_number(b))
            || bytes.windows(2).any(|two| matches!(two, b"  " | [b'\t', _])))
}

/// `line`, without white space around it, as a running head: a number or a small roman numeral, a gap of two spaces or a tab, and a
/// title; or these the other way round. A title in capitals needs no gap. Rows of tables look like it, too.
pub fn running_head(line: &str) -> Option<RunningHead<'_>> {
    if !may_be_running_head(line) {
        return None;
    }
    let first = line.find([' ', '\t'])?;
    let last = line.rfind([' ', '\t'])? + 1;
    let (left, right) = (Span::new(0, first), Span::new(last, line.len()));
    let (label, title, is_left) = match (is_number(left.of(line)), is_number(right.of(line))) {
        (true, false) => (left, Span::new(first, line.len()), true),
        (false, true) => (right, Span::new(0, last), false),
        _ => return None,
    };
    let around = title.of(line);
    let title = around.trim();
    let gap = if is_left { around.get(..around.len() - around.trim_start().len()) } else { around.get(title.len()..) };
    let has_gap = gap.is_some_and(|gap| gap.len() > 1 || gap == "\t") || !title.contains(char::is_lowercase);
    let is_title =
        title.len() <= LONGEST_TITLE && title.chars().filter(|c| c.is_alphabetic()).nth(FEWEST_LETTERS - 1).is_some();
    let mark = PageMark { len: line.len(), label, facsimile: false };
    (has_gap && is_title).then_some(RunningHead { mark, title, is_left })
}

/// Whether `word` is the number of a page.
fn is_number(word: &str) -> bool {
    let is_arabic = word.starts_with(|c: char| c.is_ascii_digit()) && longest_number(word) <= MOST_DIGITS;
    (is_arabic || is_small_roman(word)) && page_label_len(word) == Some(word.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn running_heads() {
        for (line, found) in [
            ("12    The Ferry", Some(("12", "The Ferry", true))),
            ("The Ferry    13", Some(("13", "The Ferry", false))),
            ("THE YEAR 1703\t13", Some(("13", "THE YEAR 1703", false))),
            ("xii    Preface", Some(("xii", "Preface", true))),
            ("12r    Of the Ferry", Some(("12r", "Of the Ferry", true))),
            ("1672    Of the Ferry", None),
            ("12 THE FERRY.", Some(("12", "THE FERRY.", true))),
            ("THE FERRY xii", Some(("xii", "THE FERRY", false))),
            ("12 The Ferry", None),
            ("12    The Ferry    13", None),
            ("12    £13", None),
            ("12.    The Ferry", None),
            ("12", None),
            ("The Ferry", None),
            ("x    The Ferry", Some(("x", "The Ferry", true))),
            ("The Ferry    c", None),
            ("", None),
        ] {
            let head = running_head(line);
            assert_eq!(head.map(|head| (head.mark.label.of(line), head.title, head.is_left)), found, "{line}");
        }
        assert_eq!(running_head(&format!("12    {}", "It rained. ".repeat(8).trim())), None);
    }
}
