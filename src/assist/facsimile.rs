//! Links from page markers to the facsimile of the page.

use super::volume_context::VolumeContext;
use crate::config::{Page, Settings, Target};
use crate::record::Label;
use crate::text::Span;

/// The page markers of the document that touch `within`, in the order of the text, each with its facsimile's address as
/// `settings` has it. Empty if no facsimile is configured. Markers that number the facsimile's own pages are left out.
pub fn facsimile_links(context: &VolumeContext, settings: &Settings, within: Span) -> Vec<(Span, Target)> {
    let mut found = Vec::new();
    if settings.facsimile.value.is_none() {
        return found;
    }
    let mut folders = context.path.rsplit('/').skip(1);
    let volume = folders.next().unwrap_or_default();
    for (at, placed) in context.snapshot.records().iter().enumerate() {
        let start = placed.start;
        if start > within.end || start + placed.record.text.len() < within.start {
            continue;
        }
        let number = context.record_id(at).and_then(|id| context.volume.number(id));
        for page in placed.record.pages.iter().filter(|page| !page.facsimile) {
            let span = page.span.shifted(start);
            if span.start <= within.end && within.start <= span.end {
                let record = number.as_ref().map(Label::as_str);
                let target = settings.facsimile(Page { label: page.label.as_str(), record, volume });
                found.extend(target.map(|target| (span, target)));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::facsimile_links;
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
}
