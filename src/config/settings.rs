//! What applies to the files of one folder.

use super::facsimile::{Facsimile, Page, Target};
use super::ignore::Ignore;
use super::include::Globs;
use super::partial::{Level, Partial, Said};
use crate::check::{Code, Diagnostic};
use crate::convention::patterns::PagePatterns;
use crate::convention::{Convention, Marks};
use crate::volume::Complete;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A value that applies, and who says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting<T> {
    /// The value.
    pub value: T,
    /// Where it comes from.
    pub origin: Origin,
}

/// Where a value comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// Nobody set it.
    #[default]
    Default,
    /// The editor's settings.
    Editor,
    /// An `obelus.toml`.
    File {
        /// Its path.
        path: Arc<str>,
        /// The line of the key, from 1.
        line: usize,
    },
}

impl Origin {
    /// The path of the `obelus.toml` that it is, if it is one.
    fn file(&self) -> Option<&str> {
        if let Self::File { path, .. } = self { Some(path) } else { None }
    }
}

/// What applies to the files of one folder: of each key the value of the nearest `obelus.toml` that has it, in the folder or
/// above; otherwise the editor's; otherwise the default.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The convention of all files; none leaves it to each file.
    pub convention: Setting<Option<Convention>>,
    /// Which files may be records.
    pub include: Setting<Globs>,
    /// Whether the volume has all its records.
    pub complete: Setting<Complete>,
    /// Where the facsimile of a page is.
    pub facsimile: Setting<Option<Facsimile>>,
    /// Page markers beside those of the convention.
    pub patterns: Setting<PagePatterns>,
    rules: BTreeMap<Code, Setting<Level>>,
    /// The nearest first.
    sources: Vec<Source>,
}

/// Something that says what applies: an `obelus.toml`, or the editor's settings.
#[derive(Clone, Debug)]
pub(super) struct Source {
    /// The path of the `obelus.toml`; none for the editor's settings.
    pub path: Option<Arc<str>>,
    pub partial: Arc<Partial>,
}

impl Settings {
    /// What applies where `sources` say what they say, the nearest first.
    pub(super) fn new(sources: Vec<Source>) -> Self {
        let mut rules = BTreeMap::new();
        for source in &sources {
            for (&code, said) in &source.partial.rules {
                rules.entry(code).or_insert_with(|| source.setting(said));
            }
        }
        Self {
            convention: nearest(&sources, |partial| partial.convention.as_ref()),
            include: nearest(&sources, |partial| partial.include.as_ref()),
            complete: nearest(&sources, |partial| partial.complete.as_ref()),
            facsimile: {
                let said = sources.iter().find_map(|source| Some(source.setting(source.partial.facsimile.as_ref()?)));
                said.map_or_else(
                    || Setting { value: None, origin: Origin::Default },
                    |Setting { value, origin }| Setting { value: Some(value), origin },
                )
            },
            patterns: nearest(&sources, |partial| partial.patterns.as_ref()),
            rules,
            sources,
        }
    }

    /// Whether there is an `obelus.toml` in the folder or above: its files are then records, whatever they look like.
    pub fn is_configured(&self) -> bool {
        self.sources.iter().any(|source| source.path.is_some())
    }

    /// Whether the file at `path` may be a record.
    pub fn includes(&self, path: &str) -> bool {
        let Setting { value, origin } = &self.include;
        match origin {
            Origin::File { path: by, .. } => below(by, path).is_some_and(|below| value.fit(below)),
            Origin::Editor | Origin::Default => value.fit(path.trim_start_matches('/')),
        }
    }

    /// How marks are written in the file at `path`. `told` is the convention that an editor tells of it; where there is none,
    /// the file's name may tell one. Both count for more than the setting, unless the `include` of an `obelus.toml` names
    /// the file: a folder of books may have a README in Markdown.
    pub fn marks(&self, path: &str, told: Option<Convention>) -> Marks {
        let by_name = told.or_else(|| Convention::of_file(path));
        let (set, is_named) = (self.convention.value, self.names(path));
        let convention = if is_named { set.or(by_name) } else { by_name.or(set) };
        Marks { convention: convention.unwrap_or_default(), pages: self.patterns.value.clone() }
    }

    /// Whether the file at `path`, written in `convention`, is a record whatever it looks like: there is an `obelus.toml` in
    /// the folder or above, and it may be one. One that is mostly other text must be named by the `include` of an
    /// `obelus.toml`.
    pub fn claims(&self, path: &str, convention: Convention) -> bool {
        self.is_configured() && if convention.is_mostly_other_text() { self.names(path) } else { self.includes(path) }
    }

