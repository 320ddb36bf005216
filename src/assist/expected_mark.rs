//! The mark that is expected at the cursor: the next footnote number behind a word, the next page marker behind `[`,
//! the next item of the note list at the start of a line.
//!
//! Editors also ask while words are being typed, and do not tell which it is. So nothing is proposed right behind a
//! letter, nor where the whole mark is typed already: Enter would then accept the proposal instead of breaking the
//! line.

use super::cursor::Cursor;
use super::display_text::{markdown, normalised};
use super::hover::note_paragraphs;
use super::label_sequence::next_label;
use super::on_enter;
use super::text_units;
use super::volume_context::VolumeContext;
use crate::convention::numeral::{digit, in_digits_of};
use crate::record::{Label, NoteRef, PageMarker, Record};
use crate::text::Span;
use crate::volume::{RecordEntry, RecordId};
use std::iter::successors;

/// A mark that is expected at the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpectedMark {
    /// The kind of the mark.
    pub kind: MarkKind,
    /// What is already typed of it, in bytes of the document; ends at the cursor.
    pub typed: Span,
    /// What it replaces, in bytes of the document: what is typed, and the closing bracket that the editor has added
    /// behind the cursor.
    pub replaced: Span,
    /// The text of the mark.
    pub new: String,
    /// The part of the mark that is not typed yet.
    pub rest: String,
}

/// The kinds of marks that may be expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// A footnote reference.
    Reference,
    /// A page marker.
    Page,
    /// An item of the note list.
    Item,
}

/// How much of a mark may be typed before the cursor, in bytes.
const LONGEST: usize = 24;

/// How many records before and behind this one are searched for a page marker.
const RECORDS: usize = 64;

/// How many letters a word needs for a number behind its full stop to be a reference. Behind an abbreviation (`vol.1`,
/// `No.1`) it is none.
const LETTERS: usize = 4;

/// The mark that is expected at `offset`, in bytes of the document. Returns `None` if none is.
pub fn expected_mark(context: &VolumeContext<'_>, offset: usize) -> Option<ExpectedMark> {
    let offset = offset.min(context.snapshot.text().len());
    item(context, offset).or_else(|| {
        let cursor = Cursor::at(context.snapshot, offset)?;
        reference(context, &cursor).or_else(|| page(context, &cursor))
    })
}

/// The documentation of the mark that is expected at `offset`, as Markdown and as plain text. For a reference it is the
/// note that it will lead to, or a sentence that says that the note is missing; for a note it is the sentence with its
/// reference. Returns `None` for page markers and where no mark is expected.
pub fn expected_mark_documentation(context: &VolumeContext<'_>, offset: usize) -> Option<(String, String)> {
    let expected = expected_mark(context, offset)?;
    let cursor = Cursor::at(context.snapshot, expected.typed.start)?;
    let record = cursor.record();
    let plain = match expected.kind {
        MarkKind::Page => return None,
        MarkKind::Item => normalised(waiting_sentence(record)?.of(&record.text)),
        MarkKind::Reference => {
            let before = record.note_refs.iter().rev().find(|reference| reference.span.end <= cursor.offset);
            let due = before.map_or(Some(0), |before| Some(before.note? + 1));
            let due = due.filter(|due| record.refs_to(*due).all(|reference| reference.span.start >= cursor.offset));
            let note = due.and_then(|due| note_paragraphs(record, due));
            note.map_or_else(|| "Its note is still to be typed".into(), |note| note.join("\n\n"))
        }
    };
    Some((markdown(&plain), plain))
}

/// The sentence of the first reference behind all paired ones: the one that waits for a note.
fn waiting_sentence(record: &Record) -> Option<Span> {
    let paired = record.note_refs.iter().rposition(|reference| reference.note.is_some());
    let reference = record.note_refs.get(paired.map_or(0, |last| last + 1))?;
    text_units::sentence(record, reference.span.start)
}

/// The item that is expected at `offset`.
fn item(context: &VolumeContext<'_>, offset: usize) -> Option<ExpectedMark> {
    let (begun, edit) = on_enter::proposed_item(context.snapshot, offset)?;
    let rest = edit.new_text.trim_start().get(begun..)?.to_owned();
    let typed = Span::new(edit.span.start, offset);
    Some(ExpectedMark { kind: MarkKind::Item, typed, replaced: edit.span, new: edit.new_text, rest })
}

