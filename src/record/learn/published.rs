//! Published records with the truth about them, and changes to their text that keep the truth right.

use crate::record::notes::lists::{self, ListLines};
use crate::record::notes::unannounced::{self, Wanted};
use crate::record::source::Source;
use crate::text::Span;
use serde::{Deserialize, Deserializer};
use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::path::Path;

/// A published volume.
pub struct Volume {
    /// The name of the volume, which is that of its folder.
    pub name: String,
    /// The records of the volume, in order.
    pub records: Vec<Published>,
}

/// A published record and the truth about it.
#[derive(Clone)]
pub struct Published {
    /// The text of the record.
    pub text: String,
    /// The marks that the text is known to hold.
    pub truth: Truth,
}

/// The marks that a text is known to hold. Offsets are in bytes of the text.
#[derive(Clone, Default, Deserialize)]
pub struct Truth {
    /// The path of the text's file, relative to the folder of all volumes.
    pub path: String,
    /// The number of the record.
    pub number: String,
    /// Where the headings of records start. The text of a single record has at most one.
    #[serde(rename = "heading", deserialize_with = "at_most_one")]
    pub headings: Vec<usize>,
    /// The page markers, in the order of the text.
    pub pages: Vec<Page>,
    /// The footnote references, in the order of the text.
    pub note_refs: Vec<Reference>,
    /// The references to notes that were taken out, in bytes of the text.
    #[serde(skip)]
    pub lost: Vec<Span>,
    /// The notes, in the order of the text.
    pub notes: Vec<Start>,
}

/// A page marker, brackets included.
#[derive(Clone, Deserialize)]
pub struct Page {
    /// The page's label: the `569` of `[Page 569]`.
    pub label: String,
    /// The first byte of the mark.
    pub start: usize,
    /// The byte after the last one of the mark.
    pub end: usize,
}

/// A footnote reference.
#[derive(Clone, Deserialize)]
pub struct Reference {
    /// The first byte of the mark.
    pub start: usize,
    /// The byte after the last one of the mark.
    pub end: usize,
    /// The note that the reference leads to, an index into [`Truth::notes`].
    pub note: usize,
}

/// A note.
#[derive(Clone, Deserialize)]
pub struct Start {
    /// The byte at which the note's text starts, behind the label.
    pub start: usize,
}

fn at_most_one<'d, D: Deserializer<'d>>(heading: D) -> Result<Vec<usize>, D::Error> {
    Ok(Option::deserialize(heading)?.into_iter().collect())
}

/// Reads all volumes in the folder `corpus`, ordered by name. Panics if a file cannot be read.
pub fn volumes(corpus: &Path) -> Vec<Volume> {
    let files = fs::read_dir(corpus).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let names: BTreeSet<_> = files.filter_map(|file| Some(file.strip_suffix(".truth.jsonl")?.to_owned())).collect();
    let records = |name: &String| {
        let lines = fs::read_to_string(corpus.join(format!("{name}.truth.jsonl"))).unwrap();
        let truths = lines.lines().map(|line| serde_json::from_str::<Truth>(line).unwrap());
        truths.map(|truth| Published { text: fs::read_to_string(corpus.join(&truth.path)).unwrap(), truth }).collect()
    };
    names.into_iter().map(|name| Volume { records: records(&name), name }).collect()
}

impl Truth {
    /// The note lists of `source`, which is the text of this truth: those that layout tells, or else those at the margin in
    /// which a note begins.
    pub(super) fn lists(&self, source: Source) -> Vec<ListLines> {
        let told = lists::find(source).told;
        if !told.is_empty() {
            return told;
        }
        let line = |start: &Start| source.text[..start.start].matches('\n').count();
        let notes: HashSet<_> = self.notes.iter().map(line).collect();
        let at_the_margin = unannounced::find(source, Wanted::Usual);
        let at_the_margin = at_the_margin.into_iter().map(|found| found.list);
        at_the_margin.filter(|list| list.items.iter().any(|line| notes.contains(line))).collect()
    }
}

