//! What one `obelus.toml`, or an editor's settings, say: any of the keys, none of which need be there.

use super::facsimile::Facsimile;
use super::ignore::{Ignore, Ignores};
use super::include::Globs;
use super::problem::{Problem, ProblemCode};
use super::tree::{Entry, Node, Value};
use crate::check::{Code, Severity};
use crate::convention::Convention;
use crate::convention::patterns::{PagePattern, PagePatterns};
use crate::text::Span;
use crate::volume::Complete;
use std::collections::BTreeMap;

/// What is to be said of what a rule finds: at which severity, if at all.
pub type Level = Option<Severity>;

/// What one `obelus.toml`, or an editor's settings, say.
#[derive(Clone, Debug, Default)]
pub struct Partial {
    pub(super) convention: Option<Said<Option<Convention>>>,
    pub(super) include: Option<Said<Globs>>,
    pub(super) complete: Option<Said<Complete>>,
    pub(super) facsimile: Option<Said<Facsimile>>,
    pub(super) patterns: Option<Said<PagePatterns>>,
    pub(super) rules: BTreeMap<Code, Said<Level>>,
    pub(super) ignores: Ignores,
}

/// A value and the line, from 1, of the key it belongs to; none in an editor's settings.
#[derive(Clone, Debug)]
pub(super) struct Said<T> {
    pub value: T,
    pub line: Option<usize>,
}

/// The keys outside any table.
pub(super) const KEYS: [&str; 6] = ["convention", "include", "volume", "pages", "rules", "ignore"];
/// The keys of `[volume]`.
pub(super) const VOLUME: [&str; 2] = ["complete", "facsimile"];
/// The keys of `[pages]`.
pub(super) const PAGES: [&str; 1] = ["patterns"];
/// The keys of an `[[ignore]]`.
pub(super) const IGNORE: [&str; 3] = ["file", "code", "text"];
/// The values of `convention`; none leaves it to each file.
pub(super) const CONVENTIONS: [(&str, Option<Convention>); 2] = [("auto", None), ("plain", Some(Convention::Plain))];
/// The conventions that are to come.
const PLANNED: [&str; 3] = ["markdown", "proofreaders", "gutenberg"];

/// The largest `obelus.toml` that is read, in bytes.
pub const LARGEST: usize = 1 << 20;
/// How many globs or expressions one key has at most: each is tried on every file, or on every line.
const MOST_PATTERNS: usize = 100;
/// How many problems of one file are told.
const MOST_PROBLEMS: usize = 100;

impl Partial {
    /// What the `obelus.toml` of the text `text` says, and what of it makes no sense, in the order of the text: all else
    /// applies. Where it is not TOML, nothing does.
    pub fn from_toml(text: &str) -> (Self, Vec<Problem>) {
        let refused = |problem| (Self::default(), vec![problem]);
        if text.len() > LARGEST {
            return refused(Problem { code: ProblemCode::InvalidToml, span: Span::default(), message: too_large() });
        }
        match Node::of_toml(text) {
            Err(problem) => refused(problem),
            Ok(root) => {
                let starts = memchr::memchr_iter(b'\n', text.as_bytes()).collect();
                let mut reader = Reader { partial: Self::default(), problems: Vec::new(), breaks: Some(starts) };
                reader.root(&root);
                reader.done()
            }
        }
    }

    /// What an editor's settings say, the object under `obelus`, and what of it makes no sense, in the user's words: all
    /// else applies. The keys are those of `obelus.toml`, one in the other or joined by a dot (`volume.complete`). Other
    /// keys in the outermost object are the business of the editor's extension.
    pub fn from_json(settings: &serde_json::Value) -> (Self, Vec<String>) {
        let mut reader = Reader { partial: Self::default(), problems: Vec::new(), breaks: None };
        reader.root(&Node::of_json(settings));
        let (partial, problems) = reader.done();
        (partial, problems.into_iter().map(|problem| problem.message).collect())
    }
}

/// What to say of an `obelus.toml` larger than [`LARGEST`].
pub(super) fn too_large() -> String {
    "This file is larger than 1 MiB; nothing of it applies".into()
}

/// Reads a tree key by key.
struct Reader {
    partial: Partial,
    problems: Vec<Problem>,
    /// The places of the line breaks; none in an editor's settings.
    breaks: Option<Vec<usize>>,
}

