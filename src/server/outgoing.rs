//! Messages that the server sends on its own: notifications, and requests to the client.

use crate::server::write_queue;
use crate::volume::files::INCLUDE;
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The section of the editor's settings that holds those of this server.
pub const SETTINGS_SECTION: &str = "obelus";

/// The messages that wait to be sent, and what is known of the requests that were sent.
#[derive(Debug, Default)]
pub struct Outgoing {
    messages: Vec<Vec<u8>>,
    requests: u64,
    /// The refresh requests that the client has not answered yet, by their methods: the ids of the requests.
    refreshing: BTreeMap<&'static str, String>,
    /// The refresh requests to send, by their methods.
    refresh: BTreeSet<&'static str>,
    /// The id of the last request for the settings, if the client has not answered it yet.
    settings: Option<String>,
    /// The globs that the client was asked to watch. None is ever taken back: files that are watched needlessly are not
    /// read.
    watched: BTreeSet<String>,
}

impl Outgoing {
    /// Adds a notification.
    pub fn notify(&mut self, method: &str, params: impl Serialize) {
        self.messages.push(write_queue::notification(method, params));
    }

    /// Adds a request, and returns its id.
    pub fn request(&mut self, method: &str, params: Option<Value>) -> String {
        self.requests += 1;
        let id = format!("{}/{}", env!("CARGO_PKG_NAME"), self.requests);
        self.messages.push(write_queue::request(&id, method, params));
        id
    }

    /// Asks the client to report changes of files that may be records or configuration: those with the usual names, and
    /// those that `globs` match. What was asked before is not asked again.
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

    /// Asks the client to report changes of the settings.
    pub fn watch_settings(&mut self) {
        self.register("workspace/didChangeConfiguration", &json!({"section": SETTINGS_SECTION}));
    }

    /// Asks the client for the settings.
    pub fn ask_settings(&mut self) {
        let items = json!({"items": [{"section": SETTINGS_SECTION}]});
        self.settings = Some(self.request("workspace/configuration", Some(items)));
    }

    fn register(&mut self, method: &str, options: &Value) {
        let id = format!("{method}/{}", self.requests + 1);
        let registration = json!({"id": id, "method": method, "registerOptions": options});
        self.request("client/registerCapability", Some(json!({"registrations": [registration]})));
    }

    /// Sends the refresh request `method`, as soon as the client has answered the last one.
    pub fn refresh(&mut self, method: &'static str) {
        self.refresh.insert(method);
    }

    /// Takes the client's response to the request `id`. Returns the settings, if it holds them.
    pub fn on_response(&mut self, id: &Value, result: &Result<Value, Value>) -> Option<Value> {
        let id = id.as_str();
        self.refreshing.retain(|_, asked| Some(asked.as_str()) != id);
        if let Err(error) = result {
            tracing::info!("the client refuses {}: {error}", id.unwrap_or("what was not asked"));
        }
        // Only the answer to the last request has the newest settings.
        if id.is_none() || self.settings.as_deref() != id {
            return None;
        }
        self.settings = None;
        result.as_ref().ok()?.get(0).cloned()
    }

    /// Takes all messages.
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

/// A glob for the files in any folder whose names `include` matches, by what follows its last `/`. An `include` counts
/// from the folder of its `obelus.toml`, of which there may be many.
fn of_name(include: &str) -> String {
    let name = include.rsplit('/').next().unwrap_or(include);
    let is_whole = |open, close| name.matches(open).count() == name.matches(close).count();
    // A brace or bracket may reach over the `/`; the part after it is no glob then.
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
