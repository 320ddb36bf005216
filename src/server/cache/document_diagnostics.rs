//! Diagnostics as the protocol has them.

use crate::check::{self, Related, Severity};
use crate::config::{Problem, Settings};
use crate::record::Snapshot;
use crate::server::cache::json_cache::{JsonCache, json_items};
use crate::server::cache::volume_diagnostics::VolumeDiagnostics;
use crate::server::positions::ToProtocol;
use crate::server::session::client_capabilities::Client;
use crate::text::{Span, Text};
use crate::volume::{FileEntry, Volume};
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::sync::Arc;
use tower_lsp::lsp_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString, Range, Url,
};

/// The diagnostics of a document as JSON, kept up to date record by record.
#[derive(Debug, Default)]
pub struct DocumentDiagnostics {
    /// What is wrong in its records by themselves.
    alone: JsonCache,
    /// What is wrong as only the volume tells.
    in_volume: VolumeDiagnostics,
    /// The same as a share of the list.
    json: Vec<u8>,
    /// What was configured.
    settings: Option<Arc<Settings>>,
}

/// The document that is checked.
#[derive(Clone, Copy)]
pub struct CheckedDocument<'a> {
    /// Its URI, as the client spells it.
    pub uri: &'a Url,
    /// The path by which the library knows it.
    pub path: &'a str,
    /// Itself.
    pub snapshot: &'a Snapshot,
    /// What the library has of it.
    pub entry: &'a FileEntry,
}

/// What documents are checked with.
pub struct CheckContext<'a> {
    /// What the client can do.
    pub client: Client,
    /// The document's volume; none as long as it is not all read: nothing is known to be missing then.
    pub volume: Option<&'a Volume>,
    /// What is configured for the document.
    pub settings: &'a Arc<Settings>,
    /// Finds the place of the bytes of a file that is known by this path.
    pub locate: &'a mut dyn FnMut(&str, Span) -> Option<Location>,
}

impl DocumentDiagnostics {
    /// Brings the diagnostics up to date with `document`. Whether they may be others though the document is the same.
    pub fn update(&mut self, document: CheckedDocument, context: CheckContext) -> bool {
        let CheckedDocument { uri, path, snapshot, entry } = document;
        let CheckContext { client, volume, settings, locate } = context;
        let configured = !self.settings.as_ref().is_some_and(|before| Arc::ptr_eq(before, settings));
        if configured {
            *self = Self { settings: Some(settings.clone()), json: std::mem::take(&mut self.json), ..Self::default() };
        }
        let range = |span: Span| snapshot.text().protocol_range(span, client.encoding);
        self.alone.update(snapshot, |placed| {
            let record = &placed.record;
            let diagnostics = settings.apply(path, &record.text, check::diagnostics(record));
            let at = |span: Span| range(span.shifted(placed.start));
            let related = |related: &Related| Some(Location::new(uri.clone(), at(related.span)));
            json_items(diagnostics.iter().map(|it| to_protocol(it, at(it.span), client, related)))
        });
        match volume {
            Some(volume) => self.in_volume.update(volume, path, entry, settings.complete.value),
            None => self.in_volume = VolumeDiagnostics::default(),
        }
        let found = self.in_volume.found().iter().filter_map(|(record, diagnostic)| {
            let placed = snapshot.records().get(*record)?;
            let applied = settings.apply(path, &placed.record.text, vec![diagnostic.clone()]);
            Some((placed.start, applied.into_iter().next()?))
        });
        let json = json_items(found.map(|(start, diagnostic)| {
            let at = |span: Span| range(span.shifted(start));
            let related = |related: &Related| match related.path.as_deref() {
                Some(other) if other != path => locate(other, related.span),
                Some(_) => Some(Location::new(uri.clone(), range(related.span))),
                None => Some(Location::new(uri.clone(), at(related.span))),
            };
            to_protocol(&diagnostic, at(diagnostic.span), client, related)
        }));
        let news = configured || json != self.json;
        self.json = json;
        news
    }

    /// Writes the list as JSON.
    pub fn write(&self, json: &mut Vec<u8>) {
        self.alone.write_with(&self.json, json);
    }

    /// What tells this list from others of the document.
    pub fn id(&self) -> String {
        let mut hasher = DefaultHasher::new();
        (self.alone.id(), &self.json).hash(&mut hasher);
        format!("{:016x}", hasher.finish())
    }
}

/// What of an `obelus.toml` of the text `text` does not apply.
pub fn of_configuration(problem: &Problem, text: &Text, client: Client) -> Diagnostic {
    Diagnostic {
        range: text.protocol_range(problem.span, client.encoding),
        severity: Some(severity(problem.code.severity())),
        code: Some(NumberOrString::String(problem.code.as_str().to_owned())),
        code_description: Url::parse(&problem.code.explained_at()).ok().map(|href| CodeDescription { href }),
        source: Some(env!("CARGO_PKG_NAME").to_owned()),
        message: problem.message.clone(),
        ..Diagnostic::default()
    }
}

fn to_protocol(
    diagnostic: &check::Diagnostic,
    range: Range,
    client: Client,
    mut locate: impl FnMut(&Related) -> Option<Location>,
) -> Diagnostic {
    let related = diagnostic.related.iter().filter(|_| client.related_information).filter_map(|related| {
        Some(DiagnosticRelatedInformation { location: locate(related)?, message: related.message.clone() })
    });
    let related: Vec<_> = related.collect();
    Diagnostic {
        range,
        severity: Some(severity(diagnostic.severity)),
        code: Some(NumberOrString::String(diagnostic.code.as_str().to_owned())),
        code_description: Url::parse(&diagnostic.code.explained_at()).ok().map(|href| CodeDescription { href }),
        source: Some(env!("CARGO_PKG_NAME").to_owned()),
        message: diagnostic.message.clone(),
        related_information: (!related.is_empty()).then_some(related),
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
