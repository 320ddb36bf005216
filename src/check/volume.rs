//! Rules that need the volume: cross references that lead nowhere, and the numbers of the records.

use super::code::Code;
use super::diagnostic::{Diagnostic, Related};
use super::sequence::{Verdict, judge};
use crate::record::{CrossRef, Label, Whose};
use crate::text::Span;
use crate::volume::{Complete, Missing, Outcome, Part, Place, RecordEntry, RecordId, Volume};

/// The diagnostics of the record `id` that depend on its volume, in the order of the text. `complete` tells whether the
/// volume is known to have all its records and pages; a cross reference to what is missing is reported only then.
pub fn volume_diagnostics(volume: &Volume, id: RecordId, complete: Complete) -> Vec<Diagnostic> {
    let mut found = unknown_places(volume, id, complete);
    found.extend(duplicate_record(volume, id));
    found.extend(record_numbering(volume, id));
    found.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.code));
    found
}

/// The rules `unknown-document`, `unknown-footnote` and `unknown-page`.
fn unknown_places(volume: &Volume, id: RecordId, complete: Complete) -> Vec<Diagnostic> {
    let cross_refs = volume.get(id).map_or(&[][..], |located| &located.record.cross_refs);
    let unknown = cross_refs.iter().filter_map(|cross_ref| match volume.resolve(id, cross_ref, complete) {
        Outcome::Unknown(missing) => Some(unknown_target(volume, id, cross_ref, missing)),
        Outcome::Resolved(_) | Outcome::NotLoaded | Outcome::Elsewhere => None,
    });
    unknown.collect()
}

/// The diagnostic for a cross reference of the record `id` that names what is `missing`.
fn unknown_target(volume: &Volume, id: RecordId, cross_ref: &CrossRef, missing: Missing) -> Diagnostic {
    let report = |code, message: String| Diagnostic::new(code, cross_ref.span, message);
    // Only a bare `supra` has no label, and that is never reported as unknown.
    let label = |label: Option<&Label>| label.map_or_else(String::new, |label| format!(" {label}"));
    match missing {
        Missing::Document => {
            let number = match &cross_ref.whose {
                Whose::Document(number) => Some(number),
                _ => cross_ref.label.as_ref(),
            };
            let numbers = volume.numbers().map(|(first, last)| format!(": its records are numbered {first}–{last}"));
            let message = format!("No record{} in this volume{}", label(number), numbers.unwrap_or_default());
            report(Code::UnknownDocument, message)
        }
        Missing::Page => {
            let page = match &cross_ref.whose {
                Whose::Page(page) => Some(page),
                _ => cross_ref.label.as_ref(),
            };
            let pages = volume.pages().map(|(first, last)| format!(": its pages are {first}–{last}"));
            report(Code::UnknownPage, format!("No page{} in this volume{}", label(page), pages.unwrap_or_default()))
        }
        Missing::Footnote(record) => {
            let entry = volume.get(record).map(|located| located.record);
            let name = if record == id { "this record".into() } else { record_name(volume, record) };
            let wanted = cross_ref.label.as_ref().and_then(Label::arabic);
            let have = match entry.and_then(RecordEntry::numbers) {
                Some((_, last)) if wanted > Some(last) => format!(": its notes end at {last}"),
                Some((first, last)) => format!(": its notes are numbered {first}–{last}"),
                None => String::new(),
            };
            let diagnostic =
                report(Code::UnknownFootnote, format!("No note{} in {name}{have}", label(cross_ref.label.as_ref())));
            let Some(last) = entry.and_then(|entry| entry.notes.len().checked_sub(1)) else { return diagnostic };
            let place = Place { record, part: Part::Note(last) };
            related(diagnostic, volume, id, place, format!("the last note of {name}"))
        }
    }
}

/// The rule `duplicate-record`. Of the records with one number, the one that a citation leads to is not reported.
fn duplicate_record(volume: &Volume, id: RecordId) -> Option<Diagnostic> {
    let (number, span) = printed_number(volume, id)?;
    let first = volume.record(number).filter(|&first| first != id)?;
    printed_number(volume, first).filter(|(other, _)| other.value() == number.value())?;
    if volume.is_named_otherwise(first) {
        // If no file name confirms the number, `2. Economic Questions` is more likely a title within two records.
        return None;
    }
    let message = format!("Record {number} occurs twice in this volume");
    let place = Place { record: first, part: Part::Heading };
    let diagnostic = Diagnostic::new(Code::DuplicateRecord, span, message);
    Some(related(diagnostic, volume, id, place, format!("the other record {number}")))
}

