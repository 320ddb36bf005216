//! Rules about page markers.

use super::code::Code;
use super::diagnostic::{Diagnostic, Suggestion};
use super::message_names;
use super::sequence::{Verdict, judge};
use super::typing::Typing;
use crate::convention::form::PageForm;
use crate::record::{Label, PageMarker, Record};
use crate::text::Span;

/// A page marker, or text that was meant as one.
struct Marker<'a> {
    /// Its span, in bytes of the record.
    span: Span,
    /// Its label, if that can be read.
    label: Option<&'a Label>,
    /// What kind of marker it is.
    kind: Kind,
    /// The page marker, if it is well-formed.
    page: Option<&'a PageMarker>,
}

/// The kinds of page markers.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Page,
    Facsimile,
    Malformed,
}

impl Marker<'_> {
    /// The name of the page: `page 569`. Returns `None` if its label cannot be read.
    fn name(&self) -> Option<String> {
        let label = self.label?;
        Some(if self.kind == Kind::Facsimile { format!("facsimile page {label}") } else { format!("page {label}") })
    }
}

/// The rules `page-out-of-sequence` and `duplicate-page`. The pages of the volume, those of the facsimile and the images that begin
/// printed pages are numbered separately.
pub(super) fn sequence(record: &Record, typing: Typing) -> Vec<Diagnostic> {
    let facsimile: Vec<_> = well_formed(record.pages.iter().filter(|page| page.facsimile)).collect();
    let mut found = check_sequence(record, &markers(record), report_well_formed);
    found.extend(check_sequence(record, &facsimile, report_well_formed));
    found.extend(check_sequence(record, &images(record), report_well_formed));
    found.sort_by_key(|diagnostic| diagnostic.span);
    found.retain(|diagnostic| !typing.is_inside(&record.text, diagnostic.span));
    found
}

/// The rule `malformed-page-marker`.
pub(super) fn malformed(record: &Record, typing: Typing) -> Vec<Diagnostic> {
    if record.malformed_pages.is_empty() {
        return Vec::new();
    }
    check_sequence(record, &markers(record), |record, markers, index, verdict, expected| {
        let marker = markers.get(index).filter(|marker| marker.kind == Kind::Malformed)?;
        if typing.is_inside(&record.text, marker.span) {
            return None;
        }
        let form = form_of_neighbour(record, marker.span);
        // `56l` alone reads as 561, but between 568 and 570 it is 569.
        let read = marker.label.filter(|_| verdict == Verdict::Follows || expected.is_none());
        let advice = match (read, expected) {
            (Some(read), _) => format!("{} was meant", form.write(read.as_str())),
            (None, Some(expected)) => format!("{} was expected here", form.write(expected.as_str())),
            (None, None) => format!("a page marker looks like {}", form.write("12")),
        };
        let quote = message_names::quoted(record, marker.span, 40);
        // Its spaces do not show in the quotation.
        let is_spaced = read.is_some_and(|read| quote == format!("“{}”", form.write(read.as_str())));
        let message = if is_spaced {
            format!("This page marker has too many spaces; {advice}")
        } else {
            format!("{quote} is not a page marker; {advice}")
        };
        let suggestion = read.or(expected).map(|label| Suggestion {
            text: form.write(label.as_str()),
            certain: label.arabic().is_some_and(|number| is_between_neighbours(markers, index, number)),
        });
        Some(Diagnostic { suggestion, ..Diagnostic::new(Code::MalformedPageMarker, marker.span, message) })
    })
}

/// The form of the volume's page marker before `span`, or of the one behind it, or of any in the convention.
fn form_of_neighbour(record: &Record, span: Span) -> PageForm<'_> {
    let before = record.pages.partition_point(|page| page.span.start < span.start);
    let (before, behind) = record.pages.split_at_checked(before).unwrap_or_default();
    let neighbour = before.iter().rev().chain(behind).find(|page| !page.facsimile);
    neighbour.map_or_else(|| record.convention.page_form(), |page| record.page_form(page))
}

