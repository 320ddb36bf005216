//! A document in another convention: its marks are written anew, and all other text stays as it is.

use super::converted::{Converted, Remark};
use super::doubt;
use super::edition::{Block, Edition};
use super::gist::{Gist, plain_label};
use super::ids;
use super::output::Output;
use crate::assist::TextEdit;
use crate::convention::form::{NoteForm, ReferenceForm};
use crate::convention::{BREAK, Convention, Marks};
use crate::record::{Note, NoteRef, PageMarker, Record, Snapshot};
use crate::text::Span;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// Writes the document `snapshot` in the convention `to`.
///
/// # Errors
///
/// Returns what would be lost, in words for the user: the result is read again, and has to give the same records.
pub fn rewrite(snapshot: &Snapshot, to: Convention) -> Result<Converted, String> {
    let Kept { text, remarks, .. } = kept(snapshot, to, Output::text)?;
    Ok(Converted { text, remarks })
}

/// The changes that write the document `snapshot` in the convention `to` where it stands, and what is to be said of them.
///
/// # Errors
///
/// Returns what would be lost, in words for the user. Besides what [`rewrite`] checks, the document has to be read in its
/// new form: what it is read in now has a say in that, or a configuration.
pub fn rewrite_in_place(snapshot: &Snapshot, to: Convention) -> Result<(Vec<TextEdit>, Vec<Remark>), String> {
    let source = snapshot.text().to_string();
    let Kept { output, text, remarks } = kept(snapshot, to, |output| output.edited(&source))?;
    let again = Snapshot::new(&text, snapshot.marks().clone());
    if Gist::of(snapshot).difference(&Gist::of(&again)).is_some() {
        return Err(format!("the document would still be read as {}", again.marks().convention.name()));
    }
    Ok((output.into_edits(), remarks))
}

/// A document in another convention, in which nothing is lost.
struct Kept {
    output: Output,
    text: String,
    remarks: Vec<Remark>,
}

/// The document in the convention `to`. `text_of` makes its text.
///
/// # Errors
///
/// Returns what would be lost, in words for the user.
fn kept(snapshot: &Snapshot, to: Convention, text_of: impl Fn(&Output) -> String) -> Result<Kept, String> {
    let gist = Gist::of(snapshot);
    let mut lost = String::new();
    // Where digits that are glued to words would not be read as before, brackets make them plain.
    for form in to.reference_forms() {
        let (output, mut remarks) = written(snapshot, to, *form);
        let text = text_of(&output);
        let again = Snapshot::new(&text, Marks { language: snapshot.marks().language, ..Marks::of(to) });
        match gist.difference(&Gist::of(&again)) {
            None => {
                let (records, others) = (snapshot.records().len(), again.records().len());
                remarks.extend((records != others).then_some(Remark::Division(records, others)));
                return Ok(Kept { output, text, remarks });
            }
            Some(difference) if lost.is_empty() => lost = difference,
            Some(_) => {}
        }
    }
    Err(lost)
}

/// The document in the convention `to`, with references in the form `form`.
fn written(snapshot: &Snapshot, to: Convention, form: ReferenceForm) -> (Output, Vec<Remark>) {
    let mut out = Output::of(&snapshot.text().to_string());
    let (mut notes, mut pages) = (0, 0);
    let mut given = HashSet::new();
    for placed in snapshot.records() {
        if to.parts_notes() && !is_below_empty_line(out.written()) {
            out.replace("", "\n");
        }
        let rewriter = Rewriter::new(&placed.record, to, form, &mut given);
        let (of_notes, of_pages) = rewriter.relabelled();
        notes += of_notes;
        pages += of_pages;
        rewriter.write(&mut out);
    }
    let mut remarks = Remark::doubts(snapshot);
    remarks.extend((notes > 0).then_some(Remark::Labels(notes)));
    remarks.extend((pages > 0).then_some(Remark::Pages(pages)));
    (out, remarks)
}

/// Writes one record in another convention.
struct Rewriter<'a> {
    record: &'a Record,
    edition: Edition<'a>,
    to: Convention,
    form: ReferenceForm,
    note_form: NoteForm,
    /// The label that the print has for each note, and the label that is written.
    labels: Vec<(String, String)>,
    /// The label that is written for each reference without a note, by the label that it prints.
    missing: HashMap<String, String>,
}

