//! The settings that one source has, an `obelus.toml` or the editor: any of the keys, or none.

use super::facsimile::Facsimile;
use super::ignore::{Ignore, Ignores};
use super::iiif::Manifest;
use super::include::Globs;
use super::problem::{Problem, ProblemCode};
use super::tree::{Entry, Node, Value};
use crate::check::{Code, Severity};
use crate::convention::Convention;
use crate::convention::patterns::{PagePattern, PagePatterns};
use crate::lexicon::{LANGUAGES, Language};
use crate::text::Span;
use crate::volume::Complete;
use std::collections::BTreeMap;
use std::iter;
use std::sync::Arc;

/// The severity at which a rule is reported; `None` means that it is off.
pub type Level = Option<Severity>;

/// The settings that one source has: an `obelus.toml`, or the editor.
#[derive(Clone, Debug, Default)]
pub struct Partial {
    pub(super) convention: Option<WithLine<Option<Convention>>>,
    pub(super) language: Option<WithLine<Option<&'static Language>>>,
    pub(super) include: Option<WithLine<Globs>>,
    pub(super) complete: Option<WithLine<Complete>>,
    pub(super) facsimile: Option<WithLine<Facsimile>>,
    /// The path of the manifest that `volume.facsimile` names, below the folder of the `obelus.toml`, or its address, even if
    /// it is of no use.
    pub(super) manifest: Option<String>,
    pub(super) patterns: Option<WithLine<PagePatterns>>,
    pub(super) rules: BTreeMap<Code, WithLine<Level>>,
    pub(super) ignores: Ignores,
}

/// A value, and the line of its key in the `obelus.toml`, counted from 1; `None` in an editor's settings.
#[derive(Clone, Debug)]
pub(super) struct WithLine<T> {
    pub value: T,
    pub line: Option<usize>,
}

/// The keys outside any table.
pub(super) const KEYS: [&str; 7] = ["convention", "language", "include", "volume", "pages", "rules", "ignore"];
/// The keys of `[volume]`.
pub(super) const VOLUME: [&str; 2] = ["complete", "facsimile"];
/// The keys of `[pages]`.
pub(super) const PAGES: [&str; 1] = ["patterns"];
/// The keys of an `[[ignore]]`.
pub(super) const IGNORE: [&str; 3] = ["file", "code", "text"];
/// The values of `convention` by name; `None` leaves the convention to each file.
pub(super) const CONVENTIONS: [(&str, Option<Convention>); 5] = [
    ("auto", None),
    ("plain", Some(Convention::Plain)),
    ("markdown", Some(Convention::Markdown)),
    ("proofreaders", Some(Convention::Proofreaders)),
    ("gutenberg", Some(Convention::Gutenberg)),
];

/// The values of `language` by name; `None` leaves the language to each record.
pub(super) fn languages() -> Vec<(&'static str, Option<&'static Language>)> {
    let all = LANGUAGES.iter().map(|&language| (language.code, Some(language)));
    iter::once(("auto", None)).chain(all).collect()
}

/// The size of the largest `obelus.toml` that is read, in bytes.
pub const MAX_BYTES: usize = 1 << 20;
/// The most globs or regular expressions of one key that are used: each is tried on every file, or on every line.
const MAX_PATTERNS: usize = 100;
/// The most problems of one file that are reported.
const MAX_PROBLEMS: usize = 100;

impl Partial {
    /// Reads the text of an `obelus.toml`. Returns its settings without those that make no sense, and a problem for
    /// each of these, in the order of the text. Where the text is not TOML there are no settings.
    pub fn from_toml(text: &str) -> (Self, Vec<Problem>) {
        Self::from_toml_with(text, &|_| None)
    }

    /// The same, where `manifests` gives what was read of the manifest at a path below the folder of the `obelus.toml`;
    /// `None` as long as it was not read.
    pub(super) fn from_toml_with(text: &str, manifests: Manifests) -> (Self, Vec<Problem>) {
        let refused = |problem| (Self::default(), vec![problem]);
        if text.len() > MAX_BYTES {
            return refused(Problem { code: ProblemCode::InvalidToml, span: Span::default(), message: too_large() });
        }
        match Node::of_toml(text) {
            Err(problem) => refused(problem),
            Ok(root) => {
                let starts = memchr::memchr_iter(b'\n', text.as_bytes()).collect();
                let mut reader = Reader::new(Some(starts), manifests);
                reader.root(&root);
                reader.finish()
            }
        }
    }

