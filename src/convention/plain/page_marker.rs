//! Page markers: `[Page 569]`, `[fol. 5r]`, `{12}`, `<pb n="12"/>`, and misspelt ones. Texts of every convention have them.
//! All offsets are in bytes of the text that is passed.

use crate::convention::form::PageForm;
use crate::convention::mark::{LONGEST_LABEL, PageMark};
use crate::convention::numeral::roman;
use crate::text::Span;

/// What stands before the label of a page marker in brackets, in any case.
const OPENINGS: [&str; 12] = [
    "page ",
    "page: ",
    "facsimile page ",
    "page [",
    "pag. ",
    "pg ",
    "pg. ",
    "seite ",
    "fol. ",
    "fol.",
    "fol ",
    "folio ",
];

/// What stands before the label of a page marker in some texts, and before a page that is cited in others.
const ABBREVIATED: [&str; 6] = ["p. ", "p.", "pp. ", "s. ", "f. ", "f."];

/// The page marker at the start of `text` that is nothing else in any text: `[Page 569]`, `[Page xiv]`, `[Page 60a]`,
/// `[Facsimile Page 2]`, `[Page [506]]`, `[Page: 12]`, `[pag. 12]`, `[Pg 12]`, `[Seite 12]`, `[fol. 5r]`, `<pb n="12"/>`.
pub fn page_marker(text: &str) -> Option<PageMark> {
    match text.strip_prefix('[') {
        Some(inner) => OPENINGS.iter().find_map(|open| worded(text, strip_ignoring_case(inner, open)?)),
        None => page_break(text),
    }
}

/// The page marker at the start of `text` that is a citation in other texts: `[p. 12]`, `[S. 12]`, `[f. 5r]`.
pub fn abbreviated(text: &str) -> Option<PageMark> {
    let inner = text.strip_prefix('[')?;
    ABBREVIATED.iter().find_map(|open| worded(text, strip_ignoring_case(inner, open)?))
}

/// The page number in brackets at the start of `text`, which other texts have for a footnote reference: `[145]`, `[1b]`,
/// `[402-403]`.
pub fn bracketed(text: &str) -> Option<PageMark> {
    enclosed(text, '[', ']')
}

/// The page number in braces at the start of `text`: `{145}`.
pub fn braced(text: &str) -> Option<PageMark> {
    enclosed(text, '{', '}')
}

/// The longest line that is a page number alone, in bytes.
const LONGEST_ALONE: usize = 24;

/// What may stand on both sides of a page number that is alone on its line.
const ORNAMENTS: [char; 7] = ['-', '–', '—', '~', '·', '=', '_'];

/// Whether [`alone`] may find a page number in `line`, which may have white space around it: most lines are too long, or none.
pub fn may_be_alone(line: &str) -> bool {
    let words = line.trim_ascii();
    // White space that is not ASCII may be left.
    !words.is_empty() && words.len() <= 2 * LONGEST_ALONE
}

/// What stands behind some page numbers that are centred. At the margin it stands behind the number of a list item.
pub const STOP: &str = ".";

/// `line` as a page number that stands alone, perhaps with a word before it or dashes on both sides: `12`, `12.`, `xii`, `Page 12`,
/// `p. 12`, `- 12 -`, `— XII —`. Other texts have chapters with such numbers.
pub fn alone(line: &str) -> Option<PageMark> {
    if line.len() > LONGEST_ALONE {
        return None;
    }
    let is_ornament = |c: char| c == ' ' || ORNAMENTS.contains(&c);
    let behind = line.trim_start_matches(is_ornament);
    let words = behind.trim_end_matches(is_ornament);
    let words = words.strip_suffix('.').filter(|words| may_stand_without_a_mark(words)).unwrap_or(words);
    let (before, after) = (line.get(..line.len() - behind.len())?, behind.get(words.len()..)?);
    let printed = words.rsplit([' ', '.']).next().unwrap_or(words);
    let word = words.get(..words.len() - printed.len())?;
    let is_label = page_label_len(printed) == Some(printed.len()) && longest_number(printed) <= MOST_DIGITS;
    let is_worded = || OPENINGS.iter().chain(&ABBREVIATED).any(|open| open.eq_ignore_ascii_case(word));
    let is_bare = || word.is_empty() && (!before.is_empty() || may_stand_without_a_mark(printed));
    let is_symmetric = before.chars().eq(after.chars().rev()) || (before, after) == ("", STOP);
    let start = before.len() + word.len();
    (is_label && is_symmetric && (is_worded() || is_bare())).then(|| PageMark {
        len: line.len(),
        label: Span::new(start, start + printed.len()),
        facsimile: word.len() > "facsimile".len(),
    })
}

/// Whether `label`, with no word or mark beside it, may be a page's number. Four digits are a year.
fn may_stand_without_a_mark(label: &str) -> bool {
    label.bytes().all(|b| b.is_ascii_digit()) && label.len() < MOST_DIGITS || is_roman_of_front_matter(label)
}

