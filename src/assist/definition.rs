//! `textDocument/definition`: where a footnote reference, a cross reference or a note's label leads.

use super::cursor::{Cursor, Mark};
use super::volume_context::{FileSpan, VolumeContext};
use crate::text::Span;

/// A mark and the places that it leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition<'a> {
    /// The mark under the cursor, in bytes of the document: a footnote reference, a cross reference or a note's label.
    pub origin: Span,
    /// The places that the mark leads to, in the order of the text; at least one.
    pub targets: Vec<Target<'a>>,
}

/// A place that a mark leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target<'a> {
    /// The whole record, note, footnote reference or page marker.
    pub full: FileSpan<'a>,
    /// Where the cursor goes, in bytes of the target's document: the record's heading, the note's label (its text if it
    /// has no label), the reference or the page marker. Lies within `full`.
    pub selection: Span,
}

impl<'a> Target<'a> {
    /// The span that the cursor goes to, with its file.
    pub fn place(&self) -> FileSpan<'a> {
        FileSpan { span: self.selection, ..self.full }
    }
}

/// Where the mark at `offset` (in bytes of the document) leads. A footnote reference leads to its note, a note's label
/// to its references, a cross reference to the heading, note or page marker that it names. The cursor may stand right
/// behind the mark. Returns `None` if there is no mark or it leads nowhere.
pub fn definition<'a>(context: &VolumeContext<'a>, offset: usize) -> Option<Definition<'a>> {
    let cursor = Cursor::at(context.snapshot, offset)?;
    let here = |full, selection| Target {
        full: FileSpan { path: None, span: cursor.in_document(full) },
        selection: cursor.in_document(selection),
    };
    let (origin, targets) = match cursor.mark {
        Mark::NoteRef(reference) => {
            let note = cursor.record().notes.get(reference.note?)?;
            (reference.span, vec![here(note.span, note.name())])
        }
        Mark::NoteLabel(index, note) => {
            let spans = cursor.record().refs_to(index).map(|reference| reference.span);
            (note.label_span, spans.map(|span| here(span, span)).collect())
        }
        Mark::CrossRef(cross_ref) => {
            let place = context.resolve(cursor.record_index, cross_ref)?;
            let found = context.load(place.record)?;
            let (full, selection) = found.part_spans(place.part)?;
            (cross_ref.span, vec![Target { full: found.file_span(full), selection: found.file_span(selection).span }])
        }
        Mark::NoteText(..) | Mark::PageMarker(_) | Mark::Heading | Mark::Text => return None,
    };
    (!targets.is_empty()).then(|| Definition { origin: cursor.in_document(origin), targets })
}

#[cfg(test)]
mod tests {
    use super::definition;
    use crate::assist::{FileSpan, fixture};

    /// `fixture` marks the origin with `^`, targets with `~` and the place that the cursor goes to with `=`.
    fn check(fixture: &str) {
        fixture::check_volume(fixture, |context, offset| {
            let found = definition(context, offset);
            let marks = found.into_iter().flat_map(|found| {
                let targets = found.targets.into_iter().flat_map(|to| [('~', to.full), ('=', to.place())]);
                [('^', FileSpan { path: None, span: found.origin })].into_iter().chain(targets)
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
        // A reference without its note, a note without its reference, a note's text, running text.
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
    }
    #[test]
    fn from_a_cross_reference_to_the_record() {
        check(
            "==> d12.txt <==
12. Letter From the Mayor

He came.1

  1. See Document 13.
              |
         ^^^^^^^^^^^
==> d13.txt <==
13. Letter to the Mayor
~~~~~~~~~~~~~~~~~~~~~~~
=======================
[Page 41]
~~~~~~~~~
She came.
~~~~~~~~~",
        );
    }

    #[test]
    fn from_a_cross_reference_to_what_the_print_calls_the_note() {
        check(
            "==> d12.txt <==
12. Letter From the Mayor

He came.1

  1. See footnote 1, Document 13.
                   |
         ^^^^^^^^^^^^^^^^^^^^^^^
==> d13.txt <==
13. Letter to the Mayor0

She came.1

  1. In Quarrow.
  2. On benches.
~~~~~~~~~~~~~~~~
  =",
        );
        check(
            "12. Letter From the Mayor

He came.1 He left.2

  1. In Quarrow.
~~~~~~~~~~~~~~~~
  =
  2. See footnote 1 above.
                  |
         ^^^^^^^^^^",
        );
    }

    #[test]
    fn from_a_cross_reference_to_the_page() {
        check(
            "==> v1.txt <==
12. Letter From the Mayor

He came.1

  1. See p. 41.
         |
         ^^^^^

13. Letter to the Mayor

She [Page 41] came.
    ~~~~~~~~~
    =========",
        );
    }

    #[test]
    fn from_each_number_of_a_list() {
        check(
            "==> d12.txt <==
12. Letter From the Mayor

See Documents 13 and 14.
                     |
                     ^^
==> d13.txt <==
13. Letter to the Mayor
==> d14.txt <==
14. Letter to the Clerk
~~~~~~~~~~~~~~~~~~~~~~~
=======================",
        );
    }

    #[test]
    fn a_cross_reference_to_what_is_not_there_leads_nowhere() {
        check(
            "==> d12.txt <==
12. Letter From the Mayor

See Document 15, and vol. X, Document 13.
             |
==> d13.txt <==
13. Letter to the Mayor",
        );
        check(
            "==> d12.txt <==
12. Letter From the Mayor

See Document 15, and vol. X, Document 13.
                                      |
==> d13.txt <==
13. Letter to the Mayor",
        );
    }

    #[test]
    fn in_markdown() {
        check(
            "# Talk in Aldmoor

They met.[^1] They sat.[^b]
                         |
                         ^

[^1]: In Quarrow.

[^b]: On benches,
~~~~~~~~~~~~~~~~~
  =
of oak,
~~~~~~~
    from Quarrow.
~~~~~~~~~~~~~~~~~",
        );
        check(
            "# Talk in Aldmoor

They met.[^1] They _sat_[^2] and rose.[^2]
                          ~
                          =
                                        ~
                                        =

[^1]: In Quarrow.
[^2]: On benches.
  |
  ^",
        );
    }

    #[test]
    fn on_proofreaders_pages() {
        check(
            "-----File: 041.png---

They met.[1]

[Footnote 1: In Quarrow.]

-----File: 042.png---

They sat.[1]
          |
          ^

[Footnote 1: On benches,
~~~~~~~~~~~~~~~~~~~~~~~~
          =
of oak.]
~~~~~~~~",
        );
        check(
            "-----File: 041.png---

They met.[A] They sat.[B]
                       ~
                       =

[Footnote A: In Quarrow.]

[Footnote B: On benches.]
          |
          ^",
        );
    }

    #[test]
    fn in_a_finished_book() {
        check(
            "They met.[1] They sat.[2]
                       |
                       ^

    [1] In Quarrow.

    [2] On benches.
~~~~~~~~~~~~~~~~~~~
     =

They rose.[3]

    [3] At noon.",
        );
        check(
            "They met.[1] They sat.[2]
                       ~
                       =

NOTES

[1] In Quarrow.

[2] On benches.
 |
 ^",
        );
    }
}
