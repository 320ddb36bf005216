//! What can be folded away.

use super::outline::{Symbol, SymbolKind, outline};
use crate::record::Snapshot;
use crate::text::{Span, Text};

/// A part of at least two lines that can be folded into its first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fold {
    /// The part, from its first line with text to the end of its last.
    pub span: Span,
    /// What it is.
    pub kind: FoldKind,
}

/// What is folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FoldKind {
    /// A record.
    Record,
    /// What stands on one printed page.
    Page,
    /// A list of notes.
    NoteList,
    /// A note.
    Note,
}

/// The parts of the document that can be folded, in the order of the text, outer ones first. A line on which a page ends
/// and the next begins is folded with the next.
pub fn folding_ranges(snapshot: &Snapshot) -> Vec<Fold> {
    let mut folds = Vec::new();
    for record in outline(snapshot) {
        add(snapshot.text(), &record, &mut folds);
    }
    folds
}

/// Adds what can be folded of `symbol`: four levels at most.
fn add(text: &Text, symbol: &Symbol, folds: &mut Vec<Fold>) {
    let kind = match symbol.kind {
        SymbolKind::Record => FoldKind::Record,
        SymbolKind::Page => FoldKind::Page,
        SymbolKind::NoteList => FoldKind::NoteList,
        SymbolKind::Note => FoldKind::Note,
    };
    folds.extend(lines(text, symbol.full).map(|span| Fold { span, kind }));
    symbol.children.iter().for_each(|child| add(text, child, folds));
}

/// `span` from its first line with text to its last, as far as they are its own to the end; none for fewer than two.
fn lines(text: &Text, span: Span) -> Option<Span> {
    let words = text.slice(span);
    let start = span.start + (words.len() - words.trim_start().len());
    let (first, mut last) = (text.line_of(start), text.line_of(span.end));
    while last > first {
        let content = text.line_content(last);
        let own = Span::new(content.start.max(span.start), content.end.min(span.end));
        let words = text.slice(own);
        // What is left of a line when white space is all that follows is its end; else it is the next part's line.
        let behind = text.slice(Span::new(own.end, content.end));
        if !words.trim().is_empty() && behind.trim().is_empty() {
            return Some(Span::new(start, own.start + words.trim_end().len()));
        }
        last -= 1;
    }
    None
}
