//! All `obelus.toml` files, and what applies in each folder.

use super::address::is_url;
use super::facsimile::Facsimile;
use super::iiif::Manifest;
use super::images::{ImageFolder, Images};
use super::partial::Partial;
use super::problem::Problem;
use super::settings::{Settings, Source, below, folder};
use std::collections::{HashMap, HashSet};
use std::iter;
use std::sync::Arc;

/// The name of a configuration file.
pub const NAME: &str = "obelus.toml";

/// The `obelus.toml` files that were read, and the editor's settings. It does not access the disk. Paths have `/`
/// between their parts, and are either all absolute or all relative to one folder.
#[derive(Clone, Debug, Default)]
pub struct Configuration {
    editor: Option<Arc<Partial>>,
    /// The files, by the folder that each is in.
    files: HashMap<Box<str>, ConfigFile>,
    /// What was read of the manifests that the files name, by their paths or addresses.
    manifests: HashMap<Box<str>, Result<Arc<Manifest>, String>>,
    /// What was read of the folders of images that the files name; `None` where it is not known which images there are.
    images: HashMap<ImageFolder, Option<Arc<Images>>>,
    /// What applies in folders without an `obelus.toml` in them or above.
    outermost: Arc<Settings>,
}

/// An `obelus.toml` that was read.
#[derive(Clone, Debug)]
pub struct ConfigFile {
    path: Arc<str>,
    /// The number of bytes before the text: the length of the byte-order mark, or 0.
    base: usize,
    text: Arc<str>,
    partial: Arc<Partial>,
    problems: Vec<Problem>,
    /// What applies in the file's folder.
    settings: Arc<Settings>,
}

/// A file with a IIIF manifest that an `obelus.toml` names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedManifest {
    /// The path of the manifest.
    pub path: String,
    /// The folder of the `obelus.toml`. The manifest must be in it or below it.
    pub folder: String,
}

impl Configuration {
    /// Sets the text of the `obelus.toml` at `path`; `None` removes the file. The work grows with this file and the
    /// `obelus.toml` files in folders below it.
    pub fn set(&mut self, path: &str, text: Option<&str>) {
        match text {
            None => drop(self.files.remove(folder(path))),
            Some(whole) => {
                let text = whole.strip_prefix('\u{feff}').unwrap_or(whole);
                self.read(path.into(), whole.len() - text.len(), text.into());
            }
        }
        let named: HashSet<_> = self.files.values().filter_map(ConfigFile::manifest).collect();
        self.manifests.retain(|path, _| named.contains(&**path));
        let named: HashSet<_> = self.image_folders().collect();
        self.images.retain(|folder, _| named.contains(folder));
        self.resolve(folder(path));
    }

    /// Sets what was read of the manifest at `path`, a path or an address, or why it is of no use, in words for the user to
    /// be read after its path. It applies where an `obelus.toml` names the manifest; where none does, it is forgotten.
    pub fn set_manifest(&mut self, path: &str, manifest: Result<Manifest, String>) {
        self.set_shared(path, manifest.map(Arc::new));
    }

    /// Takes those manifests of `before` that were fetched from the web.
    pub fn take_fetched(&mut self, before: &Self) {
        for (address, manifest) in before.manifests.iter().filter(|(path, _)| is_url(path)) {
            self.set_shared(address, manifest.clone());
        }
    }

    fn set_shared(&mut self, path: &str, manifest: Result<Arc<Manifest>, String>) {
        let names = |file: &ConfigFile| file.manifest().is_some_and(|named| named == path);
        if self.files.values().any(names) {
            self.manifests.insert(path.into(), manifest);
            self.read_again(names);
        }
    }

    /// Reads the `obelus.toml` files that are `affected` once more, after what they name has changed.
    fn read_again(&mut self, affected: impl Fn(&ConfigFile) -> bool) {
        let files: Vec<_> = self.files.values().filter(|file| affected(file)).cloned().collect();
        for ConfigFile { path, base, text, .. } in files {
            self.read(path.clone(), base, text);
            self.resolve(folder(&path));
        }
    }

    /// Sets which images the folder `of` has; `None` where that is not known. It applies where an `obelus.toml` names the folder.
    pub fn set_images(&mut self, of: ImageFolder, images: Option<Images>) {
        let images = images.map(Arc::new);
        if self.images.get(&of) == Some(&images) {
            return;
        }
        let folder = Some(of.clone());
        self.images.insert(of, images);
        self.read_again(|file| file.image_folder() == folder);
    }

    /// The folders of images that `obelus.toml` files name, in no order and possibly more than once.
    pub fn image_folders(&self) -> impl Iterator<Item = ImageFolder> {
        self.files.values().filter_map(ConfigFile::image_folder)
    }

    /// Those of the [`image_folders`](Self::image_folders) of which nothing was set.
    pub fn unread_image_folders(&self) -> Vec<ImageFolder> {
        self.image_folders().filter(|folder| !self.images.contains_key(folder)).collect()
    }

