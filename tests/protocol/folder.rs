//! A folder of records that a client works in.

use crate::client::Client;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use tower_lsp::lsp_types::Url;

/// A folder that is removed in the end.
pub struct Folder(pub PathBuf);

impl Folder {
    /// An empty folder; `name` is the test's.
    pub fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("workspace-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// Writes a file, and the folders it is in.
    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn uri(&self, path: &str) -> String {
        Url::from_file_path(self.0.join(path)).unwrap().into()
    }

    /// A client that works in the folder, once all of it is read. Beside `capabilities` it shows progress.
    pub fn client(&self, mut capabilities: Value) -> Client {
        let mut client = Client::connect();
        capabilities["window"] = json!({"workDoneProgress": true});
        let folder = json!({"uri": self.uri(""), "name": "records"});
        let params = json!({"processId": null, "capabilities": capabilities, "workspaceFolders": [folder]});
        client.ask("initialize", params);
        client.notify("initialized", json!({}));
        client.is_read();
        client
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

impl Client {
    /// Waits until all of the workspace is read.
    pub fn is_read(&mut self) {
        let create = self.server_request("window/workDoneProgress/create");
        self.answer(&create["id"], json!(null));
        let token = create["params"]["token"].clone();
        let mut last = 0;
        loop {
            let told = self.notification("$/progress");
            assert_eq!(told["token"], token);
            match told["value"]["kind"].as_str().unwrap() {
                "end" => return,
                "begin" => assert_eq!(told["value"]["title"], "Reading records"),
                "report" => {
                    let percentage = told["value"]["percentage"].as_u64().unwrap();
                    assert!(last <= percentage && percentage <= 100);
                    last = percentage;
                }
                other => panic!("{other}"),
            }
        }
    }

    /// Tells that `uris` changed on disk.
    pub fn touched(&mut self, uris: &[String]) {
        let changes: Vec<_> = uris.iter().map(|uri| json!({"uri": uri, "type": 2})).collect();
        self.notify("workspace/didChangeWatchedFiles", json!({"changes": changes}));
    }
}