/// The footnote reference that is expected at the cursor.
fn reference(context: &VolumeContext<'_>, cursor: &Cursor<'_>) -> Option<ExpectedMark> {
    let record = cursor.record();
    if record.note_lists.iter().any(|list| list.span.touches(cursor.offset)) {
        return None;
    }
    let (before, after) = record.text.split_at_checked(cursor.offset)?;
    if after.starts_with(char::is_alphanumeric) {
        return None;
    }
    let number = before.trim_end_matches(|c| digit(c).is_some());
    let mut start = number.len();
    let earlier = record.note_refs.iter().rev().find(|reference| reference.span.end <= start);
    let later = record.note_refs.iter().find(|reference| reference.span.start >= cursor.offset);
    let like = earlier.or(later);
    let form = like.map_or_else(|| record.convention.new_reference_form(), |like| record.reference_form(like.span));
    let bracket = Some(form.open).filter(|open| !open.is_empty()).and_then(|open| number.strip_suffix(open));
    let word = bracket.unwrap_or(number);
    start = word.len();
    let typed = Span::new(start, cursor.offset);
    let begun = Begun { bracket: bracket.is_some(), number: number.len() < before.len() };
    if !may_follow(word, begun) || record.pages.iter().any(|page| page.span.end == start) {
        return None;
    }
    let label = expected_label(context, cursor, earlier, later)?;
    proposal(cursor, MarkKind::Reference, typed, form.write(&label), form.close)
}

/// The label of a reference between `earlier` and `later`. Returns `None` if `later` has that label already.
fn expected_label(
    context: &VolumeContext<'_>,
    cursor: &Cursor<'_>,
    earlier: Option<&NoteRef>,
    later: Option<&NoteRef>,
) -> Option<String> {
    let label = match (earlier, later) {
        (Some(earlier), _) => next_label(&earlier.label)?,
        (None, Some(later)) => {
            let before = later.label.arabic()?.checked_sub(1).filter(|before| *before > 0)?;
            in_digits_of(later.label.as_str(), before)
        }
        (None, None) => first_label(context, cursor)?,
    };
    let taken = later.is_some_and(|later| later.label.value() == later.label.beside(&label).value());
    (!taken).then_some(label)
}

/// The label of the first reference of a record: 0 or 1, as in the nearest record before it that has notes, or the
/// first label of the record's own list.
fn first_label(context: &VolumeContext<'_>, cursor: &Cursor<'_>) -> Option<String> {
    let own = cursor.record().notes.first().and_then(|note| note.label.as_ref());
    if let Some(own) = own.filter(|own| own.arabic() != Some(1)) {
        return Some(own.to_string());
    }
    let id = context.record_id(cursor.record_index)?;
    let before = records(context, id, false).find_map(|record| record.notes.first()?.label.as_ref()?.arabic());
    let first = before.filter(|first| *first == 0).unwrap_or(1);
    Some(in_digits_of(own.map_or("", Label::as_str), first))
}

/// What is typed of a reference.
#[derive(Clone, Copy)]
struct Begun {
    /// Whether its opening bracket is typed.
    bracket: bool,
    /// Whether a part of its number is typed.
    number: bool,
}

/// Whether a reference, of which `begun` is typed, may follow `word`.
fn may_follow(word: &str, begun: Begun) -> bool {
    let letters = |text: &str| text.chars().rev().take_while(|c| c.is_alphabetic()).take(LETTERS).count();
    let before = word.trim_end_matches(is_punctuation);
    match word.chars().next_back() {
        Some(last) if last.is_alphabetic() => begun.bracket || begun.number && letters(word) > 1,
        Some(last) if is_punctuation(last) => begun.bracket || !begun.number || letters(before) >= LETTERS,
        _ => false,
    }
}

/// Whether a reference may follow the punctuation mark `c`.
const fn is_punctuation(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '”' | '’' | '"' | '\'' | '»')
}

/// The page marker that is expected at the cursor.
fn page(context: &VolumeContext<'_>, cursor: &Cursor<'_>) -> Option<ExpectedMark> {
    let record = cursor.record();
    let before = record.text.get(..cursor.offset)?;
    let start = record.convention.begun_page_marker(before)?;
    let typed = Span::new(start, cursor.offset);
    if typed.len() > LONGEST {
        return None;
    }
    let of_volume = record.pages.iter().any(|page| !page.facsimile) || record.pages.is_empty();
    let pages = || record.pages.iter().filter(|page| page.facsimile != of_volume);
    let earlier = pages().rev().find(|page| page.span.end <= start);
    let later = pages().find(|page| page.span.start > start && page.span.start >= cursor.offset);
    let id = context.record_id(cursor.record_index)?;
    let label = |page: &PageMarker| page.label.clone();
    let around = |after| {
        records(context, id, after).find_map(move |record| {
            let page = if after { record.pages.first() } else { record.pages.last() };
            page.map(|page| page.label.clone())
        })
    };
    let before = earlier.map(label).or_else(|| around(false).filter(|_| of_volume));
    let after = later.map(label).or_else(|| around(true).filter(|_| of_volume));
    let due = match (&before, &after) {
        (Some(before), _) => next_label(before)?,
        (None, Some(after)) => after.arabic()?.checked_sub(1).filter(|page| *page > 0)?.to_string(),
        (None, None) => return None,
    };
    if after.is_some_and(|after| after.value() == Label::page(&due).value()) {
        return None;
    }
    let form = earlier.or(later).map_or_else(|| record.convention.page_form(), |page| record.page_form(page));
    proposal(cursor, MarkKind::Page, typed, form.write(&due), form.close)
}

