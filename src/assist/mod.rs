//! What the editor asks: one file a feature. Each is a pure function of a [`Snapshot`](crate::record::Snapshot) or,
//! where the volume matters, of a [`VolumeContext`]. Offsets and spans are bytes of the document unless said otherwise.

#[cfg(test)]
pub(crate) mod answer_properties;
mod code_lens;
mod completion;
mod cursor;
mod definition;
mod display_text;
mod document_highlights;
mod document_links;
pub mod edit;
mod expected_mark;
mod facsimile;
#[cfg(test)]
pub(crate) mod fixture;
mod folding_ranges;
#[cfg(test)]
mod growth;
mod hover;
mod inlay_hints;
mod label_sequence;
mod on_enter;
mod outline;
mod pages;
mod references;
mod retyped_label;
mod selection_ranges;
mod semantic_tokens;
mod text_edit;
mod text_units;
mod volume_context;
mod workspace_symbols;

pub use code_lens::{code_lens_spans, code_lens_title};
pub use completion::{Candidate, Completions, completion_documentation, completions};
pub use definition::{Definition, Target, definition};
pub use display_text::markdown_link;
pub use document_highlights::{Highlight, HighlightKind, document_highlights};
pub use document_links::{DocumentLink, document_links};
pub use expected_mark::{ExpectedMark, MarkKind, expected_mark, expected_mark_documentation};
pub use facsimile::{FacsimilePage, facsimile_links, facsimile_page, folder_name, missing_images};
pub use folding_ranges::{FoldingRange, FoldingRangeKind, folding_ranges};
pub use hover::{Hover, hover};
pub use inlay_hints::{InlayHint, inlay_hints};
pub use on_enter::on_enter;
pub use outline::{Symbol, SymbolKind, outline, record_outline};
pub use pages::page_at;
pub use references::references;
pub use retyped_label::retyped_label;
pub use selection_ranges::selection_ranges;
pub use semantic_tokens::{Token, TokenKind, record_tokens};
pub use text_edit::TextEdit;
pub use volume_context::{FileSpan, VolumeContext};
pub use workspace_symbols::{WorkspaceSymbol, workspace_symbol_span, workspace_symbols};
