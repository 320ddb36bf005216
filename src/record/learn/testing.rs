//! Records with their truth, for tests.

use super::published::{Page, Published, Reference, Start, Truth};
use crate::record::Document;
use crate::text::Span;

/// The record `text`, said to be in the file `path`, with the marks that are found in it as the truth. Only for texts
/// that are so clear that this cannot be wrong.
pub fn published(path: &str, text: &str) -> Published {
    let snapshot = Document::new(text).snapshot();
    let [placed] = snapshot.records() else { panic!("one record") };
    let record = &placed.record;
    let page = |label: &str, Span { start, end }| Page { label: label.to_owned(), start, end };
    let heading = record.heading.as_ref();
    let truth = Truth {
        path: path.to_owned(),
        number: heading.and_then(|heading| heading.number.as_ref()).map_or_else(String::new, ToString::to_string),
        headings: heading.map(|heading| heading.span.start).into_iter().collect(),
        pages: record.pages.iter().map(|found| page(found.label.as_str(), found.span)).collect(),
        note_refs: (record.note_refs.iter())
            .map(|found| Reference { start: found.span.start, end: found.span.end, note: found.note.unwrap() })
            .collect(),
        notes: record.notes.iter().map(|note| Start { start: note.text.start }).collect(),
        ..Truth::default()
    };
    Published { text: text.to_owned(), truth }
}

/// The truth about a text in words: its headings, its page markers, and its references, as `2 → Later raised.`
pub fn told(Published { text, truth }: &Published) -> Vec<String> {
    let rest = |at: usize| text[at..].lines().next().unwrap();
    let headings = truth.headings.iter().map(|&at| rest(at).to_owned());
    let pages = truth.pages.iter().map(|page| page.span().of(text).to_owned());
    let note = |r: &Reference| format!("{} → {}", r.span().of(text), rest(truth.notes[r.note].start));
    headings.chain(pages).chain(truth.note_refs.iter().map(note)).collect()
}