/// The records before `id`, or behind it if `behind`, the nearest first.
fn records<'a>(context: &VolumeContext<'a>, id: RecordId, behind: bool) -> impl Iterator<Item = &'a RecordEntry> {
    let volume = context.volume;
    let beside = move |id: &RecordId| if behind { volume.next(*id) } else { volume.previous(*id) };
    successors(Some(id), beside).skip(1).take(RECORDS).filter_map(move |id| Some(volume.get(id)?.record))
}

/// Proposes the mark `new`. Returns `None` unless what is typed is the beginning of it and not the whole.
fn proposal(cursor: &Cursor<'_>, kind: MarkKind, typed: Span, new: String, close: &str) -> Option<ExpectedMark> {
    let text = &cursor.record().text;
    let begun = typed.of(text);
    let begins = new.get(..begun.len()).is_some_and(|head| head.eq_ignore_ascii_case(begun));
    let rest = new.get(begun.len()..).filter(|rest| begins && !rest.is_empty())?.to_owned();
    let closed = !begun.is_empty() && !close.is_empty() && text.get(typed.end..)?.starts_with(close);
    let replaced = Span::new(typed.start, typed.end + if closed { close.len() } else { 0 });
    if replaced.of(text) == new {
        return None;
    }
    let (typed, replaced) = (cursor.in_document(typed), cursor.in_document(replaced));
    Some(ExpectedMark { kind, typed, replaced, new, rest })
}

#[cfg(test)]
mod tests {
    use super::{MarkKind, expected_mark, expected_mark_documentation};
    use crate::assist::fixture;

    /// Checks the mark that is expected at the `|` of `text`, which is the last file of `volume`. The mark's kind is
    /// given by its first letter.
    #[track_caller]
    fn check_in(volume: &str, text: &str, due: Option<(char, &str)>) {
        let (before, after) = text.split_once('|').unwrap();
        let column = before.rsplit('\n').next().unwrap().chars().count();
        let (rest, below) = after.split_once('\n').map_or((after, None), |(rest, below)| (rest, Some(below)));
        let below = below.map_or(String::new(), |below| format!("\n{below}"));
        let fixture = format!("{volume}{before}{rest}\n{}|{below}", " ".repeat(column));
        for line_break in ["\n", "\r\n", "\r"] {
            fixture::in_volume(&fixture, line_break, |context, cursor| {
                let found = expected_mark(context, cursor);
                let told = found.as_ref().map(|found| {
                    assert_eq!(found.typed.end, cursor);
                    let kind = match found.kind {
                        MarkKind::Reference => 'r',
                        MarkKind::Page => 'p',
                        MarkKind::Item => 'i',
                    };
                    let mut text = context.snapshot.text().clone();
                    text.replace(found.replaced, &found.new);
                    assert!(found.new.ends_with(&found.rest));
                    (kind, found.new.as_str())
                });
                assert_eq!(told, due, "{text:?}, lines end by {line_break:?}");
            });
        }
    }

    #[track_caller]
    fn check(text: &str, due: Option<(char, &str)>) {
        check_in("", text, due);
    }

    const NOTES: &str = "\n\n  1. In Quarrow.\n  2. On foot.\n";

    #[test]
    fn the_next_number_behind_punctuation() {
        for (words, due) in [
            ("They met.|", Some(('r', "3"))),
            ("“They met.”|", Some(('r', "3"))),
            ("They met.| She left.4", Some(('r', "3"))),
            ("They met.| She left.3", None),
            // Ordinary prose.
            ("They met|", None),
            ("They met. |", None),
            ("in |", None),
            ("in 1962|", None),
            ("in 3|", None),
            ("They met.3|", None),
            ("They met.|1962", None),
        ] {
            check(&format!("12. Letter From the Mayor1\n\nHe came.2 {words}{NOTES}"), due);
        }
        check(&format!("12. Letter From the Mayor\n\nHe came.| They met.2{NOTES}"), Some(('r', "1")));
        check(&format!("12. Letter From the Mayor\n\nHe came.| They met.1{NOTES}"), None);
        check("12. Letter From the Mayor\n\nHe came.|", Some(('r', "1")));
        check("12. Letter From the Mayor1\n\nHe came.2\n\n  1. In Quarrow.|", None);
    }