    /// Reads an editor's settings, the object under `obelus`. Returns the settings without those that make no sense,
    /// and a message for the user about each of these. The keys are those of `obelus.toml`, nested or joined by a dot
    /// (`volume.complete`). Other keys of the outermost object belong to the editor's extension and are no problem.
    pub fn from_json(settings: &serde_json::Value) -> (Self, Vec<String>) {
        let mut reader = Reader::new(None, &|_| Some(Err("a manifest can only be named in an `obelus.toml`".into())));
        reader.root(&Node::of_json(settings));
        let (partial, problems) = reader.finish();
        (partial, problems.into_iter().map(|problem| problem.message).collect())
    }
}

/// The message about an `obelus.toml` larger than [`MAX_BYTES`].
pub(super) fn too_large() -> String {
    "This file is larger than 1 MiB; nothing in it applies".into()
}

/// Gives what was read of the manifest at a path, or why it is of no use.
pub(super) type Manifests<'a> = &'a dyn Fn(&str) -> Option<Result<Arc<Manifest>, String>>;

/// Reads settings key by key.
struct Reader<'a> {
    partial: Partial,
    problems: Vec<Problem>,
    /// The offsets of the line breaks; `None` for an editor's settings.
    breaks: Option<Vec<usize>>,
    manifests: Manifests<'a>,
}

impl<'a> Reader<'a> {
    fn new(breaks: Option<Vec<usize>>, manifests: Manifests<'a>) -> Self {
        Self { partial: Partial::default(), problems: Vec::new(), breaks, manifests }
    }

    /// The settings that were read, and the problems in the order of the text, not more than [`MAX_PROBLEMS`].
    fn finish(mut self) -> (Partial, Vec<Problem>) {
        self.problems.sort_by_key(|problem| problem.span);
        let more = self.problems.len().saturating_sub(MAX_PROBLEMS);
        if more > 0 {
            self.problems.truncate(MAX_PROBLEMS);
            if let Some(last) = self.problems.last_mut() {
                last.message = format!("{} (and {more} more problems after this one)", last.message);
            }
        }
        (self.partial, self.problems)
    }

    /// Reads the outermost table.
    fn root(&mut self, root: &Node) {
        let entries = match &root.value {
            Value::Table(entries) => entries,
            Value::Nothing => return,
            _ => return self.expected("obelus", "a table of settings", root),
        };
        for entry in entries {
            let Entry { key, node, .. } = entry;
            let line = self.line(entry.span);
            match key.as_str() {
                _ if matches!(node.value, Value::Nothing) => {}
                "convention" => self.partial.convention = self.one_of("convention", &CONVENTIONS, node, line),
                "language" => self.partial.language = self.one_of("language", &languages(), node, line),
                "include" => {
                    let globs = self.list(entry, |glob| Globs::new(vec![glob.to_owned()]).map(|_| glob.to_owned()));
                    let globs = globs.and_then(|globs| match Globs::new(globs) {
                        Ok(globs) => Some(globs),
                        Err(reason) => {
                            self.bad("include", &reason, node.span);
                            None
                        }
                    });
                    self.partial.include = globs.map(|value| WithLine { value, line });
                }
                "volume" => self.table(entry, &VOLUME, Self::volume),
                "pages" => self.table(entry, &PAGES, |reader, entry| {
                    let line = reader.line(entry.span);
                    let patterns = reader.list(entry, PagePattern::new);
                    reader.partial.patterns = patterns.map(|list| WithLine { value: list.into_iter().collect(), line });
                }),
                "rules" => self.table(entry, &Code::ALL.map(Code::as_str), Self::rule),
                "ignore" => self.ignores(node),
                _ => self.unknown(key, entry.span, &KEYS, None),
            }
        }
    }

    /// Reads the value of `key`, which is the name of one of `values`. The key is on the line `line`, counted from 1.
    fn one_of<T: Copy>(
        &mut self,
        key: &str,
        values: &[(&str, T)],
        node: &Node,
        line: Option<usize>,
    ) -> Option<WithLine<T>> {
        let name = if let Value::Text(name) = &node.value { name.as_str() } else { "" };
        let Some(&(_, value)) = values.iter().find(|(known, _)| *known == name) else {
            let names: Vec<_> = values.iter().map(|(name, _)| *name).collect();
            self.expected(key, &one_of(&names), node);
            return None;
        };
        Some(WithLine { value, line })
    }

