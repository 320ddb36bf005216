//! The words around the number of a cross reference: which announce it, join it to others, and end a list of them.

use crate::record::Label;
use crate::record::model::CrossRefKind;

/// A word that announces a number, at the end of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Announced {
    /// Where the word starts in the text.
    pub start: usize,
    /// What it announces.
    pub kind: CrossRefKind,
    /// Whether further numbers may belong to it.
    pub plural: bool,
    /// Whether it says nothing else. `Note 931` may be any office's: words around it have to tell.
    pub sure: bool,
}

/// The word at the end of `text` that announces a number.
pub fn announced(text: &str) -> Option<Announced> {
    let (start, word) = last_word(text)?;
    let (kind, plural, sure) = match word {
        "Document" | "Doc." => (CrossRefKind::Document, false, true),
        "Documents" | "Docs." => (CrossRefKind::Document, true, true),
        "footnote" | "Footnote" | "fn." | "Fn." | "fn" => (CrossRefKind::Footnote, false, true),
        "footnotes" | "Footnotes" | "fns." | "Fns." | "fns" => (CrossRefKind::Footnote, true, true),
        "note" | "Note" | "n." => (CrossRefKind::Footnote, false, false),
        "notes" | "Notes" | "nn." => (CrossRefKind::Footnote, true, false),
        "p." | "P." | "page" | "Page" => (CrossRefKind::Page, false, true),
        "pp." | "Pp." | "pages" | "Pages" => (CrossRefKind::Page, true, true),
        _ => return None,
    };
    Some(Announced { start, kind, plural, sure })
}

/// The word at the end of `text`, behind which only white space stands, and where it starts.
fn last_word(text: &str) -> Option<(usize, &str)> {
    let words = text.trim_end();
    let before = words.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '.');
    let alone = words.len() < text.len() && !before.ends_with(|c: char| c.is_alphanumeric() || c == '-');
    alone.then(|| (before.len(), words.get(before.len()..).unwrap_or_default()))
}

/// Whether `text` joins two numbers of a list or a range.
pub fn joins(text: &str) -> bool {
    let spaced = |text: &str| text.starts_with(char::is_whitespace) && text.ends_with(char::is_whitespace);
    let words = text.strip_prefix(',').unwrap_or(text);
    match words.trim() {
        "" => words.len() < text.len() && spaced(words),
        "and" | "or" | "to" | "through" | "&" => spaced(words),
        _ => is_dash(text),
    }
}

/// Whether `text` joins the two ends of a range: `12–14`, `12 – 14`.
pub fn is_dash(text: &str) -> bool {
    matches!(text.trim(), "–" | "-" | "—" | "‑")
}

/// Whether `text` joins a number to the word of the singular before it, of which `after` is what follows: `Document 157 and
/// 175.`
pub fn joins_last(text: &str, after: &str) -> bool {
    matches!(text.trim(), "and" | "or") && joins(text) && (after.is_empty() || after.starts_with(['.', ';', ')', ']']))
}

/// Whether `text` joins a footnote's number to the document or page it belongs to. `citation` is what stands before that, as
/// far as it can belong together: `footnote 1 to the telegram of May 3, p. 109`.
pub fn belongs(text: &str, citation: &str) -> bool {
    let words = text.trim();
    let begins = ["to ", "of ", "in "].iter().any(|word| words.starts_with(word));
    matches!(words, "," | "to" | "of" | "in") || (begins && citation.len() >= text.len())
}

/// The number printed as `digits`, behind the dash of a range that begins with `first`: `123–25` ends at 125.
pub fn completed(first: &str, digits: &str) -> Label {
    let numbers = [first, digits].iter().all(|text| text.bytes().all(|b| b.is_ascii_digit()));
    let kept = first.len().saturating_sub(digits.len());
    match (first.get(..kept), first.get(kept..)) {
        (Some(head), Some(tail)) if numbers && !head.is_empty() && tail < digits => {
            Label::new(&format!("{head}{digits}"))
        }
        _ => Label::new(digits),
    }
}

/// What follows a number and those joined to it, of which `after` is what follows the number: the `above` of `footnotes 2,
/// 5, and 6 above`.
pub fn behind_list(after: &str) -> &str {
    let mut rest = after;
    loop {
        let numbers =
            |c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, ',' | '–' | '-' | '—' | '‑' | '&');
        rest = rest.trim_start_matches(numbers);
        let joint = ["and ", "or ", "to ", "through "].iter().find_map(|word| rest.strip_prefix(word));
        match joint.filter(|next| next.starts_with(|c: char| c.is_ascii_digit())) {
            Some(next) => rest = next,
            None => break,
        }
    }
    let following = rest.strip_prefix("ff").map_or(rest, |rest| rest.strip_prefix('.').unwrap_or(rest));
    following.trim_start_matches([' ', ',', '\u{a0}'])
}

/// Whether `number` and what stands `after` it are a range of years.
pub fn begins_years(number: &str, after: &str) -> bool {
    let year = |text: &str| {
        text.len() >= 4 && text.bytes().take(4).all(|b| b.is_ascii_digit()) && text.starts_with(['1', '2'])
    };
    number.len() == 4 && year(number) && after.strip_prefix(['–', '-']).is_some_and(year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_announce_a_number() {
        for (text, start, kind) in [
            ("See Document ", 4, CrossRefKind::Document),
            ("Docs.\u{a0}", 0, CrossRefKind::Document),
            ("(footnotes\n    ", 1, CrossRefKind::Footnote),
            ("see fn. ", 4, CrossRefKind::Footnote),
            ("see pp. ", 4, CrossRefKind::Page),
        ] {
            let found = announced(text).unwrap();
            assert_eq!((found.start, found.kind, found.sure), (start, kind, true), "{text}");
        }
        for text in ["Document", "MyDocument ", "document ", "the ", "No. ", "sub-page ", "", " ", "Document No. "] {
            assert_eq!(announced(text), None, "{text}");
        }
    }

    #[test]
    fn joints() {
        for text in [", ", " and ", ",\n   and ", "–", " – ", "– ", " & "] {
            assert!(joins(text), "{text}");
        }
        for text in [",", "", " ", "and", ". ", ", but ", " and Document "] {
            assert!(!joins(text), "{text}");
        }
    }

    #[test]
    fn the_end_of_a_range_may_be_short() {
        for (first, digits, number) in [
            ("123", "25", "125"),
            ("1004", "6", "1006"),
            ("123", "125", "125"),
            ("4", "6", "6"),
            ("123", "12", "12"),
            ("60a", "2", "2"),
        ] {
            assert_eq!(completed(first, digits).as_str(), number, "{first}–{digits}");
        }
    }

    #[test]
    fn what_follows_a_list() {
        for (after, rest) in [
            (", 5, and 6 above", "above"),
            (" of the letter", "of the letter"),
            ("–125, and above", "and above"),
            (" ff., vol. X", "vol. X"),
            ("", ""),
        ] {
            assert_eq!(behind_list(after), rest, "{after}");
        }
    }
}
