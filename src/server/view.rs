//! What an answer is made from.

use super::client::Client;
use crate::record::Snapshot;
use tower_lsp::lsp_types::Url;

/// A document at one moment, and the client's abilities.
#[derive(Clone, Debug)]
pub struct View {
    /// The document.
    pub snapshot: Snapshot,
    /// Its URI as the client spelled it when it opened it.
    pub uri: Url,
    /// What the client can do.
    pub client: Client,
}
