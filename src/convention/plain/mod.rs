//! The `plain` convention: text as somebody types it from a printed page or copies it from the web. References are
//! glued to the word before them (`could.2`), page markers are `[Page 569]`, and notes are list items
//! (`  1. Source: …`).

pub mod item;
pub mod page_marker;
pub mod reference;
pub mod running_head;

use super::bracketed;
use super::footnote::{FootnoteMark, Form, Role};
use super::heading;
use super::mark::{LineKind, PageMark, Token, TokenKind};
use super::numeral::is_superscript;
use super::page_forms::PageForms;
use super::patterns::PagePatterns;
use super::sign::SIGNS;

use crate::text::Span;

/// Scans `line` and returns its kind. `line` has no line break and no white space at its end, and begins with `indent`
/// bytes of white space. The previous contents of `tokens` are replaced by the tokens of `line`. What `patterns`
/// match is a page marker, whatever else it could be; `forms` are the other forms of page markers that the text uses.
pub fn scan(
    line: &str,
    indent: usize,
    patterns: &PagePatterns,
    forms: &PageForms,
    tokens: &mut Vec<Token>,
) -> LineKind {
    find_tokens(line, indent, patterns, forms, tokens);
    if let Some(token) = forms.line(line, indent) {
        tokens.clear();
        tokens.push(token);
        return LineKind::PageMarker;
    }
    // `# Title` stands in plain text, too. A note has its sign `#` behind six others.
    let is_title = heading::heading_level(line).is_some();
    if tokens.first().is_some_and(|first| first.kind == TokenKind::Sign)
        && (is_title || line.get(indent..).is_some_and(item::is_ornament))
    {
        tokens.retain(|token| token.kind != TokenKind::Sign);
    }
    let page_only = matches!(tokens.as_slice(), [Token { span, kind: TokenKind::Page { .. } }]
        if span.start == indent && span.end == line.len());
    if line.is_empty() {
        LineKind::Blank
    } else if page_only {
        LineKind::PageMarker
    } else if item::is_rule(line) {
        LineKind::Rule
    } else if item::is_notes_title(line) {
        LineKind::NotesTitle
    } else if let Some(item) = item::item(line).filter(|_| !is_title)
        && !tokens.first().is_some_and(|first| is_page(first) && first.span.start == indent)
    {
        LineKind::Item(item)
    } else {
        LineKind::Text { indent }
    }
}

const fn is_page(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Page { .. })
}

/// The footnote marks of `line` that say what they are: `[2]`, `(2)`, `²` and signs, and the label with which an item begins.
pub fn footnotes_of_line(line: &str) -> Vec<FootnoteMark> {
    let item = item::item(line).filter(|item| item.style.has_label()).map(|item| item.label);
    let mark = |label: Span, role, form| {
        let text = Span::new(label.end, label.end);
        FootnoteMark { role, span: label, label, text, goes_on: false, form }
    };
    let mut found: Vec<_> = item.map(|label| mark(label, Role::Item, Form::Bracketed)).into_iter().collect();
    let item_end = item.map_or(0, |label| label.end);
    let enclosed = bracketed::find(line).into_iter().chain(bracketed::find_others(line));
    found.extend(enclosed.filter(|mark| mark.label.start >= item_end));
    let mut skip = item_end;
    for (at, c) in line.char_indices() {
        if at >= skip && is_superscript(c) {
            let label = Span::new(at, at + run(line.get(at..).unwrap_or_default(), is_superscript));
            found.push(mark(label, Role::Reference, Form::Bracketed));
            skip = label.end;
        }
    }
    found.sort_by_key(|mark| mark.span.start);
    found
}

/// The lines of `text`. Each span is in bytes of `text`, without the white space around the line.
pub fn lines(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut next = 0;
    text.split_inclusive(['\n', '\r']).map(move |line| {
        let start = next + line.len() - line.trim_start().len();
        next += line.len();
        Span::new(start, start + line.trim().len())
    })
}

/// The bytes that can begin (or, for `]`, end) a token, beside digits. The last two are the first bytes of superscript digits and of
/// the signs that are not ASCII.
const MARKS: [u8; 8] = *b"[]{<*#\xC2\xE2";

/// Whether `b` is a digit or one of [`MARKS`]. There is no branch, so that the compiler compares many bytes at a time.
fn is_mark(b: u8) -> bool {
    MARKS.iter().fold(u8::from(b.is_ascii_digit()), |found, mark| found | u8::from(b == *mark)) > 0
}

