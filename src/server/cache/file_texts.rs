//! The texts of files that are not open, as far as positions in them are needed.

use crate::server::workspace::uri;
use crate::text::Text;
use crate::volume::FileEntry;
use crate::volume::read::Contents;
use std::collections::HashMap;
use std::sync::Arc;

/// The texts read so far, by their paths in the library. Each is valid as long as the library's entry of its file is
/// the same.
#[derive(Debug, Default)]
pub struct FileTexts(HashMap<Arc<str>, (FileEntry, Text)>);

impl FileTexts {
    /// The text of the file at `path` in the library, whose entry there is `entry`. None if it cannot be read.
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
