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
