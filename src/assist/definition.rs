//! Where a footnote reference leads, and where a note comes from.

use super::at::{Mark, at};
use crate::record::Snapshot;
use crate::text::Span;

/// What a mark leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// The mark under the cursor: a footnote reference or the label of a note.
    pub origin: Span,
    /// Where it leads, in the order of the text; at least one place.
    pub targets: Vec<Target>,
}

/// A place that a mark leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    /// All of it: a whole note, a footnote reference.
    pub full: Span,
    /// Where the cursor goes: a note's label, or its text if it has no label; lies in `full`.
    pub selection: Span,
}

/// Where the mark at `offset` leads: a footnote reference to its note, a note's label to its references. The cursor may
/// stand just behind the mark.
pub fn definition(snapshot: &Snapshot, offset: usize) -> Option<Definition> {
    let at = at(snapshot, offset)?;
    let (origin, targets) = match at.mark {
        Mark::NoteRef(reference) => {
            let note = at.record().notes.get(reference.note?)?;
            let label = if note.label.is_none() && !note.text.is_empty() { note.text } else { note.label_span };
            (reference.span, vec![Target { full: at.in_document(note.span), selection: at.in_document(label) }])
        }
        Mark::NoteLabel(index, note) => {
            let spans = at.record().refs_to(index).map(|reference| at.in_document(reference.span));
            (note.label_span, spans.map(|span| Target { full: span, selection: span }).collect())
        }
        Mark::NoteText(..) | Mark::PageMarker(_) | Mark::Text => return None,
    };
    (!targets.is_empty()).then(|| Definition { origin: at.in_document(origin), targets })
}
