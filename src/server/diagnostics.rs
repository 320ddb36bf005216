//! Diagnostics as the protocol has them.

use super::client::Client;
use super::convert::ToProtocol;
use super::pieces::{Pieces, share};
use crate::check::{self, Severity};
use crate::record::{Placed, Snapshot};
use crate::text::{Span, Text};
use tower_lsp::lsp_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString, Url,
};

/// Brings `checked` up to date with `snapshot`, the document at `uri`: only records that changed are checked.
pub fn update(checked: &mut Pieces, snapshot: &Snapshot, uri: &Url, client: Client) {
    checked.update(snapshot, |placed| {
        let diagnostics = check::diagnostics(&placed.record);
        share(diagnostics.iter().map(|diagnostic| to_protocol(diagnostic, placed, snapshot.text(), uri, client)))
    });
}

fn to_protocol(diagnostic: &check::Diagnostic, placed: &Placed, text: &Text, uri: &Url, client: Client) -> Diagnostic {
    let Client { encoding, related_information, .. } = client;
    let range = |span: Span| text.protocol_range(span.shifted(placed.start), encoding);
    let here = diagnostic.related.iter().filter(|related| related.path.is_none());
    let related = here.map(|related| DiagnosticRelatedInformation {
        location: Location::new(uri.clone(), range(related.span)),
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
