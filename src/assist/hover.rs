//! What can be told about the mark under the pointer without going there.

use super::at::{At, Mark, at};
use super::pages::{capitalised, page_at, page_before, page_name};
use super::prose::sentence;
use super::words::{markdown, normalised, record_name};
use crate::record::{Note, NoteRef, PageMarker, Record, Snapshot};
use crate::text::Span;

/// What an editor shows beside a mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// What it is about: the footnote reference, the note's label or text, the page marker.
    pub span: Span,
    /// The words as Markdown, in which the record's own `*`, `_`, `[` and `<` show as they are.
    pub markdown: String,
    /// The same words as plain text.
    pub plain: String,
}

/// How many bytes of a sentence are shown on either side of its reference: tables and lists have sentences of any length.
const CONTEXT: usize = 400;

/// On a footnote reference its note; on a note the sentence that carries its reference, and the page; on a page marker
/// the record, and the pages around it.
pub fn hover(snapshot: &Snapshot, offset: usize) -> Option<Hover> {
    let at = at(snapshot, offset)?;
    let record = at.record();
    match at.mark {
        Mark::NoteRef(reference) => {
            let paragraphs = note_paragraphs(record, record.notes.get(reference.note?)?);
            said(&at, reference.span, paragraphs.into_iter().map(|plain| (markdown(&plain), plain)))
        }
        Mark::NoteLabel(index, note) => said(&at, note.label_span, sentences(record, index)),
        Mark::NoteText(index, note) => said(&at, note.text, sentences(record, index)),
        Mark::PageMarker(page) => {
            let lines = page_lines(record, page);
            said(&at, page.span, lines.into_iter().map(|plain| (markdown(&plain), plain)))
        }
        Mark::Text => None,
    }
}

/// A hover of `paragraphs`, each as Markdown and as plain text; none where there are none.
fn said(at: &At<'_>, span: Span, paragraphs: impl IntoIterator<Item = (String, String)>) -> Option<Hover> {
    let (markdown, plain): (Vec<_>, Vec<_>) = paragraphs.into_iter().unzip();
    (!plain.is_empty()).then(|| Hover {
        span: at.in_document(span),
        markdown: markdown.join("\n\n"),
        plain: plain.join("\n\n"),
    })
}

