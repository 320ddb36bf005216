//! The diagnostics of a document, as the protocol has them.

use crate::assist;
use crate::check::{self, Code, Related, Severity};
use crate::config::{Problem, Settings};
use crate::record::{Placed, Record, Snapshot};
use crate::server::cache::json_cache::JsonCache;
use crate::server::cache::volume_diagnostics::VolumeDiagnostics;
use crate::server::positions::ToProtocol;
use crate::server::session::client_capabilities::Client;
use crate::server::session::document_typing::{DocumentTyping, SavedRecords};
use crate::text::{Span, Text};
use crate::volume::{FileEntry, Volume};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, LazyLock};
use tower_lsp::lsp_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString, Range, Url,
};

/// The diagnostics of a document as JSON, kept up to date record by record.
#[derive(Debug, Default)]
pub struct DocumentDiagnostics {
    /// What is wrong with a record by itself.
    by_record: JsonCache<Diagnostic>,
    /// The pages of a record whose images are missing.
    images: JsonCache<Diagnostic>,
    /// What only a look at the whole volume shows.
    volume: VolumeDiagnostics,
    /// What `volume` has, as the protocol has it.
    by_volume: Vec<Diagnostic>,
    /// The settings that all of these were made with.
    settings: Option<Arc<Settings>>,
    /// The records that were saved when `by_record` was made.
    saved: SavedRecords,
    /// The record in which was typed last when `by_record` was made.
    typed: Option<Arc<Record>>,
}

/// A document to be checked.
#[derive(Clone, Copy)]
pub struct CheckedDocument<'a> {
    /// Its URI, as the client spells it.
    pub uri: &'a Url,
    /// Its path in the library.
    pub path: &'a str,
    /// Its text and records.
    pub snapshot: &'a Snapshot,
    /// What the library has of it.
    pub entry: &'a FileEntry,
}

/// What a document is checked with.
pub struct CheckContext<'a> {
    /// What the client can do.
    pub client: Client,
    /// The document's volume. None as long as the volume is not all read, when nothing is known to be missing from it.
    pub volume: Option<&'a Volume>,
    /// The settings that apply to the document.
    pub settings: &'a Arc<Settings>,
    /// What was typed in the document since it was saved.
    pub typing: &'a DocumentTyping,
    /// Finds the location of a span, in bytes, of the file at a path in the library.
    pub locate: &'a mut dyn FnMut(&str, Span) -> Option<Location>,
}

impl DocumentDiagnostics {
    /// Brings the diagnostics up to date with `document`. Returns whether they may have changed for another reason than
    /// an edit of the document: by the settings or by the volume.
    pub fn update(&mut self, document: CheckedDocument, context: CheckContext) -> bool {
        let settings = context.settings;
        let settings_changed = self.update_records(document, context.client, settings, context.typing);
        let renumbered = self.update_images(document, &context);
        match context.volume {
            Some(volume) => self.volume.update(volume, document.path, document.entry, settings.complete.value),
            None => self.volume = VolumeDiagnostics::default(),
        }
        let by_volume = volume_diagnostics(document, context, &self.volume);
        let volume_changed = by_volume != self.by_volume;
        self.by_volume = by_volume;
        settings_changed || volume_changed || renumbered
    }

    /// Brings up to date what is wrong with the records of `document` by themselves, in which was typed as `typing` says.
    /// Returns whether the `settings` are others than the last time.
    pub fn update_records(
        &mut self,
        document: CheckedDocument,
        client: Client,
        settings: &Arc<Settings>,
        typing: &DocumentTyping,
    ) -> bool {
        let settings_changed = !self.settings.as_ref().is_some_and(|before| Arc::ptr_eq(before, settings));
        if settings_changed {
            let by_volume = std::mem::take(&mut self.by_volume);
            *self = Self { settings: Some(settings.clone()), by_volume, ..Self::default() };
        }
        self.forget_what_was_typed(typing, document.snapshot);
        self.by_record
            .update(document.snapshot, |placed| record_diagnostics(document, client, settings, typing, placed));
        settings_changed
    }

