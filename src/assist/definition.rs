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

#[cfg(test)]
mod tests {
    use super::definition;
    use crate::assist::testing;
    use crate::record::Document;

    /// `^` the origin, `~` a target, `=` where the cursor goes.
    fn check(fixture: &str) {
        testing::check(fixture, |snapshot, offset| {
            let found = definition(snapshot, offset);
            let marks = found.into_iter().flat_map(|found| {
                let targets = found.targets.into_iter().flat_map(|to| [('~', to.full), ('=', to.selection)]);
                [('^', found.origin)].into_iter().chain(targets)
            });
            marks.collect()
        });
    }

    #[test]
    fn from_a_reference_to_its_note() {
        check(
            "204. Talk in Aldmoor0

They met at 11:00 AM1 and sat as long as they could.2
                                                    |
                                                    ^
Harbour Master 3

  1. Source: Aldmoor Archive.
  2. In Quarrow.
  3. See Document 12.
~~~~~~~~~~~~~~~~~~~~~
  =
  4. Typed.",
        );
    }

    #[test]
    fn just_behind_the_reference() {
        check(
            "204. Talk in Aldmoor

They met.1 They sat.2
          |
         ^

  1. In Quarrow.
~~~~~~~~~~~~~~~~
  =
  2. On benches.",
        );
    }

    #[test]
    fn between_two_references_the_one_that_starts_there() {
        check(
            "204. Talk in Aldmoor

They met in 1964.1 They sat.2* They rose.3
                             |
                             ^

  1. In Quarrow.
  2. On benches.
  * In rain.
~~~~~~~~~~~~
  =
  3. At noon.",
        );
    }

    #[test]
    fn from_a_note_to_its_references() {
        check(
            "204. Talk in Aldmoor

They met.1 They sat.2
                    ~
                    =

  1. In Quarrow.
  2. On benches.
|
  ^",
        );
        check(
            "204. Talk in Aldmoor

They met.1 They sat.2
         ~
         =

  1. In Quarrow.
    |
  ^
  2. On benches.",
        );
    }

    #[test]
    fn where_nothing_leads_anywhere() {
        // No note, no reference, a note's text, running text.
        check(
            "204. Talk in Aldmoor

They met.1 They sat.2 They rose.3
                    |

  1. In Quarrow.
  3. At noon.",
        );
        check(
            "204. Talk in Aldmoor

They met.1 They sat. They rose.3

  1. In Quarrow.
  2. On benches.
  |
  3. At noon.",
        );
        check(
            "204. Talk in Aldmoor

They met.1

  1. In Quarrow.
          |",
        );
        check(
            "204. Talk in Aldmoor

They met.1
   |

  1. In Quarrow.",
        );
        check("\n|");
    }

    #[test]
    fn behind_other_writing_and_other_records() {
        check(
            "203. Walk to Æbleø

Þorsteinn said “it’s çold.”1
                           ~
                           =

They met.2 They sat.3

  1. In Ísafjörður.
  |
  ^
  2. On foot.
  3. At noon.

204. Talk in Aldmoor

They met.1

  1. In Quarrow.",
        );
        check(
            "203. Walk to Æbleø

Þorsteinn said “it’s çold.”1

They met.2 They sat.3

  1. In Ísafjörður.
  2. On foot.
  3. At noon.

204. Talk in Aldmoor

Ævar met Zoë 𐐷.1
               |
               ^

  1. In Quarrow.
~~~~~~~~~~~~~~~~
  =",
        );
    }

    #[test]
    fn at_the_end_of_the_file() {
        check(
            "204. Talk in Aldmoor

They met.1
         ~
         =

  1.
    |
  ^",
        );
        let text = "204. Talk in Aldmoor\n\n  1. In Quarrow.\n\nThey met.1";
        assert!(
            definition(&Document::new(text).snapshot(), usize::MAX).is_none_or(|found| found.origin.end <= text.len())
        );
    }
}
