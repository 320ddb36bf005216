//! `textDocument/codeLens`: a line above each heading that counts pages, notes and citing records.

use super::cursor::record_index_at;
use super::display_text::counted;
use super::pages::pages;
use super::volume_context::VolumeContext;
use crate::record::Snapshot;
use crate::text::Span;
use std::collections::BTreeSet;

/// The spans of the headings that get a code lens, in bytes of the document and in the order of the text.
pub fn code_lens_spans(snapshot: &Snapshot) -> Vec<Span> {
    let headings = snapshot.records().iter().filter_map(|placed| Some((placed, placed.record.heading.as_ref()?)));
    headings.map(|(placed, heading)| heading.span.shifted(placed.start)).collect()
}

/// The title of the code lens of the record at `offset`: `2 pages, 3 notes, cited by 4 records`. Returns `None` where
/// the document has no record.
pub fn code_lens_title(context: &VolumeContext<'_>, offset: usize) -> Option<String> {
    let at = record_index_at(context.snapshot, offset)?;
    let record = &context.snapshot.records().get(at)?.record;
    let id = context.record_id(at)?;
    let citations = context.volume.record_cited_by(id);
    let citing = citations.iter().map(|citation| citation.record).collect::<BTreeSet<_>>().len();
    let parts = [(pages(record).len(), "page"), (record.notes.len(), "note")];
    let parts = parts.into_iter().filter(|(count, _)| *count > 0).map(|(count, thing)| counted(count, thing));
    let cited = (citing > 0).then(|| format!("cited by {}", counted(citing, "record")));
    let said: Vec<_> = parts.chain(cited).collect();
    Some(if said.is_empty() { "no notes".into() } else { said.join(", ") })
}

#[cfg(test)]
mod tests {
    use super::{code_lens_spans, code_lens_title};
    use crate::assist::{FileSpan, fixture};

    /// `fixture` marks each heading with `^`; `said` is the title of the record at the cursor.
    fn check(fixture: &str, said: &str) {
        fixture::check_volume(fixture, |context, _| {
            code_lens_spans(context.snapshot).into_iter().map(|span| ('^', FileSpan { path: None, span })).collect()
        });
        fixture::in_volume(fixture, "\n", |context, cursor| {
            assert_eq!(code_lens_title(context, cursor).as_deref(), Some(said));
        });
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