    /// Reads a key of `[volume]`.
    fn volume(&mut self, entry: &Entry) {
        let line = self.line(entry.span);
        match (entry.key.as_str(), &entry.node.value) {
            ("complete", Value::Flag(all)) => {
                let value = if *all { Complete::Yes } else { Complete::No };
                self.partial.complete = Some(WithLine { value, line });
            }
            ("complete", Value::Text(auto)) if auto == "auto" => {
                self.partial.complete = Some(WithLine { value: Complete::Auto, line });
            }
            ("complete", _) => self.expected("complete", "true, false or \"auto\"", &entry.node),
            (_, Value::Text(template)) => match Facsimile::new(template) {
                Ok(value) => self.facsimile(value, line, entry.node.span),
                Err(reason) => self.bad("facsimile", &reason, entry.node.span),
            },
            _ => self.expected("facsimile", "a path or an address, like \"scans/{page:04}.jpg\"", &entry.node),
        }
    }

    /// Takes the facsimile `value`, with its manifest if it names one that was read.
    fn facsimile(&mut self, value: Facsimile, line: Option<usize>, span: Span) {
        self.partial.manifest = value.manifest().map(str::to_owned);
        let value = match value.manifest().and_then(self.manifests) {
            None => value,
            Some(Ok(manifest)) => value.with_manifest(manifest),
            Some(Err(reason)) => return self.bad("facsimile", &reason, span),
        };
        self.partial.facsimile = Some(WithLine { value, line });
    }

    /// Reads a key of `[rules]`.
    fn rule(&mut self, entry: &Entry) {
        let Some(code) = Code::named(&entry.key) else { return };
        let line = self.line(entry.span);
        let level = if let Value::Text(name) = &entry.node.value { level(name) } else { None };
        match level {
            Some(value) => drop(self.partial.rules.insert(code, WithLine { value, line })),
            None => self.expected(&entry.key, &one_of(&LEVELS), &entry.node),
        }
    }

    /// Reads the value of `ignore`.
    fn ignores(&mut self, node: &Node) {
        let Value::List(items) = &node.value else {
            self.expected("ignore", "a list of tables, each below its own [[ignore]]", node);
            return;
        };
        for item in items {
            if let Some(reason) = self.partial.ignores.full() {
                self.bad("ignore", &reason, item.span);
                break;
            }
            self.ignore(item);
        }
    }

    /// Reads an item of `ignore`.
    fn ignore(&mut self, item: &Node) {
        let Value::Table(entries) = &item.value else {
            self.expected("ignore", "a table with `file` and `code`", item);
            return;
        };
        let (mut file, mut code, mut text, mut valid) = (None, None, None, true);
        for Entry { key, span, node } in entries {
            let value = if let Value::Text(text) = &node.value { Some(text.as_str()) } else { None };
            match (key.as_str(), value) {
                _ if matches!(node.value, Value::Nothing) => {}
                ("file", Some(value)) if !value.is_empty() => file = Some(value.to_owned()),
                ("code", Some(value)) => {
                    code = Code::named(value);
                    if code.is_none() {
                        valid = false;
                        let meant = suggestion(value, &Code::ALL.map(Code::as_str));
                        self.bad("code", &format!("there is no rule `{}`{meant}", shortened(value)), node.span);
                    }
                }
                ("text", Some(value)) if !value.is_empty() => text = Some(value.to_owned()),
                (known, _) if IGNORE.contains(&known) => {
                    valid = false;
                    self.expected(known, "a text that is not empty", node);
                }
                _ => {
                    valid = false;
                    self.unknown(key, *span, &IGNORE, Some("[[ignore]]"));
                }
            }
        }
        match (file, code) {
            // Half an ignore would ignore too much.
            _ if !valid => {}
            (Some(file), Some(code)) => {
                let line = self.line(item.span);
                let ignore = Ignore { file, code, text, line };
                if let Err(reason) = self.partial.ignores.add(ignore, line.is_none()) {
                    self.bad("ignore", &reason, item.span);
                }
            }
            (None, _) => self.bad("ignore", "it needs the `file`", item.span),
            (_, None) => self.bad("ignore", "it needs the `code` to ignore", item.span),
        }
    }

    /// Reads a table: calls `read` for each of its keys that is among `known`, and reports the others.
    fn table(&mut self, entry: &Entry, known: &[&str], read: impl Fn(&mut Self, &Entry)) {
        let Value::Table(entries) = &entry.node.value else {
            self.expected(&entry.key, "a table", &entry.node);
            return;
        };
        for inner in entries {
            if !known.contains(&inner.key.as_str()) {
                self.unknown(&inner.key, inner.span, known, Some(&format!("[{}]", entry.key)));
            } else if !matches!(inner.node.value, Value::Nothing) {
                read(self, inner);
            }
        }
    }