impl<'a> Rewriter<'a> {
    /// `given` are the labels of the file that are taken, where a label may stand in a file once.
    fn new(record: &'a Record, to: Convention, form: ReferenceForm, given: &mut HashSet<String>) -> Self {
        let number = record.heading.as_ref().and_then(|heading| heading.number.as_ref());
        let mut once = |label: String| {
            if !to.labels_stand_once() || given.insert(label.clone()) {
                return label;
            }
            let first = number.map_or_else(|| label.clone(), |number| format!("{number}-{label}"));
            let all = (2..).map(|count| format!("{label}-{count}"));
            let free = std::iter::once(first).chain(all).find(|label| given.insert(label.clone()));
            free.unwrap_or(label)
        };
        let printed = ids::note_labels(record);
        let labels = printed.into_iter().enumerate().map(|(at, printed)| {
            let label = if to.is_label(&printed) { printed.clone() } else { (at + 1).to_string() };
            (printed, once(label))
        });
        let labels = labels.collect();
        let mut missing = HashMap::new();
        for reference in record.note_refs.iter().filter(|reference| reference.note.is_none()) {
            let printed = reference.label.as_str();
            missing.entry(printed.to_owned()).or_insert_with(|| once(printed.to_owned()));
        }
        Self { record, edition: Edition::new(record), to, form, note_form: to.new_note_form(), labels, missing }
    }

    /// How many notes and page markers get another label.
    fn relabelled(&self) -> (usize, usize) {
        let own = |note: &Note| note.label.as_ref().map(|label| label.as_str().to_owned());
        let notes = self.record.notes.iter().zip(&self.labels);
        let notes = notes.filter(|(note, (_, label))| own(note).is_some_and(|own| own != *label)).count();
        let changed = |page: &&PageMarker| plain_label(page.label.as_str()) != page.label.as_str();
        let pages = if self.keeps_pages() { 0 } else { self.record.pages.iter().filter(changed).count() };
        (notes, pages)
    }

    /// Adds the record to `out`.
    fn write(&self, out: &mut Output) {
        let text = &*self.record.text;
        let mut at = 0;
        for (span, new) in self.changes() {
            if span.start < at {
                continue;
            }
            self.keep(Span::new(at, span.start).of(text), out);
            out.replace(span.of(text), &new);
            at = span.end;
        }
        self.keep(Span::new(at, text.len()).of(text), out);
    }

    /// Adds `text`, in which there are no marks, to `out`.
    fn keep(&self, text: &str, out: &mut Output) {
        match self.to.escaped(text) {
            Cow::Borrowed(text) => out.keep(text),
            Cow::Owned(_) => {
                for line in text.split_inclusive('\n') {
                    out.replace(line, &self.to.escaped(line));
                }
            }
        }
    }

    /// What is written in place of which bytes of the record, in their order.
    fn changes(&self) -> Vec<(Span, String)> {
        let mut changes = Vec::new();
        self.change_notes(&mut changes);
        self.change_marks(&mut changes);
        changes.sort_by_key(|(span, _): &(Span, String)| (span.start, span.end));
        changes
    }

    /// Adds the changes to notes and to their rests on later pages.
    fn change_notes(&self, changes: &mut Vec<(Span, String)>) {
        let record = self.record;
        let mut inline = Vec::new();
        for (at, note) in record.notes.iter().enumerate() {
            if self.edition.is_inline(at) {
                inline.push(at);
            } else {
                let above = record.text.get(..note.span.start).unwrap_or_default();
                let gap = if self.to.parts_notes() && !is_below_empty_line(above) { "\n" } else { "" };
                let below = record.text.get(note.span.end..).unwrap_or_default();
                // The gap between two notes stands before the second.
                let next = record.notes.get(at + 1).map(|next| Span::new(note.span.end, next.span.start));
                let is_above_note = next.is_some_and(|gap| gap.of(&record.text).trim().is_empty());
                let is_parted = is_above_note || !self.to.parts_notes();
                let behind = if is_parted { "" } else { missing_gap(below) };
                changes.push((note.span, format!("{gap}{}{behind}", self.note(at))));
                let indent = indent_behind(below).map(|indent| indent.shifted(note.span.end));
                changes.extend(indent.filter(|_| !is_above_note).map(|indent| (indent, String::new())));
            }
        }
        for rest in &record.continuations {
            let kept = rest.note.is_none().then(|| self.to.escaped(rest.span.of(&record.text)).into_owned());
            changes.push((rest.span, kept.unwrap_or_default()));
        }
        for note in &inline {
            if let Some(inline) = record.notes.get(*note) {
                changes.push((inline.span, self.mark(Some(*note), "")));
            }
        }
        // Notes within the text stand at the end of the record.
        let content = record.text.trim_end().len();
        let notes: Vec<_> = inline.into_iter().map(|note| self.note(note)).collect();
        if !notes.is_empty() {
            changes.push((Span::new(content, content), format!("\n\n{}", notes.join("\n\n"))));
        }
    }