/// Whether `label`, which stands without a word, is the number of a page of the front matter, which has few pages. A single letter may
/// stand for anything, and capitals number chapters.
fn is_roman_of_front_matter(label: &str) -> bool {
    label.len() > 1 && is_small_roman(label)
}

/// Whether `label` is made of the letters of small roman numerals up to 89.
pub(super) fn is_small_roman(label: &str) -> bool {
    !label.starts_with('l') && label.bytes().all(|b| b"ivxl".contains(&b))
}

/// The page marker at the start of `text` whose label begins at `label`, the rest of `text`.
fn worded(text: &str, label: &str) -> Option<PageMark> {
    let start = text.len() - label.len();
    let len = page_label_len(label)?;
    let label = Span::new(start, start + len);
    let before = text.get(..start)?;
    let close = if before.ends_with('[') { "]]" } else { "]" };
    let facsimile = before.len() > "[facsimile".len();
    let closed = text.get(label.end..)?.starts_with(close);
    closed.then_some(PageMark { len: label.end + close.len(), label, facsimile })
}

/// The number, the opening or the small roman numeral at the start of `text`, between `open` and `close`.
fn enclosed(text: &str, open: char, close: char) -> Option<PageMark> {
    let inner = text.strip_prefix(open)?;
    let len = page_label_len(inner)?;
    let label = Span::new(open.len_utf8(), open.len_utf8() + len);
    let printed = label.of(text);
    let is_number = printed.starts_with(|c: char| c.is_ascii_digit()) && longest_number(printed) <= MOST_DIGITS;
    let closed = inner.get(len..)?.starts_with(close) && (is_number || is_roman_of_front_matter(printed));
    closed.then_some(PageMark { len: label.end + close.len_utf8(), label, facsimile: false })
}

/// The most digits of a page number that stands in brackets without a word.
const MOST_DIGITS: usize = 4;

/// The length in digits of the longest number in `label`.
pub fn longest_number(label: &str) -> usize {
    label.split(|c: char| !c.is_ascii_digit()).map(str::len).max().unwrap_or_default()
}

/// The longest `<pb … />` that is read, in bytes.
const LONGEST_TAG: usize = 300;

/// The page break at the start of `text` as XML has it: `<pb n="12"/>`. It may have other attributes.
fn page_break(text: &str) -> Option<PageMark> {
    let inner = strip_ignoring_case(text, "<pb")?;
    let end = inner.bytes().take(LONGEST_TAG).position(|b| matches!(b, b'>' | b'\n' | b'\r'))?;
    let attributes = inner.get(..end).filter(|_| inner.as_bytes().get(end) == Some(&b'>'))?;
    let number = [" n=\"", " n='"].iter().find_map(|name| attributes.find(name))? + " n=\"".len();
    let quote = attributes.as_bytes().get(number - 1).copied()?;
    let len = attributes.get(number..)?.bytes().position(|b| b == quote)?;
    let start = "<pb".len() + number;
    let label = Span::new(start, start + len);
    let is_label = (1..=LONGEST_LABEL).contains(&len) && !label.of(text).contains(char::is_whitespace);
    is_label.then_some(PageMark { len: "<pb".len() + end + 1, label, facsimile: false })
}

/// The page marker at the start of `text` that is [`malformed_page_marker`] in other texts, but in this one has the form in
/// which its page markers are written: `open` before the label and `close` behind it.
pub fn in_form(text: &str, open: &str, close: &str) -> Option<PageMark> {
    let mark = malformed_page_marker(text)?;
    let is_so = text.get(..mark.label.start) == Some(open) && text.get(mark.label.end..mark.len) == Some(close);
    (is_so && is_page_label(mark.label.of(text))).then_some(mark)
}

