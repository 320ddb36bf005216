//! Rules about what only the volume tells: cross references that lead nowhere, and the numbers of its records.

use super::sequence::{Verdict, judge};
use super::{Code, Diagnostic, Related};
use crate::record::{CrossRef, Label, Whose};
use crate::text::Span;
use crate::volume::{Complete, Missing, Outcome, Part, Place, RecordId, Volume};

/// What is wrong in the record `id` of `volume` that only the volume tells, in the order of the text.
pub fn in_volume(volume: &Volume, id: RecordId, complete: Complete) -> Vec<Diagnostic> {
    let mut found = unknown(volume, id, complete);
    found.extend(duplicate(volume, id));
    found.extend(numbering(volume, id));
    found.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.code));
    found
}

/// `unknown-document`, `unknown-footnote` and `unknown-page`.
fn unknown(volume: &Volume, id: RecordId, complete: Complete) -> Vec<Diagnostic> {
    let cross_refs = volume.get(id).map_or(&[][..], |located| &located.record.cross_refs);
    let unknown = cross_refs.iter().filter_map(|cross_ref| match volume.resolve(id, cross_ref, complete) {
        Outcome::Unknown(missing) => Some(lost(volume, id, cross_ref, missing)),
        Outcome::Resolved(_) | Outcome::NotLoaded | Outcome::Elsewhere => None,
    });
    unknown.collect()
}

/// What to say of `cross_ref`, which stands in the record `id` and names what is `missing`.
fn lost(volume: &Volume, id: RecordId, cross_ref: &CrossRef, missing: Missing) -> Diagnostic {
    let report = |code, message: String| Diagnostic::new(code, cross_ref.span, message);
    // `None` is the label of a bare `supra`, which leads somewhere or cannot be told.
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
            let notes = volume.get(record).map_or(&[][..], |located| &located.record.notes);
            let numbers = || notes.iter().filter_map(|note| note.label.as_ref()?.arabic());
            let name = if record == id { "this record".into() } else { name(volume, record) };
            let wanted = cross_ref.label.as_ref().and_then(Label::arabic);
            let have = match (numbers().min(), numbers().max()) {
                (Some(_), Some(last)) if wanted > Some(last) => format!(": its notes end at {last}"),
                (Some(first), Some(last)) => format!(": its notes are numbered {first}–{last}"),
                _ => String::new(),
            };
            let diagnostic =
                report(Code::UnknownFootnote, format!("No note{} in {name}{have}", label(cross_ref.label.as_ref())));
            let Some(last) = notes.len().checked_sub(1) else { return diagnostic };
            let place = Place { record, part: Part::Note(last) };
            related(diagnostic, volume, id, place, format!("the last note of {name}"))
        }
    }
}

/// `duplicate-record`. Of the records that carry a number, the one that a citation leads to is not reported.
fn duplicate(volume: &Volume, id: RecordId) -> Option<Diagnostic> {
    let (number, span) = printed(volume, id)?;
    let first = volume.record(number).filter(|&first| first != id)?;
    printed(volume, first).filter(|(other, _)| other.value() == number.value())?;
    let message = format!("Record {number} stands twice in this volume");
    let place = Place { record: first, part: Part::Heading };
    let diagnostic = Diagnostic::new(Code::DuplicateRecord, span, message);
    Some(related(diagnostic, volume, id, place, format!("the other record {number}")))
}

/// `record-numbering`.
fn numbering(volume: &Volume, id: RecordId) -> Option<Diagnostic> {
    let (number, span) = printed(volume, id).filter(|_| volume.is_numbered_throughout())?;
    // One misread number is judged by those around it: as far as the two neighbours on each side.
    let value = |id: Option<RecordId>| printed(volume, id?).map(|(number, _)| number.value());
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
    let name = name(volume, before);
    let diagnostic = Diagnostic::new(Code::RecordNumbering, span, format!("Record {number} follows {name}{expected}"));
    let place = Place { record: before, part: Part::Heading };
    Some(related(diagnostic, volume, id, place, format!("{name} begins here")))
}

/// The number that the heading of `id` prints, and where, if the volume counts its records that way.
fn printed(volume: &Volume, id: RecordId) -> Option<(&Label, Span)> {
    let record = volume.get(id).filter(|_| !volume.is_numbered_by_names())?.record;
    let (number, heading) = record.number.as_ref().zip(record.heading)?;
    Some((number, Span::new(heading.start, heading.start + number.as_str().len())))
}

/// `record 222`.
fn name(volume: &Volume, id: RecordId) -> String {
    volume.number(id).map_or_else(|| "a record without number".into(), |number| format!("record {number}"))
}

/// `diagnostic`, of the record `id`, with `place` as another place that it speaks of.
fn related(mut diagnostic: Diagnostic, volume: &Volume, id: RecordId, place: Place, message: String) -> Diagnostic {
    if let (Some(there), Some(span)) = (volume.get(place.record), volume.span(place)) {
        let own = place.record == id;
        let (path, span) = if own { (None, span) } else { (Some(there.path.into()), span.shifted(there.start)) };
        diagnostic.related.push(Related { path, span, message });
    }
    diagnostic
}