/// Whether the markers before and after the one of index `index` are those of the pages before and after `number`. At
/// either end of the record one neighbour is enough.
fn is_between_neighbours(markers: &[Marker<'_>], index: usize, number: u64) -> bool {
    let page = |index: usize| {
        let marker = markers.get(index).filter(|marker| marker.kind == Kind::Page);
        marker.and_then(|marker| marker.label?.arabic())
    };
    let before = index.checked_sub(1);
    let follows = before.is_none_or(|before| page(before).is_some_and(|before| before.checked_add(1) == Some(number)));
    let precedes =
        index + 1 == markers.len() || page(index + 1).is_some_and(|after| number.checked_add(1) == Some(after));
    markers.len() > 1 && follows && precedes
}

/// The volume's page markers and the malformed ones, which take the place of a page in the sequence, in the order of
/// the text.
fn markers(record: &Record) -> Vec<Marker<'_>> {
    let malformed = record.malformed_pages.iter();
    let mut markers: Vec<_> = malformed
        .map(|page| Marker { span: page.span, label: page.label.as_ref(), kind: Kind::Malformed, page: None })
        .chain(well_formed(printed(record)))
        .collect();
    markers.sort_by_key(|marker| marker.span);
    markers
}

/// The lines that name the images of pages, in a record that has the pages' printed numbers, too.
fn images(record: &Record) -> Vec<Marker<'_>> {
    if printed(record).all(|page| names_an_image(record, page)) {
        return Vec::new();
    }
    well_formed(record.pages.iter().filter(|page| names_an_image(record, page))).collect()
}

/// The page markers of the volume: those with printed numbers, or the lines that name the pages' images if there are no others.
fn printed(record: &Record) -> impl Iterator<Item = &PageMarker> {
    let of_volume = || record.pages.iter().filter(|page| !page.facsimile);
    let has_others = of_volume().any(|page| !names_an_image(record, page));
    of_volume().filter(move |page| !has_others || !names_an_image(record, page))
}

/// Whether `page` is a line that names the image of a page.
fn names_an_image(record: &Record, page: &PageMarker) -> bool {
    record.convention.page_line().is_some_and(|line| record.page_form(page).open == line.open)
}

/// `pages`, which can be read, as markers of a sequence.
fn well_formed<'r>(pages: impl Iterator<Item = &'r PageMarker>) -> impl Iterator<Item = Marker<'r>> {
    pages.map(|page| {
        let kind = if page.facsimile { Kind::Facsimile } else { Kind::Page };
        Marker { span: page.span, label: Some(&page.label), kind, page: Some(page) }
    })
}

/// What may stand between the two pages of an opening.
const DASHES: [char; 3] = ['-', '–', '/'];

