//! `textDocument/foldingRange`: records, chapters, pages, note lists and notes.

use super::outline::{Symbol, SymbolKind, outline};
use crate::record::Snapshot;
use crate::text::{Span, Text};

/// A part of at least two lines that can be folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FoldingRange {
    /// The part in bytes of the document, from its first character that is not white space to its last.
    pub span: Span,
    /// What the part is.
    pub kind: FoldingRangeKind,
}

/// The kinds of parts that can be folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FoldingRangeKind {
    /// A record.
    Record,
    /// A chapter of a record.
    Section,
    /// The text of one printed page.
    Page,
    /// A list of notes.
    NoteList,
    /// A note.
    Note,
}

/// The parts of the document that can be folded, in the order of the text, outer ones first. A line on which one page
/// ends and the next begins belongs to the next.
pub fn folding_ranges(snapshot: &Snapshot) -> Vec<FoldingRange> {
    let mut folds = Vec::new();
    for record in outline(snapshot) {
        add(snapshot.text(), &record, &mut folds);
    }
    folds
}

/// Adds the folding ranges of `symbol` and its children to `folds`. Recursion is at most five levels deep.
fn add(text: &Text, symbol: &Symbol, folds: &mut Vec<FoldingRange>) {
    let kind = match symbol.kind {
        SymbolKind::Record => FoldingRangeKind::Record,
        SymbolKind::Section => FoldingRangeKind::Section,
        SymbolKind::Page => FoldingRangeKind::Page,
        SymbolKind::NoteList => FoldingRangeKind::NoteList,
        SymbolKind::Note => FoldingRangeKind::Note,
    };
    folds.extend(lines(text, symbol.full).map(|span| FoldingRange { span, kind }));
    symbol.children.iter().for_each(|child| add(text, child, folds));
}

/// The part of `span` from its first line with text to its last line that ends within `span`. Returns `None` if that is
/// less than two lines.
fn lines(text: &Text, span: Span) -> Option<Span> {
    let own = |line: usize| {
        let content = text.line_content(line);
        Span::new(content.start.max(span.start), content.end.min(span.end))
    };
    let blank = |span: Span| text.slice(span).trim().is_empty();
    let mut range = text.line_of(span.start)..text.line_of(span.end) + 1;
    let first = range.find(|line| !blank(own(*line)))?;
    // A line with more text behind `span` belongs to the next part.
    let ends = |line: &usize| !blank(own(*line)) && blank(Span::new(own(*line).end, text.line_content(*line).end));
    let last = range.rev().find(ends)?;
    let (head, tail) = (text.slice(own(first)), text.slice(own(last)));
    let start = own(first).start + (head.len() - head.trim_start().len());
    Some(Span::new(start, own(last).start + tail.trim_end().len()))
}

#[cfg(test)]
mod tests {
    use super::{FoldingRangeKind, folding_ranges};
    use crate::assist::fixture;

    /// `fixture` marks records with `^`, pages with `=`, note lists with `~` and notes with `+`.
    fn check(fixture: &str) {
        fixture::check_file(fixture, |snapshot| {
            let sign = |kind| match kind {
                FoldingRangeKind::Record => '^',
                FoldingRangeKind::Section => '§',
                FoldingRangeKind::Page => '=',
                FoldingRangeKind::NoteList => '~',
                FoldingRangeKind::Note => '+',
            };
            folding_ranges(snapshot).into_iter().map(|fold| (sign(fold.kind), fold.span)).collect()
        });
    }

    #[test]
    fn records_pages_notes() {
        check(
            "204. Talk in Aldmoor
^^^^^^^^^^^^^^^^^^^^
====================

They met.1
^^^^^^^^^^
==========

[Page 12]
^^^^^^^^^
=========

They sat.2
^^^^^^^^^^
==========

  1. In Quarrow.
^^^^^^^^^^^^^^^^
  ~~~~~~~~~~~~~~
  2. On benches.
^^^^^^^^^^^^^^^^
~~~~~~~~~~~~~~~~
  ++++++++++++++
     Of oak.
^^^^^^^^^^^^
~~~~~~~~~~~~
++++++++++++

",
        );
    }

    #[test]
    fn a_line_of_two_pages_goes_with_the_second() {
        check(
            "[Page 12] They met
^^^^^^^^^^^^^^^^^^
==================
in Quarrow.
^^^^^^^^^^^
===========
They [Page 13] sat
^^^^^^^^^^^^^^^^^^
     =============
on benches.
^^^^^^^^^^^
===========",
        );
    }

    #[test]
    fn nothing_of_one_line() {
        check("[Page 12] They met.1 [Page 13] They sat.\n");
        check("");
    }

    #[test]
    fn in_every_convention() {
        check(
            "They met.[^1] They sat.[^2]
^^^^^^^^^^^^^^^^^^^^^^^^^^^

[^1]: In Quarrow.
^^^^^^^^^^^^^^^^^
~~~~~~~~~~~~~~~~~
[^2]: On benches,
^^^^^^^^^^^^^^^^^
~~~~~~~~~~~~~~~~~
+++++++++++++++++
    of oak.
^^^^^^^^^^^
~~~~~~~~~~~
+++++++++++",
        );
        check(
            "-----File: 041.png---
^^^^^^^^^^^^^^^^^^^^^
=====================

They met.[1]
^^^^^^^^^^^^
============

[Footnote 1: In
^^^^^^^^^^^^^^^
===============
~~~~~~~~~~~~~~~
+++++++++++++++
Quarrow.]
^^^^^^^^^
=========
~~~~~~~~~
+++++++++

-----File: 042.png---
^^^^^^^^^^^^^^^^^^^^^
=====================

They sat.
^^^^^^^^^
=========",
        );
        check(
            "They met.[1]
^^^^^^^^^^^^

    [1] In Quarrow.
^^^^^^^^^^^^^^^^^^^

They sat.[2]
^^^^^^^^^^^^

    [2] On benches,
^^^^^^^^^^^^^^^^^^^
    ~~~~~~~~~~~~~~~
    +++++++++++++++
    of oak.
^^^^^^^^^^^
~~~~~~~~~~~
+++++++++++",
        );
    }
}