    /// Whether the `include` of an `obelus.toml` names the file at `path`.
    fn names(&self, path: &str) -> bool {
        self.include.origin.file().is_some() && self.includes(path)
    }

    /// Whether the same files are records by `other`, and have the same marks: then there is nothing to read again.
    pub fn reads_as(&self, other: &Self) -> bool {
        let include = |settings: &Self| settings.include.value.patterns().to_vec();
        self.is_configured() == other.is_configured()
            && include(self) == include(other)
            && self.include.origin.file() == other.include.origin.file()
            && self.patterns.value == other.patterns.value
            && self.convention.value == other.convention.value
    }

    /// What `code` is set to: the rule's own severity where nobody sets it.
    pub fn rule(&self, code: Code) -> Setting<Level> {
        let default = || Setting { value: Some(code.severity()), origin: Origin::Default };
        self.rules.get(&code).cloned().unwrap_or_else(default)
    }

    /// Where the facsimile of `page` is, if that is configured. A relative path is one from the folder of the `obelus.toml`
    /// that has it; in the editor's settings it stays relative.
    pub fn facsimile(&self, page: Page) -> Option<Target> {
        let Setting { value, origin } = &self.facsimile;
        let folder = if let Origin::File { path, .. } = origin { Some(folder(path)) } else { None };
        value.as_ref()?.of(page, folder)
    }

    /// The ignores of every `obelus.toml` that applies and of the editor, the nearest first, each with who has it.
    pub fn all_ignores(&self) -> impl Iterator<Item = (&Ignore, Origin)> {
        let of = |source| move |ignore: &'_ Ignore| Source::origin(source, ignore.line);
        self.sources.iter().flat_map(move |source| {
            let origin = of(source);
            source.partial.ignores.iter().map(move |ignore| (ignore, origin(ignore)))
        })
    }

    /// Of what was `found` in the file at `path`, at places of `text`, what is to be reported, at the severity it is to
    /// have. A rule's severity is set for what it is sure of; what it reports more mildly never becomes worse by that.
    pub fn apply(&self, path: &str, text: &str, mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
        found.retain_mut(|diagnostic| match self.rules.get(&diagnostic.code).map(|setting| setting.value) {
            None => true,
            Some(None) => false,
            Some(Some(severity)) => {
                let is_milder = diagnostic.severity > diagnostic.code.severity();
                diagnostic.severity = if is_milder { severity.max(diagnostic.severity) } else { severity };
                true
            }
        });
        if !found.is_empty() {
            let ignores: Vec<_> = self.ignores_of(path).collect();
            found
                .retain(|diagnostic| !ignores.iter().any(|ignore| ignore.fits(diagnostic.code, text, diagnostic.span)));
        }
        found
    }

    /// The ignores that may hold for the file at `path`.
    fn ignores_of(&self, path: &str) -> impl Iterator<Item = &Ignore> {
        self.sources.iter().flat_map(move |source| {
            let below = match &source.path {
                Some(by) => below(by, path),
                None => Some(path.trim_start_matches('/')),
            };
            below.map(|below| source.partial.ignores.of_file(below)).unwrap_or_default()
        })
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

impl Source {
    fn setting<T: Clone>(&self, said: &Said<T>) -> Setting<T> {
        Setting { value: said.value.clone(), origin: self.origin(said.line) }
    }

    fn origin(&self, line: Option<usize>) -> Origin {
        let file = |path: &Arc<str>| Origin::File { path: path.clone(), line: line.unwrap_or(1) };
        self.path.as_ref().map_or(Origin::Editor, file)
    }
}

/// The value of the nearest source that has it.
fn nearest<T: Clone + Default>(sources: &[Source], of: impl Fn(&Partial) -> Option<&Said<T>>) -> Setting<T> {
    let said = sources.iter().find_map(|source| Some(source.setting(of(&source.partial)?)));
    said.unwrap_or_else(|| Setting { value: T::default(), origin: Origin::Default })
}

/// The path of the file at `path` from the folder of the file at `by`, if it lies below that.
pub(super) fn below<'p>(by: &str, path: &'p str) -> Option<&'p str> {
    match folder(by) {
        "" => Some(path.trim_start_matches('/')),
        folder => path.strip_prefix(folder)?.strip_prefix('/'),
    }
}

/// The folder of the file at `path`.
pub(super) fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}