    /// Reads a list of texts: calls `read` for each, and leaves out those for which it fails. `None` where the value is
    /// no list.
    fn list<T>(&mut self, entry: &Entry, read: impl Fn(&str) -> Result<T, String>) -> Option<Vec<T>> {
        let Value::List(items) = &entry.node.value else {
            self.expected(&entry.key, "a list of texts: [\"…\", \"…\"]", &entry.node);
            return None;
        };
        let mut list = Vec::new();
        for item in items {
            let read = if let Value::Text(text) = &item.value { Some(read(text)) } else { None };
            match read {
                Some(Ok(_)) if list.len() == MAX_PATTERNS => {
                    self.bad(&entry.key, &format!("only the first {MAX_PATTERNS} are used"), item.span);
                    break;
                }
                Some(Ok(item)) => list.push(item),
                Some(Err(reason)) => self.bad(&entry.key, &reason, item.span),
                None => self.expected(&entry.key, "a list of texts", item),
            }
        }
        Some(list)
    }

    /// Reports that `key` takes what `expected` says, and not `node`.
    fn expected(&mut self, key: &str, expected: &str, node: &Node) {
        let found = match &node.value {
            Value::Text(text) => format!("\"{}\"", shortened(text)),
            Value::Flag(flag) => flag.to_string(),
            Value::List(_) => "a list".into(),
            Value::Table(_) => "a table".into(),
            Value::Nothing => "nothing".into(),
            Value::Other(name) => (*name).into(),
        };
        let message = format!("`{key}` takes {expected}, not {found}");
        self.problems.push(Problem { code: ProblemCode::BadValue, span: node.span, message });
    }

    /// Reports why the value of `key` cannot be used.
    fn bad(&mut self, key: &str, reason: &str, span: Span) {
        let message = format!("`{key}`: {reason}");
        self.problems.push(Problem { code: ProblemCode::BadValue, span, message });
    }

    /// Reports that `key` is not among `known`, the keys of `table`; `table` is `None` for the outermost one.
    fn unknown(&mut self, key: &str, span: Span, known: &[&str], table: Option<&str>) {
        let meant = suggestion(key, known);
        if self.breaks.is_none() && table.is_none() && meant.is_empty() {
            // A setting of the editor's extension.
            return;
        }
        let name = shortened(key);
        let message = match table {
            Some("[rules]") => format!("There is no rule `{name}`{meant}"),
            Some(table) if meant.is_empty() => format!("There is no key `{name}` in {table}: it has {}", all_of(known)),
            Some(table) => format!("There is no key `{name}` in {table}{meant}"),
            None if meant.is_empty() => format!("There is no key `{name}`: there are {}", all_of(known)),
            None => format!("There is no key `{name}`{meant}"),
        };
        self.problems.push(Problem { code: ProblemCode::UnknownKey, span, message });
    }

    /// The line on which `span` begins, counted from 1; `None` in an editor's settings.
    fn line(&self, span: Span) -> Option<usize> {
        self.breaks.as_ref().map(|breaks| 1 + breaks.partition_point(|&at| at < span.start))
    }
}

/// The values that a rule may be set to.
pub(super) const LEVELS: [&str; 5] = ["error", "warning", "information", "hint", "off"];

/// The level called `name`; `None` where there is no such level.
fn level(name: &str) -> Option<Level> {
    let severity = Severity::ALL.into_iter().find(|severity| severity.as_str() == name);
    if name == "off" { Some(None) } else { severity.map(Some) }
}

/// `; did you mean …?` where `key` is nearly one of `known`; empty otherwise.
fn suggestion(key: &str, known: &[&str]) -> String {
    // A longer key is not a mistyped one, and the comparison takes quadratic time.
    let likely = known.iter().filter(|_| key.len() <= 64);
    let near = likely.map(|known| (strsim::damerau_levenshtein(key, known), known)).min();
    match near {
        Some((distance, known)) if distance <= (known.len() / 3).max(1) => format!("; did you mean `{known}`?"),
        _ => String::new(),
    }
}

/// Lists `names` as `"a", "b" or "c"`.
fn one_of(names: &[&str]) -> String {
    listed(names, '"', "or")
}

/// Lists `names` as `` `a`, `b` and `c` ``.
fn all_of(names: &[&str]) -> String {
    listed(names, '`', "and")
}

fn listed(names: &[&str], quote: char, last: &str) -> String {
    let quoted: Vec<_> = names.iter().map(|name| format!("{quote}{name}{quote}")).collect();
    match quoted.as_slice() {
        [others @ .., end] if !others.is_empty() => format!("{} {last} {end}", others.join(", ")),
        _ => quoted.concat(),
    }
}

/// The beginning of `text`, as much as a message has room for.
fn shortened(text: &str) -> String {
    let mut beginning: String = text.chars().take(40).collect();
    if beginning.len() < text.len() {
        beginning.push('…');
    }
    beginning
}

#[cfg(test)]
mod tests;
