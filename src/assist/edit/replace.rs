//! Put in what should stand in the place of a diagnostic: the page marker meant, the page number expected.

use super::Offer;
use super::change::Change;
use super::draft::Draft;
use super::here::Here;
use crate::check::{Code, Diagnostic};
use crate::text::Span;

pub(super) fn offer(here: &Here) -> Option<Offer> {
    let (_, _, text) = meant(here)?;
    Some(Offer { title: format!("Change to {text}"), refusal: None })
}

pub(super) fn draft(here: &Here) -> Result<Draft, String> {
    let (code, span, text) = meant(here).ok_or("Nothing else was expected here")?;
    let new_pages = usize::from(code == Code::MalformedPageMarker);
    Ok(Draft { changes: vec![Change::new(span, text)], new_pages, ..Draft::default() })
}

/// What should stand in the place that is selected.
fn meant<'a>(here: &'a Here) -> Option<(Code, Span, &'a str)> {
    let mut found = here.diagnostics().iter().filter(|found| found.span == here.selection);
    found.find_map(|found: &Diagnostic| Some((found.code, found.span, found.meant.as_ref()?.text.as_str())))
}

#[cfg(test)]
mod tests {
    use super::super::Id;
    use super::super::testing::{check, check_offers};

    #[test]
    fn the_page_expected() {
        check(
            Id::Replace,
            "[Page 31] They met.\n[Page 3|3] They sat.\n[Page 33] They rose.\n",
            "[Page 31] They met.\n[Page 32] They sat.\n[Page 33] They rose.\n",
        );
        check(
            Id::Replace,
            "[Facsimile Page 1] They met.\n[Facsimile Page |3] They sat.\n",
            "[Facsimile Page 1] They met.\n[Facsimile Page 2] They sat.\n",
        );
        // Perhaps the print is wrong.
        check_offers(
            "204. Talk\n\n[Page 31] They met.\n[Page 3|4] They sat.\n[Page 33] They rose.\n",
            &["* Change to [Page 32]"],
        );
    }

    #[test]
    fn the_marker_meant() {
        check(
            Id::Replace,
            "[Page 30] They met.\n[P|gae 31] They sat.\n[Page 32] They rose.\n",
            "[Page 30] They met.\n[Page 31] They sat.\n[Page 32] They rose.\n",
        );
        let offers = |text: &str, offer: &str| {
            check_offers(&format!("204. Talk\n\n{text}"), &[offer]);
        };
        offers("[Page 30] They met.\n[Page 3l|] They sat.\n[Page 32] They rose.\n", "** Change to [Page 31]");
        offers("[Page 30] They met.\n[Page 3|1 They sat.\n", "** Change to [Page 31]");
        offers("[Page 30] They met.\n[Page 5|l] They sat.\n[Page 32] They rose.\n", "** Change to [Page 31]");
        offers("[Page 30] They met.\n[Page 3|l] They sat.\n[Page 38] They rose.\n", "* Change to [Page 31]");
        offers("They met.\n[Page 3|l] They sat.\n", "* Change to [Page 31]");
    }
}
