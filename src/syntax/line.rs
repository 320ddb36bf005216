//! A line: what it is, and its tokens.

use crate::convention::Marks;
use crate::convention::mark::{LineKind, Token};
use std::sync::Arc;

/// One line of a document; offsets count bytes from its start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its length with its line break.
    pub len: usize,
    /// The length of what it says: without the line break and white space at its end.
    pub content: usize,
    /// What it is.
    pub kind: LineKind,
    /// The marks in it.
    pub tokens: Arc<[Token]>,
}

impl Line {
    /// The line `text`, its line break included, in which `marks` are marks.
    pub fn new(text: &str, marks: &Marks) -> Self {
        Self::scanned(text, marks, &mut Vec::new())
    }

    /// The line `text`; its tokens are gathered in `tokens`.
    fn scanned(text: &str, marks: &Marks, tokens: &mut Vec<Token>) -> Self {
        let content = text.trim_end();
        let indent = content.len() - content.trim_start().len();
        let kind = marks.scan(content, indent, tokens);
        // Most lines of a record have no marks: they share one empty slice.
        let tokens = if tokens.is_empty() { Arc::default() } else { tokens.as_slice().into() };
        Self { len: text.len(), content: content.len(), kind, tokens }
    }
}

/// The lines of `text`, line breaks (`\n`, `\r\n`, `\r`) included: always one more than it has line breaks.
pub fn lines<'t>(text: &'t str, marks: &'t Marks) -> impl Iterator<Item = Line> + 't {
    let mut rest = Some(text);
    let mut tokens = Vec::new();
    std::iter::from_fn(move || {
        let text = rest?;
        let bytes = text.as_bytes();
        let end = memchr::memchr2(b'\n', b'\r', bytes).map(|at| {
            let pair = bytes.get(at) == Some(&b'\r') && bytes.get(at + 1) == Some(&b'\n');
            at + 1 + usize::from(pair)
        });
        let (line, after) = end.map_or((text, None), |end| (&text[..end], Some(&text[end..])));
        rest = after;
        Some(Line::scanned(line, marks, &mut tokens))
    })
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
