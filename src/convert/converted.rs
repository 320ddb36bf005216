//! What a conversion results in.

use super::doubt;
use super::markup::Markup;
use crate::record::{NoteRef, Placed, Record, Snapshot};
use crate::text::Span;
use std::fmt;

/// A converted document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Converted {
    /// The text of the result.
    pub text: String,
    /// What is to be said of it.
    pub remarks: Vec<Remark>,
}

/// What is to be said of a conversion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// In a record, the pairing of some references is in doubt.
    Doubt {
        /// The number or title of the record.
        record: String,
        /// How many references those are.
        references: usize,
    },
    /// So many notes have another label than in their list: that of their references, or one that stands once in the file.
    Labels(usize),
    /// So many page markers have another label than in the source: without what only the names of images have.
    Pages(usize),
    /// The document has so many records, and its result so many: nothing but the labels of notes that begin again parts its
    /// chapters or letters.
    Division(usize, usize),
    /// So many control characters have no place in the target, and U+FFFD stands for them.
    Characters(usize),
}

impl Converted {
    /// The result `markup` of a conversion of `snapshot`.
    pub fn of_markup(snapshot: &Snapshot, markup: Markup) -> Self {
        let (text, left_out) = markup.finish();
        let mut remarks = Remark::doubts(snapshot);
        remarks.extend((left_out > 0).then_some(Remark::Characters(left_out)));
        Self { text, remarks }
    }
}

impl Remark {
    /// What is to be said of the pairing in the records of `snapshot`.
    pub fn doubts(snapshot: &Snapshot) -> Vec<Self> {
        snapshot.records().iter().filter_map(|placed| Self::doubt(&placed.record)).collect()
    }

    /// What is to be said of the pairing of `record`.
    fn doubt(record: &Record) -> Option<Self> {
        let is_in_doubt = |reference: &&NoteRef| reference.note.is_some() && doubt::is_in_doubt(record, reference);
        let references = record.note_refs.iter().filter(is_in_doubt).count();
        let name = record.heading.as_ref().map(|heading| match &heading.number {
            Some(number) => number.as_str(),
            None => heading.title.of(&record.text),
        });
        (references > 0).then(|| Self::Doubt { record: name.unwrap_or_default().to_owned(), references })
    }

    /// Whether the remark is that something is in doubt.
    pub fn is_doubt(&self) -> bool {
        matches!(self, Self::Doubt { .. })
    }
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Doubt { record, references } => {
                let are = if *references == 1 { "1 reference is" } else { &format!("{references} references are") };
                write!(f, "in {}, {are} in doubt", named(record))
            }
            Self::Labels(1) => write!(f, "1 note has another label than in its list"),
            Self::Labels(count) => write!(f, "{count} notes have other labels than in their lists"),
            Self::Pages(1) => write!(f, "1 page marker has a shorter label than in the source"),
            Self::Pages(count) => write!(f, "{count} page markers have shorter labels than in the source"),
            Self::Division(records, others) => {
                write!(f, "its {} are read as {} there", counted(*records), counted(*others))
            }
            Self::Characters(1) => write!(f, "1 control character is replaced by U+FFFD"),
            Self::Characters(count) => write!(f, "{count} control characters are replaced by U+FFFD"),
        }
    }
}

/// `count` records, in words.
fn counted(count: usize) -> String {
    if count == 1 { "1 record".into() } else { format!("{count} records") }
}

/// The record with the number or title `record`, in words.
fn named(record: &str) -> String {
    if record.is_empty() { "a record".into() } else { format!("record {record}") }
}

/// The title of a document of one record, without a footnote reference behind it.
pub fn title_of(snapshot: &Snapshot) -> Option<&str> {
    let [Placed { record, .. }] = snapshot.records() else { return None };
    let heading = record.heading.as_ref()?;
    Some(without_reference(record, heading.title))
}

/// The heading of `record`, with its number and without a footnote reference behind it.
pub fn heading_of(record: &Record) -> Option<&str> {
    let heading = record.heading.as_ref()?;
    Some(record.convention.title_words(without_reference(record, Span::new(heading.span.start, heading.title.end))))
}

/// The words `title` of `record` without a footnote reference behind them.
fn without_reference(record: &Record, title: Span) -> &str {
    record.convention.without_reference(doubt::without_comment(title.of(&record.text)))
}
