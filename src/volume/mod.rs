//! Many files: which there are, what is kept of them, and where a cross reference leads.
//!
//! A [`FileEntry`] is what is kept of a file: where its records, pages and notes are, but not its text. An [`Index`]
//! groups the entries of all files into [`Volume`]s. When a file changes, only its changed records are indexed again. A
//! reader clones the `Arc` of a volume and sees no later change. Only [`files`], `ignore_files`, [`left_out`] and
//! [`read`] access the disk.

mod citations;
mod complete;
mod entry;
pub mod files;
mod ignore_files;
mod index;
mod key;
pub mod left_out;
mod library;
pub mod natural;
mod numbering;
pub mod read;
mod record_id;
mod record_status;
mod resolve;
#[allow(clippy::module_inception, reason = "one idea a file: the layer, and one volume of it")]
mod volume;

pub use complete::Complete;
pub use entry::{FileEntry, NoteEntry, PageEntry, PlacedEntry, RecordEntry, StoredSpan};
pub use index::Index;
pub use library::{FileState, Library};
pub use record_id::RecordId;
pub use record_status::{FolderCounts, RecordStatus};
pub use resolve::{Citation, Missing, Outcome, Part, Place};
pub use volume::{Located, State, Volume};

#[cfg(test)]
mod tests;
