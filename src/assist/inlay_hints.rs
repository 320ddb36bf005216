//! `textDocument/inlayHint`: the printed number of a note that the list numbers otherwise.

use crate::record::{Label, Note, NoteRef, Placed, Snapshot};
use crate::text::Span;

/// The printed number of a note that has another number in its list, or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InlayHint {
    /// Where to show it, in bytes of the document: behind the note's label and the full stop or bracket after that.
    pub offset: usize,
    /// The label that the first reference to the note prints.
    pub printed: Label,
}

/// The hints within `within` (in bytes of the document), in the order of the text.
pub fn inlay_hints(snapshot: &Snapshot, within: Span) -> Vec<InlayHint> {
    let records = snapshot.records_in(within).iter();
    records.flat_map(of_record).filter(|hint| within.touches(hint.offset)).collect()
}

/// The hints of one record.
fn of_record(placed: &Placed) -> Vec<InlayHint> {
    let record = &*placed.record;
    let hint = |(note, first): (&Note, Option<&NoteRef>)| {
        let printed = &first?.label;
        let same = note.label.as_ref().is_some_and(|label| same(label, printed));
        let end = note.label_span.end;
        let closing = record.text.get(end..).is_some_and(|behind| behind.starts_with(['.', ')', ']']));
        (!same).then(|| InlayHint { offset: placed.start + end + usize::from(closing), printed: printed.clone() })
    };
    record.notes.iter().zip(record.first_refs()).filter_map(hint).collect()
}

/// Whether two labels are the same number, in superscript or plain digits, or the same sign.
fn same(a: &Label, b: &Label) -> bool {
    match (a.arabic(), b.arabic()) {
        (None, None) => a.as_str() == b.as_str(),
        (a, b) => a == b,
    }
}

#[cfg(test)]
mod tests {
    use super::inlay_hints;
    use crate::assist::fixture;
    use crate::text::Span;

    /// `fixture` marks with `^` the character before each hint from the cursor's line on; `said` lists their labels.
    #[track_caller]
    fn check(fixture: &str, said: &[&str]) {
        fixture::check(fixture, |snapshot, cursor| {
            let hints = inlay_hints(snapshot, Span::new(cursor, snapshot.text().len()));
            assert_eq!(hints.iter().map(|hint| hint.printed.as_str()).collect::<Vec<_>>(), said);
            hints.iter().map(|hint| ('^', Span::new(hint.offset - 1, hint.offset))).collect()
        });
    }

    #[test]
    fn a_list_by_position() {
        check(
            "12. Letter From the Mayor0
|

He came.1 She left.2

  1. Source: Quarrow Archive.
   ^
  2. At noon.
   ^
  3.
   ^",
            &["0", "1", "2"],
        );
    }

    #[test]
    fn only_where_it_is_asked_for() {
        check(
            "12. Letter From the Mayor0

He came.1 She left.2

  1. Source: Quarrow Archive.
  2. At noon.
|
   ^
  3. On foot.
   ^",
            &["1", "2"],
        );
    }

    #[test]
    fn not_where_the_numbers_are_the_same() {
        check(
            "12. Letter From the Mayor¹
|

He came.² She left.

  1. Source: Quarrow Archive.
  2. At noon.
  3. On foot.",
            &[],
        );
    }

    #[test]
    fn a_list_without_numbers() {
        check(
            "12. Letter From the Mayor1
|

He came.2

  - Source: Quarrow Archive.↩
  ^
  - At noon.↩
  ^",
            &["1", "2"],
        );
    }

    #[test]
    fn none_where_labels_tell() {
        for fixture in [
            "They met.[^2]
    |

[^1]: In Quarrow.
[^2]: At noon.",
            "-----File: 041.png---
|

They met.[1] They sat.[2]

[Footnote 1: In Quarrow.]

[Footnote 2: At noon.]",
            "They met.[1] They sat.[2]
|

    [1] In Quarrow.

    [2] At noon.",
        ] {
            check(fixture, &[]);
        }
    }
}
