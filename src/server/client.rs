//! What the client said it can do.

use crate::text::Encoding;
use serde_json::Value;
use tower_lsp::lsp_types::{ClientCapabilities, MarkupKind, PositionEncodingKind};

/// The client's abilities, as far as answers depend on them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a capability of its own in the protocol")]
pub struct Client {
    /// The unit of columns, as agreed.
    pub encoding: Encoding,
    /// It pulls diagnostics.
    pub pulls_diagnostics: bool,
    /// It shows the other ends of a diagnostic.
    pub related_information: bool,
    /// A definition may tell its origin and the whole of its target.
    pub definition_links: bool,
    /// Symbols may nest.
    pub nested_symbols: bool,
    /// Hovers may be Markdown.
    pub markdown_hover: bool,
    /// It tells of files that change, once it is asked to.
    pub watches_files: bool,
    /// It shows how far long work is.
    pub shows_progress: bool,
    /// It pulls diagnostics anew when it is asked to.
    pub refreshes_diagnostics: bool,
}

impl Client {
    /// Reads what an `initialize` request with the parameters `initialize` declares; `capabilities` are those among them
    /// that lsp-types knows.
    pub fn new(capabilities: &ClientCapabilities, initialize: &Value) -> Self {
        let document = capabilities.text_document.as_ref();
        let diagnostics = document.and_then(|document| document.publish_diagnostics.as_ref());
        let definition = document.and_then(|document| document.definition.as_ref());
        let symbols = document.and_then(|document| document.document_symbol.as_ref());
        let hover = document.and_then(|document| document.hover.as_ref());
        let workspace = capabilities.workspace.as_ref();
        let watching = workspace.and_then(|workspace| workspace.did_change_watched_files.as_ref());
        Self {
            encoding: encoding(capabilities),
            pulls_diagnostics: document.is_some_and(|document| document.diagnostic.is_some()),
            related_information: diagnostics.and_then(|it| it.related_information).unwrap_or_default(),
            definition_links: definition.and_then(|it| it.link_support).unwrap_or_default(),
            nested_symbols: symbols.and_then(|it| it.hierarchical_document_symbol_support).unwrap_or_default(),
            markdown_hover: hover
                .and_then(|it| it.content_format.as_ref())
                .is_some_and(|formats| formats.contains(&MarkupKind::Markdown)),
            watches_files: watching.and_then(|it| it.dynamic_registration).unwrap_or_default(),
            shows_progress: capabilities.window.as_ref().and_then(|it| it.work_done_progress).unwrap_or_default(),
            refreshes_diagnostics: refreshes(initialize, "diagnostics"),
        }
    }
}

/// Whether the client gets `what` anew when it is asked to. lsp-types misspells some of these.
fn refreshes(initialize: &Value, what: &str) -> bool {
    let pointer = format!("/capabilities/workspace/{what}/refreshSupport");
    initialize.pointer(&pointer).and_then(Value::as_bool).unwrap_or_default()
}

/// UTF-8 where the client can, since it costs nothing; then UTF-32; else UTF-16, which every client can.
fn encoding(capabilities: &ClientCapabilities) -> Encoding {
    let offered = capabilities.general.as_ref().and_then(|general| general.position_encodings.as_deref());
    let offers = |kind| offered.is_some_and(|offered| offered.contains(&kind));
    if offers(PositionEncodingKind::UTF8) {
        Encoding::Utf8
    } else if offers(PositionEncodingKind::UTF32) {
        Encoding::Utf32
    } else {
        Encoding::Utf16
    }
}
