//! `textDocument/references`: all that leads to a note, a record or a page.

use super::cursor::{Cursor, Mark};
use super::volume_context::{FileSpan, VolumeContext};
use crate::volume::{Part, Place};

/// All references to the note, record or page at `offset`, or to the one that the mark at `offset` leads to: the
/// footnote references of a note, and cross references from anywhere in the volume. `include_declaration` adds the
/// note's label, the heading or the page marker itself. References in the same document come first, in the order of the
/// text; the others follow in the order of the volume.
pub fn references<'a>(context: &VolumeContext<'a>, offset: usize, include_declaration: bool) -> Vec<FileSpan<'a>> {
    Cursor::at(context.snapshot, offset)
        .and_then(|cursor| Some(references_to(context, referenced_place(context, &cursor)?, include_declaration)))
        .unwrap_or_default()
}

/// The note, record or page that the mark is or leads to.
fn referenced_place(context: &VolumeContext<'_>, cursor: &Cursor<'_>) -> Option<Place> {
    let part = match cursor.mark {
        Mark::CrossRef(cross_ref) => return context.resolve(cursor.record_index, cross_ref),
        Mark::PageMarker(marker) => {
            let mut pages = cursor.record().pages.iter().filter(|page| !page.facsimile);
            Part::Page(pages.position(|page| page.span == marker.span)?)
        }
        Mark::Heading => Part::Heading,
        Mark::NoteRef(_) | Mark::NoteLabel(..) | Mark::NoteText(..) | Mark::Text => Part::Note(cursor.note()?),
    };
    Some(Place { record: context.record_id(cursor.record_index)?, part })
}

/// All references to `place`; see [`references`].
fn references_to<'a>(context: &VolumeContext<'a>, place: Place, include_declaration: bool) -> Vec<FileSpan<'a>> {
    let mut citations = context.volume.cited_by(place);
    if place.part == Part::Heading {
        // A cross reference to a note or page of the record counts as one to the record.
        citations.retain(|citation| citation.record == place.record);
        citations.extend(context.volume.record_cited_by(place.record));
    }
    let cited = context.citation_spans(citations);
    let Some(found) = context.load(place.record) else { return cited };
    let (mut own, others): (Vec<_>, Vec<_>) =
        cited.into_iter().partition(|file_span| found.is_in_same_file(*file_span));
    if let Part::Note(note) = place.part {
        own.extend(found.placed.record.refs_to(note).map(|reference| found.file_span(reference.span)));
    }
    own.extend(found.part_spans(place.part).filter(|_| include_declaration).map(|(_, name)| found.file_span(name)));
    own.sort();
    own.extend(others);
    own
}

#[cfg(test)]
mod tests {
    use super::references;
    use crate::assist::fixture;

    /// `fixture` marks each reference with `^`, and the declaration too if it is asked for.
    fn check(include_declaration: bool, fixture: &str) {
        fixture::check_volume(fixture, |context, offset| {
            references(context, offset, include_declaration).into_iter().map(|file_span| ('^', file_span)).collect()
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
    #[test]
    fn of_a_note_the_cross_references_too() {
        let fixture = "==> d11.txt <==
11. Letter to the Clerk

She came. See footnote 1, Document 13.
              ^^^^^^^^^^^^^^^^^^^^^^^
==> d13.txt <==
13. Letter to the Mayor0

She came.1
         |
         ^

  1. In Quarrow.
  2. On benches.
  ^
==> d14.txt <==
14. Letter to the Crew

See footnote 1 of Document 13, footnote 2, Document 13, and footnote 1, Document 13.
    ^^^^^^^^^^^^^^^^^^^^^^^^^
                                                            ^^^^^^^^^^^^^^^^^^^^^^^";
        check(true, fixture);
    }

    #[test]
    fn of_a_record_what_names_it_or_a_note_of_it() {
        for cursor in ["13. Letter to the Mayor\n      |", "13. Letter to the Mayor\n                       |"] {
            let fixture = "==> d12.txt <==
12. Letter From the Mayor

He came. See infra and Document 14.
             ^^^^^
==> d13.txt <==
13. Letter to the Mayor
^^^^^^^^^^^^^^^^^^^^^^^

She came.1

  1. See footnote 1 above.
==> d14.txt <==
14. Letter to the Crew

See footnote 1, Document 13, and p. 13.
    ^^^^^^^^^^^^^^^^^^^^^^^";
            check(true, &fixture.replace("13. Letter to the Mayor", cursor));
            let undeclared = fixture.replace("\n^^^^^^^^^^^^^^^^^^^^^^^", "");
            check(false, &undeclared.replace("13. Letter to the Mayor", cursor));
        }
    }

    #[test]
    fn of_a_page_what_names_it() {
        check(
            true,
            "==> v1.txt <==
12. Letter From the Mayor

He came.1

  1. See p. 41.
         ^^^^^

13. Letter to the Mayor

She [Page 41] came. See p. 42.
           |
    ^^^^^^^^^

14. Letter to the Crew

See pp. 41–43.
    ^^^^^^",
        );
    }

    #[test]
    fn from_a_cross_reference_all_that_cite_the_same() {
        check(
            false,
            "==> d11.txt <==
11. Letter to the Clerk

See Documents 12 and 13.
                     ^^
==> d12.txt <==
12. Letter From the Mayor

See Document 13.
         |
    ^^^^^^^^^^^
==> d13.txt <==
13. Letter to the Mayor",
        );
    }

    #[test]
    fn in_every_convention() {
        check(
            true,
            "They met.[^1] They sat.[^2] They rose.[^2]
                         |
                         ^
                                        ^

[^1]: In Quarrow.
[^2]: On benches.
  ^",
        );
        check(
            true,
            "-----File: 041.png---

They met.[1] They sat.[2] They rose.[2]
                       ^
                                     ^

[Footnote 1: In Quarrow.]

[Footnote 2: On benches.]
          |
          ^",
        );
        check(
            true,
            "They met.[1] They sat.[2] They rose.[2]
                       |
                       ^
                                     ^

[1] In Quarrow.

[2] On benches.
 ^",
        );
    }
}
