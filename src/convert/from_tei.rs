//! TEI as plain text: each note goes to a list at the end of its record, and its label to the place where it stood.
//!
//! | in TEI | in the text |
//! | --- | --- |
//! | `<div type="document">`, `<div type="letter">`, `<TEI>` | a record |
//! | `<note n="2">` | `2` glued to the word before it, and `  2. text` at the end of the record |
//! | `<pb n="569"/>` | `[Page 569]` |
//! | `<fw>- 569 -</fw>` | the same, between empty lines |
//! | `<supplied>`, `<gap>`, `<note type="editorial">` | brackets |
//! | `<item>`, `<row>` and `<cell>`, `<lb/>` | lines that begin with a bullet, tabs, a new line |
//!
//! Other elements of text give their text. Those that are not known are counted.

use crate::convention::form::ReferenceForm;
use crate::convention::{BREAK, Convention, Marks};
use crate::record::Snapshot;
use crate::text::Span;
use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use std::collections::{BTreeMap, HashMap};
use std::fmt;

/// A record from TEI.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlainRecord {
    /// The `xml:id` of the element that is the record.
    pub id: Option<String>,
    /// The text of the record.
    pub text: String,
    /// How many footnotes it has.
    pub notes: usize,
    /// How many of their references would lead elsewhere when the text is read.
    pub misread: usize,
}

/// A TEI document as plain text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FromTei {
    /// The records, in the order of the document, and what stands between them.
    pub records: Vec<PlainRecord>,
    /// The elements that are not known, with how many there are: their text is kept.
    pub unknown: BTreeMap<String, usize>,
}

/// Why a text is not read as TEI. Shown, it is in words for the user, to be read after the name of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotTei {
    /// It is XML without TEI in it.
    Other,
    /// It is no XML: what is wrong, and in which line.
    Broken(String, usize),
}

impl fmt::Display for NotTei {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Other => write!(f, "has no <TEI> in it"),
            Self::Broken(error, line) => write!(f, "is no XML: {error} (line {line})"),
        }
    }
}

/// Reads `xml`, a TEI document.
///
/// # Errors
///
/// Returns why it is none.
pub fn from_tei(xml: &str) -> Result<FromTei, NotTei> {
    let mut reader = Reader::from_str(xml);
    let mut builder = Builder::new();
    loop {
        let at = reader.buffer_position();
        let event = reader.read_event().map_err(|error| {
            let line =
                xml.bytes().take(usize::try_from(at).unwrap_or(usize::MAX)).filter(|byte| *byte == b'\n').count() + 1;
            NotTei::Broken(error.to_string(), line)
        })?;
        match event {
            Event::Start(element) => builder.start(&element),
            Event::Empty(element) => {
                builder.start(&element);
                builder.end();
            }
            Event::End(_) => builder.end(),
            Event::Text(text) => builder.text(&String::from_utf8_lossy(&text)),
            Event::CData(text) => builder.text(&String::from_utf8_lossy(&text)),
            Event::GeneralRef(entity) => builder.entity(&entity),
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    if !builder.is_tei {
        return Err(NotTei::Other);
    }
    builder.close_record();
    Ok(FromTei { records: builder.records, unknown: builder.unknown })
}

/// What an element is to the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// Its text is part of the text around it.
    Inline,
    /// It holds blocks.
    Division,
    /// It stands in lines of its own, with an empty line above and below.
    Block,
    /// It stands in a line of its own.
    Line,
    /// It begins a record.
    Record,
    /// An item of a list.
    Item,
    /// A cell of a table.
    Cell,
    /// It is a footnote.
    Note,
    /// Its text stands in brackets.
    Bracketed,
    /// Neither it nor what is in it is text.
    Skipped,
}

/// The gap between what was written and what is written next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Space,
    Line,
    Blank,
}

/// Text that is being written: that of the record, or of a note.
#[derive(Debug, Default)]
struct Stream {
    text: String,
    gap: Gap,
    /// The byte at which each footnote reference stands, and its note.
    references: Vec<(usize, usize)>,
    /// The note whose text this is.
    note: Option<usize>,
}

