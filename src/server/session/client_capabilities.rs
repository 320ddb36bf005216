//! What the client can do, as it said in `initialize`.

use crate::text::Encoding;
use serde_json::Value;
use tower_lsp::lsp_types::{ClientCapabilities, MarkupKind, PositionEncodingKind, ResourceOperationKind};

/// The client's abilities on which answers depend.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a capability of its own in the protocol")]
pub struct Client {
    /// The unit of columns in positions, as negotiated.
    pub encoding: Encoding,
    /// It asks for diagnostics. Then none are published.
    pub pulls_diagnostics: bool,
    /// It shows the related places of a diagnostic.
    pub related_information: bool,
    /// It takes a definition with the range of its origin and the whole range of its target.
    pub definition_links: bool,
    /// It takes nested symbols in an outline.
    pub nested_symbols: bool,
    /// It shows Markdown in hovers.
    pub markdown_hover: bool,
    /// It asks for the documentation of a completion item when the item is selected.
    pub resolves_documentation: bool,
    /// It shows Markdown in that documentation.
    pub markdown_documentation: bool,
    /// It asks for the place of a workspace symbol in its file when the symbol is chosen.
    pub resolves_symbols: bool,
    /// It has the command [`SHOW_REFERENCES`].
    pub shows_references: bool,
    /// It has the command [`SHOW_CONVERSION`].
    pub shows_conversions: bool,
    /// It can be asked to watch files.
    pub watches_files: bool,
    /// It shows the progress of long work.
    pub shows_progress: bool,
    /// It takes edits that name the version of each document.
    pub document_changes: bool,
    /// It takes edits that create files.
    pub creates_files: bool,
    /// It asks the user about each annotated change of an edit.
    pub change_annotations: bool,
    /// It takes code actions, not only commands.
    pub code_actions: bool,
    /// It shows disabled code actions with the reason.
    pub shows_disabled_actions: bool,
    /// It asks for the edit of a code action when the action is chosen.
    pub resolves_edits: bool,
    /// It asks before a rename whether a label can be renamed.
    pub prepares_rename: bool,
    /// It can be asked to show a place of a document.
    pub shows_documents: bool,
    /// It can be asked for its settings.
    pub tells_settings: bool,
    /// It can be asked to report changes of its settings.
    pub registers_settings: bool,
    /// It can be asked to ask for diagnostics again.
    pub refreshes_diagnostics: bool,
    /// It can be asked to ask for code lenses again.
    pub refreshes_lenses: bool,
}

/// The client's command that shows the references of a place. Its arguments are a URI and a position in that document.
/// A client that has it lists it in its capabilities under `experimental.commands.commands`, as rust-analyzer's clients
/// do with theirs.
pub const SHOW_REFERENCES: &str = "obelus.showReferences";

/// The client's command that shows a document in another form, as a text that is no file. Its arguments are those of the
/// server's command `obelus.convert`, which the client asks for the text. A client that has it lists it with
/// [`SHOW_REFERENCES`].
pub const SHOW_CONVERSION: &str = "obelus.showConversion";

impl Client {
    /// Reads the parameters of an `initialize` request. `capabilities` are the client's capabilities among them, as far
    /// as lsp-types knows them.
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
        let has_command = |name: &str| commands.is_some_and(|known| known.iter().any(|command| command == name));
        let watching = workspace.and_then(|workspace| workspace.did_change_watched_files.as_ref());
        let edits = workspace.and_then(|workspace| workspace.workspace_edit.as_ref());
        let actions = document.and_then(|document| document.code_action.as_ref());
        let rename = document.and_then(|document| document.rename.as_ref());
        let window = capabilities.window.as_ref();
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
            shows_references: has_command(SHOW_REFERENCES),
            shows_conversions: has_command(SHOW_CONVERSION),
            watches_files: watching.and_then(|it| it.dynamic_registration).unwrap_or_default(),
            shows_progress: capabilities.window.as_ref().and_then(|it| it.work_done_progress).unwrap_or_default(),
            creates_files: (workspace.and_then(|it| it.workspace_edit.as_ref()))
                .and_then(|it| it.resource_operations.as_ref())
                .is_some_and(|operations| operations.contains(&ResourceOperationKind::Create)),
            document_changes: edits.and_then(|it| it.document_changes).unwrap_or_default(),
            change_annotations: edits.is_some_and(|it| it.change_annotation_support.is_some()),
            code_actions: actions.is_some_and(|it| it.code_action_literal_support.is_some()),
            shows_disabled_actions: actions.and_then(|it| it.disabled_support).unwrap_or_default(),
            resolves_edits: actions.is_some_and(|it| {
                let has_edit = |properties: &[String]| properties.iter().any(|property| property == "edit");
                it.data_support.unwrap_or_default()
                    && it.resolve_support.as_ref().is_some_and(|it| has_edit(&it.properties))
            }),
            prepares_rename: rename.and_then(|it| it.prepare_support).unwrap_or_default(),
            shows_documents: window.and_then(|it| it.show_document.as_ref()).is_some_and(|it| it.support),
            tells_settings: workspace.and_then(|it| it.configuration).unwrap_or_default(),
            registers_settings: (workspace.and_then(|it| it.did_change_configuration.as_ref()))
                .and_then(|it| it.dynamic_registration)
                .unwrap_or_default(),
            refreshes_diagnostics: refreshes(initialize, "diagnostics"),
            refreshes_lenses: refreshes(initialize, "codeLens"),
        }
    }
}

/// Whether the client can be asked to refresh `what`, read from the raw JSON since lsp-types misspells some of the
/// names.
fn refreshes(initialize: &Value, what: &str) -> bool {
    let pointer = format!("/capabilities/workspace/{what}/refreshSupport");
    initialize.pointer(&pointer).and_then(Value::as_bool).unwrap_or_default()
}

/// UTF-8 if the client offers it, since it costs nothing, then UTF-32, or else UTF-16, which every client has.
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
