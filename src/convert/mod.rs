//! Conversion: a document as TEI, as HTML, or in another convention.
//!
//! Pairings, pages, cross references, insertions and headings are kept. What the target cannot express is said in a
//! [`Remark`], and never dropped in silence.

mod converted;
mod edition;
#[cfg(test)]
mod fixture;
mod from_tei;
mod gist;
mod html;
mod ids;
mod links;
mod markup;
mod rewrite;
mod tei;
#[cfg(test)]
mod tests;

pub use converted::{Converted, Remark};
pub use from_tei::{FromTei, PlainRecord, from_tei};
pub use html::write as to_html;
pub use rewrite::rewrite;
pub use tei::write as to_tei;