/// The first position from `at` on whose byte can begin or end a token. Few bytes can, so sixteen are checked at a time.
fn next_mark(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = bytes.get(at..)?;
    let (chunks, _) = rest.as_chunks::<16>();
    let has_mark = |chunk: &[u8; 16]| chunk.iter().fold(false, |found, b| found | is_mark(*b));
    let skipped = 16 * chunks.iter().take_while(|chunk| !has_mark(chunk)).count();
    let found = rest.get(skipped..)?.iter().position(|b| is_mark(*b))?;
    Some(at + skipped + found)
}

/// Replaces the contents of `tokens` by the tokens of `line`. The parameters are those of [`scan`].
fn find_tokens(line: &str, indent: usize, patterns: &PagePatterns, forms: &PageForms, tokens: &mut Vec<Token>) {
    tokens.clear();
    let (mut open, mut from) = (0, 0);
    for (span, label) in patterns.find(line) {
        scan_part(line, Span::new(from, span.start), indent, forms, &mut open, tokens);
        tokens.push(Token { span, kind: TokenKind::page(label, false) });
        from = span.end;
    }
    scan_part(line, Span::new(from, line.len()), indent, forms, &mut open, tokens);
}

/// Appends the tokens of the part `within` of `line` to `tokens`. `open` counts the brackets that are open, before the
/// part and then after it.
fn scan_part(line: &str, within: Span, indent: usize, forms: &PageForms, open: &mut usize, tokens: &mut Vec<Token>) {
    let line = &line[..within.end];
    let bytes = line.as_bytes();
    let mut at = within.start;
    while let Some(mark) = next_mark(bytes, at) {
        at = mark;
        let Some(rest) = line.get(at..) else { break };
        let Some(first) = rest.chars().next() else { break };
        let (len, kind) = match first {
            '0'..='9' => (rest.bytes().take_while(u8::is_ascii_digit).count(), Some(TokenKind::Digits)),
            '[' => page(line, indent, at, forms).map_or_else(
                || {
                    *open += 1;
                    (1, Some(TokenKind::Open))
                },
                |(len, kind)| (len, Some(kind)),
            ),
            '{' | '<' => page(line, indent, at, forms).map_or((1, None), |(len, kind)| (len, Some(kind))),
            ']' if *open == 0 => match page_marker::unopened_page_marker(&line[within.start..=at]) {
                Some((start, mark)) => {
                    let start = within.start + start;
                    // The number of the page is among the tokens already, as a run of digits.
                    while tokens.last().is_some_and(|token: &Token| token.span.start >= start) {
                        tokens.pop();
                    }
                    let (span, label) = (Span::new(start, start + mark.len), mark.label.shifted(within.start));
                    tokens.push(Token { span, kind: TokenKind::MalformedPage { label } });
                    (1, None)
                }
                None => (1, Some(TokenKind::Close)),
            },
            ']' => {
                *open -= 1;
                (1, Some(TokenKind::Close))
            }
            _ if is_superscript(first) => (run(rest, is_superscript), Some(TokenKind::Superscript)),
            _ if SIGNS.contains(&first) => (run(rest, |c| c == first), Some(TokenKind::Sign)),
            _ => (first.len_utf8(), None),
        };
        if let Some(kind) = kind {
            tokens.push(Token { span: Span::new(at, at + len), kind });
        }
        at += len;
    }
}

/// The page marker, correct or misspelt, whose bracket is byte `at` of `line`, with its length in bytes. The line's text
/// begins at byte `indent`. `forms` are the forms that the text uses.
fn page(line: &str, indent: usize, at: usize, forms: &PageForms) -> Option<(usize, TokenKind)> {
    let text = &line[at..];
    let sound = |mark: PageMark| (mark.len, TokenKind::page(mark.label.shifted(at), mark.facsimile));
    page_marker::page_marker(text)
        .or_else(|| (at == indent).then(|| page_marker::bare_page_number(text)).flatten())
        .or_else(|| forms.page_marker(text))
        .map(sound)
        .or_else(|| {
            let mark = page_marker::malformed_page_marker(text)?;
            Some((mark.len, TokenKind::MalformedPage { label: mark.label.shifted(at) }))
        })
}

