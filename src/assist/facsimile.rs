//! Links from page markers to the facsimile of the page, and the page at a place.

use super::pages::{Begun, begun, text_markers};
use super::volume_context::VolumeContext;
use crate::check::{self, Diagnostic, Typing};
use crate::config::{Page, Settings, Target};
use crate::record::{Label, Record};
use crate::text::Span;
use crate::volume::{RecordId, Volume};

/// A printed page of the document, and where the pages beside it begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacsimilePage {
    /// The label of the page.
    pub label: Label,
    /// Where its facsimile is; `None` where that cannot be told.
    pub target: Option<Target>,
    /// The byte at which the page before it begins; `None` for the first page of the document.
    pub previous: Option<usize>,
    /// The byte at which the next page begins; `None` for the last page of the document.
    pub next: Option<usize>,
}

/// The page markers of the document that touch `within`, in the order of the text, each with its facsimile's address as
/// `settings` has it. Empty if no facsimile is configured. Markers that number the facsimile's own pages are left out.
pub fn facsimile_links(context: &VolumeContext, settings: &Settings, within: Span) -> Vec<(Span, Target)> {
    let mut found = Vec::new();
    if settings.facsimile.value.is_none() {
        return found;
    }
    for (at, placed) in context.snapshot.records().iter().enumerate() {
        let start = placed.start;
        if start > within.end || start + placed.record.text.len() < within.start {
            continue;
        }
        for page in placed.record.pages.iter().filter(|page| !page.facsimile) {
            let span = page.span.shifted(start);
            if span.start <= within.end && within.start <= span.end {
                found.extend(target(context, settings, at, &page.label).map(|target| (span, target)));
            }
        }
    }
    found
}

/// The printed page at `offset`, with its facsimile's address as `settings` has it. `None` if no facsimile is configured,
/// or if the page is not known.
pub fn facsimile_page(context: &VolumeContext, settings: &Settings, offset: usize) -> Option<FacsimilePage> {
    settings.facsimile.value.as_ref()?;
    let pages = pages(context);
    let current = pages.partition_point(|page| page.start <= offset).checked_sub(1)?;
    let start = |at: Option<usize>| Some(pages.get(at?)?.start);
    let PageStart { label, record, .. } = pages.get(current)?;
    Some(FacsimilePage {
        label: label.clone(),
        target: target(context, settings, *record, label),
        previous: start(current.checked_sub(1)),
        next: start(current.checked_add(1)),
    })
}

/// The page markers of `record` whose image is known to be missing, as `settings` say where images are. The record has the
/// id `id` in `volume`, and is in a folder called `folder`.
pub fn missing_images(
    volume: &Volume,
    id: RecordId,
    folder: &str,
    record: &Record,
    settings: &Settings,
    typing: Typing,
) -> Vec<Diagnostic> {
    let number = volume.number(id);
    let place = |label: &Label| {
        let page = Page { label: label.as_str(), record: number.as_ref().map(Label::as_str), volume: folder };
        settings.missing_image(page)
    };
    check::missing_images(record, typing, place)
}

/// The name of the folder of the file at `path`.
pub fn folder_name(path: &str) -> &str {
    path.rsplit('/').nth(1).unwrap_or_default()
}

/// Where a page begins.
struct PageStart {
    label: Label,
    /// The byte of the document.
    start: usize,
    /// The index of the record.
    record: usize,
}

/// Where the printed pages of the document begin: at their markers, or behind those at the feet of the pages before, and at a record
/// that begins before its first marker.
fn pages(context: &VolumeContext) -> Vec<PageStart> {
    let mut pages: Vec<PageStart> = Vec::new();
    for (record, placed) in context.snapshot.records().iter().enumerate() {
        let text = &placed.record.text;
        let markers: Vec<_> = text_markers(&placed.record).filter(|marker| !marker.facsimile).collect();
        for Begun { start, label, .. } in begun(text, &markers) {
            let Some(label) = label else { continue };
            // Two records may share a page.
            if start > 0 || pages.last().is_none_or(|last| last.label != label) {
                pages.push(PageStart { label, start: placed.start + start, record });
            }
        }
    }
    pages
}

/// Where the facsimile of the page `label` is, which the document's record of index `at` has.
fn target(context: &VolumeContext, settings: &Settings, at: usize, label: &Label) -> Option<Target> {
    let number = context.record_id(at).and_then(|id| context.volume.number(id));
    let record = number.as_ref().map(Label::as_str);
    settings.facsimile(Page { label: label.as_str(), record, volume: folder_name(context.path) })
}

#[cfg(test)]
mod tests {
    use super::{facsimile_links, facsimile_page};
    use crate::assist::fixture;
    use crate::config::{Configuration, Target};
    use crate::text::Span;

