//! `textDocument/selectionRange`: the steps in which a selection grows.

use super::cursor::{Cursor, Mark};
use super::pages::pages;
use super::text_units::{paragraph, sentence, word};
use crate::record::Snapshot;
use crate::text::Span;

/// The spans through which a selection at `offset` grows, innermost first: word, sentence, paragraph, note or page,
/// record, document. Each is within the next and smaller. There is always at least one: the whole document, even if it
/// is empty.
pub fn selection_ranges(snapshot: &Snapshot, offset: usize) -> Vec<Span> {
    let cursor = Cursor::at(snapshot, offset);
    let inner = cursor.iter().flat_map(|cursor| around(cursor).into_iter().map(|span| cursor.in_document(span)));
    let mut ranges: Vec<Span> = Vec::new();
    for span in inner.chain([Span::new(0, snapshot.text().len())]) {
        // A sentence may run past the end of a page, and a paragraph may be one sentence. Spans that do not contain the
        // last one, or equal it, are left out.
        if ranges.last().is_none_or(|last| span.covers(*last) && span != *last) {
            ranges.push(span);
        }
    }
    ranges
}

/// The units of the record that contain the cursor, from the smallest, in bytes of the record.
fn around(cursor: &Cursor<'_>) -> Vec<Span> {
    let (record, offset) = (cursor.record(), cursor.offset);
    let mut units = Vec::new();
    match cursor.mark {
        Mark::NoteLabel(_, note) => units.extend([note.label_span, note.span]),
        _ => units.extend(word(record, offset)),
    }
    if let Mark::PageMarker(page) = cursor.mark {
        units.push(page.span);
    }
    if !matches!(cursor.mark, Mark::NoteLabel(..)) {
        units.extend(sentence(record, offset));
        units.extend(paragraph(record, offset));
    }
    if let Mark::NoteText(_, note) = cursor.mark {
        units.push(note.span);
    }
    units.extend(record.note_lists.iter().map(|list| list.span).find(|list| list.touches(offset)));
    units.extend(pages(record).iter().map(|page| page.span).find(|page| page.contains(offset)));
    units.push(Span::new(0, record.text.len()));
    units
}

#[cfg(test)]
mod tests {
    use super::selection_ranges;
    use crate::assist::fixture;
    use crate::record::Document;

    /// `fixture` marks the spans with `^` and `=` in turn, from the smallest.
    fn check(fixture: &str) {
        fixture::check(fixture, |snapshot, offset| {
            ['^', '='].into_iter().cycle().zip(selection_ranges(snapshot, offset)).collect()
        });
    }

    #[test]
    fn word_sentence_paragraph_record() {
        check(
            "204. Talk in Aldmoor
====================

They met. They sat as long as they could.2 They rose.3
                                     |
                                   ^^^^^
          ================================
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
======================================================

  2. On benches.
================
  3. At noon.
=============",
        );
    }

    #[test]
    fn a_reference_is_no_part_of_its_word() {
        check(
            "204. Talk in Aldmoor
^^^^^^^^^^^^^^^^^^^^

They met at 11:00 AM1 in town.2
                    |
                    ^
===============================
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

  1. Source.
^^^^^^^^^^^^
  2. On benches.
^^^^^^^^^^^^^^^^",
        );
        check(
            "204. Talk in Aldmoor
^^^^^^^^^^^^^^^^^^^^

They met at 11:00 AM1 in town.2
                   |
                  ^^
===============================
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

  1. Source.
^^^^^^^^^^^^
  2. On benches.
^^^^^^^^^^^^^^^^",
        );
    }

    #[test]
    fn an_apostrophe_at_the_end_is_no_part_of_its_word() {
        check(
            "204. Talk in Aldmoor
====================

By the dogs’ bowl.
            |
^^^^^^^^^^^^^^^^^^
==================",
        );
    }

    #[test]
    fn in_a_note() {
        check(
            "204. Talk in Aldmoor
====================

They met.1 They sat.2
=====================

  1. In Quarrow.
^^^^^^^^^^^^^^^^
================
  2. See Mr. Marsh’s book. Lost.
                   |
             ^^^^^^^
     =====================
     ^^^^^^^^^^^^^^^^^^^^^^^^^^^
================================
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
================================",
        );
    }

    #[test]
    fn on_a_page() {
        check(
            "204. Talk in Aldmoor
^^^^^^^^^^^^^^^^^^^^

[Page 12]
=========
^^^^^^^^^

They sat
        |
     ^^^
========
^^^^^^^^
========
^^^^^^^^
on benches. They rose.
===========
^^^^^^^^^^^^^^^^^^^^^^
======================
^^^^^^^^^^^^^^^^^^^^^^

[Page 13]
^^^^^^^^^
",
        );
    }

    #[test]
    fn an_empty_document() {
        assert_eq!(selection_ranges(&Document::new("").snapshot(), 0), [crate::text::Span::new(0, 0)]);
        assert_eq!(selection_ranges(&Document::new("").snapshot(), 7), [crate::text::Span::new(0, 0)]);
    }

    #[test]
    fn in_every_convention() {
        check(
            "They met. They sat.[^1] They rose.
                     |
                     ^
          =============
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
==================================

[^1]: On benches.
=================",
        );
        check(
            "-----File: 041.png---
=====================

They met.[1]
============

[Footnote 1: On oak benches.]
                      |
                    ^^^^^^^
             ===============
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
=============================",
        );
        check(
            "They met.[1] They sat.[2]
^^^^^^^^^^^^^^^^^^^^^^^^^

[1] In Quarrow.
===============
^^^^^^^^^^^^^^^

[2] On benches.
           |
       ^^^^^^^
    ===========
^^^^^^^^^^^^^^^
===============
^^^^^^^^^^^^^^^",
        );
    }
}
