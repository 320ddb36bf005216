//! `textDocument/documentLink`: the cross references of a document.

use super::display_text::place_name;
use super::volume_context::VolumeContext;
use crate::text::Span;

/// A cross reference that leads to a place in the volume.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentLink<'a> {
    /// The cross reference, in bytes of the document.
    pub span: Span,
    /// The path of the document that it leads to, as the volume knows it; `None` for the document itself.
    pub path: Option<&'a str>,
    /// The name of the place that it leads to: `223. Letter to the Mayor`.
    pub name: String,
}

/// The cross references of the document that lead to a place in its volume, in the order of the text. No other document
/// is read for it; [`definition`](super::definition::definition) tells where exactly a link leads.
pub fn document_links<'a>(context: &VolumeContext<'a>) -> Vec<DocumentLink<'a>> {
    let mut links = Vec::new();
    for (at, placed) in context.snapshot.records().iter().enumerate() {
        for cross_ref in &placed.record.cross_refs {
            let Some(place) = context.resolve(at, cross_ref) else { continue };
            let Some(to) = context.volume.get(place.record) else { continue };
            links.push(DocumentLink {
                span: cross_ref.span.shifted(placed.start),
                path: (to.path != context.path).then_some(to.path),
                name: place_name(context.volume, place),
            });
        }
    }
    links
}

#[cfg(test)]
mod tests {
    use super::document_links;
    use crate::assist::{FileSpan, fixture};

    /// `fixture` marks each link with `^`; `names` lists where each leads.
    fn check(fixture: &str, names: &[&str]) {
        fixture::check_volume(fixture, |context, _| {
            document_links(context).into_iter().map(|link| ('^', FileSpan { path: None, span: link.span })).collect()
        });
        fixture::in_volume(fixture, "\n", |context, _| {
            let found = document_links(context)
                .into_iter()
                .map(|link| format!("{} {}", link.path.unwrap_or("here:"), link.name));
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
