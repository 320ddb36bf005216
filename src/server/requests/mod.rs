//! Answers to the client's requests: one file a method.

pub mod definition;
pub mod diagnostic;
pub mod document_highlight;
pub mod document_symbol;
pub mod folding_range;
pub mod hover;
pub mod references;
pub mod selection_range;
