//! `textDocument/documentSymbol`: the records of a document with their pages and notes.

use super::display_text::{counted, first_line, record_name, shortened};
use super::pages::{Page, final_notes, pages};
use crate::record::{Note, Placed, Record, Snapshot};
use crate::text::Span;

/// An entry of the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// The name of the entry; never empty.
    pub name: String,
    /// Details such as `2 pages, 3 notes`; may be empty.
    pub detail: String,
    /// The kind of the entry.
    pub kind: SymbolKind,
    /// The whole part of the document, in bytes. Covers its children, which do not overlap.
    pub full: Span,
    /// The words that stand for the entry, in bytes of the document. Lies within `full`.
    pub selection: Span,
    /// The parts of the entry, in the order of the text.
    pub children: Vec<Symbol>,
}

/// The kinds of entries of an outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SymbolKind {
    /// A record.
    Record,
    /// A chapter of a record that is not divided at its chapters.
    Section,
    /// The text of one printed page.
    Page,
    /// A list of notes.
    NoteList,
    /// A note.
    Note,
}

/// How many characters of a note its name has.
const NOTE_WORDS: usize = 60;

/// The records of a document, each with its pages and then its notes. Notes at the foot of a page are children of the
/// page.
pub fn outline(snapshot: &Snapshot) -> Vec<Symbol> {
    snapshot.records().iter().filter_map(record_outline).collect()
}

/// The outline of one record. Returns `None` if it is blank.
pub fn record_outline(placed: &Placed) -> Option<Symbol> {
    Outline { record: &placed.record, start: placed.start }.record()
}

/// A record whose outline is built, and its start in bytes of the document.
struct Outline<'a> {
    /// The record.
    record: &'a Record,
    /// Its start, in bytes of the document.
    start: usize,
}