/// The rule `record-numbering`.
fn record_numbering(volume: &Volume, id: RecordId) -> Option<Diagnostic> {
    let (number, span) = printed_number(volume, id).filter(|_| volume.is_numbered_throughout())?;
    // The two neighbours on each side are enough to tell which number is misread.
    let value = |id: Option<RecordId>| printed_number(volume, id?).map(|(number, _)| number.value());
    let before = volume.previous(id);
    let two_before = before.and_then(|id| volume.previous(id));
    let after = volume.next(id);
    let two_after = after.and_then(|id| volume.next(id));
    let around = [two_before, before, Some(id), after, two_after];
    let missing_before = around.iter().take_while(|id| id.is_none()).count();
    let values: Vec<_> = around.iter().skip(missing_before).map(|&id| value(id)).collect();
    let judged = judge(&values).into_iter().nth(2 - missing_before);
    let judged = judged.filter(|judged| judged.verdict == Verdict::Breaks)?;
    let before = before?;
    let expected = judged.expected.map_or_else(String::new, |expected| format!("; {expected} was expected here"));
    let name = record_name(volume, before);
    let diagnostic = Diagnostic::new(Code::RecordNumbering, span, format!("Record {number} follows {name}{expected}"));
    let place = Place { record: before, part: Part::Heading };
    Some(related(diagnostic, volume, id, place, format!("{name} begins here")))
}

/// The number that the heading of the record prints, and its span. Returns `None` if the volume takes its numbers from
/// file names.
fn printed_number(volume: &Volume, id: RecordId) -> Option<(&Label, Span)> {
    let record = volume.get(id).filter(|_| !volume.is_numbered_by_names())?.record;
    let (number, heading) = record.number.as_ref().zip(record.heading)?;
    let start = heading.get().start;
    Some((number, Span::new(start, start + number.as_str().len())))
}

/// The name of a record: `record 222`.
fn record_name(volume: &Volume, id: RecordId) -> String {
    volume.number(id).map_or_else(|| "a record without a number".into(), |number| format!("record {number}"))
}

