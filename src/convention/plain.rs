//! The `plain` convention: what somebody gets who types a printed page, or copies it from the web. DESIGN of the marks:
//! `could.2`, `[Page 569]`, `  1. Source: …`.
//!
//! Every function looks at one line, or at one place of it, and returns offsets in bytes of what it was given.

use super::numeral::roman;
use crate::text::Span;

/// A page marker or what was meant for one, at the start of the text looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageMark {
    /// How many bytes it takes.
    pub len: usize,
    /// Where its label stands.
    pub label: Span,
    /// Whether it says `Facsimile`.
    pub facsimile: bool,
}

/// The start of a list item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// How many bytes of white space stand before it.
    pub indent: usize,
    /// Where its label stands; for a bullet, the bullet.
    pub label: Span,
    /// Where its text begins; the end of the line where it has none.
    pub text: usize,
    /// How the label is written.
    pub style: ItemStyle,
}

/// How an item's label is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ItemStyle {
    /// `2. text`
    Dot,
    /// `2) text`
    Parenthesis,
    /// `(2) text`, `[2] text`
    Enclosed,
    /// `2 text`, or a tab between the two
    Bare,
    /// `² text`
    Superscript,
    /// `† text`
    Sign,
    /// `- text`
    Bullet,
}

/// The printer's footnote signs, in their order of use; the double bar also as box drawing has it.
pub const SIGNS: [char; 8] = ['*', '†', '‡', '§', '‖', '║', '¶', '#'];

/// The mark behind a note's text that leads back to the reference.
pub const RETURN_MARK: char = '↩';

/// The longest label of a page or note that counts as one, in bytes.
const LONGEST_LABEL: usize = 12;

/// The page marker at the start of `text`, which begins with `[`: `[Page 569]`, `[Page xiv]`, `[Page 60a]`,
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

/// The bracketed page number that `line` consists of: `[30]`.
pub fn bare_page_number(line: &str) -> Option<PageMark> {
    let inner = line.strip_prefix('[')?.strip_suffix(']')?;
    let label = Span::new(1, line.len() - 1);
    (inner.len() <= LONGEST_LABEL && is_page_label(inner)).then_some(PageMark {
        len: line.len(),
        label,
        facsimile: false,
    })
}

/// What was meant for a page marker at the start of `text`, which begins with `[` or `{` and is no page marker: a misspelt
/// word (`[Pgae 569]`), a letter in the number (`[Page 56l]`), the space missing or one too many (`[Page569]`,
/// `[Page 569 ]`), a stop (`[Page. 569.]`), the wrong bracket (`[Page 569}`, `{Page 569}`) or none (`[Page 569`).
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
    // Without its bracket it is a marker only where the page's words do not run on to one: `[Page 2 of the enclosure]`.
    let runs_on = after.find(['[', ']', '\n', '\r']).is_some_and(|at| after[at..].starts_with(']'));
    (!runs_on).then_some(PageMark { len: label.end, label, facsimile: false })
}

/// The page marker without its opening bracket that ends before the `]` at the end of `text`: `Page 569]`. Its offsets
/// count from the start of `text`, the mark from where the word begins.
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

/// The start of a list item at the start of `line` (without its line break).
pub fn item(line: &str) -> Option<Item> {
    let rest = line.trim_start_matches([' ', '\t']);
    let indent = line.len() - rest.len();
    let first = rest.chars().next()?;
    let item = |label: Span, after: usize, style| {
        let text = line.get(after..)?;
        let spaced = text.is_empty() || text.starts_with([' ', '\t']);
        let text = line.len() - text.trim_start().len();
        spaced.then_some(Item { indent, label, text, style })
    };
    match first {
        '0'..='9' => {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let letter = rest.as_bytes().get(digits).is_some_and(u8::is_ascii_lowercase);
            let end = indent + digits + usize::from(letter);
            let label = Span::new(indent, end);
            let style = match line.as_bytes().get(end) {
                _ if digits > LONGEST_LABEL => return None,
                Some(b'.') => ItemStyle::Dot,
                Some(b')') => ItemStyle::Parenthesis,
                Some(b' ' | b'\t') if !letter => return item(label, end, ItemStyle::Bare),
                _ => return None,
            };
            item(label, end + 1, style)
        }
        '(' | '[' => {
            let digits = rest.bytes().skip(1).take_while(u8::is_ascii_digit).count();
            let label = Span::new(indent + 1, indent + 1 + digits);
            let close = if first == '(' { b')' } else { b']' };
            let closed = (1..=LONGEST_LABEL).contains(&digits) && line.as_bytes().get(label.end) == Some(&close);
            if closed { item(label, label.end + 1, ItemStyle::Enclosed) } else { None }
        }
        '-' => item(Span::new(indent, indent + 1), indent + 1, ItemStyle::Bullet),
        _ if is_superscript(first) => {
            let len: usize = rest.chars().take_while(|&c| is_superscript(c)).map(char::len_utf8).sum();
            let label = Span::new(indent, indent + len);
            let text = line.len() - line.get(label.end..)?.trim_start().len();
            Some(Item { indent, label, text, style: ItemStyle::Superscript })
        }
        _ if SIGNS.contains(&first) => {
            let len: usize = rest.chars().take_while(|&c| c == first).map(char::len_utf8).sum();
            let label = Span::new(indent, indent + len);
            (len <= LONGEST_LABEL).then(|| item(label, label.end, ItemStyle::Sign)).flatten()
        }
        _ => None,
    }
}

