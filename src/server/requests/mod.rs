//! Answers to the client's requests: one file a method.

pub mod code_action;
pub mod definition;
pub mod diagnostic;
pub mod document_highlight;
pub mod document_symbol;
pub mod execute_command;
pub mod folding_range;
pub mod hover;
pub mod linked_editing_range;
pub mod references;
pub mod rename;
pub mod selection_range;
