//! What the editor asks: one file a feature, each a pure function of a [`Snapshot`](crate::record::Snapshot) or, where
//! the volume matters, of a [`Site`]. Offsets and spans are bytes of the document.

mod at;
mod completion;
mod count;
mod definition;
pub mod edit;
mod facsimile;
mod folding;
mod highlight;
mod hints;
mod hover;
mod lens;
mod links;
mod next;
mod next_item;
mod outline;
mod pages;
#[cfg(test)]
mod properties;
mod prose;
mod references;
mod selection;
mod site;
mod symbols;
#[cfg(test)]
mod testing;
mod tokens;
mod words;

pub use completion::{Candidate, Completions, completions, documentation};
pub use definition::{Definition, Target, definition};
pub use facsimile::facsimiles;
pub use folding::{Fold, FoldKind, folding_ranges};
pub use highlight::{Highlight, HighlightKind, highlights};
pub use hints::{Hint, hints};
pub use hover::{Hover, hover};
pub use lens::{lens, lenses};
pub use links::{Link, links};
pub use next::{Next, NextKind, next, next_documentation};
pub use next_item::{Edit, on_enter};
pub use outline::{Symbol, SymbolKind, outline, record_outline};
pub use references::references;
pub use selection::selection_ranges;
pub use site::{Site, Spot, part};
pub use symbols::{Found, found};
pub use tokens::{Token, TokenKind, record_tokens};