impl Outline<'_> {
    /// The entry of the record. Returns `None` if it is blank.
    fn record(&self) -> Option<Symbol> {
        let full = Span::new(0, self.record.text.len());
        let name = Some(record_name(self.record)).filter(|name| !name.is_empty())?;
        let selection =
            self.record.heading.as_ref().map_or_else(|| first_line(&self.record.text, full), |heading| heading.span);
        let pages = pages(self.record);
        let counts = [(pages.len(), "page"), (self.record.notes.len(), "note")];
        let detail: Vec<_> =
            counts.into_iter().filter(|(count, _)| *count > 0).map(|(count, thing)| counted(count, thing)).collect();
        let children = self.sections(&pages);
        Some(self.symbol(SymbolKind::Record, name, detail.join(", "), (full, selection), children))
    }

    /// The entries of what stands above the first section, of the sections, and of the note list that ends the record where it
    /// has sections.
    fn sections(&self, pages: &[Page<'_>]) -> Vec<Symbol> {
        let whole = Span::new(0, self.record.text.len());
        let Some(first) = self.record.sections.first() else { return self.parts(pages, whole) };
        let end = final_notes(self.record).map_or(whole.end, |notes| notes.start);
        let mut entries = self.parts(pages, Span::new(0, first.span.start));
        for section in &self.record.sections {
            let full = Span::new(section.span.start, section.span.end.min(end));
            let line = section.title.of(&self.record.text).trim_start();
            let mark = self.record.convention.heading_level(line).map_or(0, usize::from);
            let words = shortened(line.get(mark..).unwrap_or_default(), NOTE_WORDS);
            let parts = self.parts(pages, full);
            entries.push(self.symbol(SymbolKind::Section, words, String::new(), (full, section.title), parts));
        }
        entries.extend(self.parts(&[], Span::new(end, whole.end)));
        entries
    }

    /// The entries of the pages within `part` of the record, and of the note lists in it that are not on a page or end the
    /// record.
    fn parts(&self, pages: &[Page<'_>], part: Span) -> Vec<Symbol> {
        let end = final_notes(self.record).map_or(self.record.text.len(), |notes| notes.start);
        let all = &self.record.note_lists;
        let before = all.partition_point(|list| list.span.start < part.start);
        let lists = all.iter().skip(before).map(|list| list.span);
        let mut lists = lists.take_while(|list| list.start < part.end).peekable();
        let mut parts = Vec::new();
        let first = pages.partition_point(|page| page.span.end <= part.start);
        for page in pages.iter().skip(first).take_while(|page| page.span.start < part.end) {
            let span = Span::new(page.span.start.max(part.start), page.span.end.min(part.end));
            let marker = page.marker.filter(|marker| span.covers(marker.span));
            let mut notes = Vec::new();
            while let Some(list) = lists.next_if(|list| list.start < span.end && list.start < end) {
                // Only notes before the record's first text are not on a page.
                let place = if list.start < span.start { &mut parts } else { &mut notes };
                place.push(self.note_list(list));
            }
            let selection = marker.map_or_else(|| first_line(&self.record.text, span), |marker| marker.span);
            // The record's entry shows the heading already, so the page does not repeat it.
            let heading = self.record.heading.as_ref().map(|heading| heading.span);
            let above = marker.filter(|marker| !marker.at_foot).map(|marker| marker.span);
            let named = above.or(heading).filter(|named| span.covers(*named));
            let words = Span::new(named.map_or(span.start, |named| named.end), span.end);
            let detail = shortened(first_line(&self.record.text, words).of(&self.record.text), NOTE_WORDS);
            parts.push(self.symbol(SymbolKind::Page, page.name.clone(), detail, (span, selection), notes));
        }
        parts.extend(lists.map(|list| self.note_list(list)));
        parts
    }

    /// The entry of a note list.
    fn note_list(&self, list: Span) -> Symbol {
        let all = &self.record.notes;
        let first = all.partition_point(|note| note.span.start < list.start);
        let behind = all.partition_point(|note| note.span.start < list.end);
        let notes = all.get(first..behind).unwrap_or_default();
        let children = notes.iter().map(|note| self.note(note)).collect();
        let spans = (list, first_line(&self.record.text, list));
        self.symbol(SymbolKind::NoteList, "Notes".into(), counted(notes.len(), "note"), spans, children)
    }

    /// The entry of a note.
    fn note(&self, note: &Note) -> Symbol {
        let words = shortened(note.text.of(&self.record.text), NOTE_WORDS);
        let name = match &note.label {
            Some(label) if words.is_empty() => label.to_string(),
            Some(label) => format!("{label} {words}"),
            None => words,
        };
        let name = if name.trim().is_empty() { "Note".into() } else { name };
        self.symbol(SymbolKind::Note, name, String::new(), (note.span, note.label_span), Vec::new())
    }

    /// An entry whose spans, the whole and the selection, are given in bytes of the record.
    fn symbol(
        &self,
        kind: SymbolKind,
        name: String,
        detail: String,
        (full, selection): (Span, Span),
        children: Vec<Symbol>,
    ) -> Symbol {
        Symbol {
            name,
            detail,
            kind,
            full: full.shifted(self.start),
            selection: selection.shifted(self.start),
            children,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Symbol, outline};
    use crate::record::{Document, Snapshot};
    use crate::text::{Encoding, Span};

    /// Checks the outline: one line for each entry, indented, with its detail, its start and end (line and column from
    /// 1) and the words that stand for it.
    fn check(text: &str, expect: &[&str]) {
        for line_break in ["\n", "\r\n", "\r"] {
            let snapshot = Document::new(&text.replace('\n', line_break)).snapshot();
            let mut lines = Vec::new();
            for symbol in outline(&snapshot) {
                read(&snapshot, &symbol, 0, &mut lines);
            }
            assert_eq!(lines, expect, "lines end by {line_break:?}");
        }
    }

    fn read(snapshot: &Snapshot, symbol: &Symbol, depth: usize, lines: &mut Vec<String>) {
        let place = |offset| {
            let position = snapshot.text().position(offset, Encoding::Utf32);
            format!("{}:{}", position.line + 1, position.column + 1)
        };
        let Symbol { kind, name, detail, .. } = symbol;
        let Span { start, end } = symbol.full;
        let selection = snapshot.text().slice(symbol.selection);
        lines.push(format!(
            "{:depth$}{kind:?} {name} ({detail}) {}-{} “{selection}”",
            "",
            place(start),
            place(end),
            depth = 2 * depth
        ));
        symbol.children.iter().for_each(|child| read(snapshot, child, depth + 1, lines));
    }

    #[test]
    fn pages_then_notes() {
        check(
            "204. Talk in Aldmoor0

They met.1

[Page 569]

They sat on [Page 570] benches.2

  1. In Quarrow.
  2. On benches.
  3.
",
            &[
                "Record 204. Talk in Aldmoor (3 pages, 3 notes) 1:1-12:1 “204. Talk in Aldmoor0”",
                "  Page Page 568 (They met.1) 1:1-5:1 “204. Talk in Aldmoor0”",
                "  Page Page 569 (They sat on) 5:1-7:13 “[Page 569]”",
                "  Page Page 570 (benches.2) 7:13-9:1 “[Page 570]”",
                "  NoteList Notes (3 notes) 9:1-11:5 “1. In Quarrow.”",
                "    Note 1 In Quarrow. () 9:1-9:17 “1”",
                "    Note 2 On benches. () 10:1-10:17 “2”",
                "    Note 3 () 11:1-11:5 “3”",
            ],
        );
    }

    #[test]
    fn pages_that_cannot_be_told() {
        check(
            "[Page 7] They met.",
            &[
                "Record [Page 7] They met. (1 page) 1:1-1:19 “[Page 7] They met.”",
                "  Page Page 7 (They met.) 1:1-1:19 “[Page 7]”",
            ],
        );
        check(
            "They met. [Page 1] They sat.",
            &[
                "Record They met. [Page 1] They sat. (2 pages) 1:1-1:29 “They met. [Page 1] They sat.”",
                "  Page Page before 1 (They met.) 1:1-1:11 “They met.”",
                "  Page Page 1 (They sat.) 1:11-1:29 “[Page 1]”",
            ],
        );
        check(
            "They met. [Page 60a] They sat.",
            &[
                "Record They met. [Page 60a] They sat. (2 pages) 1:1-1:31 “They met. [Page 60a] They sat.”",
                "  Page Page before 60a (They met.) 1:1-1:11 “They met.”",
                "  Page Page 60a (They sat.) 1:11-1:31 “[Page 60a]”",
            ],
        );
        check(
            "They met. [Facsimile Page 2] They sat.",
            &[
                "Record They met. [Facsimile Page 2] They sat. (2 pages) 1:1-1:39 “They met. [Facsimile Page 2] They sat.”",
                "  Page Facsimile page 1 (They met.) 1:1-1:11 “They met.”",
                "  Page Facsimile page 2 (They sat.) 1:11-1:39 “[Facsimile Page 2]”",
            ],
        );
    }

    #[test]
    fn numbers_at_page_feet() {
        let rain = "It rained on the ferry from noon until night, and nobody who came to the pier had a lamp or a horse, so that all of them stayed where they were.";
        check(
            &format!("12. Letter\n\n{rain}\n\n- 6 -\n\n{rain}\n\n- 7 -\n\nThey sat.\n"),
            &[
                "Record 12. Letter (3 pages) 1:1-12:1 “12. Letter”",
                "  Page Page 6 (It rained on the ferry from noon until night, and nobody who…) 1:1-5:6 “- 6 -”",
                "  Page Page 7 (It rained on the ferry from noon until night, and nobody who…) 5:6-9:6 “- 7 -”",
                "  Page Page 8 (They sat.) 9:6-12:1 “They sat.”",
            ],
        );
    }

    #[test]
    fn notes_at_the_foot_of_each_page() {
        check(
            "204. Talk in Aldmoor

They met.1

  1. In Quarrow.

[Page 12]

They sat.1

  1. On benches.",
            &[
                "Record 204. Talk in Aldmoor (2 pages, 2 notes) 1:1-11:17 “204. Talk in Aldmoor”",
                "  Page Page 11 (They met.1) 1:1-7:1 “204. Talk in Aldmoor”",
                "    NoteList Notes (1 note) 5:1-5:17 “1. In Quarrow.”",
                "      Note 1 In Quarrow. () 5:1-5:17 “1”",
                "  Page Page 12 (They sat.1) 7:1-11:1 “[Page 12]”",
                "  NoteList Notes (1 note) 11:1-11:17 “1. On benches.”",
                "    Note 1 On benches. () 11:1-11:17 “1”",
            ],
        );
    }

    #[test]
    fn chapters_of_a_record() {
        check(
            "THE FERRIES

CHAPTER I

It sank.¹ It rose. [Page 12] It sailed.

CHAPTER II

It came.²

NOTES

1. At noon.
2. At night.",
            &[
                "Record THE FERRIES (2 pages, 2 notes) 1:1-14:13 “THE FERRIES”",
                "  Page Page 11 () 1:1-3:1 “THE FERRIES”",
                "  Section CHAPTER I () 3:1-7:1 “CHAPTER I”",
                "    Page Page 11 (CHAPTER I) 3:1-5:20 “CHAPTER I”",
                "    Page Page 12 (It sailed.) 5:20-7:1 “[Page 12]”",
                "  Section CHAPTER II () 7:1-11:1 “CHAPTER II”",
                "    Page Page 12 (CHAPTER II) 7:1-11:1 “CHAPTER II”",
                "  NoteList Notes (2 notes) 11:1-14:13 “NOTES”",
                "    Note 1 At noon. () 13:1-13:12 “1”",
                "    Note 2 At night. () 14:1-14:13 “2”",
            ],
        );
    }

    #[test]
    fn names() {
        check("", &[]);
        check(" \n\t\n", &[]);
        let long = "word ".repeat(40);
        let name = "word ".repeat(23) + "word…";
        check(&long, &[&format!("Record {name} () 1:1-1:201 “{}”", long.trim_end())]);
    }

    #[test]
    fn in_every_convention() {
        check(
            "# Talk in Aldmoor\n\nThey met.[^1] They sat.[^b]\n\n[^1]: In Quarrow.\n[^b]: On benches.\n",
            &[
                "Record Talk in Aldmoor (2 notes) 1:1-7:1 “# Talk in Aldmoor”",
                "  NoteList Notes (2 notes) 5:1-6:18 “[^1]: In Quarrow.”",
                "    Note 1 In Quarrow. () 5:1-5:18 “1”",
                "    Note b On benches. () 6:1-6:18 “b”",
            ],
        );
        check(
            "-----File: 041.png---

They met.[1]

[Footnote 1: In Quarrow.]

-----File: 042.png---

They sat.[1]

[Footnote 1: On benches.]
",
            &[
                "Record They met.[1] (2 pages, 2 notes) 1:1-12:1 “They met.[1]”",
                "  Page Page 041 (They met.[1]) 1:1-7:1 “-----File: 041.png---”",
                "    NoteList Notes (1 note) 5:1-5:26 “[Footnote 1: In Quarrow.]”",
                "      Note 1 In Quarrow. () 5:1-5:26 “1”",
                "  Page Page 042 (They sat.[1]) 7:1-11:1 “-----File: 042.png---”",
                "  NoteList Notes (1 note) 11:1-11:26 “[Footnote 1: On benches.]”",
                "    Note 1 On benches. () 11:1-11:26 “1”",
            ],
        );
        check(
            "They met.[1]\n\n    [1] In Quarrow.\n\nThey sat.[2]\n\n    [2] On benches.\n",
            &[
                "Record They met.[1] (2 notes) 1:1-8:1 “They met.[1]”",
                "  NoteList Notes (1 note) 3:1-3:20 “[1] In Quarrow.”",
                "    Note 1 In Quarrow. () 3:1-3:20 “1”",
                "  NoteList Notes (1 note) 7:1-7:20 “[2] On benches.”",
                "    Note 2 On benches. () 7:1-7:20 “2”",
            ],
        );
    }
}