    #[test]
    fn the_next_number_begun() {
        let notes = (1..10).map(|note| format!("  {note}. In box {note}.\n")).collect::<Vec<_>>().concat();
        let marks = (1..10).map(|note| format!("They waited.{note} ")).collect::<Vec<_>>().concat();
        for (words, due) in [
            ("At noon they parted.1|", Some(('r', "10"))),
            ("At 11 AM1|", Some(('r', "10"))),
            ("At noon they parted.2|", None),
            ("At noon they parted.10|", None),
            ("See vol.1|", None),
            ("See No.1|", None),
            ("It cost 3.1|", None),
            ("At 11:1|", None),
            ("The U1|", None),
            ("The U-1|", None),
            ("in 1|", None),
        ] {
            check(&format!("12. Letter From the Mayor\n\n{marks}{words}\n\n{notes}"), due);
        }
    }

    #[test]
    fn in_the_style_of_the_record() {
        let check = |mark: &str, words: &str, due| {
            check(&format!("12. Letter From the Mayor\n\nHe came.{mark} {words}{NOTES}"), due);
        };
        check("¹", "They met.|", Some(('r', "²")));
        check("(1)", "They met.|", Some(('r', "(2)")));
        check("(1)", "They met.(|", Some(('r', "(2)")));
        check("(1)", "They met.(|)", Some(('r', "(2)")));
        check("[1]", "They met [|", None);
        check("[1]", "They met[|]", Some(('r', "[2]")));
        check("*", "They met.|", Some(('r', "†")));
    }

    #[test]
    fn the_first_number_is_that_of_the_volume() {
        let before =
            "==> d11.txt <==\n11. Letter From the Crew0\n\nThey came.1\n\n  1. Late.\n  2. On foot.\n==> d12.txt <==\n";
        check_in(before, "12. Letter From the Mayor\n\nHe came.|", Some(('r', "0")));
        check_in(before, "12. Letter From the Mayor0\n\nHe came.|", Some(('r', "1")));
    }

    #[test]
    fn the_next_page() {
        for (text, due) in [
            ("[Page 41] They met. [|", Some(('p', "[Page 42]"))),
            ("[Page 41] They met. [|]", Some(('p', "[Page 42]"))),
            ("[Page 41] They met. [pa|", Some(('p', "[Page 42]"))),
            ("[Page 41] They met. [Page 4|", Some(('p', "[Page 42]"))),
            ("[Page 41] They met. [Page 42|", Some(('p', "[Page 42]"))),
            ("[Page 41] They met. [Page 42]|", None),
            ("[Page 41] They met. [British|", None),
            ("[Page 41] They met. |", None),
            ("[Page 41] [| They met. [Page 42]", None),
            ("[Page 41] [| They met. [Page 44]", Some(('p', "[Page 42]"))),
            ("They came. [| They met. [Page 44]", Some(('p', "[Page 43]"))),
            ("[Page xiv] They met. [|", Some(('p', "[Page xv]"))),
            ("[Facsimile Page 2] They met. [|", Some(('p', "[Facsimile Page 3]"))),
            ("[fol. 5r] They met. [|", Some(('p', "[fol. 5v]"))),
            ("[fol. 5v] They met. [fo|", Some(('p', "[fol. 6r]"))),
            ("[Page 40–41] They met. [|", Some(('p', "[Page 42–43]"))),
            ("[Page 40-41] They met. [| [Page 42-43] They left.", None),
            ("{41} They met. {|", Some(('p', "{42}"))),
            ("[Page 41] They met. {|", None),
            ("They met. [|", None),
        ] {
            check(&format!("12. Letter From the Mayor\n\n{text}\n\nHe came."), due);
        }
    }

    #[test]
    fn the_pages_of_the_volume() {
        let crew = "==> d11.txt <==\n11. Letter From the Crew\n\nThey came. [Page 41] They met.\n";
        let clerk = "==> d13.txt <==\n13. Letter From the Clerk\n\nShe came. [Page 43] They met.\n";
        let letter = "==> d12.txt <==\n";
        check_in(&format!("{crew}{letter}"), "12. Letter From the Mayor\n\nHe came. [|", Some(('p', "[Page 42]")));
        let both = format!("{crew}{clerk}{letter}");
        check_in(&both, "12. Letter From the Mayor\n\nHe came. [|", Some(('p', "[Page 42]")));
        check_in(&both, "12. Letter From the Mayor\n\nHe came. [Page 42] They left. [|", None);
    }

