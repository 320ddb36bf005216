//! What the server says and asks of itself, until it is sent.

use super::outbox;
use super::session::SECTION;
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Messages that wait, and what is to be known of the requests among those that were sent.
#[derive(Debug, Default)]
pub struct Unasked {
    messages: Vec<Vec<u8>>,
    requests: u64,
    /// Of each method that asks to get something anew, the request that the client has not answered yet.
    refreshing: BTreeMap<&'static str, String>,
    /// Those for which there is reason to ask once more.
    refresh: BTreeSet<&'static str>,
    /// The request for our settings that the client has not answered yet.
    settings: Option<String>,
}

impl Unasked {
    /// Says something.
    pub fn notify(&mut self, method: &str, params: impl Serialize) {
        self.messages.push(outbox::notification(method, params));
    }

    /// Says what is written already.
    pub fn say(&mut self, message: Vec<u8>) {
        self.messages.push(message);
    }

    /// Asks for something; gives the request's id.
    pub fn request(&mut self, method: &str, params: Option<Value>) -> String {
        self.requests += 1;
        let id = format!("{}/{}", env!("CARGO_PKG_NAME"), self.requests);
        self.messages.push(outbox::request(&id, method, params));
        id
    }

    /// Asks to be told of files that change.
    pub fn watch_files(&mut self) {
        let globs = ["**/*.{txt,record}", "**/obelus.toml", "**/.gitignore"];
        let watchers: Vec<_> = globs.iter().map(|glob| json!({"globPattern": glob})).collect();
        self.register("workspace/didChangeWatchedFiles", &json!({"watchers": watchers}));
    }

    /// Asks to be told when our settings are others.
    pub fn watch_settings(&mut self) {
        self.register("workspace/didChangeConfiguration", &json!({"section": SECTION}));
    }

    /// Asks for our settings.
    pub fn ask_settings(&mut self) {
        let items = json!({"items": [{"section": SECTION}]});
        self.settings = Some(self.request("workspace/configuration", Some(items)));
    }

    fn register(&mut self, method: &str, options: &Value) {
        let registration = json!({"id": method, "method": method, "registerOptions": options});
        self.request("client/registerCapability", Some(json!({"registrations": [registration]})));
    }

    /// Asks by `method` to get something anew, once the client has answered when it was last asked.
    pub fn refresh(&mut self, method: &'static str) {
        self.refresh.insert(method);
    }

    /// Hears what the client answers to the request `id`; gives our settings, if those it is.
    pub fn answered(&mut self, id: &Value, result: &Result<Value, Value>) -> Option<Value> {
        let id = id.as_str();
        self.refreshing.retain(|_, asked| Some(asked.as_str()) != id);
        if let Err(error) = result {
            tracing::info!("the client refuses {}: {error}", id.unwrap_or("what was not asked"));
        }
        // Of several questions the last one's answer is the newest.
        if id.is_none() || self.settings.as_deref() != id {
            return None;
        }
        self.settings = None;
        result.as_ref().ok()?.get(0).cloned()
    }

    /// Takes what is to be sent.
    pub fn take(&mut self) -> Vec<Vec<u8>> {
        for method in std::mem::take(&mut self.refresh) {
            if self.refreshing.contains_key(method) {
                self.refresh.insert(method);
            } else {
                let id = self.request(method, None);
                self.refreshing.insert(method, id);
            }
        }
        std::mem::take(&mut self.messages)
    }
}