    /// Adds the changes to the marks in the text: references, page markers, headings and breaks.
    fn change_marks(&self, changes: &mut Vec<(Span, String)>) {
        let record = self.record;
        let in_notes = |at: usize| record.is_in_note(at);
        for reference in record.note_refs.iter().filter(|reference| !in_notes(reference.span.start)) {
            changes.push((doubt::mark(record, reference), self.reference(reference)));
        }
        let whole = Span::new(0, record.text.len());
        for page in record.pages.iter().filter(|page| !page.facsimile && !in_notes(page.span.start)) {
            changes.push(self.page(page, whole));
        }
        if let Some(heading) = &record.heading {
            let above = record.text.get(..heading.span.start).unwrap_or_default();
            let start = above.rfind(['\n', '\r']).map_or(0, |at| at + 1);
            let line = Span::new(start, heading.span.end);
            let words = record.convention.title_words(line.of(&record.text).trim_start());
            let mark = Span::new(start, line.end - words.len());
            let new = heading.number.as_ref().and_then(|_| self.to.heading_mark());
            changes.push((mark, new.unwrap_or_default().to_owned()));
        }
        for block in self.edition.blocks() {
            if let Block::Break(line) = block
                && !self.to.is_break(line.of(&record.text))
            {
                changes.push((line, BREAK.to_owned()));
            }
        }
    }

    /// `reference`, with the doubt that there is of it. In plain text it is told anew where the reference leads.
    fn reference(&self, reference: &NoteRef) -> String {
        let mark = self.mark(reference.note, reference.label.as_str());
        let is_in_doubt = reference.note.is_some() && doubt::is_in_doubt(self.record, reference);
        if is_in_doubt && self.to.says_what_marks_are() { mark + doubt::COMMENT } else { mark }
    }

    /// A reference to `note`, or one to no note that prints `printed`.
    fn mark(&self, note: Option<usize>, printed: &str) -> String {
        let label = match note {
            Some(note) => self.labels.get(note).map(|(_, label)| label),
            None => self.missing.get(printed),
        };
        let label = label.map_or(printed, String::as_str);
        self.form.write(label)
    }

    /// Whether the page markers of the source stay as they are: the line that begins a page may say more than its label.
    fn keeps_pages(&self) -> bool {
        self.record.convention == self.to && self.to.page_line().is_some()
    }

    /// What is written for `page` in place of which bytes of `within`. A line of its own takes the place of the white space beside it,
    /// too.
    fn page(&self, page: &PageMarker, within: Span) -> (Span, String) {
        let text = &self.record.text;
        let line = self.to.page_line();
        // A marker that begins a page would name the wrong one at the foot, and running heads are page markers in other conventions, too.
        if self.keeps_pages() || page.at_foot || page.has_title && line.is_none() {
            return (page.span, page.span.of(text).to_owned());
        }
        let label = plain_label(page.label.as_str());
        let Some(line) = line else { return (page.span, self.to.page_form().write(label)) };
        let above = text.get(within.start..page.span.start).unwrap_or_default().trim_end_matches([' ', '\t']);
        let below = text.get(page.span.end..within.end).unwrap_or_default().trim_start_matches([' ', '\t']);
        let place = Span::new(within.start + above.len(), within.end - below.len());
        let is_at_start = text.get(..place.start).is_none_or(|above| above.is_empty() || above.ends_with(['\n', '\r']));
        let is_at_end = below.is_empty() || below.starts_with(['\n', '\r']);
        let line_break = |is_there: bool| if is_there { "" } else { "\n" };
        let title = page.title(text).map(|title| format!("\n{}", title.of(text))).unwrap_or_default();
        (place, format!("{}{}{title}{}", line_break(is_at_start), line.write(label), line_break(is_at_end)))
    }

