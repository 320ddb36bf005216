//! `textDocument/documentHighlight`: the footnote reference or note under the cursor and its counterparts.

use super::cursor::{Cursor, Mark};
use crate::record::Snapshot;
use crate::text::Span;

/// A mark to highlight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Highlight {
    /// The mark, in bytes of the document.
    pub span: Span,
    /// Which side of the footnote it is.
    pub kind: HighlightKind,
}

/// The two sides of a footnote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HighlightKind {
    /// A footnote reference.
    Reference,
    /// The label of a note.
    Note,
}

/// The footnote reference or note's label at `offset` and all marks paired with it, in the order of the text. A mark
/// without a counterpart is returned alone: an editor that gets no answer highlights every equal number instead.
pub fn document_highlights(snapshot: &Snapshot, offset: usize) -> Vec<Highlight> {
    let Some(cursor) = Cursor::at(snapshot, offset) else { return Vec::new() };
    let note = match cursor.mark {
        Mark::NoteRef(reference) => match reference.note {
            Some(note) => note,
            None => {
                return vec![Highlight { span: cursor.in_document(reference.span), kind: HighlightKind::Reference }];
            }
        },
        Mark::NoteLabel(note, _) => note,
        Mark::NoteText(..) | Mark::PageMarker(_) | Mark::CrossRef(_) | Mark::Heading | Mark::Text => {
            return Vec::new();
        }
    };
    let label = cursor.record().notes.get(note).map(|note| (note.label_span, HighlightKind::Note));
    let refs = cursor.record().refs_to(note).map(|reference| (reference.span, HighlightKind::Reference));
    let mut marks: Vec<_> = refs.chain(label).collect();
    marks.sort_by_key(|(span, _)| *span);
    marks.into_iter().map(|(span, kind)| Highlight { span: cursor.in_document(span), kind }).collect()
}

#[cfg(test)]
mod tests {
    use super::{HighlightKind, document_highlights};
    use crate::assist::fixture;

    /// `fixture` marks references with `^` and labels of notes with `=`.
    fn check(fixture: &str) {
        fixture::check(fixture, |snapshot, offset| {
            let sign = |kind| if kind == HighlightKind::Reference { '^' } else { '=' };
            document_highlights(snapshot, offset).into_iter().map(|mark| (sign(mark.kind), mark.span)).collect()
        });
    }

    #[test]
    fn a_reference_and_its_note() {
        check(
            "204. Talk in Aldmoor

They met.1 They sat.2
                    |
                    ^

  1. In Quarrow.
  2. On benches.
  =",
        );
        check(
            "204. Talk in Aldmoor

They met.1 They sat.2
         ^

  1. In Quarrow.
   |
  =
  2. On benches.",
        );
    }

    #[test]
    fn a_mark_without_another_end() {
        check(
            "204. Talk in Aldmoor

They met.1 They sat.2 They rose.3
                    |
                    ^

  1. In Quarrow.
  3. At noon.",
        );
    }

    #[test]
    fn nothing_in_running_text() {
        check(
            "204. Talk in Aldmoor

They met.1
  |

  1. In Quarrow.",
        );
        check("\n|");
    }

    #[test]
    fn in_every_convention() {
        check(
            "They met.[^1] They sat.[^2]
                         |
                         ^

[^1]: In Quarrow.
[^2]: On benches.
  =",
        );
        check(
            "-----File: 041.png---

They met.[1] They sat.[2]
                       ^

[Footnote 1: In Quarrow.]

[Footnote 2: On benches.]
          |
          =",
        );
        check(
            "They met.[1] They sat.[2]
                       |
                       ^

[1] In Quarrow.

[2] On benches.
 =",
        );
    }
}
