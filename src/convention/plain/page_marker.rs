//! Page markers in `plain`: `[Page 569]`, and misspelt ones. All offsets are in bytes of the text that is passed.

use crate::convention::form::PageForm;
use crate::convention::mark::{LONGEST_LABEL, PageMark};
use crate::convention::numeral::roman;
use crate::text::Span;

/// The page marker at the start of `text`, if there is one: `[Page 569]`, `[Page xiv]`, `[Page 60a]`,
/// `[Facsimile Page 2]`, `[Page [506]]`.
pub fn page_marker(text: &str) -> Option<PageMark> {
    let (word, facsimile) = page_word(text.strip_prefix('[')?)?;
    let after = text.len() - word.len();
    let inner = word.strip_prefix(' ')?;
    let start = after + 1;
    if let Some(bracketed) = inner.strip_prefix('[') {
        let len = label_len(bracketed);
        let label = Span::new(start + 1, start + 1 + len);
        let closed = len > 0 && is_page_label(label.of(text)) && bracketed.get(len..)?.starts_with("]]");
        return closed.then_some(PageMark { len: label.end + 2, label, facsimile });
    }
    let len = label_len(inner);
    let label = Span::new(start, start + len);
    let closed = is_page_label(label.of(text)) && inner.get(len..)?.starts_with(']');
    closed.then_some(PageMark { len: label.end + 1, label, facsimile })
}

/// `line` as a bare page number in brackets, such as `[30]`, if it is nothing else.
pub fn bare_page_number(line: &str) -> Option<PageMark> {
    let inner = line.strip_prefix('[')?.strip_suffix(']')?;
    let label = Span::new(1, line.len() - 1);
    (inner.len() <= LONGEST_LABEL && is_page_label(inner)).then_some(PageMark {
        len: line.len(),
        label,
        facsimile: false,
    })
}

/// The misspelt page marker at the start of `text`, which is no correct one. The slip may be in the word
/// (`[Pgae 569]`), in the number (`[Page 56l]`), in the spaces (`[Page569]`, `[Page 569 ]`), in the punctuation
/// (`[Page. 569.]`) or in the brackets (`[Page 569}`, `{Page 569}`, `[Page 569`).
pub fn malformed_page_marker(text: &str) -> Option<PageMark> {
    let slips = |c: char| matches!(c, ' ' | '.' | ',' | ':' | ';');
    let inner = text.strip_prefix(['[', '{'])?.trim_start_matches(' ');
    let word_len = inner.bytes().take_while(u8::is_ascii_alphabetic).count();
    let word = inner.get(..word_len)?;
    let number = inner.get(word_len..)?.trim_start_matches(slips);
    let start = text.len() - number.len();
    let label = Span::new(start, start + label_len(number));
    if !resembles_page(word) || !resembles_number(label.of(text)) {
        return None;
    }
    let after = text.get(label.end..)?;
    let closing = after.trim_start_matches(slips);
    if closing.starts_with([']', '}', ')']) {
        return Some(PageMark { len: text.len() - closing.len() + 1, label, facsimile: false });
    }
    if text.starts_with('{') {
        return None;
    }
    // Without a bracket behind the number it is a marker only if no later bracket closes it:
    // `[Page 2 of the enclosure]`.
    let runs_on = after.find(['[', ']', '\n', '\r']).is_some_and(|at| after[at..].starts_with(']'));
    (!runs_on).then_some(PageMark { len: label.end, label, facsimile: false })
}

/// The page marker at the end of `text` that lacks its opening bracket: `Page 569]`. Returns where it begins, and the
/// mark. Its label counts, like the beginning, from the start of `text`.
pub fn unopened_page_marker(text: &str) -> Option<(usize, PageMark)> {
    let inner = text.strip_suffix(']')?;
    let len = inner.bytes().rev().take_while(u8::is_ascii_alphanumeric).count().min(LONGEST_LABEL);
    let label = Span::new(inner.len() - len, inner.len());
    let before = inner.get(..label.start)?.strip_suffix(' ')?;
    let start = before.strip_suffix("Page")?.len();
    let alone = !before.get(..start)?.ends_with(|c: char| c.is_alphanumeric());
    (alone && resembles_number(label.of(text)))
        .then_some((start, PageMark { len: text.len() - start, label, facsimile: false }))
}

/// The form of a page marker in a record that has no page markers to imitate.
pub const FORM: PageForm = PageForm { open: "[Page ", close: "]" };

/// Where an unfinished page marker at the end of `text` begins: at the last bracket of the last line, if that is a `[`.
pub fn begun(text: &str) -> Option<usize> {
    text.rfind(['[', ']', '\n', '\r']).filter(|&start| text.as_bytes().get(start) == Some(&b'['))
}

/// The page number that `label` stands for where letters were typed for similar digits: `561` for `56l`.
pub fn intended(label: &str) -> Option<String> {
    let digit = |c| match c {
        '0'..='9' => Some(c),
        'l' | 'I' | 'i' => Some('1'),
        'O' | 'o' => Some('0'),
        'S' | 's' => Some('5'),
        'B' => Some('8'),
        'Z' | 'z' => Some('2'),
        _ => None,
    };
    label.chars().map(digit).collect()
}

/// Strips `Page` or `Facsimile Page` off the start of `text`. Returns the rest, and whether `Facsimile` was there.
fn page_word(text: &str) -> Option<(&str, bool)> {
    let strip = |text: &'static str, from| strip_ignoring_case(from, text);
    match strip("facsimile ", text) {
        Some(rest) => Some((strip("page", rest)?, true)),
        None => Some((strip("page", text)?, false)),
    }
}

