//! Every `obelus.toml` there is, and what applies where.

use super::partial::Partial;
use super::problem::Problem;
use super::settings::{Settings, Source, below, folder};
use std::collections::HashMap;
use std::iter;
use std::sync::Arc;

/// The name of a configuration's file.
pub const NAME: &str = "obelus.toml";

/// The `obelus.toml` files that were read, and the editor's settings; in memory alone. Paths have `/` between their parts,
/// and are all whole or all relative to the same folder.
#[derive(Clone, Debug, Default)]
pub struct Configuration {
    editor: Option<Arc<Partial>>,
    /// By the folder each is in.
    files: HashMap<Box<str>, File>,
    /// What applies where no file does.
    outermost: Arc<Settings>,
}

/// An `obelus.toml`.
#[derive(Clone, Debug)]
pub struct File {
    path: Arc<str>,
    base: usize,
    text: Arc<str>,
    partial: Arc<Partial>,
    problems: Vec<Problem>,
    /// What applies in its folder.
    settings: Arc<Settings>,
}

impl Configuration {
    /// Sets the text of the `obelus.toml` at `path`; none where it is not there any more. The work is that of this file, and
    /// of those in the folders below it.
    pub fn set(&mut self, path: &str, text: Option<&str>) {
        let folder = folder(path);
        match text {
            None => drop(self.files.remove(folder)),
            Some(whole) => {
                let text = whole.strip_prefix('\u{feff}').unwrap_or(whole);
                let (partial, problems) = Partial::from_toml(text);
                let file = File {
                    path: path.into(),
                    base: whole.len() - text.len(),
                    text: text.into(),
                    partial: Arc::new(partial),
                    problems,
                    settings: Arc::default(),
                };
                self.files.insert(folder.into(), file);
            }
        }
        self.resolve(folder);
    }

    /// Sets what the editor's settings say; it applies where no `obelus.toml` says something else.
    pub fn set_editor(&mut self, partial: Partial) {
        self.editor = Some(Arc::new(partial));
        self.outermost = Arc::new(Settings::new(self.sources("").collect()));
        self.resolve("");
    }

    /// What applies to the file at `path`.
    pub fn at(&self, path: &str) -> Arc<Settings> {
        self.within(folder(path))
    }

    /// What applies to the files in `folder`.
    pub fn within(&self, folder: &str) -> Arc<Settings> {
        let nearest = self.above(folder).next();
        nearest.map_or_else(|| self.outermost.clone(), |file| file.settings.clone())
    }

    /// The globs of every `include` that applies somewhere, in no order.
    pub fn globs(&self) -> impl Iterator<Item = &str> {
        let settings = self.files.values().map(|file| &file.settings).chain([&self.outermost]);
        settings.flat_map(|settings| settings.include.value.patterns()).map(String::as_str)
    }

    /// The `obelus.toml` nearest to the file at `path`: in its folder or one above.
    pub fn nearest(&self, path: &str) -> Option<&File> {
        folders(folder(path)).find_map(|folder| self.files.get(folder))
    }

    /// The `obelus.toml` at `path`, if it was set.
    pub fn file(&self, path: &str) -> Option<&File> {
        self.files.get(folder(path))
    }

    /// Every `obelus.toml`, in no order.
    pub fn files(&self) -> impl Iterator<Item = &File> {
        self.files.values()
    }

    /// The files in `folder` and in the folders above it, the nearest first.
    fn above<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a File> {
        folders(folder).filter_map(|folder| self.files.get(folder))
    }

    fn sources<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = Source> + 'a {
        let of_file = |file: &File| Source { path: Some(file.path.clone()), partial: file.partial.clone() };
        let editor = self.editor.iter().map(|partial| Source { path: None, partial: partial.clone() });
        self.above(folder).map(of_file).chain(editor)
    }

    /// Brings what applies in `folder` and in those below it in line with the files.
    fn resolve(&mut self, folder: &str) {
        let is_below = |inner: &str| match inner.strip_prefix(folder) {
            Some(rest) => folder.is_empty() || rest.is_empty() || rest.starts_with('/'),
            None => false,
        };
        let concerned = self.files.keys().filter(|inner| is_below(inner));
        let resolved: Vec<_> =
            concerned.map(|inner| (inner.clone(), Arc::new(Settings::new(self.sources(inner).collect())))).collect();
        for (folder, settings) in resolved {
            if let Some(file) = self.files.get_mut(&folder) {
                file.settings = settings;
            }
        }
    }
}

impl File {
    /// Its path.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// How many bytes of the file stand before its text: those of a byte-order mark.
    pub fn base(&self) -> usize {
        self.base
    }

    /// Its text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The path of the file at `path` from its folder, if it lies below that: by it an ignore names the file.
    pub fn below<'p>(&self, path: &'p str) -> Option<&'p str> {
        below(&self.path, path)
    }

    /// What of it does not apply, in the order of the text.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }
}

/// `folder` and those above it; the outermost is the empty path.
fn folders(folder: &str) -> impl Iterator<Item = &str> {
    iter::successors(Some(folder), |folder| {
        (!folder.is_empty()).then(|| folder.rsplit_once('/').map_or("", |(above, _)| above))
    })
}

#[cfg(test)]
mod tests;
