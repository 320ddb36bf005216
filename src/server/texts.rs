//! The texts of files that are not open, as far as positions in them are told.

use super::uri;
use crate::text::Text;
use crate::volume::FileEntry;
use crate::volume::read::Contents;
use std::collections::HashMap;
use std::sync::Arc;

/// Texts that were read, each for as long as the index keeps the same of its file.
#[derive(Debug, Default)]
pub struct Texts(HashMap<Arc<str>, (FileEntry, Text)>);

impl Texts {
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
