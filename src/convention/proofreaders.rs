//! The `proofreaders` convention: pages as Distributed Proofreaders work on them. A line such as
//! `-----File: 001.png---\ada\---` begins each page, and notes are `[Footnote 1: text]`.

use super::bracketed;
use super::footnote::FootnoteMark;
use super::form::PageForm;
use super::mark::{LONGEST_LABEL, LineKind, Token, TokenKind};
use super::page_forms::PageForms;
use super::patterns::PagePatterns;
use super::plain;
use crate::text::Span;

/// What begins the line that begins a page.
const FILE: &str = "-----File: ";

/// The line that begins a page in a new text.
pub const PAGE_LINE: PageForm = PageForm { open: FILE, close: ".png-----" };

/// What that line begins with, before any word.
const RULE: &str = "-----";

/// Scans `line`, as [`plain::scan`] does.
pub fn scan(
    line: &str,
    indent: usize,
    patterns: &PagePatterns,
    forms: &PageForms,
    tokens: &mut Vec<Token>,
) -> LineKind {
    if let Some(page) = page(line) {
        tokens.clear();
        tokens.push(page);
        return LineKind::PageMarker;
    }
    plain::scan(line, indent, patterns, forms, tokens)
}

/// Finds the footnote marks in `text`, in order.
pub fn find(text: &str) -> Vec<FootnoteMark> {
    bracketed::find(text)
}

/// The mark of a thought break.
const THOUGHT_BREAK: &str = "<tb>";

/// Whether `line` parts sections, as [`plain::item::is_break`] does.
pub fn is_break(line: &str) -> bool {
    line == THOUGHT_BREAK || plain::item::is_break(line)
}

/// The page that `line` begins: its whole line as a page marker, with the name of its image as the label.
pub fn page(line: &str) -> Option<Token> {
    let name = line.strip_prefix(FILE)?;
    let len = name
        .bytes()
        .take(LONGEST_LABEL + 1)
        .take_while(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(byte))
        .count();
    let is_image = name.get(len..)?.starts_with('.');
    let label = Span::new(FILE.len(), FILE.len() + len);
    let page = Token { span: Span::new(0, line.len()), kind: TokenKind::page(label, false) };
    (is_image && (1..=LONGEST_LABEL).contains(&len)).then_some(page)
}

/// The byte of `text` at which an unfinished line that begins a page begins, if `text` ends with one: `-----Fi`.
pub fn begun(text: &str) -> Option<usize> {
    let start = text.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let line = text.get(start..)?;
    (line.starts_with(RULE) && (FILE.starts_with(line) || line.starts_with(FILE))).then_some(start)
}

/// The bytes of `text` at which the lines that begin a page begin.
pub fn file_lines(text: &str) -> impl Iterator<Item = usize> + '_ {
    memchr::memmem::find_iter(text.as_bytes(), FILE).filter(|&at| {
        text.get(..at).is_some_and(|before| before.is_empty() || before.ends_with(['\n', '\r', '\u{feff}']))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_begin_a_page() {
        let label = |line: &str| match page(line)?.kind {
            TokenKind::Page { label, .. } => Some(label.of(line).to_owned()),
            _ => None,
        };
        assert_eq!(label("-----File: 001.png---\\ada\\bert\\-----").as_deref(), Some("001"));
        assert_eq!(label("-----File: p012.png-----------").as_deref(), Some("p012"));
        assert_eq!(label("-----File: .png---"), None);
        assert_eq!(label("File: 001.png---"), None);
        assert_eq!(file_lines("-----File: 1.png\na -----File: 2.png\n-----File: 3.png").count(), 2);
    }
}