impl Page {
    /// The bytes it covers.
    pub fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}

impl Reference {
    /// The bytes it covers.
    pub fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}

impl Truth {
    /// Replaces every offset by what `moved` returns for it.
    pub fn shift(&mut self, moved: impl Fn(usize) -> usize) {
        let pages = self.pages.iter_mut().flat_map(|page| [&mut page.start, &mut page.end]);
        let references = self.note_refs.iter_mut().flat_map(|reference| [&mut reference.start, &mut reference.end]);
        let notes = self.notes.iter_mut().map(|note| &mut note.start);
        let lost = self.lost.iter_mut().flat_map(|lost| [&mut lost.start, &mut lost.end]);
        for at in self.headings.iter_mut().chain(pages).chain(references).chain(notes).chain(lost) {
            *at = moved(*at);
        }
    }
}

impl Published {
    /// The lines of the note with the index `note`: from the line with its label up to that of the next note, or to the
    /// end of the text.
    pub fn note_lines(&self, note: usize) -> Span {
        let line = |start: &Start| self.text[..start.start].rfind('\n').map_or(0, |end| end + 1);
        let end = self.truth.notes.get(note + 1).map_or(self.text.len(), line);
        Span::new(line(&self.truth.notes[note]), end)
    }

    /// A copy without the bytes `cut`. Its truth lacks all that began in `cut`, and the references to notes that did are lost
    /// ones.
    pub fn without(&self, cut: Span) -> Self {
        let moved = |at: usize| if at >= cut.end { at - cut.len() } else { at.min(cut.start) };
        let mut truth = self.truth.clone();
        let gone: Vec<_> = truth.notes.iter().map(|note| cut.contains(note.start)).collect();
        truth.lost.extend(truth.note_refs.iter().filter(|r| gone[r.note]).map(Reference::span));
        truth.lost.retain(|lost| !cut.contains(lost.start));
        truth.note_refs.retain(|r| !cut.contains(r.start) && !gone[r.note]);
        truth.pages.retain(|page| !cut.contains(page.start));
        truth.headings.retain(|&heading| !cut.contains(heading));
        truth.shift(moved);
        Self { text: self.text[..cut.start].to_owned() + &self.text[cut.end..], truth }
    }
}

mod tests {
    use super::super::testing::{published, told};
    use super::*;

    /// Checks what the truth about a letter holds once the words `cut` are taken out.
    #[track_caller]
    fn check(cut: &str, expected: &[&str]) {
        let text = "4. Letter From the Lock\n\n[Page 11] It stood open.1\n\nA barge sank.2\n\n  1. Since May.\n  2. Later raised.\n";
        let published = published("d4.txt", text);
        let start = text.find(cut).unwrap();
        assert_eq!(told(&published.without(Span::new(start, start + cut.len()))), expected);
    }

    #[test]
    fn what_a_text_loses_its_truth_loses_too() {
        check("Letter", &["4.  From the Lock", "[Page 11]", "1 → Since May.", "2 → Later raised."]);
        check("1\n", &["4. Letter From the Lock", "[Page 11]", "2 → Later raised."]);
        check("  1. Since May.\n", &["4. Letter From the Lock", "[Page 11]", "2 → Later raised."]);
        check("[Page 11] ", &["4. Letter From the Lock", "1 → Since May.", "2 → Later raised."]);
    }

    #[test]
    fn the_lines_of_a_note_go_on_to_the_next() {
        let text = "4. Letter\n\nIt sank.1 It rose.2\n\n  1. In May.\n    Or in June.\n  2. Later.\n";
        let published = published("d4.txt", text);
        assert_eq!(published.note_lines(0).of(text), "  1. In May.\n    Or in June.\n");
        assert_eq!(published.note_lines(1).of(text), "  2. Later.\n");
    }
}
