//! What has to be the same after a conversion: the words of a document, and its marks among them.

use super::edition::{Block, Edition, Inline};
use crate::record::{Placed, Record, Snapshot};
use crate::text::Span;
use std::collections::HashMap;

/// What two documents have to share to be the same in two conventions. Where records begin is no part of it: one convention
/// may have to write other labels than another, by which chapters are told apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gist(Vec<Piece>);

/// A word or a mark.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    /// A word of the text, without white space and backslashes.
    Word(String),
    /// A page begins.
    Page(String),
    /// A reference to a note, by the place of the note among those that references lead to; none if it leads to no note.
    Reference(Option<usize>),
    /// A heading with a number begins.
    Heading,
    /// A cross reference begins.
    CrossRef,
    /// A note begins.
    Note,
}

impl Gist {
    /// The gist of `snapshot`: its text, and behind it its notes in the order of their references.
    pub fn of(snapshot: &Snapshot) -> Self {
        let (mut pieces, mut notes) = (Vec::new(), Notes::default());
        for placed in snapshot.records() {
            of_record(placed, &mut pieces, &mut notes);
        }
        pieces.append(&mut notes.pieces);
        Self(pieces)
    }

    /// Where the other document first differs from this one, in words for the user. None if it does not.
    pub fn difference(&self, other: &Self) -> Option<String> {
        if self == other {
            return None;
        }
        let same = self.0.iter().zip(&other.0).take_while(|(one, two)| one == two).count();
        let words = self.0.get(..same).unwrap_or_default().iter().rev().filter_map(|piece| match piece {
            Piece::Word(word) => Some(word.as_str()),
            _ => None,
        });
        let mut words: Vec<_> = words.take(SHOWN).collect();
        words.reverse();
        Some(match &words[..] {
            [] => "its beginning would be read in another way".into(),
            words => format!("what stands behind “{}” would be read in another way", words.join(" ")),
        })
    }
}

/// The notes of a document.
#[derive(Default)]
struct Notes {
    /// How many of them have a place: a reference leads to them.
    placed: usize,
    pieces: Vec<Piece>,
}

/// How many words before a difference are shown.
const SHOWN: usize = 6;

/// Adds the text of a record to `pieces` and its notes to `notes`.
fn of_record(placed: &Placed, pieces: &mut Vec<Piece>, notes: &mut Notes) {
    let record = &*placed.record;
    let edition = Edition::new(record);
    let mut builder = Builder { record, pieces: std::mem::take(pieces), places: HashMap::new(), first: notes.placed };
    for block in &edition.blocks() {
        builder.block(block);
    }
    *pieces = std::mem::take(&mut builder.pieces);
    let mut all: Vec<_> = (0..record.notes.len()).collect();
    all.sort_by_key(|note| (builder.places.get(note).copied().unwrap_or(usize::MAX), *note));
    builder.pieces = std::mem::take(&mut notes.pieces);
    for note in all {
        builder.pieces.push(Piece::Note);
        for block in &edition.note(note) {
            builder.block(block);
        }
    }
    notes.placed += builder.places.len();
    notes.pieces = builder.pieces;
}

struct Builder<'r> {
    record: &'r Record,
    pieces: Vec<Piece>,
    /// The place of each note among those of the document that references lead to.
    places: HashMap<usize, usize>,
    /// How many of those stand in the records above.
    first: usize,
}

impl Builder<'_> {
    fn block(&mut self, block: &Block) {
        let is_numbered = self.record.heading.as_ref().is_some_and(|heading| heading.number.is_some());
        match block {
            Block::Page(page) => self.inline(&Inline::Page(*page)),
            Block::Heading(_) if is_numbered => self.pieces.push(Piece::Heading),
            _ => {}
        }
        for words in block.words() {
            self.inlines(words);
        }
    }

    fn inlines(&mut self, words: &[Inline]) {
        for inline in words {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Text(span) => self.text(*span),
            Inline::Gap | Inline::LineBreak => {}
            Inline::Page(page) => {
                let Some(page) = self.record.pages.get(*page) else { return };
                self.pieces.push(Piece::Page(plain_label(page.label.as_str()).to_owned()));
                if let Some(title) = page.title(&self.record.text) {
                    self.text(title);
                }
            }
            Inline::Reference(reference) => {
                let note = self.record.note_refs.get(*reference).and_then(|reference| reference.note);
                let next = self.first + self.places.len();
                let place = note.map(|note| *self.places.entry(note).or_insert(next));
                self.pieces.push(Piece::Reference(place));
            }
            Inline::CrossRef(_, words) => {
                self.pieces.push(Piece::CrossRef);
                self.inlines(words);
            }
            Inline::Insertion(_, words) => {
                self.pieces.push(Piece::Word("[".into()));
                self.inlines(words);
                self.pieces.push(Piece::Word("]".into()));
            }
        }
    }

    /// Adds the words of `span`. A title such as `Notes` above a list is part of the list in some conventions.
    fn text(&mut self, span: Span) {
        let text = span.of(&self.record.text);
        if self.record.convention.announces_notes(text.trim()) {
            return;
        }
        let words = text.split_whitespace().map(|word| word.replace('\\', "")).filter(|word| !word.is_empty());
        self.pieces.extend(words.map(Piece::Word));
    }
}

/// The page label `label` as each convention can write it: the image `p012_1` shows page 012.
pub fn plain_label(label: &str) -> &str {
    let number = label.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let label = if number.starts_with(|c: char| c.is_ascii_digit()) { number } else { label };
    label.split('_').next().unwrap_or(label)
}