fn run(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.chars().take_while(|&c| belongs(c)).map(char::len_utf8).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::convention::patterns::PagePattern;

    fn check(line: &str, expected: &[(&str, &str)]) {
        check_with(&[], line, expected);
    }

    fn check_with(patterns: &[&str], line: &str, expected: &[(&str, &str)]) {
        let pages = patterns.iter().map(|text| PagePattern::new(text).unwrap()).collect();
        let mut found = Vec::new();
        find_tokens(line, line.len() - line.trim_start().len(), &pages, &PageForms::default(), &mut found);
        let found: Vec<_> = (found.into_iter())
            .map(|token| {
                let kind = match token.kind {
                    TokenKind::Digits => "digits".into(),
                    TokenKind::Superscript => "superscript".into(),
                    TokenKind::Sign => "sign".into(),
                    TokenKind::Page { label, facsimile, .. } => {
                        format!("{} {}", if facsimile { "facsimile" } else { "page" }, label.of(line))
                    }
                    TokenKind::MalformedPage { label } => format!("malformed {}", label.of(line)),
                    TokenKind::Open => "open".into(),
                    TokenKind::Close => "close".into(),
                };
                (token.span.of(line), kind)
            })
            .collect();
        let expected: Vec<_> = expected.iter().map(|&(text, kind)| (text, kind.to_owned())).collect();
        assert_eq!(found, expected, "{line}");
    }

    #[test]
    fn marks_of_a_line() {
        check("as long as we possibly could.2", &[("2", "digits")]);
        check("telegram 3461 of 11:00", &[("3461", "digits"), ("11", "digits"), ("00", "digits")]);
        check("could.² and ¹²", &[("²", "superscript"), ("¹²", "superscript")]);
        check("Jones* and Smith†† of § 5", &[("*", "sign"), ("††", "sign"), ("§", "sign"), ("5", "digits")]);
        check("Canadian [British] Roberts", &[("[", "open"), ("]", "close")]);
        check("his [Page 214] was", &[("[Page 214]", "page 214")]);
        check("[Page 833]2. Review", &[("[Page 833]", "page 833"), ("2", "digits")]);
        check("[Facsimile Page 2]", &[("[Facsimile Page 2]", "facsimile 2")]);
        check(" [30]", &[("[30]", "page 30")]);
        check("went [30] on", &[("[", "open"), ("30", "digits"), ("]", "close")]);
        check("his [Pgae 214] was", &[("[Pgae 214]", "malformed 214")]);
        check("his {Page 214} was {not}", &[("{Page 214}", "malformed 214")]);
        check("his Page 214] was", &[("Page 214]", "malformed 214")]);
        check("[see Page 214] was", &[("[", "open"), ("214", "digits"), ("]", "close")]);
        check("“Œuvre” – …é", &[]);
        check("", &[]);
    }

    #[test]
    fn ornaments_have_no_signs() {
        let signs = |line: &str| {
            let mut tokens = Vec::new();
            let indent = line.len() - line.trim_start().len();
            scan(line, indent, &PagePatterns::default(), &PageForms::default(), &mut tokens);
            tokens.iter().filter(|token| token.kind == TokenKind::Sign).count()
        };
        for (line, expected) in [
            ("   *    *    *", 0),
            ("*** END 1 ***", 0),
            ("* Holt* said.", 2),
            ("***", 1),
            ("It sank.* * It rose.*", 3),
        ] {
            assert_eq!(signs(line), expected, "{line}");
        }
    }

    #[test]
    fn page_markers_that_the_user_adds() {
        let folios = [r"\[fol\. (?<label>\d+[rv])\]", r"(?<label>\d)!"];
        check_with(&folios, "on2 [fol. 12r] it3", &[("2", "digits"), ("[fol. 12r]", "page 12r"), ("3", "digits")]);
        check_with(&folios, "[a [fol. 1v] b]", &[("[", "open"), ("[fol. 1v]", "page 1v"), ("]", "close")]);
        // A pattern may match a part of a run of digits: the rest of the run stays a token.
        check_with(&folios, "1234!5", &[("123", "digits"), ("4!", "page 4"), ("5", "digits")]);
        check_with(&folios, "7!Page 56]", &[("7!", "page 7"), ("Page 56]", "malformed 56")]);
        check_with(&folios, "[Page 7] é", &[("[Page 7]", "page 7")]);
    }
}
