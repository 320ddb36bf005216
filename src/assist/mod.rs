//! What the editor asks: one file a feature, each a pure function of a [`Snapshot`](crate::record::Snapshot). Offsets
//! and spans are bytes of the document.

mod at;
mod definition;
pub mod edit;
mod folding;
mod highlight;
mod hover;
mod outline;
mod pages;
#[cfg(test)]
mod properties;
mod prose;
mod references;
mod selection;
#[cfg(test)]
mod testing;
mod words;

pub use definition::{Definition, Target, definition};
pub use folding::{Fold, FoldKind, folding_ranges};
pub use highlight::{Highlight, HighlightKind, highlights};
pub use hover::{Hover, hover};
pub use outline::{Symbol, SymbolKind, outline, record_outline};
pub use references::references;
pub use selection::selection_ranges;
