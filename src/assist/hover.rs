//! `textDocument/hover`: what the mark under the pointer leads to.

use super::cursor::{Cursor, Mark};
use super::display_text::{markdown, name_in, normalised, record_name, shortened};
use super::pages::{capitalised, page_at, page_before, page_name};
use super::text_units::sentence;
use super::volume_context::{VolumeContext, volume_page_marker};
use crate::record::{CrossRef, CrossRefKind, NoteRef, PageMarker, Record};
use crate::text::Span;
use crate::volume::{Complete, Outcome, Part, Place};

/// The text that an editor shows beside a mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// The mark, in bytes of the document: a footnote reference, a note's label or text, a page marker or a cross
    /// reference.
    pub span: Span,
    /// The text as Markdown. Characters of the record that Markdown would interpret are escaped.
    pub markdown: String,
    /// The text as plain text.
    pub plain: String,
}

/// How many bytes of a sentence are shown on either side of its reference. In tables and lists a sentence may be of any
/// length.
const CONTEXT: usize = 400;

/// How many characters of a record's first note are shown.
const FIRST_NOTE: usize = 400;

/// What to show for the mark at `offset` (in bytes of the document).
///
/// A footnote reference shows its note. A note shows the sentences that carry its references, with their pages. A page
/// marker shows its record and the neighbouring pages. A cross reference shows the record's heading with its first
/// note, or the note or page that it names. Returns `None` for anything else.
pub fn hover(context: &VolumeContext<'_>, offset: usize) -> Option<Hover> {
    let cursor = Cursor::at(context.snapshot, offset)?;
    let record = cursor.record();
    match cursor.mark {
        Mark::NoteRef(reference) => {
            let paragraphs = note_paragraphs(record, reference.note?)?;
            said(&cursor, reference.span, paragraphs.into_iter().map(in_both).chain(doubt(reference)))
        }
        Mark::NoteLabel(index, note) => said(&cursor, note.label_span, sentences(record, index)),
        Mark::NoteText(index, note) => said(&cursor, note.text, sentences(record, index)),
        Mark::PageMarker(page) => said(&cursor, page.span, page_lines(record, page).into_iter().map(in_both)),
        Mark::CrossRef(cross_ref) => {
            said(&cursor, cross_ref.span, target(context, cursor.record_index, cross_ref).into_iter().map(in_both))
        }
        Mark::Heading | Mark::Text => None,
    }
}

/// A hover of paragraphs, each given as Markdown and as plain text. Returns `None` if there are none.
fn said(cursor: &Cursor<'_>, span: Span, paragraphs: impl IntoIterator<Item = (String, String)>) -> Option<Hover> {
    let (markdown, plain): (Vec<_>, Vec<_>) = paragraphs.into_iter().unzip();
    (!plain.is_empty()).then(|| Hover {
        span: cursor.in_document(span),
        markdown: markdown.join("\n\n"),
        plain: plain.join("\n\n"),
    })
}

/// A paragraph as Markdown and as plain text.
fn in_both(plain: String) -> (String, String) {
    (markdown(&plain), plain)
}

/// The paragraphs about the place that `cross_ref`, of the document's record of index `at`, leads to, or one that says
/// that it leads to none here. Empty if the volume does not have the record.
fn target(context: &VolumeContext<'_>, at: usize, cross_ref: &CrossRef) -> Vec<String> {
    let Some(id) = context.record_id(at) else { return Vec::new() };
    match context.volume.resolve(id, cross_ref, Complete::No) {
        Outcome::Resolved(place) => {
            let mut paragraphs = place_paragraphs(context, place);
            if matches!(place.part, Part::Note(_)) && place.record == id {
                // The reader is in that record, so its name says nothing new.
                paragraphs.remove(0);
            }
            if let (CrossRefKind::Page, Part::Heading, Some(page)) = (cross_ref.kind, place.part, &cross_ref.label) {
                paragraphs.insert(0, format!("Page {page} has no page marker; it must be in this record"));
            }
            paragraphs
        }
        Outcome::Elsewhere => vec!["In another volume or publication, not in this one".into()],
        Outcome::Unknown(_) | Outcome::NotLoaded => vec![
            match cross_ref.kind {
                // The record may be here.
                CrossRefKind::Footnote => "No such note among the records here",
                CrossRefKind::Document | CrossRefKind::Page => "Not among the records here",
            }
            .into(),
        ],
    }
}

