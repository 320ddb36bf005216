//! The words of a document that lead to another place.

use super::site::Site;
use super::words::place_name;
use crate::text::Span;

/// Words that lead somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link<'a> {
    /// The words.
    pub span: Span,
    /// The path of the document that they lead to; none for their own.
    pub path: Option<&'a str>,
    /// What stands there: `223. Letter to the Mayor`.
    pub name: String,
}

/// The cross references of the document that lead to a place of its volume, in the order of the text. Where in its document
/// that is, [`definition`](super::definition) tells: this looks into no other one.
pub fn links<'a>(site: &Site<'a>) -> Vec<Link<'a>> {
    let mut links = Vec::new();
    for (at, placed) in site.snapshot.records().iter().enumerate() {
        for cross_ref in &placed.record.cross_refs {
            let Some(place) = site.resolve(at, cross_ref) else { continue };
            let Some(to) = site.volume.get(place.record) else { continue };
            links.push(Link {
                span: cross_ref.span.shifted(placed.start),
                path: (to.path != site.path).then_some(to.path),
                name: place_name(site.volume, place),
            });
        }
    }
    links
}

#[cfg(test)]
mod tests {
    use super::links;
    use crate::assist::{Spot, testing};

    /// `^` each link; then where each leads.
    fn check(fixture: &str, names: &[&str]) {
        testing::check_volume(fixture, |site, _| {
            links(site).into_iter().map(|link| ('^', Spot { path: None, span: link.span })).collect()
        });
        testing::in_volume(fixture, "\n", |site, _| {
            let found = links(site).into_iter().map(|link| format!("{} {}", link.path.unwrap_or("here:"), link.name));
            assert_eq!(found.collect::<Vec<_>>(), names);
        });
    }

    #[test]
    fn what_leads_to_a_place_of_the_volume() {
        check(
            "==> d12.txt <==
12. Letter From the Mayor
|

He came.1 See Documents 13 and 15, footnote 1 above, footnote 2, Document 14. See vol. X, Document 13.
              ^^^^^^^^^^^^
                                   ^^^^^^^^^^
                                                     ^^^^^^^^^^^^^^^^^^^^^^^

  1. See p. 41.
         ^^^^^
==> d13.txt <==
13. Letter to the Mayor
==> d14.txt <==
Letter to the Crew1

They left.2 [Page 41] They came.

  1. On foot.
  2. At noon.",
            &[
                "d13.txt 13. Letter to the Mayor",
                "here: Note 1 of 12. Letter From the Mayor",
                "d14.txt Note 2 of 14. Letter to the Crew",
                "d14.txt Page 41 in 14. Letter to the Crew",
            ],
        );
    }
}