    /// Brings up to date which pages of `document` lack their images. Before the volume is read, none are known to. Returns
    /// whether that may have changed since the records may have other numbers.
    fn update_images(&mut self, document: CheckedDocument, context: &CheckContext) -> bool {
        let facsimile = context.settings.facsimile.value.as_ref().filter(|facsimile| facsimile.knows_images());
        let (Some(facsimile), Some(volume)) = (facsimile, context.volume) else {
            self.images = JsonCache::default();
            return false;
        };
        let renumbered = facsimile.names_record() && !self.volume.is_of(volume);
        if renumbered {
            self.images = JsonCache::default();
        }
        let images = |placed: &Placed| image_diagnostics(document, context, volume, placed);
        self.images.update(document.snapshot, images);
        renumbered
    }

    /// Forgets the diagnostics of records that are the same, but in which somebody typed when they were made: the document
    /// was saved since, or the typing goes on in another record.
    fn forget_what_was_typed(&mut self, typing: &DocumentTyping, snapshot: &Snapshot) {
        let saved = typing.saved_records();
        if !saved.is(&self.saved) {
            let before = std::mem::replace(&mut self.saved, saved);
            for list in [&mut self.by_record, &mut self.images] {
                list.forget(|record| !before.contains(record));
            }
        }
        let typed = typing.record(snapshot).map(|placed| placed.record.clone());
        let is_typed = |record| typed.as_ref().is_some_and(|typed| Arc::ptr_eq(typed, record));
        if let Some(before) = self.typed.as_ref().filter(|before| !is_typed(before)) {
            for list in [&mut self.by_record, &mut self.images] {
                list.forget(|record| Arc::ptr_eq(record, before));
            }
        }
        self.typed = typed;
    }

    /// The list as JSON.
    pub fn to_json(&self) -> Vec<u8> {
        let mut json = Vec::new();
        self.append_json(&mut json);
        json
    }

    /// Appends the list as JSON to `json`.
    pub fn append_json(&self, json: &mut Vec<u8>) {
        JsonCache::append_json(&[&self.by_record, &self.images], &self.by_volume, json);
    }
}

/// The diagnostics of `document`, of which nothing is kept. The list is that of a [`DocumentDiagnostics`].
pub fn list(document: CheckedDocument, context: CheckContext) -> Vec<Diagnostic> {
    let CheckContext { client, settings, typing, .. } = context;
    let records = document.snapshot.records().iter();
    let of_record = |placed| record_diagnostics(document, client, settings, typing, placed);
    let mut list: Vec<_> = records.flat_map(of_record).collect();
    let mut volume = VolumeDiagnostics::default();
    if let Some(of) = context.volume {
        list.extend(
            document.snapshot.records().iter().flat_map(|placed| image_diagnostics(document, &context, of, placed)),
        );
        volume.update(of, document.path, document.entry, settings.complete.value);
    }
    list.extend(volume_diagnostics(document, context, &volume));
    list
}

/// The result id of a list of diagnostics whose JSON is `json`: lists with the same id are the same.
pub fn result_id(json: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    json.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// What is wrong with a record of `document` by itself.
fn record_diagnostics(
    document: CheckedDocument,
    client: Client,
    settings: &Settings,
    typing: &DocumentTyping,
    placed: &Placed,
) -> Vec<Diagnostic> {
    let found = check::diagnostics_while_typed(&placed.record, typing.of(placed));
    document.reported(placed, found, client, settings)
}

/// The page markers of a record of `document`, which is in `volume`, whose images are missing.
fn image_diagnostics(
    document: CheckedDocument,
    context: &CheckContext,
    volume: &Volume,
    placed: &Placed,
) -> Vec<Diagnostic> {
    let CheckContext { client, settings, typing, .. } = context;
    let at = document.snapshot.records().partition_point(|other| other.start < placed.start);
    let Some(&id) = volume.records_of(document.path).get(at) else { return Vec::new() };
    let (folder, typing) = (assist::folder_name(document.path), typing.of(placed));
    let found = assist::missing_images(volume, id, folder, &placed.record, settings, typing);
    document.reported(placed, found, *client, settings)
}

/// What was found in the volume of `document`.
fn volume_diagnostics(document: CheckedDocument, context: CheckContext, volume: &VolumeDiagnostics) -> Vec<Diagnostic> {
    let CheckedDocument { uri, path, snapshot, .. } = document;
    let CheckContext { client, settings, locate, .. } = context;
    let found = volume.found().iter().filter_map(|(record, diagnostic)| {
        let placed = snapshot.records().get(*record)?;
        let applied = settings.apply(path, &placed.record.text, vec![diagnostic.clone()]);
        Some((placed.start, applied.into_iter().next()?))
    });
    let diagnostics = found.map(|(start, diagnostic)| {
        let at = |span: Span| document.range(span.shifted(start), client);
        let related = |related: &Related| match related.path.as_deref() {
            Some(other) if other != path => locate(other, related.span),
            Some(_) => Some(Location::new(uri.clone(), document.range(related.span, client))),
            None => Some(Location::new(uri.clone(), at(related.span))),
        };
        to_protocol(&diagnostic, at(diagnostic.span), client, related)
    });
    diagnostics.collect()
}

impl CheckedDocument<'_> {
    /// Those of `found`, which is wrong with the record `placed` by itself, that the settings let through.
    fn reported(
        self,
        placed: &Placed,
        found: Vec<check::Diagnostic>,
        client: Client,
        settings: &Settings,
    ) -> Vec<Diagnostic> {
        let diagnostics = settings.apply(self.path, &placed.record.text, found);
        let at = |span: Span| self.range(span.shifted(placed.start), client);
        let related = |related: &Related| Some(Location::new(self.uri.clone(), at(related.span)));
        diagnostics.iter().map(|it| to_protocol(it, at(it.span), client, related)).collect()
    }

    fn range(&self, span: Span, client: Client) -> Range {
        self.snapshot.text().protocol_range(span, client.encoding)
    }
}

