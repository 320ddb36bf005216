//! Completion of record numbers after `Document `.

use super::cursor::Cursor;
use super::display_text::{folded, markdown, record_title};
use super::hover::place_paragraphs;
use super::volume_context::VolumeContext;
use crate::record::{CrossRef, CrossRefKind, Label, Whose};
use crate::text::Span;
use crate::volume::{Complete, Outcome, Part, Place, RecordId};
use std::collections::HashSet;

/// The records that complete the number or word before the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completions {
    /// What is already typed of the number or of a word of the title, in bytes of the document; ends at the cursor.
    pub typed: Span,
    /// The footnote that the citation names, such as the `2` of `footnote 2, Document `.
    pub footnote: Option<Label>,
    /// The candidates. Those that have the footnote come first; within each group they are in the order of the volume.
    pub records: Vec<Candidate>,
    /// Whether the list was cut and should be asked for again when more is typed.
    pub more: bool,
}

/// A record that a citation may name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The record's number, which is what gets inserted.
    pub number: Label,
    /// The record's number and title.
    pub name: String,
}

/// How many records are returned at once. A volume has about 400.
const MOST: usize = 512;

/// How many bytes before the cursor are read. A long list of numbers fits into them.
const BEFORE: usize = 200;

/// The records that a citation at `offset` (in bytes of the document) may name.
///
/// Citations begin with `Document `, `Documents 12 and ` or `footnote 2, Document `. What is typed behind that may be
/// the beginning of a number or part of a title; diacritics and case do not matter in a title. Returns `None` at any
/// other place.
pub fn completions(context: &VolumeContext<'_>, offset: usize) -> Option<Completions> {
    let cursor = Cursor::at(context.snapshot, offset)?;
    let text = cursor.record().text.get(..cursor.offset)?;
    let line = text.rsplit(['\n', '\r']).next().unwrap_or_default();
    let from = (line.len().saturating_sub(BEFORE)..=line.len()).find(|at| line.is_char_boundary(*at))?;
    let before = line.get(from..)?;
    let before_typed = before.trim_end_matches(char::is_alphanumeric);
    let typed = before.get(before_typed.len()..)?;
    let footnote = cited_footnote(before_keyword(before_typed)?);

    let own = context.record_id(cursor.record_index)?;
    let sought = folded(typed);
    let mut known = HashSet::new();
    let mut records: Vec<_> = (context.volume.located())
        .filter(|(id, _)| *id != own)
        .filter_map(|(id, located)| {
            let number = context.volume.number(id)?;
            let fits = number.as_str().starts_with(typed) || folded(&located.record.title).contains(&sought);
            let name = record_title(Some(&number), &located.record.title);
            (fits && known.insert(number.clone())).then_some(Candidate { number, name })
        })
        .collect();
    if let Some(footnote) = &footnote {
        // The sort is stable, so each group stays in the order of the volume.
        records.sort_by_cached_key(|record| note_of(context, own, &record.number, footnote).is_none());
    }
    let more = records.len() > MOST;
    records.truncate(MOST);
    Some(Completions {
        typed: cursor.in_document(Span::new(cursor.offset - typed.len(), cursor.offset)),
        footnote,
        records,
        more,
    })
}

/// The documentation of a candidate, as Markdown and as plain text: the text of the note that the print calls
/// `footnote` in the record `number`, or else the record's first note. Returns `None` if there is no such note.
pub fn completion_documentation(
    context: &VolumeContext<'_>,
    number: &Label,
    footnote: Option<&Label>,
) -> Option<(String, String)> {
    let from = context.record_id(0)?;
    let note = footnote.and_then(|footnote| note_of(context, from, number, footnote));
    let place = note.or_else(|| Some(Place { record: context.volume.record(number)?, part: Part::Heading }))?;
    // The first paragraph is the record's name, which the candidate shows already.
    let paragraphs = place_paragraphs(context, place).into_iter().skip(1);
    let (marked, plain): (Vec<_>, Vec<_>) = paragraphs.map(|plain| (markdown(&plain), plain)).unzip();
    (!plain.is_empty()).then(|| (marked.join("\n\n"), plain.join("\n\n")))
}

/// The note of the record `number` that the print calls `footnote`.
fn note_of(context: &VolumeContext<'_>, from: RecordId, number: &Label, footnote: &Label) -> Option<Place> {
    let whose = Whose::Document(number.clone());
    let label = Some(footnote.clone());
    let cross_ref = CrossRef { span: Span::default(), kind: CrossRefKind::Footnote, label, whose };
    match context.volume.resolve(from, &cross_ref, Complete::No) {
        Outcome::Resolved(place) => Some(place),
        Outcome::Unknown(_) | Outcome::NotLoaded | Outcome::Elsewhere => None,
    }
}

/// If a record's number is expected behind `text`, returns what stands before the keyword `Document`.
fn before_keyword(text: &str) -> Option<&str> {
    let mut list = text;
    while let Some(before) = strip_number(list) {
        list = before;
    }
    strip_word(text, "Document").or_else(|| strip_word(list, "Documents"))
}

/// Removes `word` and one space from the end of `text`. Returns `None` if `text` does not end with them or `word` is
/// the end of a longer word.
fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let before = text.strip_suffix([' ', '\u{a0}'])?.strip_suffix(word)?;
    (!before.ends_with(char::is_alphanumeric)).then_some(before)
}

/// Removes a number and the separator behind it (`, `, ` and `, `–`, …) from the end of `text`. Returns `None` if
/// `text` does not end with them.
fn strip_number(text: &str) -> Option<&str> {
    let joined =
        [", and ", ", ", " and ", " or ", " to ", "–", "-"].iter().find_map(|joint| text.strip_suffix(joint))?;
    let before = joined.trim_end_matches(|c: char| c.is_ascii_digit());
    (before.len() < joined.len()).then_some(before)
}

