//! Replace the span of a diagnostic with its suggestion: the intended page marker, the expected page number, the usual form
//! of a note.

use super::action::{ActionDef, ActionId, Offer};
use super::edit_builder::EditBuilder;
use super::edit_context::EditContext;
use crate::assist::text_edit::TextEdit;
use crate::check::{Code, Diagnostic};
use crate::text::Span;

/// The action [`ActionId::Replace`].
pub(super) const APPLY_SUGGESTION: ActionDef = ActionDef { id: ActionId::Replace, offer, build };

fn offer(context: &EditContext) -> Option<Offer> {
    let (_, _, text) = suggestion(context)?;
    Some(Offer { title: format!("Change to {text}"), refusal: None })
}

fn build(context: &EditContext) -> Result<EditBuilder, String> {
    let (code, span, text) = suggestion(context).ok_or("Nothing else was expected here")?;
    let added_pages = usize::from(code == Code::MalformedPageMarker);
    Ok(EditBuilder { changes: vec![TextEdit::new(span, text)], added_pages, ..EditBuilder::default() })
}

/// The code, the span and the suggested text of the diagnostic whose span is selected.
fn suggestion<'a>(context: &'a EditContext) -> Option<(Code, Span, &'a str)> {
    let mut found = context.diagnostics().iter().filter(|found| found.span == context.selection);
    found.find_map(|found: &Diagnostic| Some((found.code, found.span, found.suggestion.as_ref()?.text.as_str())))
}

#[cfg(test)]
mod tests {
    use crate::assist::edit::action::ActionId;
    use crate::assist::edit::action_fixture::{check, check_offers};

    #[test]
    fn the_page_expected() {
        check(
            ActionId::Replace,
            "[Page 31] They met.\n[Page 3|3] They sat.\n[Page 33] They rose.\n",
            "[Page 31] They met.\n[Page 32] They sat.\n[Page 33] They rose.\n",
        );
        check(
            ActionId::Replace,
            "[Facsimile Page 1] They met.\n[Facsimile Page |3] They sat.\n",
            "[Facsimile Page 1] They met.\n[Facsimile Page 2] They sat.\n",
        );
        // Not certain: the print itself may be wrong.
        check_offers(
            "204. Talk\n\n[Page 31] They met.\n[Page 3|4] They sat.\n[Page 33] They rose.\n",
            &["* Change to [Page 32]"],
        );
    }

    #[test]
    fn the_marker_meant() {
        check(
            ActionId::Replace,
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

    #[test]
    fn the_colon_of_the_other_notes() {
        check_offers(
            "It sank.[^1] It rose.[^2] It sailed.[^3]\n\n[^1]: At noon.\n[^2|] At night.\n[^3]: At four.\n",
            &["** Change to [^2]:", "Remove footnote 2 with its reference", "Number the footnotes from 0"],
        );
        check(
            ActionId::Replace,
            "It sank.[1] It rose.[2] It sailed.[3]\n\n[Footnote 1: At noon.]\n\n[Footnote |2 At night.]\n\n[Footnote 3: At four.]\n",
            "It sank.[1] It rose.[2] It sailed.[3]\n\n[Footnote 1: At noon.]\n\n[Footnote 2: At night.]\n\n[Footnote 3: At four.]\n",
        );
    }
}
