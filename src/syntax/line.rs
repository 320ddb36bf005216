//! A scanned line: its kind, and its tokens.

use crate::convention::Marks;
use crate::convention::mark::{LineKind, Token};
use crate::syntax::columns;
use crate::syntax::title::{Title, title};
use crate::text::{self, Span, work};
use std::sync::Arc;

/// What typewriters and `pdftotext` put between pages.
pub const FORM_FEED: char = '\u{c}';

/// One scanned line of a document. It does not keep its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The length of the line in bytes, with its line break.
    pub len: usize,
    /// The length of the line in bytes, without its line break and the white space before that.
    pub content: usize,
    /// What kind of line it is.
    pub kind: LineKind,
    /// The title that the line may be, if it stands by itself.
    pub title: Option<Title>,
    /// Whether it looks like a row of a table ([`columns::is_row`]).
    pub is_row: bool,
    /// The marks in the line, in order. Their spans count bytes from its start.
    pub tokens: Arc<[Token]>,
}

impl Line {
    /// Scans the line `text`, its line break included. `marks` says what marks look like.
    pub fn new(text: &str, marks: &Marks) -> Self {
        Self::scanned(text, marks, &mut Vec::new())
    }

    /// Scans the line `text`, using `tokens` as a buffer that one line after another can share.
    fn scanned(text: &str, marks: &Marks, tokens: &mut Vec<Token>) -> Self {
        work::count(text.len());
        let content = text.trim_end();
        let indent = content.len() - content.trim_start().len();
        let kind = match marks.scan(content, indent, tokens) {
            LineKind::Blank if text.contains(FORM_FEED) => LineKind::PageMarker,
            kind => kind,
        };
        let title = title(marks.convention, content.get(indent..).unwrap_or_default());
        let is_row = columns::is_row(content);
        // Most lines of a record have no marks: they share one empty slice.
        let tokens = if tokens.is_empty() { Arc::default() } else { tokens.as_slice().into() };
        Self { len: text.len(), content: content.len(), kind, title, is_row, tokens }
    }
}

/// Scans the lines of `text`. Lines end at `\n`, `\r\n` and a lone `\r`, so there is one line more than line breaks.
/// `marks` says what marks look like.
pub fn lines<'t>(text: &'t str, marks: &'t Marks) -> impl Iterator<Item = Line> + 't {
    let mut tokens = Vec::new();
    let ends_with_a_break = text.is_empty() || text.ends_with(['\n', '\r']);
    let last = ends_with_a_break.then_some(Span::new(text.len(), text.len()));
    let lines = text::lines(text).chain(last);
    lines.map(move |line| Line::scanned(text.get(line.start..line.end).unwrap_or_default(), marks, &mut tokens))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::convention::patterns::PagePattern;
    use crate::text::Text;

    #[test]
    fn lines_end_where_the_rope_ends_them() {
        for text in ["", "a", "a\n", "a\r\nb", "a\rb\n\rc", "\r\r\n\n", "a\u{b}b\u{c}c\u{2028}d\u{85}e"] {
            let rope = Text::new(text);
            let ends = |lens: Vec<usize>| {
                lens.iter()
                    .scan(0, |at, len| {
                        *at += len;
                        Some(*at)
                    })
                    .collect::<Vec<_>>()
            };
            let ours = ends(lines(text, &Marks::default()).map(|line| line.len).collect());
            let ropes: Vec<_> = (1..=rope.line_count()).map(|line| rope.line_start(line)).collect();
            assert_eq!(ours, ropes, "{text:?}");
        }
    }

    #[test]
    fn kinds_of_lines() {
        let kind = |text: &str| Line::new(text, &Marks::default()).kind;
        assert_eq!(kind(" \t\r\n"), LineKind::Blank);
        assert_eq!(kind("\u{c}\n"), LineKind::PageMarker);
        assert_eq!(kind("----\n"), LineKind::Rule);
        assert_eq!(kind("Notes:\n"), LineKind::NotesTitle);
        assert_eq!(kind("[Page 5]\r\n"), LineKind::PageMarker);
        let pages = [PagePattern::new(r"\[fol\. (?<label>\d+[rv])\]").unwrap()].into_iter().collect();
        let folios = Marks { pages, ..Marks::default() };
        assert_eq!(Line::new("[fol. 5r] \n", &folios).kind, LineKind::PageMarker);
        assert_eq!(kind("  [Page 5] And\n"), LineKind::Text { indent: 2 });
        assert!(matches!(kind("  1. Source\n"), LineKind::Item(item) if item.indent == 2));
        assert_eq!(kind("Washington, 3 May"), LineKind::Text { indent: 0 });
    }
}