/// Adds `place` to the related places of `diagnostic`, which is about the record `id`.
fn related(mut diagnostic: Diagnostic, volume: &Volume, id: RecordId, place: Place, message: String) -> Diagnostic {
    if let (Some(there), Some(span)) = (volume.get(place.record), volume.span(place)) {
        let own = place.record == id;
        let (path, span) = if own { (None, span) } else { (Some(there.path.into()), span.shifted(there.start)) };
        diagnostic.related.push(Related { path, span, message });
    }
    diagnostic
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Document;
    use crate::volume::{FileEntry, Index};

    /// A letter with this number and text, whose two references print 1 and 2.
    fn letter(number: u64, text: &str) -> String {
        format!("{number}. Letter From the Harbour Master\n\n{text} The ferry.1 The pier.2\n\n  1. Late.\n  2. Old.\n")
    }

    /// Checks what is reported of `files`: `path at “words” code severity: message`, and below it `path at “words”
    /// message` for each related place.
    #[track_caller]
    fn check<T: AsRef<str>>(files: &[(&str, T)], complete: Complete, expected: &str) {
        let mut index = Index::default();
        for (path, text) in files {
            index.set(*path, FileEntry::new(&Document::new(text.as_ref()).snapshot(), 0));
        }
        let at = |path: &str, span: Span| {
            let (_, text) = files.iter().find(|(other, _)| *other == path).unwrap();
            format!("{path} at “{}”", span.of(text.as_ref()).lines().next().unwrap())
        };
        let mut reported = Vec::new();
        for (path, _) in files {
            let volume = index.volume(path).unwrap();
            for &id in volume.records_of(path) {
                let start = volume.get(id).unwrap().start;
                for found in volume_diagnostics(volume, id, complete) {
                    let place = at(path, found.span.shifted(start));
                    reported.push(format!("{place} {} {}: {}", found.code, found.severity.as_str(), found.message));
                    reported.extend(found.related.iter().map(|related| {
                        let place = match &related.path {
                            Some(path) => at(path, related.span),
                            None => at(path, related.span.shifted(start)),
                        };
                        format!("  {place} {}", related.message)
                    }));
                }
            }
        }
        assert_eq!(reported.join("\n"), expected);
    }

    #[test]
    fn a_record_that_is_not_there() {
        let files = [("v/d1.txt", letter(1, "See Document 9.")), ("v/d2.txt", letter(2, "See Document 1."))];
        check(&files, Complete::Auto, "");
        check(
            &files,
            Complete::Yes,
            "v/d1.txt at “Document 9” unknown-document warning: No record 9 in this volume: its records are numbered 1–2",
        );
        let files = [("v/d1.txt", letter(1, "See footnote 2, Document 9."))];
        check(
            &files,
            Complete::Yes,
            "v/d1.txt at “footnote 2, Document 9” unknown-document warning: No record 9 in this volume: its records are numbered 1–1",
        );
    }

    #[test]
    fn a_record_that_is_taken_out_is_missed_where_it_is_cited() {
        let volume: Vec<_> = (1..=30).map(|number| (format!("v/d{number}.txt"), number)).collect();
        let written = |but: u64| -> Vec<_> {
            let kept = volume.iter().filter(|(_, number)| *number != but);
            kept.map(|(path, number)| (path.as_str(), letter(*number, &format!("See Document {}.", 31 - number))))
                .collect()
        };
        check(&written(0), Complete::Auto, "");
        check(
            &written(20),
            Complete::Auto,
            "\
v/d11.txt at “Document 20” unknown-document warning: No record 20 in this volume: its records are numbered 1–30
v/d21.txt at “21” record-numbering information: Record 21 follows record 19; 20 was expected here
  v/d19.txt at “19. Letter From the Harbour Master” record 19 begins here",
        );
        // The last record may not have been typed yet.
        check(&written(30), Complete::Auto, "");
    }

    #[test]
    fn a_note_that_is_not_there() {
        let files = [
            ("v/d1.txt", letter(1, "See footnote 7, Document 2, footnote 2, Document 2 and footnote 0, Document 2.")),
            ("v/d2.txt", letter(2, "See footnote 9 above.")),
        ];
        check(
            &files,
            Complete::Auto,
            "\
v/d1.txt at “footnote 7, Document 2” unknown-footnote warning: No note 7 in record 2: its notes end at 2
  v/d2.txt at “  2. Old.” the last note of record 2
v/d1.txt at “footnote 0, Document 2” unknown-footnote warning: No note 0 in record 2: its notes are numbered 1–2
  v/d2.txt at “  2. Old.” the last note of record 2
v/d2.txt at “footnote 9” unknown-footnote warning: No note 9 in this record: its notes end at 2
  v/d2.txt at “  2. Old.” the last note of this record",
        );
        // If a reference was misread, the note that it leads to may be the one that is meant.
        let misread = "2. Letter From the Harbour Master\n\nA.1 B.17 C.3 D.4\n\n  1. E.\n  2. F.\n  3. G.\n  4. H.\n";
        check(
            &[("v/d1.txt", letter(1, "See footnote 2, Document 2.")), ("v/d2.txt", misread.into())],
            Complete::Auto,
            "",
        );
        // A list that is still being typed may get the note later.
        let typed = letter(2, "See footnote 9 above.").replace("pier.2", "pier.2 The envoy.3");
        check(&[("v/d1.txt", letter(1, "See footnote 7, Document 2.")), ("v/d2.txt", typed)], Complete::Auto, "");
    }

    #[test]
    fn a_page_that_is_not_there() {
        let files = [("v/d1.txt", letter(1, "[Page 3] [See p. 4, and p. 9.] [Page 4] A."))];
        check(&files, Complete::Auto, "");
        check(
            &files,
            Complete::Yes,
            "v/d1.txt at “p. 9” unknown-page warning: No page 9 in this volume: its pages are 3–4",
        );
    }

    #[test]
    fn two_records_of_one_number() {
        check(
            &[("v/a.txt", letter(1, "")), ("v/b.txt", letter(2, "")), ("v/c.txt", letter(2, ""))],
            Complete::Auto,
            "\
v/c.txt at “2” duplicate-record warning: Record 2 occurs twice in this volume
  v/b.txt at “2. Letter From the Harbour Master” the other record 2",
        );
        // The record whose file name has another number is the one that is reported.
        check(
            &[("v/d1.txt", letter(1, "")), ("v/d2.txt", letter(3, "")), ("v/d3.txt", letter(3, ""))],
            Complete::Auto,
            "\
v/d2.txt at “3” duplicate-record warning: Record 3 occurs twice in this volume
  v/d3.txt at “3. Letter From the Harbour Master” the other record 3
v/d2.txt at “3” record-numbering information: Record 3 follows record 1; 2 was expected here
  v/d1.txt at “1. Letter From the Harbour Master” record 1 begins here",
        );
        check(&[("v/d7.txt", letter(2, "")), ("v/d9.txt", letter(2, ""))], Complete::Auto, "");
    }

    #[test]
    fn records_that_skip_a_number() {
        let follows = "\
v/c.txt at “4” record-numbering information: Record 4 follows record 2; 3 was expected here
  v/b.txt at “2. Letter From the Harbour Master” record 2 begins here";
        check(
            &[
                ("v/a.txt", letter(1, "")),
                ("v/b.txt", letter(2, "")),
                ("v/c.txt", letter(4, "")),
                ("v/d.txt", letter(5, "")),
            ],
            Complete::Auto,
            follows,
        );
        // A few records of a volume, taken from different parts of it.
        check(
            &[("v/a.txt", letter(1, "")), ("v/b.txt", letter(20, "")), ("v/c.txt", letter(44, ""))],
            Complete::Auto,
            "",
        );
        // One misread number gives one message.
        check(
            &[
                ("v/a.txt", letter(1, "")),
                ("v/b.txt", letter(2, "")),
                ("v/c.txt", letter(8, "")),
                ("v/d.txt", letter(4, "")),
                ("v/e.txt", letter(5, "")),
            ],
            Complete::Auto,
            "\
v/c.txt at “8” record-numbering information: Record 8 follows record 2; 3 was expected here
  v/b.txt at “2. Letter From the Harbour Master” record 2 begins here",
        );
    }
}
