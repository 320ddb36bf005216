//! Tells texts that hold records from other texts, such as a shopping list or a page of documentation.

use crate::convention::Marks;
use crate::convention::mark::LineKind;
use crate::convention::numeral::is_superscript;
use crate::record::Note;
use crate::record::NoteRef;
use crate::record::PageMarker;
use crate::record::Placed;
use crate::record::Record;
use crate::record::certainty::Certainty;
use crate::record::context::classes::Class;
use crate::record::headings::heading::may_be_numbered;
use crate::record::label::Value;
use crate::syntax::lines;
use crate::text::Span;

/// What shows that a text holds records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// A page marker.
    PageMarker,
    /// A misspelt page marker.
    MalformedPageMarker,
    /// A numbered heading.
    NumberedHeading,
    /// A heading without a number, with a paragraph below it or an archive's mark above it.
    TitledParagraph,
    /// A footnote reference that is set as only a footnote reference is.
    NoteRef,
    /// A note that a reference leads to, one of which is set as in a footnote.
    PairedNote,
}

/// How much a text shows that it holds records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recognition {
    /// It holds records.
    Record(Sign),
    /// It holds records if most files of its folder do.
    AmongRecords(Sign),
    /// Nothing shows it.
    Unmarked,
}

/// How much the text that was divided into `records` shows that it really holds records. `marks` says what its marks look
/// like.
pub(super) fn recognise(records: &[Placed], marks: &Marks) -> Recognition {
    if marks.in_markdown {
        let is_marked = has_lone_marker(records, marks);
        return if is_marked { Recognition::Record(Sign::PageMarker) } else { Recognition::Unmarked };
    }
    let is_alone = records.len() == 1;
    let own = || records.iter().find_map(|placed| own_sign(&placed.record, is_alone));
    let among = || records.iter().find_map(|placed| sign_among_records(&placed.record, is_alone));
    own().map(Recognition::Record).or_else(|| among().map(Recognition::AmongRecords)).unwrap_or(Recognition::Unmarked)
}

/// Whether a page marker stands on a line of its own in the text of `records`. A marker in an example of code does not
/// count.
fn has_lone_marker(records: &[Placed], marks: &Marks) -> bool {
    let markers =
        records.iter().flat_map(|placed| placed.record.pages.iter().map(|page| page.span.shifted(placed.start)));
    let mut markers = markers.peekable();
    if markers.peek().is_none() {
        return false;
    }
    let text: String = records.iter().map(|placed| &*placed.record.text).collect();
    marks.prose(&text).any(|line| {
        while markers.next_if(|marker| marker.start < line.start).is_some() {}
        markers.peek() == Some(&line)
    })
}

/// What shows without other files that `record` is one: a page marker, a numbered heading, or a note that a reference
/// leads to. The note or the reference must be set as in a footnote, since any text may have numbered points.
fn own_sign(record: &Record, is_alone: bool) -> Option<Sign> {
    let is_titled = || {
        let heading = record.heading.as_ref()?;
        // `1. Milk` is no heading: a title has three words or more, and an empty line below it.
        let title = heading.title.of(&record.text);
        let below = record.text.get(heading.span.end..).unwrap_or_default();
        let gap = below.lines().nth(1).is_some_and(|line| line.trim().is_empty());
        (title.split_whitespace().count() >= 3 && gap && is_numbered_heading(record, is_alone)).then_some(())
    };
    let is_page = |page: &PageMarker| !record.convention.is_weak_page_marker(page.span.of(&record.text));
    if record.pages.len() >= WEAK_MARKERS || record.pages.iter().any(is_page) {
        Some(Sign::PageMarker)
    } else if is_titled().is_some() {
        Some(Sign::NumberedHeading)
    } else {
        (has_set_pair(record) || has_mostly_pairs(record, SEVERAL_PAIRS)).then_some(Sign::PairedNote)
    }
}

/// Whether a reference of `record` certainly leads to a note, and one of the two is set as in a footnote.
fn has_set_pair(record: &Record) -> bool {
    let announced: Vec<_> =
        record.note_lists.iter().map(|list| list.span).filter(|&list| is_announced(record, list)).collect();
    let is_set_off = |note: &Note| {
        let behind = announced.partition_point(|list| list.start <= note.span.start);
        let list = behind.checked_sub(1).and_then(|list| announced.get(list));
        list.is_some_and(|list| list.covers(note.span)) || is_set_as_a_note(record, note)
    };
    let certain = record.note_refs.iter().filter(|reference| reference.certainty >= Certainty::ENOUGH);
    let mut pairs = certain.filter_map(|reference| Some((reference, record.notes.get(reference.note?)?)));
    pairs.any(|(reference, note)| is_set_off(note) || is_set_as_one(record, reference, note))
}

/// Whether `least` notes of `record` or more have one reference each, two of which are certain, and few notes and references are
/// left: somebody may have made a slip. The notes must have numbers or letters, and be no links, as in `[1] https://example.org`.
fn has_mostly_pairs(record: &Record, least: usize) -> bool {
    let may_count = |note: &Note| {
        let is_link = || note.span.of(&record.text).contains("://");
        note.label.as_ref().is_some_and(|label| label.value() != Value::Sign) && !is_link()
    };
    let certain = record.note_refs.iter().filter(|reference| reference.certainty >= Certainty::ENOUGH).count();
    let mut led_to: Vec<_> = record.note_refs.iter().filter_map(|reference| reference.note).collect();
    led_to.sort_unstable();
    led_to.dedup();
    let pairs = led_to.len();
    let slips = record.notes.len().max(record.note_refs.len()) - pairs;
    pairs >= least && certain > 1 && slips * PAIRS_FOR_A_SLIP <= pairs && record.notes.iter().all(may_count)
}