    /// The note with the index `at`.
    fn note(&self, at: usize) -> String {
        let label = self.labels.get(at).map_or("", |(_, label)| label.as_str());
        let parts: Vec<_> = self.edition.note_texts(at).map(|span| self.words(span)).collect();
        let words = self.to.note_text(&parts.join("\n"));
        self.note_form.write(label, &words)
    }

    /// The words of a note, with the references and page markers in them.
    fn words(&self, span: Span) -> String {
        let record = self.record;
        let refs = &record.note_refs;
        let first = refs.partition_point(|reference| reference.span.start < span.start);
        let refs = refs.iter().skip(first).take_while(|reference| reference.span.start < span.end);
        let refs = refs.map(|reference| (doubt::mark(record, reference), self.reference(reference)));
        let first = record.pages.partition_point(|page| page.span.start < span.start);
        let pages = record.pages.iter().skip(first).take_while(|page| page.span.start < span.end);
        let pages = pages.filter(|page| !page.facsimile).map(|page| self.page(page, span));
        let mut marks: Vec<(Span, String)> = refs.chain(pages).collect();
        marks.sort_by_key(|(span, _)| span.start);
        let (mut words, mut at) = (String::new(), span.start);
        for (mark, new) in marks {
            words.push_str(&self.to.escaped(Span::new(at, mark.start).of(&record.text)));
            words.push_str(&new);
            at = mark.end;
        }
        words + &self.to.escaped(Span::new(at, span.end).of(&record.text))
    }
}

/// Whether `above` ends with an empty line, or is empty.
fn is_below_empty_line(above: &str) -> bool {
    let above = above.trim_end_matches([' ', '\t']);
    let line =
        above.strip_suffix('\n').map(|above| above.strip_suffix('\r').unwrap_or(above)).or(above.strip_suffix('\r'));
    line.is_none_or(|line| line.is_empty() || line.trim_end_matches([' ', '\t']).ends_with(['\n', '\r']))
}

/// The line breaks that lack between the end of a note and what stands `below`, so that no word of that goes on with the note.
fn missing_gap(below: &str) -> &'static str {
    let mut lines = below.lines();
    match (lines.next().map(str::trim), lines.next().map(str::trim)) {
        (None | Some(""), None | Some("")) => "",
        (Some(""), Some(_)) => "\n",
        (Some(_) | None, _) => "\n\n",
    }
}

/// The white space before the words that follow in `below`, where it would move them into the note above.
fn indent_behind(below: &str) -> Option<Span> {
    let end = below.len() - below.trim_start().len();
    let start = below.get(..end)?.rfind(['\n', '\r'])? + 1;
    (end - start >= CONTINUATION && end < below.len()).then(|| Span::new(start, end))
}

/// How far a line is moved in that goes on with the note above, in bytes.
const CONTINUATION: usize = 3;

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks `text`, which is in the convention `from`, in the convention `to`.
    #[track_caller]
    fn check(text: &str, (from, to): (Convention, Convention), expected: &str) {
        let converted = rewrite(&Snapshot::new(text, Marks::of(from)), to).unwrap();
        assert_eq!(converted.text, expected, "{text}");
    }

    #[test]
    fn pages_of_proofreaders_begin_with_a_line() {
        use Convention::{Plain, Proofreaders};
        let plain =
            "1. Letter\n\nHe came [Page 12] late.1\n\n[Page 13]\n\nHe left.2\n\n  1. Ada.\n  2. Bert [Page 14] too.\n";
        let expected = "1. Letter

He came
-----File: 12.png-----
late.[1]

-----File: 13.png-----

He left.[2]

[Footnote 1: Ada.]

[Footnote 2: Bert
-----File: 14.png-----
too.]
";
        check(plain, (Plain, Proofreaders), expected);
        // The names of the proofreaders stay.
        let rounds = "-----File: p012.png---\\ada\\bert\\-----\nIt sank.[1]\n\n[Footnote 1: At noon.]\n";
        check(rounds, (Proofreaders, Proofreaders), rounds);
        check(rounds, (Proofreaders, Plain), "[Page 012]\nIt sank.1\n\n  1. At noon.\n");
    }
}
