//! What the server says and asks of itself, until it is sent.

use crate::server::write_queue;
use crate::volume::files::INCLUDE;
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The section of the editor's settings that holds this server's.
pub const SETTINGS_SECTION: &str = "obelus";

/// Messages that wait, and what is to be known of the requests among those that were sent.
#[derive(Debug, Default)]
pub struct Outgoing {
    messages: Vec<Vec<u8>>,
    requests: u64,
    /// Of each method that asks to get something anew, the request that the client has not answered yet.
    refreshing: BTreeMap<&'static str, String>,
    /// Those for which there is reason to ask once more.
    refresh: BTreeSet<&'static str>,
    /// The request for our settings that the client has not answered yet.
    settings: Option<String>,
    /// The globs of the files of which the client was asked to tell. They are never taken back: what it tells too much of is
    /// not read.
    watched: BTreeSet<String>,
}

impl Outgoing {
    /// Says something.
    pub fn notify(&mut self, method: &str, params: impl Serialize) {
        self.messages.push(write_queue::notification(method, params));
    }

    /// Says what is written already.
    pub fn push(&mut self, message: Vec<u8>) {
        self.messages.push(message);
    }

    /// Asks for something; gives the request's id.
    pub fn request(&mut self, method: &str, params: Option<Value>) -> String {
        self.requests += 1;
        let id = format!("{}/{}", env!("CARGO_PKG_NAME"), self.requests);
        self.messages.push(write_queue::request(&id, method, params));
        id
    }

    /// Asks to be told of files that change, those whose names fit `globs` among them, as far as that was not asked.
    pub fn watch_files<'a>(&mut self, globs: impl IntoIterator<Item = &'a str>) {
        let ours = ["**/*.{txt,record}", "**/obelus.toml", "**/.gitignore"];
        let globs = globs.into_iter().filter(|glob| !INCLUDE.contains(glob)).map(of_name);
        let globs = ours.map(str::to_owned).into_iter().chain(globs);
        let new: Vec<_> = globs.filter(|glob| self.watched.insert(glob.clone())).collect();
        if !new.is_empty() {
            let watchers: Vec<_> = new.iter().map(|glob| json!({"globPattern": glob})).collect();
            self.register("workspace/didChangeWatchedFiles", &json!({"watchers": watchers}));
        }
    }

    /// Asks to be told when our settings are others.
    pub fn watch_settings(&mut self) {
        self.register("workspace/didChangeConfiguration", &json!({"section": SETTINGS_SECTION}));
    }

    /// Asks for our settings.
    pub fn ask_settings(&mut self) {
        let items = json!({"items": [{"section": SETTINGS_SECTION}]});
        self.settings = Some(self.request("workspace/configuration", Some(items)));
    }

    fn register(&mut self, method: &str, options: &Value) {
        let id = format!("{method}/{}", self.requests + 1);
        let registration = json!({"id": id, "method": method, "registerOptions": options});
        self.request("client/registerCapability", Some(json!({"registrations": [registration]})));
    }

    /// Asks by `method` to get something anew, once the client has answered when it was last asked.
    pub fn refresh(&mut self, method: &'static str) {
        self.refresh.insert(method);
    }

    /// Hears what the client answers to the request `id`; gives our settings, if those it is.
    pub fn on_response(&mut self, id: &Value, result: &Result<Value, Value>) -> Option<Value> {
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

/// A glob of the files in any folder whose names are those that `include` fits: what stands behind its last `/`. The folders
/// are those below an `obelus.toml`, of which there may be many.
fn of_name(include: &str) -> String {
    let name = include.rsplit('/').next().unwrap_or(include);
    let is_whole = |open, close| name.matches(open).count() == name.matches(close).count();
    // Not where braces or brackets reach over the `/`.
    if is_whole('{', '}') && is_whole('[', ']') { format!("**/{name}") } else { "**/*".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_watched_for_an_include() {
        for (include, glob) in [
            ("**/*.md", "**/*.md"),
            ("*.{md,markdown}", "**/*.{md,markdown}"),
            ("letters/[a-z]/d?.asc", "**/d?.asc"),
            ("letters/**", "**/**"),
            ("{letters/d,minutes/m}*.asc", "**/*"),
            ("", "**/"),
        ] {
            assert_eq!(of_name(include), glob, "{include}");
        }
    }

    #[test]
    fn nothing_is_watched_twice() {
        let mut outgoing = Outgoing::default();
        let mut told = |globs: &[&str]| {
            outgoing.watch_files(globs.iter().copied());
            outgoing.take().iter().map(|message| String::from_utf8(message.clone()).unwrap()).collect::<String>()
        };
        assert!(told(&["**/*.txt", "**/*.record"]).contains("**/*.{txt,record}"));
        assert_eq!(told(&["**/*.txt"]), "");
        let more = told(&["**/*.txt", "letters/*.md", "minutes/*.md"]);
        assert_eq!(more.matches("globPattern").count(), 1, "{more}");
        assert!(more.contains("**/*.md"), "{more}");
        assert_eq!(told(&["**/*.md"]), "");
    }
}