/// So many pairs make up for a note without a reference, or a reference too many.
const PAIRS_FOR_A_SLIP: usize = 3;

/// What shows that `record` is one if most files of its folder hold records: a numbered heading, whatever its title is;
/// a misspelt page marker; a footnote reference whose note is missing; a title with a paragraph below it or an
/// archive's mark above it.
fn sign_among_records(record: &Record, is_alone: bool) -> Option<Sign> {
    if is_numbered_heading(record, is_alone) {
        Some(Sign::NumberedHeading)
    } else if !record.pages.is_empty() {
        Some(Sign::PageMarker)
    } else if record.malformed_pages.is_empty() {
        let is_set = record.note_refs.iter().any(|reference| is_set_as_a_reference(record, reference))
            || has_mostly_pairs(record, 2);
        let or_titled = || is_titled_paragraph(record).then_some(Sign::TitledParagraph);
        is_set.then_some(Sign::NoteRef).or_else(or_titled)
    } else {
        Some(Sign::MalformedPageMarker)
    }
}

/// How many notes that have one reference each show that a text is a record. Two points below `Phase1 is done, phase2 not` do not.
const SEVERAL_PAIRS: usize = 3;
/// How many page markers show that a text is a record, where one alone does not.
const WEAK_MARKERS: usize = 3;
/// The least length in bytes of a line without a number that is a paragraph.
const PARAGRAPH: usize = 60;
/// The least length in bytes of a numbered line that is a paragraph, and no point of a list.
const NUMBERED_PARAGRAPH: usize = 120;

/// Whether `record` has a heading without a number, and an archive's mark above it or a paragraph below it that is no
/// point of a list.
fn is_titled_paragraph(record: &Record) -> bool {
    let Some(heading) = &record.heading else { return false };
    let (above, below) = record.text.split_at_checked(heading.span.start).unwrap_or_default();
    let marks = Marks::of(record.convention);
    let has_mark = !above.trim().is_empty();
    has_mark
        || lines(below, &marks).skip(1).any(|line| {
            let least = if matches!(line.kind, LineKind::Text { .. }) { PARAGRAPH } else { NUMBERED_PARAGRAPH };
            line.content >= least
        })
}

/// Whether `record` has a numbered heading, and not the first point of a numbered list: the next line with text is not
/// numbered. `is_alone` says whether the text holds no other record; only then a heading may stand without a text, as
/// while it is typed, since each point of a list can look like a record.
fn is_numbered_heading(record: &Record, is_alone: bool) -> bool {
    let Some(heading) = record.heading.as_ref().filter(|heading| heading.number.is_some()) else { return false };
    let below = record.text.get(heading.span.end..).unwrap_or_default();
    let marks = Marks::of(record.convention);
    let mut below = lines(below, &marks).filter(|line| line.kind != LineKind::Blank);
    below.next().map_or(is_alone, |line| !may_be_numbered(&line))
}

/// Whether `reference` is set as only a footnote reference is: as a superscript, or behind the punctuation of a word,
/// as in `could.2` and `could. (2)`, and leads to a footnote. Its `note` must not begin with a bracket, as in the list of links
/// `[1] https://example.org`.
fn is_set_as_one(record: &Record, reference: &NoteRef, note: &Note) -> bool {
    let label = note.span.of(&record.text);
    is_set_as_a_reference(record, reference) && !label.starts_with(['[', '('])
}

/// Whether `reference` is set as only a footnote reference is, whatever note it leads to.
fn is_set_as_a_reference(record: &Record, reference: &NoteRef) -> bool {
    is_mark_of_a_reference(&record.text, reference.span)
}

/// Whether the mark at `span` of `text` is set as only a footnote reference is.
pub(super) fn is_mark_of_a_reference(text: &str, span: Span) -> bool {
    let before = text.get(..span.start).unwrap_or_default();
    let after = text.get(span.end..).unwrap_or_default();
    let outside = before.strip_suffix(['[', '(']);
    let sentence = outside.and_then(|outside| outside.strip_suffix(' ')).filter(|outside| outside.ends_with('.'));
    let before = sentence.or(outside).unwrap_or(before);
    let word = before.trim_end_matches(Class::closes_a_word);
    let behind_punctuation = word.len() < before.len()
        && word.ends_with(|c: char| c.is_alphabetic() || (outside.is_some() && c.is_numeric()))
        && after.trim_start_matches([']', ')']).chars().next().is_none_or(char::is_whitespace);
    let above_the_line = span.of(text).starts_with(is_superscript) && !before.ends_with(char::is_whitespace);
    behind_punctuation || above_the_line
}

/// Whether `note` is indented, has a superscript number, or begins as nothing but a note does.
fn is_set_as_a_note(record: &Record, note: &Note) -> bool {
    let text = note.span.of(&record.text);
    text.starts_with(|c: char| c.is_whitespace() || is_superscript(c)) || record.convention.is_nothing_but_a_note(text)
}

/// Whether the note list at `list` begins with a title or a rule, or stands below one.
fn is_announced(record: &Record, list: Span) -> bool {
    let (above, below) = record.text.split_at_checked(list.start).unwrap_or_default();
    let at_start = below.split(['\n', '\r']).next().unwrap_or_default();
    let line_above = above.trim_end().rsplit(['\n', '\r']).next().unwrap_or_default();
    record.convention.announces_notes(at_start) || record.convention.announces_notes(line_above)
}
