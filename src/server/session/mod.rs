//! The session: what the client is editing, and what is known of all other files.

mod background;
pub mod client_capabilities;
pub mod document_snapshot;
pub mod document_state;
pub mod document_typing;
mod editing_session;
pub mod progress;
mod publish;
mod record_build;
pub mod session_handle;
mod snapshots;
pub mod volume_documents;

pub use editing_session::Session;
