//! Diagnostics as the protocol has them.

use super::client::Client;
use super::convert::ToProtocol;
use super::pieces::{Pieces, share};
use super::view::View;
use crate::check::{self, Severity};
use crate::record::Placed;
use crate::text::Span;
use tower_lsp::lsp_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString, Url,
};

/// Brings `checked` up to date with what `view` shows: only records that changed are checked.
pub fn update(checked: &mut Pieces, view: &View) {
    checked.update(&view.snapshot, |placed| {
        let diagnostics = check::diagnostics(&placed.record);
        share(diagnostics.iter().map(|diagnostic| to_protocol(diagnostic, placed, view)))
    });
}

fn to_protocol(diagnostic: &check::Diagnostic, placed: &Placed, view: &View) -> Diagnostic {
    let Client { encoding, related_information, .. } = view.client;
    let range = |span: Span| view.snapshot.text().protocol_range(span.shifted(placed.start), encoding);
    let here = diagnostic.related.iter().filter(|related| related.path.is_none());
    let related = here.map(|related| DiagnosticRelatedInformation {
        location: Location::new(view.uri.clone(), range(related.span)),
        message: related.message.clone(),
    });
    Diagnostic {
        range: range(diagnostic.span),
        severity: Some(severity(diagnostic.severity)),
        code: Some(NumberOrString::String(diagnostic.code.as_str().to_owned())),
        code_description: Url::parse(&diagnostic.code.explained_at()).ok().map(|href| CodeDescription { href }),
        source: Some(env!("CARGO_PKG_NAME").to_owned()),
        message: diagnostic.message.clone(),
        related_information: (related_information && !diagnostic.related.is_empty()).then(|| related.collect()),
        tags: None,
        data: None,
    }
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Information => DiagnosticSeverity::INFORMATION,
        Severity::Hint => DiagnosticSeverity::HINT,
    }
}