    const FIXTURE: &str = "==> v16/d12.txt <==
12. Letter From the Mayor
|

He came. [Page 7] He saw. [Facsimile Page 2] He left. [Page xiv]";

    #[track_caller]
    fn check(template: &str, within: Span, expected: &[&str]) {
        let mut configuration = Configuration::default();
        configuration.set("obelus.toml", Some(&format!("[volume]\nfacsimile = \"{template}\"\n")));
        fixture::in_volume(FIXTURE, "\n", |context, _| {
            let found = facsimile_links(context, &configuration.at(context.path), within);
            let found = found.into_iter().map(|(span, target)| {
                let text = context.snapshot.text().slice(span).into_owned();
                let (Target::Url(to) | Target::Path(to)) = target;
                format!("{text} {to}")
            });
            assert_eq!(found.collect::<Vec<_>>(), expected);
        });
    }

    #[test]
    fn every_page_marker_has_one() {
        let all = Span::new(0, 200);
        check("scans/{page:04}.jpg", all, &["[Page 7] scans/0007.jpg", "[Page xiv] scans/xiv.jpg"]);
        let url = "https://canal.example/{volume}/{record}/{page}";
        let at = |page: &str| format!("[Page {page}] https://canal.example/v16/12/{page}");
        check(url, all, &[&at("7"), &at("xiv")]);
    }

    #[test]
    fn only_those_asked_for() {
        check("{page}", Span::new(40, 40), &["[Page 7] 7"]);
        check("{page}", Span::new(0, 20), &[]);
    }

    /// Checks what [`facsimile_page`] says for the cursor of `fixture`: the page, its facsimile, and the lines, counted from
    /// 0, on which the pages before and behind it begin.
    #[track_caller]
    fn check_page(fixture: &str, expected: Option<&str>) {
        let mut configuration = Configuration::default();
        configuration.set("obelus.toml", Some("volume.facsimile = '{record}-{page:03}'"));
        fixture::in_volume(fixture, "\n", |context, cursor| {
            let line = |offset: Option<usize>| {
                let before = |offset| context.snapshot.text().slice(Span::new(0, offset)).matches('\n').count();
                offset.map_or("-".into(), |offset| before(offset).to_string())
            };
            let page = facsimile_page(context, &configuration.at(context.path), cursor).map(|page| {
                let target = page.target.map_or("none".into(), |(Target::Url(to) | Target::Path(to))| to);
                format!("{} {target} {} {}", page.label, line(page.previous), line(page.next))
            });
            assert_eq!(page.as_deref(), expected, "{fixture}");
        });
    }

    #[test]
    fn the_page_at_a_place() {
        check_page("12. Letter\n |\nHe came.\n[Page 7]\nHe saw.\n", Some("6 12-006 - 2"));
        check_page("12. Letter\n\nHe came.\n[Page 7]\n|\nHe saw.\n[Facsimile Page 2]\n", Some("7 12-007 0 -"));
        check_page("12. Letter\n\n[Page 7]\nHe saw.\n      |\n[Page xiv]\n[Page 9]\n", Some("7 12-007 0 4"));
        check_page("Letter\n\n[Page 7]\nHe saw.\n|\n", Some("7 none 0 -"));
        check_page("12. Letter\n     |\n\n[Page xiv]\nHe saw.\n", None);
        check_page("12. Letter\n     |\n\nHe saw.\n", None);
    }

    #[test]
    fn a_number_at_the_foot_names_the_text_above_it() {
        let rain = "It rained on the ferry from noon until night, and nobody who came to the pier had a lamp or a horse, so that all of them stayed where they were.";
        let text = |first: &str, second: &str, third: &str| {
            format!("12. Letter\n\n{rain}\n{first}- 6 -\n{rain}\n{second}- 7 -\nHe left.\n{third}")
        };
        check_page(&text("|\n", "", ""), Some("6 12-006 - 3"));
        check_page(&text("", "|\n", ""), Some("7 12-007 0 5"));
        check_page(&text("", "", "|\n"), Some("8 12-008 3 -"));
    }

    #[test]
    fn records_may_share_a_page() {
        let text = |reply: &str| {
            format!(
                "1. Letter\n\n[Page 7]\nHe came.1\n\n  1. On foot.\n\n2. Reply\n{reply}\nHe saw.1\n[Page 8]\nHe left.\n\n  1. Badly.\n"
            )
        };
        check_page(&text("   |\n"), Some("7 1-007 0 10"));
        check_page(&text("").replace("He left.", "He left.\n|"), Some("8 2-008 2 -"));
    }
}