/// The note as it is written, label first, in paragraphs with single spaces.
fn note_paragraphs(record: &Record, note: &Note) -> Vec<String> {
    let text = note.text.of(&record.text);
    let label_end = if text.is_empty() { note.span.end } else { note.text.start };
    let label = match note.label {
        Some(_) => normalised(Span::new(note.label_span.start, label_end).of(&record.text)),
        None => String::new(),
    };
    let mut paragraphs = vec![label];
    for line in text.lines().flat_map(|line| line.split('\r')).map(normalised) {
        match paragraphs.last_mut() {
            _ if line.is_empty() => paragraphs.push(line),
            Some(paragraph) if paragraph.is_empty() => *paragraph = line,
            Some(paragraph) => {
                paragraph.push(' ');
                paragraph.push_str(&line);
            }
            None => {}
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

/// How many references to one note are shown.
const MOST: usize = 8;

/// The sentences that carry the first references to the note of index `note`, each with its page.
fn sentences(record: &Record, note: usize) -> impl Iterator<Item = (String, String)> {
    record.refs_to(note).take(MOST).map(|reference| {
        let page = page_at(record, reference.span.start).map_or_else(String::new, |page| capitalised(&page) + ": ");
        let (before, behind) = around(record, reference);
        let mark = reference.span.of(&record.text);
        let plain = format!("{page}{before}{mark}{behind}");
        (format!("{page}{}**{}**{}", markdown(&before), markdown(mark), markdown(&behind)), plain)
    })
}

/// The sentence of `reference` before and behind it, with single spaces.
fn around(record: &Record, reference: &NoteRef) -> (String, String) {
    let (start, end) = (reference.span.start, reference.span.end);
    let sentence = sentence(record, start).filter(|sentence| sentence.covers(reference.span)).unwrap_or(reference.span);
    let boundary = |offset: &usize| record.text.is_char_boundary(*offset);
    let from = (sentence.start.max(start.saturating_sub(CONTEXT))..=start).find(boundary).unwrap_or(start);
    let to = (end..=sentence.end.min(end.saturating_add(CONTEXT))).rev().find(boundary).unwrap_or(end);
    let before = Span::new(from, start).of(&record.text);
    let behind = Span::new(end, to).of(&record.text);
    let space = |there: bool| if there { " " } else { "" };
    let before = format!(
        "{}{}{}",
        if from > sentence.start { "…" } else { "" },
        normalised(before),
        space(before.ends_with(char::is_whitespace))
    );
    let behind = format!(
        "{}{}{}",
        space(behind.starts_with(char::is_whitespace)),
        normalised(behind),
        if to < sentence.end { "…" } else { "" }
    );
    (before, behind)
}

/// The page, its record, and the pages around it.
fn page_lines(record: &Record, page: &PageMarker) -> Vec<String> {
    let mut same: Vec<_> = record.pages.iter().filter(|other| other.facsimile == page.facsimile).collect();
    same.dedup_by_key(|other| other.span);
    let here = same.partition_point(|other| other.span.start < page.span.start);
    let before = match here.checked_sub(1).and_then(|last| same.get(last)) {
        Some(before) => Some(page_name(before)),
        None => page_before(page).filter(|_| !Span::new(0, page.span.start).of(&record.text).trim().is_empty()),
    };
    let around = match (before, same.get(here + 1).map(|next| page_name(next))) {
        (Some(before), Some(next)) => Some(format!("Between {before} and {next}")),
        (Some(before), None) => Some(format!("After {before}, the record’s last page")),
        (None, Some(next)) => Some(format!("The record’s first page, before {next}")),
        (None, None) => None,
    };
    let name = record_name(record);
    [Some(capitalised(&page_name(page))), Some(name).filter(|name| !name.is_empty()), around]
        .into_iter()
        .flatten()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::hover;
    use crate::assist::testing;
    use crate::record::Document;

    /// `^` what it is about; then the words as Markdown and as plain text.
    fn check(fixture: &str, markdown: &str, plain: &str) {
        testing::check(fixture, |snapshot, offset| {
            hover(snapshot, offset).into_iter().map(|found| ('^', found.span)).collect()
        });
        let (text, cursor) = testing::parse(fixture, "\r\n");
        let found = hover(&Document::new(&text).snapshot(), cursor.unwrap());
        let found = found.map_or((String::new(), String::new()), |found| (found.markdown, found.plain));
        assert_eq!(found, (markdown.into(), plain.into()));
    }

    #[test]
    fn on_a_reference_its_note() {
        check(
            "204. Talk in Aldmoor

They met.1 They sat.2
                    |
                    ^

  1. In Quarrow.
  2. On   *oak* benches [sic], see <ibid>.
     Of the town_hall.

     Bought later.",
            "2\\. On \\*oak\\* benches \\[sic\\], see \\<ibid\\>. Of the town\\_hall.\n\nBought later.",
            "2. On *oak* benches [sic], see <ibid>. Of the town_hall.\n\nBought later.",
        );
    }

    #[test]
    fn on_a_note_its_sentence_and_page() {
        check(
            "204. Talk in Aldmoor

They met. Mr. J. Marsh sat on [Page 12] a _bench_.1 They rose.

  1. In Quarrow.
  |
  ^",
            "Page 12: Mr. J. Marsh sat on \\[Page 12\\] a \\_bench\\_.**1**",
            "Page 12: Mr. J. Marsh sat on [Page 12] a _bench_.1",
        );
        check(
            "204. Talk in Aldmoor

They met at
noon,1 they say. They rose.

[Page 12]

They left.

  1. In Quarrow.
         |
     ^^^^^^^^^^^",
            "Page 11: They met at noon,**1** they say.",
            "Page 11: They met at noon,1 they say.",
        );
    }

    #[test]
    fn on_a_page_marker_its_record_and_its_neighbours() {
        check(
            "204. Talk in Aldmoor

They met. [Page 12] They sat. [Page 13] They rose.
             |
          ^^^^^^^^^",
            "Page 12\n\n204\\. Talk in Aldmoor\n\nBetween page 11 and page 13",
            "Page 12\n\n204. Talk in Aldmoor\n\nBetween page 11 and page 13",
        );
        check(
            "[Page xiv] They met.
|
^^^^^^^^^^

[Page xv] They sat.",
            "Page xiv\n\n\\[Page xiv\\] They met.\n\nThe record’s first page, before page xv",
            "Page xiv\n\n[Page xiv] They met.\n\nThe record’s first page, before page xv",
        );
    }

    #[test]
    fn between_two_marks_the_one_that_starts_there() {
        check(
            "204. Talk in Aldmoor

They met.1[Page 12] They sat.
          |
          ^^^^^^^^^

  1. In Quarrow.",
            "Page 12\n\n204\\. Talk in Aldmoor\n\nAfter page 11, the record’s last page",
            "Page 12\n\n204. Talk in Aldmoor\n\nAfter page 11, the record’s last page",
        );
    }

    #[test]
    fn where_there_is_nothing_to_tell() {
        check(
            "204. Talk in Aldmoor

They met.1 They sat.2 They rose.3
                    |

  1. In Quarrow.
  3. At noon.",
            "",
            "",
        );
        check("\n|", "", "");
    }
}