    /// The files with manifests that `obelus.toml` files name, in no order.
    pub fn manifests(&self) -> impl Iterator<Item = NamedManifest> {
        let of = |file: &ConfigFile| {
            let path = file.manifest().filter(|path| !is_url(path))?;
            Some(NamedManifest { path, folder: folder(&file.path).into() })
        };
        self.files.values().filter_map(of)
    }

    /// Those of the [`manifests`](Self::manifests) of which nothing was set.
    pub fn unread_manifests(&self) -> Vec<NamedManifest> {
        self.manifests().filter(|named| !self.manifests.contains_key(&*named.path)).collect()
    }

    /// Reads the `text` of the `obelus.toml` at `path`, before which `base` bytes stand.
    fn read(&mut self, path: Arc<str>, base: usize, text: Arc<str>) {
        let (mut partial, problems) = Partial::from_toml_with(&text, &|named| {
            let read = self.manifests.get(&*beside(&path, named))?.clone();
            Some(read.map_err(|reason| format!("{named}: {reason}")))
        });
        if let Some(facsimile) = &mut partial.facsimile
            && let Some(images) = image_folder(&path, &facsimile.value).and_then(|of| self.images.get(&of)?.clone())
        {
            facsimile.value = facsimile.value.clone().with_images(images);
        }
        let folder = folder(&path).into();
        let (partial, settings) = (Arc::new(partial), Arc::default());
        self.files.insert(folder, ConfigFile { path, base, text, partial, problems, settings });
    }

    /// Sets the editor's settings. They apply where no `obelus.toml` sets the key.
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

    /// The globs of every `include` that applies in some folder, in no order and possibly more than once.
    pub fn globs(&self) -> impl Iterator<Item = &str> {
        let settings = self.files.values().map(|file| &file.settings).chain([&self.outermost]);
        settings.flat_map(|settings| settings.include.value.patterns()).map(String::as_str)
    }

    /// The `obelus.toml` nearest to the file at `path`, in its folder or one above.
    pub fn nearest(&self, path: &str) -> Option<&ConfigFile> {
        folders(folder(path)).find_map(|folder| self.files.get(folder))
    }

    /// The `obelus.toml` at `path`; `None` where no text is set for it.
    pub fn file(&self, path: &str) -> Option<&ConfigFile> {
        self.files.get(folder(path))
    }

    /// All `obelus.toml` files, in no order.
    pub fn files(&self) -> impl Iterator<Item = &ConfigFile> {
        self.files.values()
    }

    /// The `obelus.toml` files in `folder` and in the folders above it, the nearest first.
    fn above<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a ConfigFile> {
        folders(folder).filter_map(|folder| self.files.get(folder))
    }

    /// What applies in `folder`, from the nearest source to the farthest: the `obelus.toml` files, then the editor.
    fn sources<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = Source> + 'a {
        let of_file = |file: &ConfigFile| Source { path: Some(file.path.clone()), partial: file.partial.clone() };
        let editor = self.editor.iter().map(|partial| Source { path: None, partial: partial.clone() });
        self.above(folder).map(of_file).chain(editor)
    }

    /// Works out again what applies in `folder` and in the folders below it.
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

impl ConfigFile {
    /// The path of the file.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The number of bytes before the text: the length of the byte-order mark, or 0.
    pub fn base(&self) -> usize {
        self.base
    }

    /// The text, without a byte-order mark.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The path of the file at `path` relative to the folder of this `obelus.toml`, by which an ignore names it; `None`
    /// where it is not below that folder.
    pub fn below<'p>(&self, path: &'p str) -> Option<&'p str> {
        below(&self.path, path)
    }

    /// The path of the manifest that the file names, or its address.
    fn manifest(&self) -> Option<String> {
        Some(beside(&self.path, self.partial.manifest.as_ref()?))
    }

    /// The folder of images that the file names.
    fn image_folder(&self) -> Option<ImageFolder> {
        image_folder(&self.path, &self.partial.facsimile.as_ref()?.value)
    }

    /// The problems of the file, in the order of its text.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }
}

/// The folder of images that `facsimile`, of the `obelus.toml` at `path`, names.
fn image_folder(path: &str, facsimile: &Facsimile) -> Option<ImageFolder> {
    facsimile.image_folder(folder(path), |below| beside(path, below))
}

/// The path of the file called `name`, from the folder of the file at `path`. An address stays as it is.
fn beside(path: &str, name: &str) -> String {
    match path.rsplit_once('/') {
        _ if is_url(name) => name.into(),
        Some((folder, _)) => format!("{folder}/{name}"),
        None => name.into(),
    }
}

/// `folder` and the folders above it, the innermost first; the outermost is the empty path.
fn folders(folder: &str) -> impl Iterator<Item = &str> {
    iter::successors(Some(folder), |folder| {
        (!folder.is_empty()).then(|| folder.rsplit_once('/').map_or("", |(above, _)| above))
    })
}

#[cfg(test)]
mod tests;
