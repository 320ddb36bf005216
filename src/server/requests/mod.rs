//! The requests that the client may send: a file a method, and what several of them share.
//!
//! A new request is a new file here, named after the method, with a [`handler::Handler`] in it, and a line in the list
//! of `dispatch.rs`.

pub mod code_action;
pub mod code_action_resolve;
pub mod code_lens;
pub mod code_lens_resolve;
pub mod completion;
pub mod completion_resolve;
pub mod definition;
pub mod diagnostic;
pub mod document_highlight;
pub mod document_link;
pub mod document_link_resolve;
pub mod document_symbol;
pub mod execute_command;
pub mod facsimile;
pub mod folding_range;
pub mod handler;
pub mod hover;
pub mod inlay_hint;
pub mod linked_editing_range;
pub mod manifest;
pub mod on_type_formatting;
pub mod prepare_rename;
pub mod references;
pub mod rename;
pub mod selection_range;
pub mod semantic_tokens_delta;
pub mod semantic_tokens_full;
pub mod semantic_tokens_range;
pub mod support;
pub mod workspace_diagnostic;
pub mod workspace_symbol;
pub mod workspace_symbol_resolve;