impl Reader {
    fn done(mut self) -> (Partial, Vec<Problem>) {
        self.problems.sort_by_key(|problem| problem.span);
        let more = self.problems.len().saturating_sub(MOST_PROBLEMS);
        if more > 0 {
            self.problems.truncate(MOST_PROBLEMS);
            if let Some(last) = self.problems.last_mut() {
                last.message = format!("{} (and {more} more problems behind this one)", last.message);
            }
        }
        (self.partial, self.problems)
    }

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
                "convention" => self.convention(node, line),
                "include" => {
                    let globs = self.list(entry, |glob| Globs::new(vec![glob.to_owned()]).map(|_| glob.to_owned()));
                    let globs = globs.and_then(|globs| match Globs::new(globs) {
                        Ok(globs) => Some(globs),
                        Err(reason) => {
                            self.bad("include", &reason, node.span);
                            None
                        }
                    });
                    self.partial.include = globs.map(|value| Said { value, line });
                }
                "volume" => self.table(entry, &VOLUME, Self::volume),
                "pages" => self.table(entry, &PAGES, |reader, entry| {
                    let line = reader.line(entry.span);
                    let patterns = reader.list(entry, PagePattern::new);
                    reader.partial.patterns = patterns.map(|list| Said { value: list.into_iter().collect(), line });
                }),
                "rules" => self.table(entry, &Code::ALL.map(Code::as_str), Self::rule),
                "ignore" => self.ignores(node),
                _ => self.unknown(key, entry.span, &KEYS, None),
            }
        }
    }

    /// The value `node` of `convention`, whose key stands in line `line`, from 1.
    fn convention(&mut self, node: &Node, line: Option<usize>) {
        let name = if let Value::Text(name) = &node.value { name.as_str() } else { "" };
        let value = if PLANNED.contains(&name) {
            let message = format!("the convention `{name}` is not supported yet; `plain` is used");
            self.bad("convention", &message, node.span);
            Some(Convention::Plain)
        } else if let Some((_, value)) = CONVENTIONS.into_iter().find(|(known, _)| *known == name) {
            value
        } else {
            return self.expected("convention", &one_of(&CONVENTIONS.map(|(name, _)| name)), node);
        };
        self.partial.convention = Some(Said { value, line });
    }

    /// A key of `[volume]`.
    fn volume(&mut self, entry: &Entry) {
        let line = self.line(entry.span);
        match (entry.key.as_str(), &entry.node.value) {
            ("complete", Value::Flag(all)) => {
                let value = if *all { Complete::Yes } else { Complete::No };
                self.partial.complete = Some(Said { value, line });
            }
            ("complete", Value::Text(auto)) if auto == "auto" => {
                self.partial.complete = Some(Said { value: Complete::Auto, line });
            }
            ("complete", _) => self.expected("complete", "true, false or \"auto\"", &entry.node),
            (_, Value::Text(template)) => match Facsimile::new(template) {
                Ok(value) => self.partial.facsimile = Some(Said { value, line }),
                Err(reason) => self.bad("facsimile", &reason, entry.node.span),
            },
            _ => self.expected("facsimile", "a path or an address, like \"scans/{page:04}.jpg\"", &entry.node),
        }
    }

    /// A key of `[rules]`.
    fn rule(&mut self, entry: &Entry) {
        let Some(code) = Code::named(&entry.key) else { return };
        let line = self.line(entry.span);
        let level = if let Value::Text(name) = &entry.node.value { level(name) } else { None };
        match level {
            Some(value) => drop(self.partial.rules.insert(code, Said { value, line })),
            None => self.expected(&entry.key, &one_of(&LEVELS), &entry.node),
        }
    }

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

    /// An item of `ignore`.
    fn ignore(&mut self, item: &Node) {
        let Value::Table(entries) = &item.value else {
            self.expected("ignore", "a table with `file` and `code`", item);
            return;
        };
        let (mut file, mut code, mut text, mut sound) = (None, None, None, true);
        for Entry { key, span, node } in entries {
            let said = if let Value::Text(said) = &node.value { Some(said.as_str()) } else { None };
            match (key.as_str(), said) {
                _ if matches!(node.value, Value::Nothing) => {}
                ("file", Some(said)) if !said.is_empty() => file = Some(said.to_owned()),
                ("code", Some(said)) => {
                    code = Code::named(said);
                    if code.is_none() {
                        sound = false;
                        let meant = suggestion(said, &Code::ALL.map(Code::as_str));
                        self.bad("code", &format!("there is no rule `{}`{meant}", shown(said)), node.span);
                    }
                }
                ("text", Some(said)) if !said.is_empty() => text = Some(said.to_owned()),
                (known, _) if IGNORE.contains(&known) => {
                    sound = false;
                    self.expected(known, "a text that is not empty", node);
                }
                _ => {
                    sound = false;
                    self.unknown(key, *span, &IGNORE, Some("[[ignore]]"));
                }
            }
        }
        match (file, code) {
            // Half an ignore would ignore too much.
            _ if !sound => {}
            (Some(file), Some(code)) => {
                let line = self.line(item.span);
                let ignore = Ignore { file, code, text, line };
                if let Err(reason) = self.partial.ignores.add(ignore, line.is_none()) {
                    self.bad("ignore", &reason, item.span);
                }
            }
            (None, _) => self.bad("ignore", "it does not say in which `file`", item.span),
            (_, None) => self.bad("ignore", "it does not say which `code` is to be ignored", item.span),
        }
    }

    /// A table: each of its keys that is one of `known` is `read`.
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

    /// A list of texts of which each is `read`; those that cannot be are left out.
    fn list<T>(&mut self, entry: &Entry, read: impl Fn(&str) -> Result<T, String>) -> Option<Vec<T>> {
        let Value::List(items) = &entry.node.value else {
            self.expected(&entry.key, "a list of texts: [\"…\", \"…\"]", &entry.node);
            return None;
        };
        let mut list = Vec::new();
        for item in items {
            let read = if let Value::Text(text) = &item.value { Some(read(text)) } else { None };
            match read {
                Some(Ok(_)) if list.len() == MOST_PATTERNS => {
                    self.bad(&entry.key, &format!("only the first {MOST_PATTERNS} are used"), item.span);
                    break;
                }
                Some(Ok(item)) => list.push(item),
                Some(Err(reason)) => self.bad(&entry.key, &reason, item.span),
                None => self.expected(&entry.key, "a list of texts", item),
            }
        }
        Some(list)
    }

    /// Says that the key `key` wants something else than `node`.
    fn expected(&mut self, key: &str, expected: &str, node: &Node) {
        let found = match &node.value {
            Value::Text(text) => format!("\"{}\"", shown(text)),
            Value::Flag(flag) => flag.to_string(),
            Value::List(_) => "a list".into(),
            Value::Table(_) => "a table".into(),
            Value::Nothing => "nothing".into(),
            Value::Other(name) => (*name).into(),
        };
        let message = format!("`{key}` takes {expected}, not {found}");
        self.problems.push(Problem { code: ProblemCode::BadValue, span: node.span, message });
    }

    /// Says why the value of `key` cannot be used.
    fn bad(&mut self, key: &str, reason: &str, span: Span) {
        let message = format!("`{key}`: {reason}");
        self.problems.push(Problem { code: ProblemCode::BadValue, span, message });
    }

    /// Says that there is no such key among `known`, those of `table`.
    fn unknown(&mut self, key: &str, span: Span, known: &[&str], table: Option<&str>) {
        let meant = suggestion(key, known);
        if self.breaks.is_none() && table.is_none() && meant.is_empty() {
            // A setting of the editor's extension.
            return;
        }
        let name = shown(key);
        let message = match table {
            Some("[rules]") => format!("There is no rule `{name}`{meant}"),
            Some(table) if meant.is_empty() => format!("There is no key `{name}` in {table}: it has {}", all(known)),
            Some(table) => format!("There is no key `{name}` in {table}{meant}"),
            None if meant.is_empty() => format!("There is no key `{name}`: there are {}", all(known)),
            None => format!("There is no key `{name}`{meant}"),
        };
        self.problems.push(Problem { code: ProblemCode::UnknownKey, span, message });
    }

    /// The line, from 1, on which `span` begins.
    fn line(&self, span: Span) -> Option<usize> {
        self.breaks.as_ref().map(|breaks| 1 + breaks.partition_point(|&at| at < span.start))
    }
}

/// What a rule may be set to.
pub(super) const LEVELS: [&str; 5] = ["error", "warning", "information", "hint", "off"];

fn level(name: &str) -> Option<Level> {
    let severity = Severity::ALL.into_iter().find(|severity| severity.as_str() == name);
    if name == "off" { Some(None) } else { severity.map(Some) }
}

/// `; did you mean …?`, if `key` is nearly one of `known`.
fn suggestion(key: &str, known: &[&str]) -> String {
    // A longer key is none that somebody mistyped, and comparing takes quadratic time.
    let likely = known.iter().filter(|_| key.len() <= 64);
    let near = likely.map(|known| (strsim::damerau_levenshtein(key, known), known)).min();
    match near {
        Some((distance, known)) if distance <= (known.len() / 3).max(1) => format!("; did you mean `{known}`?"),
        _ => String::new(),
    }
}

/// `"a", "b" or "c"`.
fn one_of(names: &[&str]) -> String {
    listed(names, '"', "or")
}

/// `` `a`, `b` and `c` ``.
fn all(names: &[&str]) -> String {
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
fn shown(text: &str) -> String {
    let mut shown: String = text.chars().take(40).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests;
