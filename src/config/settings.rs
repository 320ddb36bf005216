//! What applies to the files of one folder.

use super::facsimile::{Facsimile, Page, Target};
use super::ignore::Ignore;
use super::include::Globs;
use super::partial::{Level, Partial, WithLine};
use crate::check::{Code, Diagnostic};
use crate::convention::patterns::PagePatterns;
use crate::convention::{Convention, Marks};
use crate::lexicon::Language;
use crate::record::Snapshot;
use crate::volume::{Complete, RecordStatus};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// A value that applies, and the source that sets it.
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
        /// The path of the file.
        path: Arc<str>,
        /// The line of the key, counted from 1.
        line: usize,
    },
}

impl Origin {
    /// The path of the `obelus.toml`; `None` for another origin.
    fn file(&self) -> Option<&str> {
        if let Self::File { path, .. } = self { Some(path) } else { None }
    }
}

/// What applies to the files of one folder. The value of a key is that of the nearest `obelus.toml` that sets it, in
/// the folder or above; otherwise that of the editor's settings; otherwise the default.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The convention that the marks of all files are written in; `None` leaves it to each file.
    pub convention: Setting<Option<Convention>>,
    /// The language of all records; `None` leaves it to each record.
    pub language: Setting<Option<&'static Language>>,
    /// The globs of files that may be records.
    pub include: Setting<Globs>,
    /// Whether the volume is complete.
    pub complete: Setting<Complete>,
    /// The template for the place of a page's facsimile.
    pub facsimile: Setting<Option<Facsimile>>,
    /// The forms of page markers besides those of the convention.
    pub patterns: Setting<PagePatterns>,
    rules: BTreeMap<Code, Setting<Level>>,
    /// The sources of all this, the nearest first.
    sources: Vec<Source>,
}

/// A source of settings: an `obelus.toml`, or the editor.
#[derive(Clone, Debug)]
pub(super) struct Source {
    /// The path of the `obelus.toml`; `None` for the editor's settings.
    pub path: Option<Arc<str>>,
    /// The settings that the source has.
    pub partial: Arc<Partial>,
}

impl Settings {
    /// Combines `sources`, of which the nearest comes first.
    pub(super) fn new(sources: Vec<Source>) -> Self {
        let mut rules = BTreeMap::new();
        for source in &sources {
            for (&code, level) in &source.partial.rules {
                rules.entry(code).or_insert_with(|| source.setting(level));
            }
        }
        Self {
            convention: nearest(&sources, |partial| partial.convention.as_ref()),
            language: nearest(&sources, |partial| partial.language.as_ref()),
            include: nearest(&sources, |partial| partial.include.as_ref()),
            complete: nearest(&sources, |partial| partial.complete.as_ref()),
            facsimile: {
                let set = sources.iter().find_map(|source| Some(source.setting(source.partial.facsimile.as_ref()?)));
                set.map_or_else(
                    || Setting { value: None, origin: Origin::Default },
                    |Setting { value, origin }| Setting { value: Some(value), origin },
                )
            },
            patterns: nearest(&sources, |partial| partial.patterns.as_ref()),
            rules,
            sources,
        }
    }

    /// Whether `include` names the file at `path`, so that it may be a record.
    pub fn includes(&self, path: &str) -> bool {
        let Setting { value, origin } = &self.include;
        match origin {
            Origin::File { path: by, .. } => below(by, path).is_some_and(|below| value.matches(below)),
            Origin::Editor | Origin::Default => value.matches(path.trim_start_matches('/')),
        }
    }

    /// How the marks of the file at `path` are written. `told` is the convention that an editor tells of the file;
    /// without it, the file's name may tell one. A Markdown file is read as its text shows, whatever the setting says,
    /// unless the `include` of an `obelus.toml` names it: a folder of books may have a README in Markdown.
    pub fn marks(&self, path: &str, told: Option<Convention>) -> Marks {
        let by_name = told.or_else(|| Convention::of_file(path));
        let in_markdown = by_name == Some(Convention::Markdown);
        let set = self.convention.value.filter(|_| !in_markdown || self.names(path));
        let convention = set.or(by_name).unwrap_or_default();
        let (language, pages) = (self.language.value, self.patterns.value.clone());
        Marks { is_set: set.is_some(), in_markdown, language, pages, ..Marks::of(convention) }
    }