/// Whether `marker`, a page marker, alone is no sign that its text has page markers.
pub fn may_be_something_else(marker: &str) -> bool {
    marker.starts_with('{') || abbreviated(marker).is_some() || alone(marker).is_some()
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

/// Where an unfinished page marker at the end of `text` begins: at the last bracket or brace of the last line, if that opens
/// something.
pub fn begun(text: &str) -> Option<usize> {
    let last = text.rfind(['[', ']', '{', '}', '\n', '\r']);
    last.filter(|&start| matches!(text.as_bytes().get(start), Some(b'[' | b'{')))
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

fn strip_ignoring_case<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let head = text.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then(|| &text[prefix.len()..])
}

/// The length in bytes of the letters and digits at the start of `text`, at most one more than [`LONGEST_LABEL`].
fn label_len(text: &str) -> usize {
    text.bytes().take(LONGEST_LABEL + 1).take_while(u8::is_ascii_alphanumeric).count()
}

/// The length in bytes of the page label at the start of `text`; none if there is none. It may be one of two pages that
/// face each other: `402-403`, `5v-6r`.
pub(super) fn page_label_len(text: &str) -> Option<usize> {
    let len = label_len(text);
    if !is_page_label(text.get(..len)?) {
        return None;
    }
    let Some(dash) = text.get(len..)?.chars().next().filter(|c| matches!(c, '-' | '–' | '/')) else {
        return Some(len);
    };
    let right = text.get(len + dash.len_utf8()..)?;
    let right_len = label_len(right);
    let is_number = |label: &str| label.starts_with(|c: char| c.is_ascii_digit());
    let is_label = is_number(text) && is_number(right) && is_page_label(right.get(..right_len)?);
    let end = len + dash.len_utf8() + right_len;
    (is_label && end <= LONGEST_LABEL).then_some(end)
}

/// Whether `label` can be the label of a page: `569`, `60a`, `xiv`, `5r`.
fn is_page_label(label: &str) -> bool {
    let digits = label.bytes().take_while(u8::is_ascii_digit).count();
    match label.len() - digits {
        _ if label.len() > LONGEST_LABEL => false,
        0 => digits > 0,
        // Few pages are inserted behind another, so a letter from `i` on is a misread digit, but for the sides of leaves.
        1 if digits > 0 => label.ends_with(|c| matches!(c, 'a'..='h' | 'r' | 'v')),
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
            ("[Page [506]", None),
            ("[Page: 12]", Some(("[Page: 12]", "12"))),
            ("[pag. 12] on", Some(("[pag. 12]", "12"))),
            ("[Pg 12]", Some(("[Pg 12]", "12"))),
            ("[Seite 12]", Some(("[Seite 12]", "12"))),
            ("[fol. 5r]", Some(("[fol. 5r]", "5r"))),
            ("[Fol. 5v-6r]", Some(("[Fol. 5v-6r]", "5v-6r"))),
            ("[Page 136v]", Some(("[Page 136v]", "136v"))),
            ("[Page 402–403]", Some(("[Page 402–403]", "402–403"))),
            ("[Page 402-]", None),
            ("[Page xiv-xv]", None),
            ("<pb n=\"12\"/> on", Some(("<pb n=\"12\"/>", "12"))),
            ("<pb facs='1.jpg' n='12r'>", Some(("<pb facs='1.jpg' n='12r'>", "12r"))),
            ("<pb facs=\"1.jpg\"/>", None),
            ("<pb n=\"\"/>", None),
            ("<pb n=\"12", None),
            ("[p. 12]", None),
            ("[12]", None),
            ("{12}", None),
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
    fn page_markers_in_the_forms_of_some_texts() {
        let found = |find: fn(&str) -> Option<PageMark>, text: &'static str| find(text).map(|mark| mark.label.of(text));
        for (text, label) in [("[p. 12]", "12"), ("[S. 12] on", "12"), ("[f. 5r]", "5r"), ("[pp. 402-403]", "402-403")]
        {
            assert_eq!((found(abbreviated, text), found(bracketed, text)), (Some(label), None));
        }
        for (text, label) in [
            ("12", Some("12")),
            ("1b", Some("1b")),
            ("402-403", Some("402-403")),
            ("xiv", Some("xiv")),
            ("i", None),
            ("mi", None),
            ("li", None),
            ("12345", None),
            ("sic", None),
            ("12 men", None),
        ] {
            let (bracket, brace) = (format!("[{text}] on"), format!("{{{text}}}"));
            assert_eq!(bracketed(&bracket).map(|mark| mark.label.of(&bracket)), label, "{bracket}");
            assert_eq!(braced(&brace).map(|mark| mark.label.of(&brace)), label, "{brace}");
        }
        assert_eq!(in_form("[Page569] on", "[Page", "]").map(|mark| mark.len), Some(9));
        assert_eq!(in_form("[Page56l]", "[Page", "]"), None);
        assert_eq!(in_form("[Pag 569]", "[Page", "]"), None);
        assert!(may_be_something_else("{12}") && may_be_something_else("[p. 12]"));
        assert!(!may_be_something_else("[Page 12]") && !may_be_something_else("[12]"));
    }

    #[test]
    fn page_numbers_alone_on_their_lines() {
        let found = |line: &'static str| alone(line).map(|mark| (mark.label.of(line), mark.facsimile));
        for (line, label) in [
            ("12", "12"),
            ("xii", "xii"),
            ("- 402-403 -", "402-403"),
            ("Page 12", "12"),
            ("12.", "12"),
            ("p. 12", "12"),
            ("fol.5r", "5r"),
            ("- 12 -", "12"),
            ("—XII—", "XII"),
            ("- Page 12 -", "12"),
        ] {
            assert_eq!(found(line), Some((label, false)), "{line}");
        }
        assert_eq!(found("Facsimile Page 2"), Some(("2", true)));
        for line in [
            "",
            "-",
            "1912",
            "1912.",
            "XII",
            "v",
            "- 12.",
            "- 12",
            "- 12 —",
            "Chapter 12",
            "No. 12",
            "Page",
            "12 13",
            "1,204",
        ] {
            assert_eq!(found(line), None, "{line}");
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
