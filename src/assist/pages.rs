//! The printed pages of a record.

use crate::record::{Label, PageMarker, Record};
use crate::text::Span;

/// The part of a record that stands on one printed page.
pub(super) struct Page<'a> {
    /// The name of the page: `Page 569`.
    pub name: String,
    /// Its text, in bytes of the record, up to the next page marker or to the notes that end the record.
    pub span: Span,
    /// The page marker that begins it, or ends it if that is at the foot of the page; `None` for the text before the first marker, or
    /// behind the last one.
    pub marker: Option<&'a PageMarker>,
}

/// The pages of `record`; empty if it has no page markers. The text before the first marker is a page too, and so is that behind the
/// last one if markers stand at the feet of their pages. Markers in a note list do not begin a page.
pub(super) fn pages(record: &Record) -> Vec<Page<'_>> {
    let end = final_notes(record).map_or(record.text.len(), |notes| notes.start);
    let markers: Vec<_> = text_markers(record).collect();
    let begun = begun(record.text.get(..end).unwrap_or_default(), &markers);
    let ends = begun.iter().skip(1).map(|next| next.start).chain([end]);
    (begun.iter().zip(ends))
        .map(|(page, end)| Page {
            name: capitalised(&page.name()),
            span: Span::new(page.start, end.max(page.start)),
            marker: page.is_marked.then_some(page.marker),
        })
        .collect()
}

/// Where a page of a record begins.
pub(super) struct Begun<'a> {
    /// The byte of the record.
    pub start: usize,
    /// The label of the page; none if its marker is missing and its number not known.
    pub label: Option<Label>,
    /// The marker of the page, or else the one nearest to it.
    marker: &'a PageMarker,
    /// Whether that is the marker of the page.
    is_marked: bool,
}

/// Where the pages of `text`, the text of a record or all above its notes, begin by `markers`, which are in order: at their markers,
/// or behind those at the feet of the pages before; and where text stands before the first one, or behind the last one at a foot.
pub(super) fn begun<'a>(text: &str, markers: &[&'a PageMarker]) -> Vec<Begun<'a>> {
    let (Some(&first), Some(&last)) = (markers.first(), markers.last()) else { return Vec::new() };
    let is_text = |start: usize, end: usize| !Span::new(start, end).of(text).trim().is_empty();
    let unmarked = |start, label, marker| Begun { start, label, marker, is_marked: false };
    let marked = |(start, &marker): (usize, &&'a PageMarker)| Begun {
        start,
        label: Some(marker.label.clone()),
        marker,
        is_marked: true,
    };
    if first.at_foot {
        let starts = std::iter::once(0).chain(markers.iter().map(|marker| marker.span.end));
        let behind = label_behind(last).filter(|_| is_text(last.span.end, text.len()));
        let behind = behind.map(|label| unmarked(last.span.end, Some(label), last));
        starts.zip(markers).map(marked).chain(behind).collect()
    } else {
        let ahead = is_text(0, first.span.start).then(|| unmarked(0, label_before(first), first));
        let starts = markers.iter().map(|marker| marker.span.start);
        ahead.into_iter().chain(starts.zip(markers).map(marked)).collect()
    }
}

impl Begun<'_> {
    /// The name of the page: `page 569`, `facsimile page 2`.
    fn name(&self) -> String {
        match &self.label {
            Some(label) => named(self.marker, label),
            None if self.marker.facsimile => format!("page before {}", page_name(self.marker)),
            None => format!("page before {}", self.marker.label),
        }
    }
}

/// The note list that ends the record, if only white space follows it.
pub(super) fn final_notes(record: &Record) -> Option<Span> {
    let last = record.note_lists.last()?.span;
    Span::new(last.end, record.text.len()).of(&record.text).trim().is_empty().then_some(last)
}

/// The name of the page that contains `offset` (in bytes of the record), such as `page 569`. Pages of the facsimile
/// count only if the record has no others. Returns `None` if the page is not known.
pub fn page_at(record: &Record, offset: usize) -> Option<String> {
    let volume = record.pages.iter().any(|page| !page.facsimile);
    let counts = |page: &&PageMarker| page.facsimile != volume && is_in_text(record, page);
    let (before, behind) = record.pages.split_at(record.pages.partition_point(|page| page.span.start <= offset));
    let (last, next) = (before.iter().rev().find(counts), behind.iter().find(counts));
    match (last, next) {
        (_, Some(next)) if next.at_foot => Some(page_name(next)),
        (Some(last), _) if last.at_foot => page_behind(last),
        (Some(last), _) => Some(page_name(last)),
        (None, next) => next.and_then(page_before),
    }
}

/// The name of the page that `marker` begins: `page 569`, `facsimile page 2`.
pub(super) fn page_name(marker: &PageMarker) -> String {
    named(marker, &marker.label)
}

/// The name of the page behind the one that `marker` ends. Returns `None` if its number is not known.
fn page_behind(marker: &PageMarker) -> Option<String> {
    Some(named(marker, &label_behind(marker)?))
}

/// The label of the page behind the one that `marker` ends. Returns `None` if its number is not known.
fn label_behind(marker: &PageMarker) -> Option<Label> {
    marker.label.arabic()?.checked_add(1).map(Label::number)
}

/// The name of the page before the one that `marker` begins. Returns `None` if its number is not known.
pub(super) fn page_before(marker: &PageMarker) -> Option<String> {
    Some(named(marker, &label_before(marker)?))
}

/// The label of the page before the one that `marker` begins. Returns `None` if its number is not known.
fn label_before(marker: &PageMarker) -> Option<Label> {
    marker.label.arabic()?.checked_sub(1).filter(|before| *before > 0).map(Label::number)
}

/// The page markers that stand in the text and not in a note list.
pub(super) fn text_markers(record: &Record) -> impl Iterator<Item = &PageMarker> {
    record.pages.iter().filter(|page| is_in_text(record, page))
}

/// Whether `page` stands in the text of `record` and not in a note list.
fn is_in_text(record: &Record, page: &PageMarker) -> bool {
    let list = record.note_lists.partition_point(|list| list.span.end <= page.span.start);
    !record.note_lists.get(list).is_some_and(|list| list.span.contains(page.span.start))
}

/// The name of the page `label` in the numbering to which `marker` belongs.
fn named(marker: &PageMarker, label: &Label) -> String {
    if marker.facsimile { format!("facsimile page {label}") } else { format!("page {label}") }
}

/// `name`, which begins with a lower-case ASCII letter, with a capital.
pub(super) fn capitalised(name: &str) -> String {
    let (first, rest) = name.split_at_checked(1).unwrap_or((name, ""));
    first.to_ascii_uppercase() + rest
}
