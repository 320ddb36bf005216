//! Published records with the truth, and what is left of it when their text is changed.

use crate::text::Span;
use serde::{Deserialize, Deserializer};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// A published volume.
pub struct Volume {
    /// Its name, which is that of its folder.
    pub name: String,
    /// Its records, in order.
    pub records: Vec<Published>,
}

/// A published record with the truth.
#[derive(Clone)]
pub struct Published {
    /// Its text.
    pub text: String,
    /// What its text is known to hold.
    pub truth: Truth,
}

/// What a text is known to hold. Offsets are in bytes of the text.
#[derive(Clone, Default, Deserialize)]
pub struct Truth {
    /// Its file, from the folder of volumes.
    pub path: String,
    /// The record's number.
    pub number: String,
    /// Where headings start: of a record by itself at most one.
    #[serde(rename = "heading", deserialize_with = "at_most_one")]
    pub headings: Vec<usize>,
    /// The page markers.
    pub pages: Vec<Page>,
    /// The footnote references.
    pub note_refs: Vec<Reference>,
    /// The notes.
    pub notes: Vec<Start>,
}

/// A page marker, brackets included.
#[derive(Clone, Deserialize)]
pub struct Page {
    /// The page.
    pub label: String,
    /// Its first byte.
    pub start: usize,
    /// The byte after its last one.
    pub end: usize,
}

/// A footnote reference.
#[derive(Clone, Deserialize)]
pub struct Reference {
    /// Its first byte.
    pub start: usize,
    /// The byte after its last one.
    pub end: usize,
    /// The note it leads to, an index.
    pub note: usize,
}

/// A note.
#[derive(Clone, Deserialize)]
pub struct Start {
    /// Where its text starts, behind its label.
    pub start: usize,
}

fn at_most_one<'d, D: Deserializer<'d>>(heading: D) -> Result<Vec<usize>, D::Error> {
    Ok(Option::deserialize(heading)?.into_iter().collect())
}

/// The volumes in the folder `corpus`, by name.
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
    /// Moves all that it holds, each offset to where `moved` says.
    pub fn shift(&mut self, moved: impl Fn(usize) -> usize) {
        let pages = self.pages.iter_mut().flat_map(|page| [&mut page.start, &mut page.end]);
        let references = self.note_refs.iter_mut().flat_map(|reference| [&mut reference.start, &mut reference.end]);
        let notes = self.notes.iter_mut().map(|note| &mut note.start);
        for at in self.headings.iter_mut().chain(pages).chain(references).chain(notes) {
            *at = moved(*at);
        }
    }
}

impl Published {
    /// The lines of the note of index `note`: from the start of the one that carries its label up to the next note's, or to
    /// the end of the text.
    pub fn note_lines(&self, note: usize) -> Span {
        let line = |start: &Start| self.text[..start.start].rfind('\n').map_or(0, |end| end + 1);
        let end = self.truth.notes.get(note + 1).map_or(self.text.len(), line);
        Span::new(line(&self.truth.notes[note]), end)
    }

    /// It without the bytes `cut`, and without the references that stood in them or lead to a note that did.
    pub fn without(&self, cut: Span) -> Self {
        let moved = |at: usize| if at >= cut.end { at - cut.len() } else { at };
        let mut truth = self.truth.clone();
        let gone: Vec<_> = truth.notes.iter().map(|note| cut.contains(note.start)).collect();
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

    /// Checks what is told of a letter without the words `cut`.
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