/// A footnote.
#[derive(Debug, Default)]
struct Note {
    label: String,
    /// Whether a reference leads to it: it stands where that is. Otherwise it stands behind the text.
    is_referenced: bool,
    text: String,
    references: Vec<(usize, usize)>,
}

#[derive(Debug, Default)]
struct Builder {
    is_tei: bool,
    open: Vec<Role>,
    /// How many of the open elements are skipped.
    skipped: usize,
    /// The text of the record, and above it that of the notes that are open.
    streams: Vec<Stream>,
    notes: Vec<Note>,
    /// The note with each label.
    labelled: HashMap<String, usize>,
    id: Option<String>,
    records: Vec<PlainRecord>,
    unknown: BTreeMap<String, usize>,
}

/// The elements that hold blocks.
const DIVISIONS: &[&str] = &[
    "div",
    "div1",
    "div2",
    "div3",
    "body",
    "front",
    "back",
    "text",
    "group",
    "floatingText",
    "attachment",
    "figure",
    "postscript",
    "titlePage",
    "epigraph",
];
/// The elements that stand in lines of their own, with empty lines around them.
const BLOCKS: &[&str] = &[
    "p",
    "head",
    "list",
    "table",
    "lg",
    "opener",
    "closer",
    "dateline",
    "salute",
    "signed",
    "byline",
    "docImprint",
    "argument",
    "trailer",
    "fw",
];
/// The elements that stand in a line of their own.
const LINES: &[&str] = &["row", "l", "addrLine", "label", "titlePart", "address"];
/// The elements whose text is part of the text around them.
const INLINES: &[&str] = &[
    "TEI",
    "teiCorpus",
    "hi",
    "persName",
    "placeName",
    "orgName",
    "date",
    "time",
    "gloss",
    "term",
    "ref",
    "title",
    "q",
    "quote",
    "emph",
    "foreign",
    "name",
    "rs",
    "num",
    "measure",
    "seg",
    "s",
    "w",
    "unclear",
    "add",
    "abbr",
    "expan",
    "orig",
    "reg",
    "sic",
    "corr",
    "choice",
    "docTitle",
    "docDate",
    "publisher",
    "pubPlace",
    "editor",
    "author",
    "idno",
    "desc",
    "lb",
    "pb",
    "milestone",
    "cit",
    "c",
    "space",
    "anchor",
    "ptr",
    "subst",
    "figDesc",
    "handShift",
];
/// The elements in which there is no text of the edition: images, and lists of what the text names.
const SKIPPED: &[&str] =
    &["teiHeader", "facsimile", "standOff", "graphic", "listPerson", "listPlace", "listOrg", "listBibl", "listEvent"];

impl Builder {
    fn new() -> Self {
        Self { streams: vec![Stream::default()], ..Self::default() }
    }

    fn start(&mut self, element: &BytesStart) {
        let name = String::from_utf8_lossy(element.local_name().as_ref()).into_owned();
        self.is_tei |= name == "TEI" || name == "teiCorpus";
        let kind = attribute(element, "type").unwrap_or_default();
        let role = match name.as_str() {
            _ if self.skipped > 0 => Role::Skipped,
            "note" if kind == "editorial" => Role::Bracketed,
            "note" if attribute(element, "rend").as_deref() == Some("inline") => Role::Block,
            "note" => Role::Note,
            "TEI" => Role::Record,
            "div" if matches!(kind.as_str(), "document" | "letter") => Role::Record,
            "supplied" | "gap" => Role::Bracketed,
            "item" => Role::Item,
            "cell" => Role::Cell,
            name if DIVISIONS.contains(&name) => Role::Division,
            name if BLOCKS.contains(&name) => Role::Block,
            name if LINES.contains(&name) => Role::Line,
            name if SKIPPED.contains(&name) => Role::Skipped,
            name => {
                if !INLINES.contains(&name) {
                    *self.unknown.entry(name.to_owned()).or_default() += 1;
                }
                Role::Inline
            }
        };
        let in_block = self.open.last().is_some_and(|role| matches!(role, Role::Division | Role::Record));
        self.open.push(role);
        match role {
            Role::Skipped => self.skipped += 1,
            Role::Record => {
                self.close_record();
                self.id = attribute(element, "xml:id");
            }
            Role::Division | Role::Block => self.gap(Gap::Blank),
            Role::Line => self.gap(Gap::Line),
            Role::Item => {
                self.gap(Gap::Line);
                self.write("  •");
                self.gap(Gap::Space);
            }
            Role::Cell => self.tab(),
            Role::Note => self.open_note(attribute(element, "n"), kind != "unreferenced"),
            Role::Bracketed => {
                self.write("[");
                self.write_gap(element, &name);
            }
            Role::Inline => self.mark(element, &name, in_block),
        }
    }