    #[test]
    fn the_next_item() {
        let check = |list: &str, due| {
            check(&format!("12. Letter From the Mayor1\n\nHe came.2 They met.3\n\n{list}"), due);
        };
        check("  1. In Quarrow.\n|", Some(('i', "  2. ")));
        check("  1. In Quarrow.\n  |", Some(('i', "  2. ")));
        check("  1. In Quarrow.\n  2|", Some(('i', "  2. ")));
        check("  1. In Quarrow.\n\n2|\n", Some(('i', "  2. ")));
        check("  1. In Quarrow.\n|\n  3. On foot.", Some(('i', "  2. ")));
        check("  1. In Quarrow.\n|\n  2. On foot.", None);
        check("  1. In Quarrow.\n  2. |", None);
        check("  1. In Quarrow.\n  4|", None);
        check("  1. In Quarrow.\nTom|", None);
        check("  1. In Quarrow.\n\n\n\nTom Ardwin\n|", None);
    }

    /// Checks the documentation of the mark that is expected at the cursor.
    #[track_caller]
    fn check_documentation(fixture: &str, told: Option<&str>) {
        fixture::in_volume(fixture, "\n", |context, cursor| {
            let found = expected_mark_documentation(context, cursor).map(|(markdown, plain)| {
                assert_eq!(markdown.replace(['\\', '*'], ""), plain);
                plain
            });
            assert_eq!(found.as_deref(), told);
        });
    }

    #[test]
    fn what_is_told_of_it() {
        let head = "12. Letter From the Mayor\n\nHe came.1 They met.\n                   |\n\n  1. In Quarrow.\n";
        check_documentation(head, Some("Its note is still to be typed"));
        check_documentation(&format!("{head}  2. On foot."), Some("2. On foot."));
        let items = "12. Letter From the Mayor1\n\nHe came.2\n\n  1. In Quarrow.\n  2\n   |";
        check_documentation(items, Some("He came.2"));
    }

    #[test]
    fn in_every_convention() {
        let markdown = "\n\n[^1]: In Quarrow.\n[^2]: On foot.\n";
        for (words, due) in [
            ("They met.|", Some(('r', "[^2]"))),
            ("They met.[^|", Some(('r', "[^2]"))),
            ("They met.[^|]", Some(('r', "[^2]"))),
            ("They met.[^2|]", None),
            ("They met. [|", None),
        ] {
            check(&format!("He came.[^1] {words}{markdown}"), due);
        }
        check(&format!("He came.[^1] They met.[^2]{markdown}|"), Some(('i', "[^3]: ")));

        let page = "-----File: 041.png---\n\nHe came.[1]";
        let note = "\n\n[Footnote 1: In Quarrow.]\n";
        for (words, due) in [
            ("They met.|", Some(('r', "[2]"))),
            ("They met.[|", Some(('r', "[2]"))),
            ("They met.[|]", Some(('r', "[2]"))),
            ("They met. [|", None),
        ] {
            check(&format!("{page} {words}{note}"), due);
        }
        check(&format!("{page} They met.[2]{note}|"), Some(('i', "[Footnote 2: ")));
        let lettered = "He came.[A] They met.| They sat.[B]\n\n[Footnote A: In Quarrow.]\n\n[Footnote B: On foot.]\n";
        check(lettered, None);
        check(&lettered.replace("[B]", "[C]").replace("B:", "C:"), Some(('r', "[B]")));

        let item = "\n\n    [1] In Quarrow.\n\nShe left.[3]\n\n    [3] At noon.\n";
        check(&format!("He came.[1] They met.|{item}"), Some(('r', "[2]")));
        check(&format!("He came.[1] They met.[|]{item}"), Some(('r', "[2]")));
        check(&format!("{{41}}\n\nHe came.[1] {{|{item}"), Some(('p', "{42}")));
        check(&format!("{{41}}\n\nHe came.[1]{item}\n    |"), Some(('i', "    [4] ")));
    }

    #[test]
    fn the_next_of_proofreaders_pages() {
        let page = "-----File: 041.png---\n\nThey met.\n";
        check(&format!("{page}-----|"), Some(('p', "-----File: 042.png---")));
        check(&format!("{page}-----File: |"), Some(('p', "-----File: 042.png---")));
    }
}
