//! Conversion: a document as TEI, as HTML, or in another convention.
//!
//! Pairings, pages, cross references, insertions and headings are kept. What the target cannot express is said in a
//! [`Remark`], and never dropped in silence.

mod converted;
mod doubt;
mod edition;
#[cfg(test)]
mod fixture;
mod from_tei;
mod gist;
mod header;
mod html;
mod ids;
mod links;
mod markup;
mod output;
mod rewrite;
mod target;
mod tei;
#[cfg(test)]
mod tests;
mod whole_volume;

pub use converted::{Converted, Remark};
pub use from_tei::{FromTei, NotTei, PlainRecord, from_tei};
pub use html::{VOLUME as HTML_VOLUME, write as to_html};
pub use rewrite::{rewrite, rewrite_in_place};
pub use target::{Target, convert};
pub use tei::{VOLUME as TEI_VOLUME, write as to_tei};
pub use whole_volume::{VolumeForm, VolumeIds};
