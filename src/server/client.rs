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
    /// It asks for what a proposal stands for once it is chosen.
    pub resolves_documentation: bool,
    /// That may be Markdown.
    pub markdown_documentation: bool,
    /// It asks where in its file a symbol stands once it is chosen.
    pub resolves_symbols: bool,
    /// It has the command [`SHOW_REFERENCES`].
    pub shows_references: bool,
    /// It tells of files that change, once it is asked to.
    pub watches_files: bool,
    /// It shows how far long work is.
    pub shows_progress: bool,
    /// It tells its settings when it is asked for them.
    pub tells_settings: bool,
    /// It tells when its settings are others, once it is asked to.
    pub registers_settings: bool,
    /// It pulls diagnostics anew when it is asked to.
    pub refreshes_diagnostics: bool,
    /// It gets code lenses anew when it is asked to.
    pub refreshes_lenses: bool,
}

/// The command by which a client shows the references of a place: its arguments are a URI and a position in it. A client that
/// has it says so in its capabilities, as `experimental.commands.commands`, where rust-analyzer's clients do it.
pub const SHOW_REFERENCES: &str = "obelus.showReferences";

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
        let item = document.and_then(|it| it.completion.as_ref()).and_then(|it| it.completion_item.as_ref());
        let resolved = item.and_then(|it| it.resolve_support.as_ref());
        let symbol = workspace.and_then(|it| it.symbol.as_ref()).and_then(|it| it.resolve_support.as_ref());
        let has = |properties: &[String], property: &str| properties.iter().any(|known| known == property);
        let is_markdown =
            |formats: Option<&Vec<MarkupKind>>| formats.is_some_and(|it| it.contains(&MarkupKind::Markdown));
        let commands = initialize.pointer("/capabilities/experimental/commands/commands").and_then(Value::as_array);
        let watching = workspace.and_then(|workspace| workspace.did_change_watched_files.as_ref());
        Self {
            encoding: encoding(capabilities),
            pulls_diagnostics: document.is_some_and(|document| document.diagnostic.is_some()),
            related_information: diagnostics.and_then(|it| it.related_information).unwrap_or_default(),
            definition_links: definition.and_then(|it| it.link_support).unwrap_or_default(),
            nested_symbols: symbols.and_then(|it| it.hierarchical_document_symbol_support).unwrap_or_default(),
            markdown_hover: is_markdown(hover.and_then(|it| it.content_format.as_ref())),
            resolves_documentation: resolved.is_some_and(|it| has(&it.properties, "documentation")),
            markdown_documentation: is_markdown(item.and_then(|it| it.documentation_format.as_ref())),
            resolves_symbols: symbol.is_some_and(|it| has(&it.properties, "location.range")),
            shows_references: commands.is_some_and(|known| known.iter().any(|command| command == SHOW_REFERENCES)),
            watches_files: watching.and_then(|it| it.dynamic_registration).unwrap_or_default(),
            shows_progress: capabilities.window.as_ref().and_then(|it| it.work_done_progress).unwrap_or_default(),
            tells_settings: workspace.and_then(|it| it.configuration).unwrap_or_default(),
            registers_settings: (workspace.and_then(|it| it.did_change_configuration.as_ref()))
                .and_then(|it| it.dynamic_registration)
                .unwrap_or_default(),
            refreshes_diagnostics: refreshes(initialize, "diagnostics"),
            refreshes_lenses: refreshes(initialize, "codeLens"),
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