    /// Whether the file at `path`, which holds the document `snapshot`, is a record. It is one whatever it looks like if
    /// the configuration or its name [claims](Self::claims) it.
    pub fn status(&self, path: &str, snapshot: &Snapshot) -> RecordStatus {
        RecordStatus::new(self.claims(path), snapshot)
    }

    /// Whether the file at `path` is a record whatever it looks like: the `include` of an `obelus.toml` names it, or its
    /// extension is `.record`.
    pub fn claims(&self, path: &str) -> bool {
        self.names(path) || Path::new(path).extension().is_some_and(|extension| extension == "record")
    }

    /// Whether the `include` of an `obelus.toml` names the file at `path`.
    pub fn names(&self, path: &str) -> bool {
        self.include.origin.file().is_some() && self.includes(path)
    }

    /// Whether files are read by `other` as by these settings: the same ones are records, with the same page markers.
    /// Otherwise a change from one to the other needs all files to be read again.
    pub fn reads_as(&self, other: &Self) -> bool {
        let include = |settings: &Self| settings.include.value.patterns().to_vec();
        include(self) == include(other)
            && self.include.origin.file() == other.include.origin.file()
            && self.patterns.value == other.patterns.value
            && self.convention.value == other.convention.value
            && self.language.value == other.language.value
    }

    /// The level of the rule `code`: where nobody sets it, the rule's own severity.
    pub fn rule(&self, code: Code) -> Setting<Level> {
        let default = || Setting { value: Some(code.severity()), origin: Origin::Default };
        self.rules.get(&code).cloned().unwrap_or_else(default)
    }

    /// Where the facsimile of `page` is; `None` where that is not configured or cannot be told for this page. A
    /// relative path is taken from the folder of the `obelus.toml` that sets it; one from the editor's settings stays
    /// relative.
    pub fn facsimile(&self, page: Page) -> Option<Target> {
        let Setting { value, origin } = &self.facsimile;
        let folder = if let Origin::File { path, .. } = origin { Some(folder(path)) } else { None };
        value.as_ref()?.of(page, folder)
    }

    /// Where the image of `page` should be, if it is known not to be there: in words that follow “no image of page 12”.
    pub fn missing_image(&self, page: Page) -> Option<String> {
        self.facsimile.value.as_ref()?.missing(page)
    }

    /// The ignores of all sources, the nearest source first, each with its origin.
    pub fn all_ignores(&self) -> impl Iterator<Item = (&Ignore, Origin)> {
        let of = |source| move |ignore: &'_ Ignore| Source::origin(source, ignore.line);
        self.sources.iter().flat_map(move |source| {
            let origin = of(source);
            source.partial.ignores.iter().map(move |ignore| (ignore, origin(ignore)))
        })
    }

    /// Applies the levels of rules and the ignores to the diagnostics `found` in the file at `path`, whose spans are in
    /// bytes of `text`: returns those that are reported, with their severities. A level is meant for what a rule is
    /// sure of; a diagnostic that the rule reports more mildly than its own severity does not become more severe.
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
            found.retain(|diagnostic| {
                !ignores.iter().any(|ignore| ignore.matches(diagnostic.code, text, diagnostic.span))
            });
        }
        found
    }

    /// The ignores that concern the file at `path`.
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
    fn setting<T: Clone>(&self, set: &WithLine<T>) -> Setting<T> {
        Setting { value: set.value.clone(), origin: self.origin(set.line) }
    }

    fn origin(&self, line: Option<usize>) -> Origin {
        let file = |path: &Arc<str>| Origin::File { path: path.clone(), line: line.unwrap_or(1) };
        self.path.as_ref().map_or(Origin::Editor, file)
    }
}

/// The value of the nearest source that sets it; otherwise the default.
fn nearest<T: Clone + Default>(sources: &[Source], of: impl Fn(&Partial) -> Option<&WithLine<T>>) -> Setting<T> {
    let set = sources.iter().find_map(|source| Some(source.setting(of(&source.partial)?)));
    set.unwrap_or_else(|| Setting { value: T::default(), origin: Origin::Default })
}

/// The path of the file at `path` relative to the folder of the file at `by`; `None` where it is not below that folder.
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
