//! `textDocument/linkedEditingRange`: the label of a note and its references, edited together.

use super::edit_context::EditContext;
use super::edit_context::Environment;
use crate::record::Snapshot;
use crate::text::Span;

/// The label at `offset` and all others of its footnote that print the same text, in bytes of the document and in the
/// order of the text. Returns `None` if there is no other.
pub fn linked_editing_spans(snapshot: &Snapshot, offset: usize) -> Option<Vec<Span>> {
    let context = EditContext::new(snapshot, Span::new(offset, offset), Environment::default())?;
    let (note, at) = context.label_at_cursor()?;
    let record = context.record();
    let text = at.of(&record.text);
    let item = record.notes.get(note).filter(|note| note.label.is_some()).map(|note| note.label_span);
    let spans = record.refs_to(note).map(|reference| reference.span).chain(item);
    let mut spans: Vec<Span> = spans.filter(|span| span.of(&record.text) == text).collect();
    spans.sort();
    (spans.len() > 1).then(|| spans.into_iter().map(|span| context.in_document(span)).collect())
}

#[cfg(test)]
mod tests {
    use super::linked_editing_spans;
    use crate::assist::fixture;

    /// `fixture` marks the linked labels with `^`.
    #[track_caller]
    fn check(fixture: &str) {
        fixture::check(fixture, |snapshot, offset| {
            linked_editing_spans(snapshot, offset).into_iter().flatten().map(|span| ('^', span)).collect()
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
  ^",
        );
        check(
            "204. Talk in Aldmoor

They met.1 They sat.2 They rose.2
                    ^
                                ^

  1. In Quarrow.
  2. On benches.
   |
  ^",
        );
    }

    #[test]
    fn not_where_they_print_different_labels() {
        check(
            "204. Talk in Aldmoor0

They met.1 They sat.2
         |

  1. Typed.
  2. In Quarrow.
  3. On benches.",
        );
    }

    #[test]
    fn in_every_convention() {
        check(
            "They met.[^1] They sat.[^oak]
                          |
                         ^^^

[^1]: In Quarrow.
[^oak]: On benches.
  ^^^",
        );
        check(
            "-----File: 041.png---

They met.[A] They sat.[B]
                       ^

[Footnote A: In Quarrow.]

[Footnote B: On benches.]
          |
          ^",
        );
        check(
            "They met.[1] They sat.[2]
                       |
                       ^

    [1] In Quarrow.

    [2] On benches.
     ^",
        );
    }
}
