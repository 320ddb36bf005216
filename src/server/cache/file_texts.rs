//! The texts of files that are not open, as far as positions in them are told.

use crate::server::workspace::uri;
use crate::text::Text;
use crate::volume::FileEntry;
use crate::volume::read::Contents;
use std::collections::HashMap;
use std::sync::Arc;

/// The texts read so far, each kept as long as the index entry of its file is the same.
#[derive(Debug, Default)]
pub struct FileTexts(HashMap<Arc<str>, (FileEntry, Text)>);

impl FileTexts {
    /// The text of the file that the index knows by `path`, of which `entry` is kept; none where it cannot be read.
    pub fn get(&mut self, path: &str, entry: &FileEntry) -> Option<Text> {
        if let Some((_, text)) = self.0.get(path).filter(|(of, _)| of.is(entry)) {
            return Some(text.clone());
        }
        let contents = Contents::read(&uri::file(path)?).ok()?;
        let text = Text::new(contents.document());
        self.0.insert(path.into(), (entry.clone(), text.clone()));
        Some(text)
    }
}
