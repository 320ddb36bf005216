//! Every footnote reference that leads to a note.

use super::at::at;
use crate::record::Snapshot;
use crate::text::Span;

/// The footnote references that lead to the note at `offset`, or to the note that the footnote reference there leads to,
/// in the order of the text; with `include_declaration` the note's label too.
pub fn references(snapshot: &Snapshot, offset: usize, include_declaration: bool) -> Vec<Span> {
    let Some((at, note)) = at(snapshot, offset).and_then(|at| Some((at, at.note()?))) else { return Vec::new() };
    let label = at.record().notes.get(note).filter(|_| include_declaration).map(|note| note.label_span);
    let mut spans: Vec<_> = at.record().refs_to(note).map(|reference| reference.span).chain(label).collect();
    spans.sort();
    spans.into_iter().map(|span| at.in_document(span)).collect()
}

#[cfg(test)]
mod tests {
    use super::references;
    use crate::assist::testing;

    /// `^` each reference; the note's label where it is asked for.
    fn check(include_declaration: bool, fixture: &str) {
        testing::check(fixture, |snapshot, offset| {
            references(snapshot, offset, include_declaration).into_iter().map(|span| ('^', span)).collect()
        });
    }

    #[test]
    fn from_a_reference_or_its_note() {
        check(
            false,
            "204. Talk in Aldmoor

They met.1 They sat.2
                    |
                    ^

  1. In Quarrow.
  2. On benches.",
        );
        check(
            true,
            "204. Talk in Aldmoor

They met.1 They sat.2
                    ^

  1. In Quarrow.
  2. On benches.
         |
  ^",
        );
        check(
            true,
            "204. Talk in Aldmoor

They met.1 They sat.2
         ^

  1. In Quarrow.
 |
  ^
  2. On benches.",
        );
    }

    #[test]
    fn all_of_two_references() {
        check(
            true,
            "204. Talk in Aldmoor

They met.1 They sat.2 They rose.2 They left.3
                                |
                    ^
                                ^

  1. In Quarrow.
  2. On benches.
  ^
  3. On foot.",
        );
    }

    #[test]
    fn none() {
        check(
            true,
            "204. Talk in Aldmoor

They met.1 They sat.
                |

  1. In Quarrow.",
        );
        check(true, "\n|");
    }
}
