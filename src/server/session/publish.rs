//! How the session keeps diagnostics up to date and publishes them.

use crate::server::cache::document_diagnostics::{self, CheckContext, DocumentDiagnostics};
use crate::server::positions::ToProtocol;
use crate::server::session::Session;
use crate::server::session::document_state::DocumentState;
use crate::server::workspace::uri::DocumentKey;
use crate::server::write_queue;
use crate::text::{Span, Text};
use serde_json::json;
use std::collections::BTreeMap;
use std::sync::Arc;
use tower_lsp::lsp_types::notification::{Notification, PublishDiagnostics};
use tower_lsp::lsp_types::{Location, PublishDiagnosticsParams, Url};

/// The method by which diagnostics are published.
const METHOD: &str = PublishDiagnostics::METHOD;

impl Session {
    /// Brings the diagnostics of the document `key` up to date with the library. Returns whether they may have changed
    /// for another reason than an edit of the document. None if it is no record or its records are being built.
    pub(super) fn check(&mut self, key: &DocumentKey) -> Option<bool> {
        let open = self.documents.get_mut(key).filter(|open| open.is_record && !open.is_being_built())?;
        let mut diagnostics = std::mem::take(&mut open.diagnostics);
        let (documents, library, texts, client) = (&self.documents, &self.library, &mut self.texts, self.client);
        let mut locate = |path: &str, span: Span| {
            let open = documents.values().find(|open| *open.path == *path).and_then(DocumentState::as_open_document);
            let (uri, text) = match open {
                Some(open) => (open.uri, open.snapshot.text().clone()),
                None => (DocumentKey::uri(path)?, texts.get(path, library.on_disk(path)?)?),
            };
            Some(Location::new(uri, text.protocol_range(span, client.encoding)))
        };
        let open = documents.get(key)?;
        let volume = library.volume(&open.path).filter(|_| !self.scan_pending);
        let volume = volume.map(Arc::as_ref);
        let context =
            CheckContext { client, volume, settings: open.settings(), typing: open.typing(), locate: &mut locate };
        let others_changed = open.to_check().map(|document| diagnostics.update(document, context));
        if let Some(open) = self.documents.get_mut(key) {
            open.diagnostics = diagnostics;
        }
        others_changed
    }

    /// Takes the messages for the client. Each document whose diagnostics changed gets its newest ones, however many
    /// edits came in between.
    pub fn take_messages(&mut self) -> Vec<Vec<u8>> {
        self.update_library();
        let others_changed = std::mem::take(&mut self.others_changed);
        if others_changed {
            self.diagnostics_changed.notify_waiters();
            self.publish_configuration_problems();
            if self.client.refreshes_lenses {
                self.outgoing.refresh("workspace/codeLens/refresh");
            }
        }
        if self.client.pulls_diagnostics {
            if others_changed && self.client.refreshes_diagnostics {
                self.outgoing.refresh("workspace/diagnostic/refresh");
            }
            return self.outgoing.take();
        }
        let mut messages = self.outgoing.take();
        let opened_again = |uri: &Url| self.documents.contains_key(&DocumentKey::of(uri));
        let closed: Vec<Url> =
            std::mem::take(&mut self.to_clear).into_iter().filter(|uri| !opened_again(uri)).collect();
        messages.extend(closed.into_iter().map(cleared));
        let due = |open: &DocumentState| !open.is_being_built() && (open.changed || others_changed && open.is_record);
        let due: Vec<DocumentKey> =
            self.documents.iter().filter(|(_, open)| due(open)).map(|(key, _)| key.clone()).collect();
        for key in due {
            // A check that panics is not repeated for the same text.
            let changed = self.documents.get_mut(&key).is_some_and(|open| std::mem::take(&mut open.changed));
            if let Some(true) = self.check(&key).map(|others_changed| others_changed || changed)
                && let Some(open) = self.documents.get(&key)
            {
                messages.push(publish(&open.uri, open.version, &open.diagnostics));
            }
        }
        messages
    }

    /// Publishes the problems of each `obelus.toml` that are not those last published.
    fn publish_configuration_problems(&mut self) {
        let mut now = BTreeMap::new();
        for file in self.configuration.files().filter(|file| !file.problems().is_empty()) {
            let text = Text::new(file.text());
            let problems = file
                .problems()
                .iter()
                .map(|problem| document_diagnostics::of_configuration(problem, &text, self.client));
            now.insert(Arc::from(file.path()), problems.collect());
        }
        let gone =
            self.published_configuration.keys().filter(|path| !now.contains_key(*path)).map(|path| (path, &[][..]));
        let new = now.iter().filter(|&(path, list)| self.published_configuration.get(path) != Some(list));
        for (path, diagnostics) in gone.chain(new.map(|(path, list)| (path, list.as_slice()))) {
            let open = self.documents.values().find(|open| open.path == *path);
            let open = open.map(|open| (open.uri.clone(), Some(open.version)));
            if let Some((uri, version)) = open.or_else(|| Some((DocumentKey::uri(path)?, None))) {
                self.outgoing.notify(METHOD, PublishDiagnosticsParams::new(uri, diagnostics.to_vec(), version));
            }
        }
        self.published_configuration = now;
    }
}

/// Clears the diagnostics of a document that was closed.
fn cleared(uri: Url) -> Vec<u8> {
    write_queue::notification(METHOD, PublishDiagnosticsParams::new(uri, Vec::new(), None))
}

/// Publishes the `diagnostics` of an open document.
fn publish(uri: &Url, version: i32, diagnostics: &DocumentDiagnostics) -> Vec<u8> {
    let mut message = write_queue::notification(METHOD, json!({"uri": uri, "version": version}));
    // The list is large and JSON already. It goes before the ends of the parameters and the message.
    message.truncate(message.len().saturating_sub(2));
    message.extend_from_slice(br#","diagnostics":"#);
    diagnostics.append_json(&mut message);
    message.extend_from_slice(b"}}");
    message
}