/// A `problem` of an `obelus.toml` whose text is `text`.
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
        code_description: EXPLAINED.get(&diagnostic.code).map(|href| CodeDescription { href: href.clone() }),
        source: Some(env!("CARGO_PKG_NAME").to_owned()),
        message: diagnostic.message.clone(),
        related_information: (!related.is_empty()).then_some(related),
        tags: None,
        data: None,
    }
}

/// Where each rule is explained.
static EXPLAINED: LazyLock<HashMap<Code, Url>> = LazyLock::new(|| {
    let explained = Code::ALL.into_iter().map(|code| Some((code, Url::parse(&code.explained_at()).ok()?)));
    explained.flatten().collect()
});

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Information => DiagnosticSeverity::INFORMATION,
        Severity::Hint => DiagnosticSeverity::HINT,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Document;

    #[test]
    fn after_edits_the_list_is_that_of_the_text() {
        let record =
            |n| format!("{n}. Letter1\n\nDear Ada,2\n[Page {n}]\n[Page {n}]\nyours, Tom.\n  1. Lost.\n  9.\n\n");
        let mut document = Document::new(&(1..=5).map(record).collect::<String>());
        let (uri, settings) = (Url::parse("file:///d1.txt").unwrap(), Arc::default());
        let client = Client { related_information: true, ..Client::default() };
        let mut kept = DocumentDiagnostics::default();
        let mut typing = DocumentTyping::default();
        typing.follow(&document.snapshot());
        let edits = [
            ("", ""),
            ("Letter", "\nNote"),
            ("yours", "[ours"),
            ("", "\n\n"),
            ("yours", "yours [in"),
            ("save", "save"),
            ("\n", ""),
            ("Ada", "A\nda"),
        ];
        for (place, new) in edits {
            if place == "save" {
                typing.saved();
            } else {
                let at = document.text().to_string().find(place).unwrap();
                let span = Span::new(at, at + place.len());
                document.edit(span, new);
                typing.edited(span, new.len());
            }
            let snapshot = document.snapshot();
            typing.follow(&snapshot);
            let entry = FileEntry::new(&snapshot, 0);
            let checked = CheckedDocument { uri: &uri, path: "file:///d1.txt", snapshot: &snapshot, entry: &entry };
            let locate = &mut |_: &str, _| None;
            kept.update(checked, CheckContext { client, volume: None, settings: &settings, typing: &typing, locate });
            let fresh =
                list(checked, CheckContext { client, volume: None, settings: &settings, typing: &typing, locate });
            assert!(fresh.iter().any(|diagnostic| diagnostic.related_information.is_some()));
            assert_eq!(String::from_utf8(kept.to_json()).unwrap(), serde_json::to_string(&fresh).unwrap(), "{place:?}");
        }
    }
}