/// If `text` ends with a footnote and a separator, as in `footnote 2, `, returns the footnote's label.
fn cited_footnote(text: &str) -> Option<Label> {
    let text = [", ", " to ", " of ", " in "].iter().find_map(|joint| text.strip_suffix(joint))?;
    let word = text.trim_end_matches(char::is_alphanumeric);
    let before_typed = word.strip_suffix([' ', '\u{a0}'])?;
    let number = text.get(word.len()..).filter(|number| number.starts_with(|c: char| c.is_ascii_digit()))?;
    (before_typed.ends_with("footnote") || before_typed.ends_with("Footnote")).then(|| Label::new(number))
}

#[cfg(test)]
mod tests {
    use super::{completion_documentation, completions};
    use crate::assist::fixture;
    use crate::record::Label;
    use crate::text::Span;

    const OTHERS: &str = "
==> d13.txt <==
13. Letter to the Mayor1

She came.2

  1. Source: Quarrow Archive.
  2. On benches.
==> d14.txt <==
14. Letter to the Crew
==> d131.txt <==
Talk in Æbleø and Québec0

They met.

  1. On foot.";

    /// Types `words` in a letter and checks the completions: what counts as typed, and `number|name` of each candidate.
    /// `None` expects no completion at all.
    #[track_caller]
    fn check(words: &str, offered: Option<(&str, &[&str])>) {
        let line = format!("He came. {words}");
        let fixture =
            format!("==> d12.txt <==\n12. Letter From the Mayor\n\n{line}\n{:1$}|{OTHERS}", "", line.chars().count());
        fixture::in_volume(&fixture, "\n", |context, cursor| {
            let found = completions(context, cursor);
            let names = found.as_ref().map(|found| {
                let names = found.records.iter().map(|record| format!("{}|{}", record.number, record.name));
                (context.snapshot.text().slice(found.typed).into_owned(), names.collect::<Vec<_>>())
            });
            let expected =
                offered.map(|(typed, names)| (typed.to_owned(), names.iter().map(|name| (*name).to_owned()).collect()));
            assert_eq!(names, expected, "{words}");
            assert!(
                found.is_none_or(|found| !found.more && found.typed == Span::new(cursor - found.typed.len(), cursor))
            );
        });
    }

    const MAYOR: &str = "13|13. Letter to the Mayor";
    const CREW: &str = "14|14. Letter to the Crew";
    const TALK: &str = "131|131. Talk in Æbleø and Québec";

    #[test]
    fn behind_the_word() {
        check("See Document ", Some(("", &[MAYOR, CREW, TALK])));
        check("(Document\u{a0}", Some(("", &[MAYOR, CREW, TALK])));
        check("See Document 13", Some(("13", &[MAYOR, TALK])));
        check("See Document let", Some(("let", &[MAYOR, CREW])));
        check("See Document quebec", Some(("quebec", &[TALK])));
        check("See Document 99", Some(("99", &[])));
        check("See Documents ", Some(("", &[MAYOR, CREW, TALK])));
        check("See Documents 12, 13, and 14", Some(("14", &[CREW])));
        check("See Documents 12–", Some(("", &[MAYOR, CREW, TALK])));
    }

    #[test]
    fn behind_a_footnote_the_records_that_have_it_first() {
        check("See footnote 0, Document ", Some(("", &[TALK, MAYOR, CREW])));
        check("See footnote 2 of Document 1", Some(("1", &[MAYOR, CREW, TALK])));
    }

    #[test]
    fn nowhere_else() {
        for words in [
            "",
            " ",
            "See ",
            "See Document",
            "See Document, ",
            "See document ",
            "MyDocument ",
            "See Document 13 and ",
            "See p. ",
        ] {
            check(words, None);
        }
    }

    #[test]
    fn more_than_can_be_shown() {
        let letter = |number| format!("{number}. Letter to the Mayor\n\nHe came.1\n\n  1. Late.\n\n");
        let letters: String = (1..=600).map(letter).collect();
        let count = |typed: &str| {
            let line = format!("See Document {typed}");
            let fixture = format!("{letters}601. Letter to the Crew\n\n{line}\n{:1$}|", "", line.len());
            let mut counted = (0, false);
            fixture::in_volume(&fixture, "\n", |context, cursor| {
                let found = completions(context, cursor).unwrap();
                counted = (found.records.len(), found.more);
            });
            counted
        };
        assert_eq!(count(""), (512, true));
        assert_eq!(count("5"), (111, false));
    }

    #[test]
    fn the_first_note_or_the_one_named_documents_it() {
        let fixture = format!("==> d12.txt <==\n12. Letter From the Mayor\n|{OTHERS}");
        fixture::in_volume(&fixture, "\n", |context, _| {
            let documentation_of = |number: &str, footnote: Option<&str>| {
                let told = completion_documentation(context, &Label::new(number), footnote.map(Label::new).as_ref());
                told.map(|(markdown, plain)| {
                    assert_eq!(markdown.replace(['\\', '*'], ""), plain);
                    plain
                })
            };
            assert_eq!(documentation_of("13", None).as_deref(), Some("1. Source: Quarrow Archive."));
            assert_eq!(documentation_of("13", Some("2")).as_deref(), Some("2. On benches."));
            assert_eq!(documentation_of("14", None), None);
            assert_eq!(documentation_of("131", Some("0")).as_deref(), Some("1. On foot."));
            assert_eq!(documentation_of("99", None), None);
        });
    }
}