/// Whether `line` is a rule above notes: three or more of `-`, `_`, `*`, `—`, and nothing else.
pub fn is_rule(line: &str) -> bool {
    let line = line.trim();
    let mut chars = line.chars();
    let Some(first) = chars.next() else { return false };
    matches!(first, '-' | '_' | '*' | '—' | '–') && chars.all(|c| c == first) && line.chars().nth(2).is_some()
}

/// Whether `line` is the title of a note list.
pub fn is_notes_title(line: &str) -> bool {
    let title = line.trim().trim_end_matches([':', '.']).trim_start_matches(['#', ' ']);
    ["notes", "footnotes", "endnotes", "note", "footnote"].iter().any(|word| title.eq_ignore_ascii_case(word))
}

/// Whether `c` is a superscript digit.
pub const fn is_superscript(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// What stands behind `[Facsimile Page` or `Page` at the start of `text`, and whether it said `Facsimile`.
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

/// How many bytes at the start of `text` may be a label.
fn label_len(text: &str) -> usize {
    text.bytes().take(LONGEST_LABEL + 1).take_while(u8::is_ascii_alphanumeric).count()
}

/// Whether `label` may be a page's: `569`, `60a`, `xiv`.
fn is_page_label(label: &str) -> bool {
    let digits = label.bytes().take_while(u8::is_ascii_digit).count();
    match label.len() - digits {
        _ if label.len() > LONGEST_LABEL => false,
        0 => digits > 0,
        // Few pages are inserted behind one; the letters from `i` on are digits misread.
        1 if digits > 0 => label.ends_with(|c| ('a'..='h').contains(&c)),
        _ => digits == 0 && roman(label).is_some(),
    }
}

/// Whether `label` has a digit and otherwise only letters that a typist or a scanner puts for one.
fn resembles_number(label: &str) -> bool {
    let digit = |b: u8| b.is_ascii_digit();
    (1..=LONGEST_LABEL).contains(&label.len())
        && label.bytes().any(digit)
        && label.bytes().all(|b| digit(b) || b"lIiOoSsBZz".contains(&b))
}

/// Whether `word` is `Page`, or one slip away from it: a letter missing, doubled, wrong, or two changed places.
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

    #[test]
    fn items() {
        let found = |line: &'static str| item(line).map(|i| (i.indent, i.label.of(line), &line[i.text..], i.style));
        for (line, expected) in [
            ("  1. Source: Archives.", Some((2, "1", "Source: Archives.", ItemStyle::Dot))),
            ("  12. ", Some((2, "12", "", ItemStyle::Dot))),
            ("  12.", Some((2, "12", "", ItemStyle::Dot))),
            ("60a. Text", Some((0, "60a", "Text", ItemStyle::Dot))),
            ("2) text", Some((0, "2", "text", ItemStyle::Parenthesis))),
            ("2\ttext", Some((0, "2", "text", ItemStyle::Bare))),
            ("² text", Some((0, "²", "text", ItemStyle::Superscript))),
            ("¹²text", Some((0, "¹²", "text", ItemStyle::Superscript))),
            (" † Not printed.", Some((1, "†", "Not printed.", ItemStyle::Sign))),
            ("(3) text", Some((0, "3", "text", ItemStyle::Enclosed))),
            ("[3] text", Some((0, "3", "text", ItemStyle::Enclosed))),
            ("- text.↩", Some((0, "-", "text.↩", ItemStyle::Bullet))),
            ("1.5 million", None),
            ("11:00 AM", None),
            ("**bold**", None),
            ("  ", None),
            ("", None),
        ] {
            assert_eq!(found(line), expected, "{line}");
        }
    }

    #[test]
    fn rules_and_titles() {
        assert!(is_rule("---") && is_rule("  ______ ") && !is_rule("--") && !is_rule("-- -"));
        assert!(is_notes_title("Notes") && is_notes_title("FOOTNOTES:") && !is_notes_title("Notes on tea"));
    }
}