    /// Writes what an element without text stands for.
    fn mark(&mut self, element: &BytesStart, name: &str, in_block: bool) {
        match name {
            "lb" => self.gap(Gap::Line),
            "space" => self.gap(Gap::Space),
            "milestone" if attribute(element, "unit").as_deref() == Some("section") => {
                self.gap(Gap::Blank);
                self.write(BREAK);
                self.gap(Gap::Blank);
            }
            "pb" => {
                let Some(label) = attribute(element, "n") else { return };
                let is_split = attribute(element, "break").as_deref() == Some("no");
                let gap = if in_block { Gap::Blank } else { Gap::Space };
                let marker = match attribute(element, "type").as_deref() {
                    Some("facsimile") => format!("[Facsimile Page {label}]"),
                    _ => Convention::Plain.page_form().write(&label),
                };
                if !is_split {
                    self.gap(gap);
                }
                self.write(&marker);
                if !is_split {
                    self.gap(gap);
                }
            }
            "ref" if attribute(element, "type").as_deref() == Some("footnote") => {
                // The text of the element is the label, and the note is known by it.
                let label = attribute(element, "n");
                let note = label.and_then(|label| self.labelled.get(&label).copied());
                if let Some((note, stream)) = note.zip(self.streams.last_mut()) {
                    flush(stream);
                    stream.references.push((stream.text.len(), note));
                    self.open.pop();
                    self.open.push(Role::Skipped);
                    self.skipped += 1;
                }
            }
            _ => {}
        }
    }

    /// What a `gap` says in place of the words that lack.
    fn write_gap(&mut self, element: &BytesStart, name: &str) {
        if name == "gap" {
            let reason = attribute(element, "reason");
            self.write(reason.as_deref().unwrap_or_default());
        }
    }