/// Checks the sequence of `markers` and collects what `report` returns of each, given its index, verdict and expected
/// number.
fn check_sequence(
    record: &Record,
    markers: &[Marker<'_>],
    report: impl Fn(&Record, &[Marker<'_>], usize, Verdict, Option<&Label>) -> Option<Diagnostic>,
) -> Vec<Diagnostic> {
    let values: Vec<_> = markers.iter().map(|marker| marker.label.map(Label::value)).collect();
    let judged = judge(&values).into_iter().enumerate();
    judged
        .filter_map(|(index, judged)| report(record, markers, index, judged.verdict, judged.expected.as_ref()))
        .collect()
}

/// The diagnostic for a well-formed marker that is out of sequence or repeated.
fn report_well_formed(
    record: &Record,
    markers: &[Marker<'_>],
    index: usize,
    verdict: Verdict,
    expected: Option<&Label>,
) -> Option<Diagnostic> {
    let marker = markers.get(index).filter(|marker| marker.kind != Kind::Malformed)?;
    let name = marker.name()?;
    // Offered but not certain: the print itself may have the wrong number. A page that stands twice may be due at its second place.
    let expected = expected.filter(|expected| marker.label != Some(*expected)).map(|expected| {
        match DASHES.into_iter().find(|dash| name.contains(*dash)) {
            Some(dash) => expected.as_str().replace(DASHES, dash.encode_utf8(&mut [0; 4])),
            None => expected.to_string(),
        }
    });
    let suggestion = expected
        .as_ref()
        .zip(marker.page)
        .map(|(expected, page)| Suggestion { text: record.page_form(page).write(expected), certain: false });
    let expected = expected.map_or_else(String::new, |expected| format!("; {expected} was expected here"));
    match verdict {
        Verdict::Follows => None,
        Verdict::Repeats(first) => {
            let message = format!(
                "{} is marked twice in {}{expected}",
                message_names::capitalised(&name),
                message_names::record_name(record)
            );
            let diagnostic = Diagnostic { suggestion, ..Diagnostic::new(Code::DuplicatePage, marker.span, message) };
            Some(diagnostic.with_related(markers.get(first)?.span, format!("{name} begins here")))
        }
        Verdict::Breaks => {
            let before = markers.get(..index)?.iter().rev().find_map(|marker| Some((marker.span, marker.name()?)));
            let (span, before) = before?;
            let message = format!("{} follows {before}{expected}", message_names::capitalised(&name));
            let diagnostic =
                Diagnostic { suggestion, ..Diagnostic::new(Code::PageOutOfSequence, marker.span, message) };
            Some(diagnostic.with_related(span, format!("{before} begins here")))
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::{check, check_while_typed};

    #[test]
    fn pages_that_do_not_follow() {
        check(
            "204. Talk in Aldmoor

[Page 569] They met.
[Page 571]
^^^^^^^^^^ page-out-of-sequence warning: Page 571 follows page 569; 570 was expected here
[Page 572] They rose.",
        );
        check(
            "[Page 31] They met.
[Page 27] They rose.
^^^^^^^^^ page-out-of-sequence warning: Page 27 follows page 31; 32 was expected here
[Page 28] They slept.",
        );
        check(
            "[Page xiv] They met.
[Page xvi] They rose.
^^^^^^^^^^ page-out-of-sequence warning: Page xvi follows page xiv
",
        );
        check("[Page 569] They met. [Page 570] They rose. [Page 570a] They slept. [Page 571] They woke.");
    }

    #[test]
    fn leaves_and_openings_that_do_not_follow() {
        check(
            "[fol. 5r] They met.
[fol. 5v] They sat.
[fol. 6v] They rose.
^^^^^^^^^ page-out-of-sequence warning: Page 6v follows page 5v; 6r was expected here
[fol. 7r] They slept.",
        );
        check("[fol. 5r] They met. [fol. 6r] They rose. [fol. 7r] They slept.");
        check(
            "[401]
They met.
[402–403]
They sat.
[406–407]
^^^^^^^^^ page-out-of-sequence warning: Page 406–407 follows page 402–403; 404–405 was expected here
They rose.
[408]
They slept.",
        );
        check(
            "{12} They met.
They sat {14} by the gate,
         ^^^^ page-out-of-sequence warning: Page 14 follows page 12; 13 was expected here
and rose. {15} They slept.",
        );
    }

    #[test]
    fn a_form_that_a_text_uses_throughout_is_no_slip() {
        check("[Page569] They met. [Page570] They sat. [Page571] They rose.");
        check(
            "[Page569] They met.
[Page571] They sat.
^^^^^^^^^ page-out-of-sequence warning: Page 571 follows page 569; 570 was expected here
",
        );
        check(
            "[Seite 568] They met.
[Page569] They sat.
^^^^^^^^^ malformed-page-marker warning: “[Page569]” is not a page marker; [Seite 569] was meant
[Seite 570] They rose.",
        );
    }

    #[test]
    fn one_misread_page_is_one_diagnostic() {
        check(
            "[Page 569] They met.
[Page 650] They sat.
^^^^^^^^^^ page-out-of-sequence warning: Page 650 follows page 569; 570 was expected here
[Page 571] They rose.",
        );
        check(
            "204. Talk in Aldmoor

[Page 569] They met.
[Page 569] They sat.
^^^^^^^^^^ duplicate-page warning: Page 569 is marked twice in record 204; 570 was expected here
[Page 571] They rose.",
        );
    }

    #[test]
    fn the_facsimile_counts_for_itself() {
        check("[Facsimile Page 1] They [Page 569] met. [Facsimile Page 2] They sat. [Page 570] They rose.");
        check(
            "[Facsimile Page 1] They [Page 569] met.
[Facsimile Page 3] They sat.
^^^^^^^^^^^^^^^^^^ page-out-of-sequence warning: Facsimile page 3 follows facsimile page 1; 2 was expected here
",
        );
    }

    #[test]
    fn images_and_printed_pages_count_for_themselves() {
        check(
            "-----File: 045.png-----\n[44]\nThey met.\n-----File: 046.png-----\n[45]\nThey sat.\n-----File: 047.png-----\n[46]\nThey rose.",
        );
        check(
            "-----File: 045.png-----
[44]
They met.
-----File: 046.png-----
[54]
^^^^ page-out-of-sequence warning: Page 54 follows page 44; 45 was expected here
They sat.
-----File: 046.png-----
^^^^^^^^^^^^^^^^^^^^^^^ duplicate-page warning: Page 046 is marked twice in this record; 47 was expected here
[46]
They rose.
-----File: 048.png-----
They slept.",
        );
        // Without printed pages.
        check(
            "-----File: 045.png-----
They met.
[Pgae 046]
^^^^^^^^^^ malformed-page-marker warning: “[Pgae 046]” is not a page marker; -----File: 046.png----- was meant
They sat.
-----File: 047.png-----
They rose.",
        );
    }

    #[test]
    fn a_marker_with_a_space_too_many() {
        check(
            "[Page 568] They met.
[Page  569] They sat.
^^^^^^^^^^^ malformed-page-marker warning: This page marker has too many spaces; [Page 569] was meant
[Page 570] They rose.",
        );
    }

    #[test]
    fn a_marker_is_judged_once_it_is_typed() {
        check_while_typed("[Page 57", "[Page 569] They met.\n[Page 57");
        // The editor has put in the closing bracket.
        check_while_typed("[Page 5", "[Page 569] They met.\n[Page 5]");
        check_while_typed(
            "[Page 57 They",
            "[Page 569] They met.
[Page 57 They
^^^^^^^^ malformed-page-marker warning: “[Page 57” is not a page marker; [Page 570] was expected here
",
        );
        check_while_typed(
            "[Page 5]",
            "[Page 569] They met.
[Page 5]
^^^^^^^^ page-out-of-sequence warning: Page 5 follows page 569; 570 was expected here
",
        );
    }

    #[test]
    fn a_page_that_stands_twice_is_not_expected_at_its_own_place() {
        check(
            "[Page 14] They met.
[Page 12] They sat.
^^^^^^^^^ page-out-of-sequence warning: Page 12 follows page 14; 15 was expected here
[Page 12] They rose.
^^^^^^^^^ duplicate-page warning: Page 12 is marked twice in this record; 13 was expected here
[Page 14] They left.
^^^^^^^^^ duplicate-page warning: Page 14 is marked twice in this record",
        );
    }

    #[test]
    fn malformed_markers_hold_their_place() {
        check(
            "[Page 568] They met.
[Pgae 569] They sat.
^^^^^^^^^^ malformed-page-marker warning: “[Pgae 569]” is not a page marker; [Page 569] was meant
[Page 570] They rose.",
        );
        check(
            "[Page 568] They met.
[Page 56l] They sat.
^^^^^^^^^^ malformed-page-marker warning: “[Page 56l]” is not a page marker; [Page 569] was expected here
[Page 570] They rose.",
        );
        // None of these markers is reported as a stray bracket as well.
        for (marker, length) in
            [("[Page 569", 9), ("Page 569]", 9), ("[Page569]", 9), ("[page 569}", 10), ("[Pgae 569]", 10)]
        {
            check(&format!(
                "[Page 568] They met.
{marker} They sat.
{} malformed-page-marker warning: “{marker}” is not a page marker; [Page 569] was meant
[Page 570] They rose.",
                "^".repeat(length)
            ));
        }
    }
}
