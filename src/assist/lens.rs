//! What is said of each record above its heading.

use super::at::index_at;
use super::pages::pages;
use super::site::Site;
use super::words::counted;
use crate::record::Snapshot;
use crate::text::Span;
use std::collections::BTreeSet;

/// The headings above which something can be said, in the order of the text.
pub fn lenses(snapshot: &Snapshot) -> Vec<Span> {
    let headings = snapshot.records().iter().filter_map(|placed| Some((placed, placed.record.heading.as_ref()?)));
    headings.map(|(placed, heading)| heading.span.shifted(placed.start)).collect()
}

/// What is said of the record at `offset`: `2 pages, 3 notes, cited by 4 records`.
pub fn lens(site: &Site<'_>, offset: usize) -> Option<String> {
    let at = index_at(site.snapshot, offset)?;
    let record = &site.snapshot.records().get(at)?.record;
    let id = site.id(at)?;
    let citations = site.volume.record_cited_by(id);
    let citing = citations.iter().map(|citation| citation.record).collect::<BTreeSet<_>>().len();
    let parts = [(pages(record).len(), "page"), (record.notes.len(), "note")];
    let parts = parts.into_iter().filter(|(count, _)| *count > 0).map(|(count, thing)| counted(count, thing));
    let cited = (citing > 0).then(|| format!("cited by {}", counted(citing, "record")));
    let said: Vec<_> = parts.chain(cited).collect();
    Some(if said.is_empty() { "no notes".into() } else { said.join(", ") })
}

#[cfg(test)]
mod tests {
    use super::{lens, lenses};
    use crate::assist::{Spot, testing};

    /// `^` each heading; then what is said of the record at the cursor.
    fn check(fixture: &str, said: &str) {
        testing::check_volume(fixture, |site, _| {
            lenses(site.snapshot).into_iter().map(|span| ('^', Spot { path: None, span })).collect()
        });
        testing::in_volume(fixture, "\n", |site, cursor| assert_eq!(lens(site, cursor).as_deref(), Some(said)));
    }

    #[test]
    fn pages_notes_and_who_cites_it() {
        check(
            "==> d12.txt <==
12. Letter From the Mayor

See Document 13, infra, and Document 13.
==> d13.txt <==
13. Letter to the Mayor1
   |
^^^^^^^^^^^^^^^^^^^^^^^^

She came. [Page 41] See footnote 1 above, and Document 13.

  1. In Quarrow.
==> d14.txt <==
14. Letter to the Crew

See footnote 1, Document 13.",
            "2 pages, 1 note, cited by 2 records",
        );
    }

    #[test]
    fn what_there_is_none_of_is_not_said() {
        check(
            "==> d12.txt <==
12. Letter From the Mayor

See Document 13.
==> d13.txt <==
13. Letter to the Mayor
^^^^^^^^^^^^^^^^^^^^^^^

She came.
 |",
            "cited by 1 record",
        );
        check(
            "12. Letter From the Mayor
|
^^^^^^^^^^^^^^^^^^^^^^^^^

See Document 13.",
            "no notes",
        );
    }
}