/// The paragraphs about `place`: the record's name with its first note or the note that is meant, or what there is to
/// say about the page. At least one.
pub(super) fn place_paragraphs(context: &VolumeContext<'_>, place: Place) -> Vec<String> {
    let Some(found) = context.load(place.record) else {
        // The document cannot be read at the moment.
        return vec![name_in(context.volume, place.record)];
    };
    let record = &*found.placed.record;
    let mut paragraphs = vec![record_name(record)];
    match place.part {
        Part::Heading => {
            let first = note_paragraphs(record, 0).map(|first| first.join(" "));
            paragraphs.extend(first.map(|first| shortened(&first, FIRST_NOTE)));
        }
        Part::Note(note) => {
            paragraphs.extend(note_paragraphs(record, note).into_iter().flatten());
        }
        Part::Page(page) => {
            paragraphs = volume_page_marker(record, page).map_or(paragraphs, |marker| page_lines(record, marker));
        }
    }
    paragraphs
}

/// The note of index `note` as it is written, with its label and with its rest on later pages, in paragraphs with single
/// spaces. A label with a mark before it, as in `(1) text`, has a full stop in place of what is around it. None if there is
/// no such note.
pub(super) fn note_paragraphs(record: &Record, note: usize) -> Option<Vec<String>> {
    let rests = record.continuations.iter().filter(|rest| rest.note == Some(note));
    let note = record.notes.get(note)?;
    let text = note.text.of(&record.text);
    let label_end = if text.is_empty() { note.span.end } else { note.text.start };
    let is_bare = Span::new(note.span.start, note.label_span.start).of(&record.text).trim().is_empty();
    let label = match &note.label {
        Some(label) if !is_bare => format!("{label}."),
        Some(_) => normalised(Span::new(note.label_span.start, label_end).of(&record.text)),
        None => String::new(),
    };
    let mut paragraphs = vec![label];
    let texts = [text].into_iter().chain(rests.map(|rest| rest.text.of(&record.text)));
    for line in texts.flat_map(str::lines).flat_map(|line| line.split('\r')).map(normalised) {
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
    Some(paragraphs)
}

/// How many references to a note are shown.
const MOST: usize = 8;

/// The sentences that carry the first references to the note of index `note`, each with its page, as Markdown and as
/// plain text.
fn sentences(record: &Record, note: usize) -> impl Iterator<Item = (String, String)> {
    record.refs_to(note).take(MOST).flat_map(|reference| {
        let page = page_at(record, reference.span.start).map_or_else(String::new, |page| capitalised(&page) + ": ");
        let (before, behind) = around(record, reference);
        let mark = reference.span.of(&record.text);
        let plain = format!("{page}{before}{mark}{behind}");
        let sentence = format!("{}{}**{}**{}", markdown(&page), markdown(&before), markdown(mark), markdown(&behind));
        [(sentence, plain)].into_iter().chain(doubt(reference))
    })
}

/// A paragraph that says that the pairing of `reference` is in doubt, if it is.
fn doubt(reference: &NoteRef) -> Option<(String, String)> {
    let is_doubtful = reference.note.is_some() && !reference.is_certain();
    is_doubtful.then(|| in_both("In doubt: the record could be read in another way here".into()))
}

/// The parts of the sentence before and behind `reference`, with single spaces.
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

/// The name of the page, the name of its record, and the neighbouring pages.
fn page_lines(record: &Record, page: &PageMarker) -> Vec<String> {
    let mut same: Vec<_> = record.pages.iter().filter(|other| other.facsimile == page.facsimile).collect();
    same.dedup_by_key(|other| other.span);
    let here = same.partition_point(|other| other.span.start < page.span.start);
    let before = match here.checked_sub(1).and_then(|last| same.get(last)) {
        Some(before) => Some(page_name(before)),
        None if page.at_foot => None,
        None => page_before(page).filter(|_| !Span::new(0, page.span.start).of(&record.text).trim().is_empty()),
    };
    let around = match (before, same.get(here + 1).map(|next| page_name(next))) {
        (Some(before), Some(next)) => Some(format!("Between {before} and {next}")),
        (Some(before), None) => Some(format!("After {before}, the record’s last page")),
        (None, Some(next)) => Some(format!("The record’s first page, before {next}")),
        (None, None) => None,
    };
    let name = record_name(record);
    let place = if page.at_foot { ", which ends here" } else { "" };
    [Some(capitalised(&page_name(page)) + place), Some(name).filter(|name| !name.is_empty()), around]
        .into_iter()
        .flatten()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::hover;
    use crate::assist::{FileSpan, fixture};

    /// `fixture` marks with `^` what the hover is about; `markdown` and `plain` are its text.
    fn check(fixture: &str, markdown: &str, plain: &str) {
        fixture::check_volume(fixture, |context, offset| {
            hover(context, offset).into_iter().map(|found| ('^', FileSpan { path: None, span: found.span })).collect()
        });
        fixture::in_volume(fixture, "\r\n", |context, offset| {
            let found =
                hover(context, offset).map_or((String::new(), String::new()), |found| (found.markdown, found.plain));
            assert_eq!(found, (markdown.into(), plain.into()));
        });
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
            "**2.** On \\*oak\\* benches \\[sic\\], see \\<ibid\\>. Of the town\\_hall.\n\nBought later.",
            "2. On *oak* benches [sic], see <ibid>. Of the town_hall.\n\nBought later.",
        );
    }

    #[test]
    fn what_is_in_doubt() {
        // Either of the two may be the reference.
        check(
            "204. Talk in Aldmoor

They met.1 They sat.2 Ann.2 They rose.3
                          |
                          ^

  1. In Quarrow.
  2. On benches.
  3. At noon.",
            "**2.** On benches.\n\nIn doubt: the record could be read in another way here",
            "2. On benches.\n\nIn doubt: the record could be read in another way here",
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
            "Page 12\n\n**204.** Talk in Aldmoor\n\nBetween page 11 and page 13",
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
            "Page 12\n\n**204.** Talk in Aldmoor\n\nAfter page 11, the record’s last page",
            "Page 12\n\n204. Talk in Aldmoor\n\nAfter page 11, the record’s last page",
        );
    }

    #[test]
    fn on_a_reference_the_rest_of_its_note_on_later_pages() {
        let shown = " At noon; the master, who saw it from the pier, says that she went down in an hour.";
        check(
            "-----File: 001.png---
The ferry sank.[1] It rose.
                |
                ^
[Footnote 1: At noon; the master,
who saw it]*
-----File: 002.png---
*[Footnote: from the pier, says that]*
-----File: 003.png---
*[Footnote: she went down in an hour.]",
            &format!("**1.**{shown}"),
            &format!("1.{shown}"),
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
    #[test]
    fn on_a_cross_reference_the_record_and_its_first_note() {
        check(
            "==> d12.txt <==
12. Letter From the Mayor

He came. See Document 13.
             |
             ^^^^^^^^^^^
==> d13.txt <==
13. Letter to the _Mayor_1

She came.2

  1. Source: Quarrow Archive.

     No marks.
  2. On benches.",
            "**13.** Letter to the \\_Mayor\\_\n\n**1.** Source: Quarrow Archive. No marks.",
            "13. Letter to the _Mayor_\n\n1. Source: Quarrow Archive. No marks.",
        );
        let long = "quite ".repeat(100);
        let shown = "quite ".repeat(66).trim_end().to_owned() + "…";
        check(
            &format!(
                "==> d12.txt <==
12. Letter From the Mayor

He came. See Document 13.
             |
             ^^^^^^^^^^^
==> d13.txt <==
13. Letter to the Mayor1

  1. {long}late."
            ),
            &format!("**13.** Letter to the Mayor\n\n**1.** {shown}"),
            &format!("13. Letter to the Mayor\n\n1. {shown}"),
        );
    }

    #[test]
    fn on_a_cross_reference_the_note() {
        let note = "**13.** Letter to the Mayor\n\n**2.** On benches.\n\nBought later.";
        check(
            "==> d12.txt <==
12. Letter From the Mayor

He came. See footnote 2, Document 13.
             |
             ^^^^^^^^^^^^^^^^^^^^^^^
==> d13.txt <==
13. Letter to the Mayor

She came.1 She left.2

  1. In Quarrow.
  2. On benches.

     Bought later.",
            note,
            &note.replace('*', ""),
        );
        check(
            "12. Letter From the Mayor

He came.1 See footnote 1 above.
                |
              ^^^^^^^^^^

  1. In Quarrow.",
            "**1.** In Quarrow.",
            "1. In Quarrow.",
        );
    }

    #[test]
    fn on_a_cross_reference_the_page() {
        let page = "Page 41\n\n**13.** Letter to the Mayor\n\nBetween page 40 and page 43";
        check(
            "==> d12.txt <==
12. Letter From the Mayor

He came. See p. 41.
             |
             ^^^^^
==> d13.txt <==
13. Letter to the Mayor

She [Page 41] came [Page 43] late.",
            page,
            &page.replace('*', ""),
        );
    }

    #[test]
    fn on_a_cross_reference_to_a_page_without_marker_its_record() {
        check(
            "==> d12.txt <==
12. Letter From the Mayor [Page 40]

He came. See p. 41.
             |
             ^^^^^
==> d13.txt <==
13. Letter to the Mayor

She [Page 42] came.",
            "Page 41 has no page marker; it must be in this record\n\n**13.** Letter to the Mayor",
            "Page 41 has no page marker; it must be in this record\n\n13. Letter to the Mayor",
        );
    }

    #[test]
    fn on_a_cross_reference_that_leads_nowhere_here() {
        let elsewhere = "In another volume or publication, not in this one";
        check(
            "12. Letter From the Mayor

He came. See vol. XIII, Document 13.
                           |
                        ^^^^^^^^^^^",
            elsewhere,
            elsewhere,
        );
        check(
            "12. Letter From the Mayor

He came. See Document 13.
               |
             ^^^^^^^^^^^",
            "Not among the records here",
            "Not among the records here",
        );
        let no_note = "No such note among the records here";
        check(
            "12. Letter From the Mayor

He came.1 See footnote 8 below.
                 |
              ^^^^^^^^^^

  1. At noon.",
            no_note,
            no_note,
        );
    }

    #[test]
    fn in_every_convention() {
        let (markdown, plain) =
            ("**2.** On benches. Of oak.\n\nBought later.", "2. On benches. Of oak.\n\nBought later.");
        check(
            "They met.[^1] They sat.[^2]
                         |
                         ^

[^1]: In Quarrow.
[^2]: On benches.
    Of oak.

    Bought later.",
            markdown,
            plain,
        );
        check(
            "-----File: 041.png---

They met.[1] They sat.[2]
                       |
                       ^

[Footnote 1: In Quarrow.]

[Footnote 2: On benches.
Of oak.

Bought later.]",
            markdown,
            plain,
        );
        check(
            "They met.[1] They sat.[2]
                       |
                       ^

    [1] In Quarrow.

    [2] On benches.
    Of oak.

They rose.[3]

    [3] At noon.",
            "**2.** On benches. Of oak.",
            "2. On benches. Of oak.",
        );
    }

    #[test]
    fn on_a_note_its_sentence_in_every_convention() {
        check(
            "They met. They sat.[^1] They rose.

[^1]: On benches.
  |
  ^",
            "They sat.\\[^**1**\\]",
            "They sat.[^1]",
        );
        check(
            "-----File: 041.png---

They met. They sat.[1]

[Footnote 1: On benches.]
          |
          ^",
            "Page 041: They sat.\\[**1**\\]",
            "Page 041: They sat.[1]",
        );
    }
}
