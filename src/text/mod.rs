//! Characters and positions: the text of a document, its edits, and positions as editors count them.

mod buffer;
mod file_encoding;
mod lines;
mod position;
mod span;
mod url;
mod words;
pub mod work;

pub use buffer::Text;
pub use file_encoding::FileEncoding;
pub use lines::lines;
pub use position::{Encoding, Position};
pub use span::Span;
pub use url::{url_path, url_segment};
pub use words::{spans_of_words, words};