    fn end(&mut self) {
        let Some(role) = self.open.pop() else { return };
        match role {
            Role::Skipped => self.skipped -= 1,
            Role::Record => self.close_record(),
            Role::Division | Role::Block => self.gap(Gap::Blank),
            Role::Line | Role::Item => self.gap(Gap::Line),
            Role::Note => self.close_note(),
            Role::Bracketed => {
                let Some(stream) = self.streams.last_mut() else { return };
                // An insertion that says nothing.
                if stream.text.ends_with('[') {
                    stream.text.push('…');
                }
                stream.gap = Gap::None;
                stream.text.push(']');
            }
            Role::Inline | Role::Cell => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.skipped > 0 {
            return;
        }
        let Some(stream) = self.streams.last_mut() else { return };
        for (at, word) in text.split(|c: char| c.is_ascii_whitespace()).enumerate() {
            if at > 0 {
                stream.gap = stream.gap.max(Gap::Space);
            }
            if !word.is_empty() {
                flush(stream);
                stream.text.push_str(word);
            }
        }
    }

    fn entity(&mut self, entity: &BytesRef) {
        let name = String::from_utf8_lossy(entity).into_owned();
        let known = match entity.resolve_char_ref() {
            Ok(Some(c)) => Some(c.to_string()),
            _ => resolve_predefined_entity(&name).map(str::to_owned),
        };
        if let Some(text) = known {
            self.text(&text);
        } else {
            let name = format!("&{name};");
            self.text(&name);
            *self.unknown.entry(name).or_default() += 1;
        }
    }

    fn gap(&mut self, gap: Gap) {
        if let Some(stream) = self.streams.last_mut() {
            stream.gap = stream.gap.max(gap);
        }
    }

    fn write(&mut self, text: &str) {
        if let Some(stream) = self.streams.last_mut()
            && !text.is_empty()
        {
            flush(stream);
            stream.text.push_str(text);
        }
    }

    /// Begins a cell: a tab stands before each but the first of its row.
    fn tab(&mut self) {
        if let Some(stream) = self.streams.last_mut() {
            if stream.gap >= Gap::Line || stream.text.is_empty() {
                return;
            }
            stream.gap = Gap::None;
            stream.text.push('\t');
        }
    }

    fn open_note(&mut self, label: Option<String>, is_referenced: bool) {
        let label =
            label.filter(|label| !label.trim().is_empty()).unwrap_or_else(|| (self.notes.len() + 1).to_string());
        let note = self.notes.len();
        if let Some(stream) = self.streams.last_mut().filter(|_| is_referenced) {
            if stream.gap < Gap::Line {
                flush(stream);
            }
            stream.references.push((stream.text.len(), note));
        }
        self.labelled.insert(label.clone(), note);
        self.notes.push(Note { label, is_referenced, ..Note::default() });
        self.streams.push(Stream { note: Some(note), ..Stream::default() });
    }

    fn close_note(&mut self) {
        let Some(stream) = self.streams.pop() else { return };
        if let Some(note) = stream.note.and_then(|note| self.notes.get_mut(note)) {
            note.text = stream.text;
            note.references = stream.references;
        }
    }

    /// Ends the record, if anything was written of it.
    fn close_record(&mut self) {
        while self.streams.len() > 1 {
            self.close_note();
        }
        let body = std::mem::take(&mut self.streams).pop().unwrap_or_default();
        self.streams.push(Stream::default());
        let (notes, id) = (std::mem::take(&mut self.notes), self.id.take());
        self.labelled.clear();
        if !body.text.is_empty() || !notes.is_empty() {
            self.records.push(PlainRecord { id, ..record(&body, &notes) });
        }
    }
}

/// Writes the gap that is due. White space at the beginning is left out.
fn flush(stream: &mut Stream) {
    let gap = if stream.text.is_empty() { Gap::None } else { stream.gap };
    stream.text.push_str(match gap {
        Gap::None => "",
        Gap::Space => " ",
        Gap::Line => "\n",
        Gap::Blank => "\n\n",
    });
    stream.gap = Gap::None;
}

/// The value of the attribute `name`.
fn attribute(element: &BytesStart, name: &str) -> Option<String> {
    let attribute = element.try_get_attribute(name).ok().flatten()?;
    let value = attribute.unescape_value().ok()?;
    Some(value.into_owned())
}

/// The record with the text `body` and the footnotes `notes`. References are glued to their words, as prints flatten them. Where
/// some would then not lead to their notes, they stand in brackets, or the list counts by position: the way that keeps most. Of ways
/// that keep as many, it is brackets where a label is a word or a letter, which would be lost in the word before it.
fn record(body: &Stream, notes: &[Note]) -> PlainRecord {
    let forms = Convention::Plain.reference_forms();
    let has_words = notes.iter().any(|note| note.label.contains(char::is_alphabetic));
    let ways = [false, true].into_iter().flat_map(|by_position| forms.iter().map(move |form| (*form, by_position)));
    let mut best: Option<PlainRecord> = None;
    for (form, by_position) in ways {
        let (text, expected) = written(body, notes, form, by_position);
        let misread = misread(&text, &expected);
        let is_clearer = has_words && !by_position && !form.open.is_empty();
        if best.as_ref().is_none_or(|best| misread < best.misread || misread == best.misread && is_clearer) {
            best = Some(PlainRecord { id: None, text, notes: notes.len(), misread });
        }
        if misread == 0 {
            break;
        }
    }
    best.unwrap_or_default()
}

/// The text of a record with references in the form `form`, and a list that counts by position if `by_position`. With the bytes of
/// each reference's label, and the first byte of the note that it leads to.
fn written(body: &Stream, notes: &[Note], form: ReferenceForm, by_position: bool) -> (String, Vec<(Span, usize)>) {
    let mut text = String::new();
    let mut places = Vec::new();
    write_marked(&body.text, &body.references, notes, form, &mut text, &mut places);
    let mut starts = vec![0; notes.len()];
    let item = Convention::Plain.new_note_form();
    for (at, note) in in_order(notes).into_iter().enumerate() {
        let Some((start, note)) = starts.get_mut(note).zip(notes.get(note)) else { continue };
        text.push('\n');
        *start = text.len();
        let (mut words, mut inner) = (String::new(), Vec::new());
        write_marked(&note.text, &note.references, notes, form, &mut words, &mut inner);
        let label = if by_position { (at + 1).to_string() } else { note.label.clone() };
        let before = text.len() + item.before.len() + label.len() + item.after.len();
        text.push_str(&item.write(&label, &Convention::Plain.note_text(&words)));
        // The first line of the note is as it is in `words`.
        let line = words.find('\n').unwrap_or(words.len());
        let inner = inner.into_iter().filter(|(span, _)| span.end <= line);
        places.extend(inner.map(|(span, note)| (span.shifted(before), note)));
    }
    text.push('\n');
    let expected = places.into_iter().filter_map(|(span, note)| Some((span, *starts.get(note)?))).collect();
    (text, expected)
}

/// The notes in the order in which they are listed, as indices: those without a reference stand
/// where their numbers are due, if the others count up.
fn in_order(notes: &[Note]) -> Vec<usize> {
    let number = |note: usize| notes.get(note).and_then(|note| note.label.parse::<u64>().ok());
    let is_referenced = |note: &usize| notes.get(*note).is_some_and(|note| note.is_referenced);
    let (mut order, others): (Vec<_>, Vec<_>) = (0..notes.len()).partition(is_referenced);
    let counts_up = order.is_sorted_by_key(|note| number(*note));
    order.extend(others);
    if counts_up {
        order.sort_by_key(|note| number(*note).unwrap_or(u64::MAX));
    }
    order
}

/// Adds `words` with a reference at each of the places `references` to `out`, and the bytes of each label to `places`.
fn write_marked(
    words: &str,
    references: &[(usize, usize)],
    notes: &[Note],
    form: ReferenceForm,
    out: &mut String,
    places: &mut Vec<(Span, usize)>,
) {
    let mut at = 0;
    for &(place, note) in references {
        out.push_str(Span::new(at, place).of(words));
        at = place;
        let label = notes.get(note).map_or("", |note| note.label.as_str());
        let start = out.len() + form.open.len();
        out.push_str(&form.write(label));
        places.push((Span::new(start, start + label.len()), note));
    }
    out.push_str(Span::new(at, words.len()).of(words));
}

/// How many of the references `expected` do not lead to their notes when `text` is read.
fn misread(text: &str, expected: &[(Span, usize)]) -> usize {
    let snapshot = Snapshot::new(text, Marks::of(Convention::Plain));
    let mut read = Vec::new();
    for placed in snapshot.records() {
        for reference in &placed.record.note_refs {
            let note = reference.note.and_then(|note| placed.record.notes.get(note));
            read.extend(note.map(|note| (reference.span.shifted(placed.start), note.span.start + placed.start)));
        }
    }
    read.sort_unstable();
    expected.iter().filter(|pair| read.binary_search(pair).is_err()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks the text of each record in `body`, which is the content of a `<body>`.
    #[track_caller]
    fn check(body: &str, expected: &[&str]) {
        let read =
            from_tei(&format!("<TEI><teiHeader>Header</teiHeader><text><body>{body}</body></text></TEI>")).unwrap();
        let texts: Vec<_> = read.records.iter().map(|record| record.text.as_str()).collect();
        assert_eq!(texts, expected, "{body}");
        assert_eq!(read.records.iter().map(|record| record.misread).sum::<usize>(), 0, "{body}");
    }

    #[test]
    fn notes_go_to_a_list() {
        check(
            "<div type='document' xml:id='d7'><head>7. Minutes</head>\n  <p>They met<note n='1'>At\n noon.</note> and\n sat.<note n='2'>\
             <p>On benches.</p><p>Of oak.</p></note></p></div>",
            &["7. Minutes\n\nThey met1 and sat.2\n  1. At noon.\n  2. On benches.\n\n     Of oak.\n"],
        );
        // Labels that lack, and a second reference to a note.
        check(
            "<p>They met.<note>At noon.</note> They sat.<note>Late.</note></p>",
            &["They met.1 They sat.2\n  1. At noon.\n  2. Late.\n"],
        );
        check(
            "<p>They met.<note n='1'>At noon.</note> They sat.<ref type='footnote' n='1'>1</ref></p>",
            &["They met.[1] They sat.[1]\n  1. At noon.\n"],
        );
    }

    #[test]
    fn a_note_in_a_note() {
        let read =
            from_tei("<TEI><p>They met.<note n='1'>At noon.<note n='2'>Or later.</note></note></p></TEI>").unwrap();
        let record = &read.records[0];
        assert_eq!(record.text, "They met.1\n  1. At noon.2\n  2. Or later.\n");
        assert_eq!((record.notes, record.misread), (2, 0));
    }

    #[test]
    fn a_letter_that_is_not_read_is_not_glued_to_a_word() {
        let read = from_tei("<TEI><p>We had your<note n='a'>Lost.</note> letters.</p></TEI>").unwrap();
        let record = &read.records[0];
        assert_eq!(record.text, "We had your[a] letters.\n  a. Lost.\n");
        assert_eq!((record.notes, record.misread), (1, 1));
    }

    #[test]
    fn pages_stand_where_they_begin() {
        check(
            "<p>They met <pb n='12'/>at noon.</p><pb n='13'/><p>They sat.</p><pb n='2' type='facsimile'/>",
            &["They met [Page 12] at noon.\n\n[Page 13]\n\nThey sat.\n\n[Facsimile Page 2]\n"],
        );
        check("<p>under<pb n='12' break='no'/>taken</p>", &["under[Page 12]taken\n"]);
    }

    #[test]
    fn blocks_and_lines() {
        check(
            "<opener><dateline>Tarn,\n 1 May</dateline></opener><lg><l>One</l><l>Two</l></lg><list><item>a</item><item>b</item></list>\
             <table><row><cell>a</cell><cell>1</cell></row><row><cell>b</cell><cell/></row></table><p>Yours<lb/>Ada</p>",
            &["Tarn, 1 May\n\nOne\nTwo\n\n  • a\n  • b\n\na\t1\nb\t\n\nYours\nAda\n"],
        );
    }

    #[test]
    fn what_editors_add() {
        check(
            "<p>The Orlandan <supplied>Velmark</supplied> <gap reason='illegible'/> engineers <gap/></p>\
             <note type='editorial'>Here follows a table.</note>",
            &["The Orlandan [Velmark] [illegible] engineers […]\n\n[Here follows a table.]\n"],
        );
    }

    #[test]
    fn each_document_is_a_record() {
        let read = from_tei(
            "<TEI><text><front><p>Preface</p></front><body><div><head>1962</head><div type='document' xml:id='d1'><p>A</p></div>\
             <div type='document' xml:id='d2'><p>B</p></div></div></body></text></TEI>",
        );
        let records = read.unwrap().records;
        let found: Vec<_> = records.iter().map(|record| (record.id.as_deref(), record.text.as_str())).collect();
        assert_eq!(found, [(None, "Preface\n\n1962\n"), (Some("d1"), "A\n"), (Some("d2"), "B\n")]);
    }

    #[test]
    fn unknown_elements_are_counted() {
        let read = from_tei("<TEI><text><p>A <ferry>B</ferry> &amp; <ferry/>&#233; &quay;</p></text></TEI>").unwrap();
        assert_eq!(read.records[0].text, "A B & é &quay;\n");
        assert_eq!(read.unknown, BTreeMap::from([("ferry".into(), 2), ("&quay;".into(), 1)]));
    }

    #[test]
    fn what_is_no_tei() {
        assert_eq!(from_tei("<html><p>A</p></html>").unwrap_err(), NotTei::Other);
        assert!(from_tei("<TEI>\n<p></div></TEI>").unwrap_err().to_string().ends_with("(line 2)"));
        assert!(from_tei("").is_err());
        // Elements that are not closed end with the file.
        let deep = "<note>".repeat(100_000);
        assert!(from_tei(&format!("<TEI><text>{deep}A")).is_ok());
    }
}