fn strip_ignoring_case<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let head = text.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then(|| &text[prefix.len()..])
}

/// The length in bytes of the letters and digits at the start of `text`, at most one more than [`LONGEST_LABEL`].
fn label_len(text: &str) -> usize {
    text.bytes().take(LONGEST_LABEL + 1).take_while(u8::is_ascii_alphanumeric).count()
}

/// Whether `label` can be the label of a page: `569`, `60a`, `xiv`.
fn is_page_label(label: &str) -> bool {
    let digits = label.bytes().take_while(u8::is_ascii_digit).count();
    match label.len() - digits {
        _ if label.len() > LONGEST_LABEL => false,
        0 => digits > 0,
        // Few pages are inserted behind another, so a letter from `i` on is a misread digit.
        1 if digits > 0 => label.ends_with(|c| ('a'..='h').contains(&c)),
        _ => digits == 0 && roman(label).is_some(),
    }
}

/// Whether `label` has at least one digit, and all its letters are often typed or scanned in place of a digit.
fn resembles_number(label: &str) -> bool {
    let digit = |b: u8| b.is_ascii_digit();
    (1..=LONGEST_LABEL).contains(&label.len())
        && label.bytes().any(digit)
        && label.bytes().all(|b| digit(b) || b"lIiOoSsBZz".contains(&b))
}

/// Whether `word` is `Page` or one slip away from it: a letter missing, added or wrong, or two neighbours swapped.
fn resembles_page(word: &str) -> bool {
    const PAGE: [u8; 4] = *b"page";
    let word = word.to_ascii_lowercase();
    let mut word = word.as_bytes();
    let mut page = PAGE.as_slice();
    while let ([a, rest_of_word @ ..], [b, rest_of_page @ ..]) = (word, page)
        && a == b
    {
        (word, page) = (rest_of_word, rest_of_page);
    }
    while let ([rest_of_word @ .., a], [rest_of_page @ .., b]) = (word, page)
        && a == b
    {
        (word, page) = (rest_of_word, rest_of_page);
    }
    matches!((word, page), ([] | [_], [] | [_])) || matches!((word, page), ([a, b], [c, d]) if a == d && b == c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marker(text: &str) -> Option<(&str, &str)> {
        page_marker(text).map(|mark| (&text[..mark.len], mark.label.of(text)))
    }

    fn malformed(text: &str) -> Option<(&str, &str)> {
        malformed_page_marker(text).map(|mark| (&text[..mark.len], mark.label.of(text)))
    }

    #[test]
    fn page_markers() {
        for (text, found) in [
            ("[Page 569]", Some(("[Page 569]", "569"))),
            ("[Page 833]2. Review", Some(("[Page 833]", "833"))),
            ("[Page xiv] and", Some(("[Page xiv]", "xiv"))),
            ("[Page 60a]", Some(("[Page 60a]", "60a"))),
            ("[page 7]", Some(("[page 7]", "7"))),
            ("[Facsimile Page 2]", Some(("[Facsimile Page 2]", "2"))),
            ("[Page [506]]", Some(("[Page [506]]", "506"))),
            ("[Page 56l]", None),
            ("[Page 569", None),
            ("[Page569]", None),
            ("[Page ]", None),
            ("[Page civil]", None),
            ("[Page 2 of the enclosure is missing.]", None),
            ("[British]", None),
            ("[", None),
            ("[Pagé 5]", None),
        ] {
            assert_eq!(marker(text), found, "{text}");
        }
    }

    #[test]
    fn what_was_meant_for_a_page_marker() {
        for (text, found) in [
            ("[Page 56l] on", Some(("[Page 56l]", "56l"))),
            ("[Pgae 569]", Some(("[Pgae 569]", "569"))),
            ("[Pag 569]", Some(("[Pag 569]", "569"))),
            ("[Page569]", Some(("[Page569]", "569"))),
            ("[page 569}", Some(("[page 569}", "569"))),
            ("[Page  569]", Some(("[Page  569]", "569"))),
            ("[ Page 569] on", Some(("[ Page 569]", "569"))),
            ("[Page 569 ] on", Some(("[Page 569 ]", "569"))),
            ("[Page: 569.] on", Some(("[Page: 569.]", "569"))),
            ("{Page 569} on", Some(("{Page 569}", "569"))),
            ("{Page 569] on", Some(("{Page 569]", "569"))),
            ("{Page 569 on", None),
            ("[Page 569", Some(("[Page 569", "569"))),
            ("[Page 569 was [British] here", Some(("[Page 569", "569"))),
            ("[Page 569. It was", Some(("[Page 569", "569"))),
            ("[Page 2 of the enclosure is missing.]", None),
            ("[Pages 3]", Some(("[Pages 3]", "3"))),
            ("[Paris 1919]", None),
            ("[2 pages]", None),
            ("[age]", None),
            ("[Tab 5]", None),
        ] {
            assert_eq!(malformed(text), found, "{text}");
        }
    }

    #[test]
    fn page_markers_without_an_opening_bracket() {
        let found = |text: &'static str| unopened_page_marker(text).map(|(start, mark)| (start, mark.label.of(text)));
        assert_eq!(found("went. Page 569]"), Some((6, "569")));
        assert_eq!(found("Page 569]"), Some((0, "569")));
        assert_eq!(found("FrontPage 569]"), None);
        assert_eq!(found("see page 569]"), None);
        assert_eq!(found("No. 116]"), None);
    }
}
