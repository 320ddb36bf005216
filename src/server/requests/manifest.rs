//! `obelus/manifest`, a method of our own: hands over a IIIF manifest that the client fetched, since the server uses no network.
//! `obelus/facsimile` says which are wanted.

use crate::config::{MAX_MANIFEST_BYTES, Manifest};
use crate::server::requests::handler::{Answer, Handler};
use crate::server::session::session_handle::SessionHandle;
use serde::{Deserialize, Serialize};
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::request::Request;

/// Takes a manifest.
pub enum ManifestHandler {}

/// The method. Its result says why the manifest is of no use, in words to be read after its address; null if it is of use.
pub enum ManifestRequest {}

/// A manifest that was fetched.
#[derive(Debug, Deserialize, Serialize)]
pub struct FetchedManifest {
    /// Its address, as `obelus/facsimile` names it.
    address: String,
    /// Its text.
    text: String,
}

impl Request for ManifestRequest {
    type Params = FetchedManifest;
    type Result = Option<String>;
    const METHOD: &'static str = "obelus/manifest";
}

impl Handler for ManifestHandler {
    type Method = ManifestRequest;

    fn start(session: &SessionHandle, params: FetchedManifest) -> Result<Answer<Option<String>>> {
        let session = session.clone();
        Ok(Answer::on_worker(move || {
            let FetchedManifest { address, text } = params;
            Ok(match read(&text) {
                Ok(manifest) => {
                    session.change(|session| session.set_fetched(&address, manifest));
                    None
                }
                Err(reason) => Some(reason),
            })
        }))
    }
}

fn read(text: &str) -> std::result::Result<Manifest, String> {
    if text.len() > MAX_MANIFEST_BYTES {
        return Err("is larger than 16 MiB and is not read".into());
    }
    Manifest::new(text)
}
