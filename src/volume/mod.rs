//! Many files: which there are, what is kept of them, and where a cross reference leads.
//!
//! An [`Index`] holds what is kept of each file, a [`FileEntry`], grouped into [`Volume`]s. A file that changes is set anew
//! with the work of its changed records alone; a reader takes a clone of its volume's `Arc`, which no later change touches.
//! All this is pure but for [`files`] and [`read`], which know the disk.

mod citations;
mod complete;
mod entry;
pub mod files;
mod index;
mod key;
mod library;
pub mod natural;
mod numbering;
pub mod read;
mod record_id;
mod resolve;
#[allow(clippy::module_inception, reason = "one idea a file: the layer, and one volume of it")]
mod volume;

pub use complete::Complete;
pub use entry::{FileEntry, Filed, NoteEntry, PageEntry, RecordEntry};
pub use index::Index;
pub use library::{FileState, Library, RecordStatus};
pub use record_id::RecordId;
pub use resolve::{Citation, Missing, Outcome, Part, Place};
pub use volume::{Located, State, Volume};

#[cfg(test)]
mod tests;
