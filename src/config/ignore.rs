//! `[[ignore]]`: diagnostics that are not reported, where the print itself is wrong.

use super::include::Globs;
use super::tree::{Entry, Node, Value};
use crate::check::Code;
use crate::text::Span;
use std::collections::HashMap;

/// An `[[ignore]]`: a rule that is not reported at some places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignore {
    /// The files concerned: a path or a glob, relative to the folder of the `obelus.toml`.
    pub file: String,
    /// The rule that is not reported.
    pub code: Code,
    /// If set, the rule is ignored only where the place, or a line it is on, contains this text.
    pub text: Option<String>,
    /// The line of the `obelus.toml` that it is on, counted from 1; `None` in an editor's settings.
    pub line: Option<usize>,
}

/// The ignores of one `obelus.toml`, or of an editor's settings.
#[derive(Clone, Debug, Default)]
pub(super) struct Ignores {
    all: Vec<Ignore>,
    /// The ignores that name one file, by the file's name in lower case.
    files: HashMap<String, Vec<File>>,
    /// The globs of the ignores that have one, each with the index of its ignore.
    globs: Vec<(Globs, usize)>,
}

/// The file that an ignore names.
#[derive(Clone, Debug)]
struct File {
    /// The path in lower case.
    path: String,
    /// Whether the path is relative to any folder, and not only to that of the `obelus.toml`.
    anywhere: bool,
    /// The index of the ignore.
    ignore: usize,
}

/// The most ignores of one `obelus.toml` that are used.
pub(super) const MAX_IGNORES: usize = 10_000;
/// The most ignores with a glob that are used: each is tried on every diagnostic.
pub(super) const MAX_GLOBS: usize = 500;
/// The most bytes before and after a place that are searched for the text of an ignore. Most lines are shorter.
const MAX_AROUND: usize = 4096;

impl Ignores {
    /// Adds `ignore`. With `anywhere`, its path may be relative to any folder.
    ///
    /// # Errors
    ///
    /// Returns why the path cannot be used, in words for the user.
    pub fn add(&mut self, ignore: Ignore, anywhere: bool) -> Result<(), String> {
        let path = ignore.file.trim_start_matches("./");
        let index = self.all.len();
        if is_glob(path) {
            let glob = if anywhere { format!("**/{path}") } else { path.to_owned() };
            self.globs.push((Globs::new(vec![glob])?, index));
        } else {
            let path = path.to_lowercase();
            let name = path.rsplit('/').next().unwrap_or_default().to_owned();
            self.files.entry(name).or_default().push(File { path, anywhere, ignore: index });
        }
        self.all.push(ignore);
        Ok(())
    }

    /// Why no more ignores can be added, in words for the user; `None` while more can.
    pub fn full(&self) -> Option<String> {
        if self.all.len() >= MAX_IGNORES {
            Some(format!("only the first {MAX_IGNORES} are used; turn the rule off, or name more files at once"))
        } else if self.globs.len() >= MAX_GLOBS {
            Some(format!("only the first {MAX_GLOBS} whose `file` has a `*` are used"))
        } else {
            None
        }
    }

    /// All ignores, in the order in which they were added.
    pub fn iter(&self) -> impl Iterator<Item = &Ignore> {
        self.all.iter()
    }

    /// The ignores that concern the file at `below`, a path relative to the folder of the `obelus.toml`.
    pub fn of_file(&self, below: &str) -> Vec<&Ignore> {
        let path = below.to_lowercase();
        let same = |file: &&File| {
            let before = path.strip_suffix(&file.path);
            before.is_some_and(|before| before.is_empty() || (file.anywhere && before.ends_with('/')))
        };
        let files = self.files.get(path.rsplit('/').next().unwrap_or_default()).into_iter().flatten();
        let named = files.filter(same).map(|file| file.ignore);
        let globs = self.globs.iter().filter(|(globs, _)| globs.matches(below)).map(|&(_, index)| index);
        named.chain(globs).filter_map(|index| self.all.get(index)).collect()
    }
}

impl Ignore {
    /// Whether this ignores a diagnostic of the rule `code` at `span` of `text`. The file must be one that it concerns.
    pub fn matches(&self, code: Code, text: &str, span: Span) -> bool {
        self.code == code && self.text.as_ref().is_none_or(|wanted| around(text, span).contains(wanted))
    }
}

/// The text of `span` and of the lines it is on, up to [`MAX_AROUND`] bytes on either side.
fn around(text: &str, span: Span) -> &str {
    let breaks = ['\n', '\r'];
    let floor = |at: usize| (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or_default();
    let (start, end) = (floor(span.start), floor(span.end.max(span.start)));
    let (near, far) = (floor(start.saturating_sub(MAX_AROUND)), floor(end.saturating_add(MAX_AROUND)));
    let before = Span::new(near, start).of(text);
    let after = Span::new(end, far).of(text);
    let first = before.rfind(breaks).map_or(near, |at| near + at + 1);
    let last = after.find(breaks).map_or(far, |at| end + at);
    Span::new(first, last).of(text)
}

/// The TOML of an `[[ignore]]`, to be added at the end of an `obelus.toml`. It ignores the rule `code` in `file`, a
/// path relative to the folder of the `obelus.toml`: where `text` is, or everywhere in the file.
pub fn ignore_entry(file: &str, code: Code, text: Option<&str>) -> String {
    let lines: Vec<_> = pairs(file, code, text).iter().map(|(key, value)| format!("{key} = {value}\n")).collect();
    format!("[[ignore]]\n{}", lines.concat())
}

/// The edit that adds an `[[ignore]]` to an `obelus.toml` with the text `toml`: the byte at which to insert, and what.
/// The `[[ignore]]` is that of [`ignore_entry`], written so that it fits those that are there. `None` where `toml` is
/// not valid TOML or `ignore` is not a list.
pub fn ignore_edit(toml: &str, file: &str, code: Code, text: Option<&str>) -> Option<(usize, String)> {
    let root = Node::of_toml(toml).ok()?;
    let Value::Table(entries) = &root.value else { return None };
    if let Some(Entry { span, node: list, .. }) = entries.iter().find(|entry| entry.key == "ignore") {
        let Value::List(items) = &list.value else { return None };
        // The key stands before a list in brackets, but within the title `[[ignore]]`; one cannot be added to the
        // other.
        if span.end <= list.span.start {
            let pairs: Vec<_> = pairs(file, code, text).iter().map(|(key, value)| format!("{key} = {value}")).collect();
            let comma = if items.is_empty() { "" } else { ", " };
            return Some((list.span.start + 1, format!("{{ {} }}{comma}", pairs.join(", "))));
        }
    }
    let line_break = if toml.contains("\r\n") { "\r\n" } else { "\n" };
    let gap = match toml {
        "" => "",
        _ if toml.ends_with('\n') => "\n",
        _ => "\n\n",
    };
    Some((toml.len(), (gap.to_owned() + &ignore_entry(file, code, text)).replace('\n', line_break)))
}

/// The keys of an ignore with their values, as TOML.
fn pairs(file: &str, code: Code, text: Option<&str>) -> Vec<(&'static str, String)> {
    let file = if is_glob(file) { globset::escape(file) } else { file.into() };
    let mut pairs = vec![("file", quoted(&file)), ("code", quoted(code.as_str()))];
    pairs.extend(text.map(|text| ("text", quoted(text))));
    pairs
}

/// `text` as a TOML string.
pub(super) fn quoted(text: &str) -> String {
    // TOML's strings are those of JSON, but that the character DEL is written by its number too.
    serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007F")
}

fn is_glob(file: &str) -> bool {
    file.contains(['*', '?', '[', '{'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Partial;

    const TEXT: &str = "41. Minutes\r\n\r\nThe [Page 276] is\nso in print.\n";

    /// Whether a duplicate page at `[Page 276]` of `TEXT` in the file `below` is ignored.
    fn check(file: &str, text: Option<&str>, below: &str, expected: bool) {
        let mut ignores = Ignores::default();
        let ignore = Ignore { file: file.into(), code: Code::DuplicatePage, text: text.map(Into::into), line: None };
        ignores.add(ignore, false).unwrap();
        let start = TEXT.find("[Page").unwrap();
        let span = Span::new(start, start + 10);
        let fits = |code| ignores.of_file(below).iter().any(|ignore| ignore.matches(code, TEXT, span));
        assert_eq!(fits(Code::DuplicatePage), expected, "{file} {text:?} {below}");
        assert!(!fits(Code::EmptyNote));
    }

    #[test]
    fn what_is_ignored_where() {
        check("d145.txt", None, "d145.txt", true);
        check("./D145.TXT", None, "d145.txt", true);
        check("d145.txt", None, "v1/d145.txt", false);
        check("v1/*.txt", None, "v1/d145.txt", true);
        check("*.txt", None, "v1/d145.txt", false);
        check("**/d1*.txt", None, "v1/d145.txt", true);
        check("d145.txt", Some("[Page 276]"), "d145.txt", true);
        check("d145.txt", Some("The [Page"), "d145.txt", true);
        check("d145.txt", Some("so in print"), "d145.txt", false);
        check("d145.txt", Some("Minutes"), "d145.txt", false);
    }

    #[test]
    fn any_place_has_a_line() {
        for start in 0..=TEXT.len() + 1 {
            for end in 0..=TEXT.len() + 1 {
                assert!(TEXT.contains(around(TEXT, Span::new(start, end))));
            }
        }
        let long = format!("{}é[Page 276]{}", "é".repeat(MAX_AROUND), "é".repeat(MAX_AROUND));
        let start = long.find('[').unwrap();
        assert!(around(&long, Span::new(start, start + 10)).len() <= 2 * MAX_AROUND + 12);
    }

    #[test]
    fn an_entry_that_is_written_is_read_as_it_was_meant() {
        for (file, text) in [
            ("d145.txt", "[Page 276]"),
            ("v 1/d[1]*{x}?.txt", "a \"quoted\" \\ word\tand\u{7f}\u{1}"),
            ("année/d1.txt", "'''\"\"\""),
        ] {
            let entry = ignore_entry(file, Code::DuplicatePage, Some(text));
            let (partial, problems) = Partial::from_toml(&entry);
            assert_eq!(problems, [], "{entry}");
            let found = partial.ignores.of_file(file);
            assert_eq!(found.len(), 1, "{entry}");
            assert_eq!((found[0].text.as_deref(), found[0].code), (Some(text), Code::DuplicatePage));
        }
        let bare = "[[ignore]]\nfile = \"d1.txt\"\ncode = \"empty-note\"\n";
        assert_eq!(ignore_entry("d1.txt", Code::EmptyNote, None), bare);
    }

    #[test]
    fn an_entry_is_added_to_what_is_there() {
        let check = |toml: &str, expected: &str, count: usize| {
            let (at, new) = ignore_edit(toml, "d1.txt", Code::EmptyNote, Some("2.")).unwrap();
            let mut edited = toml.to_owned();
            edited.insert_str(at, &new);
            assert_eq!(edited, expected);
            let (partial, problems) = Partial::from_toml(&edited);
            assert_eq!((partial.ignores.iter().count(), problems), (count, vec![]), "{edited}");
        };
        let entry = "[[ignore]]\nfile = \"d1.txt\"\ncode = \"empty-note\"\ntext = \"2.\"\n";
        check("", entry, 1);
        check("rules.empty-note = 'hint'", &format!("rules.empty-note = 'hint'\n\n{entry}"), 1);
        check("[volume]\n", &format!("[volume]\n\n{entry}"), 1);
        check(entry, &format!("{entry}\n{entry}"), 2);
        check("[volume]\r\n", &format!("[volume]\n\n{entry}").replace('\n', "\r\n"), 1);
        let inline = r#"{ file = "d1.txt", code = "empty-note", text = "2." }"#;
        check("ignore = []\n[volume]\n", &format!("ignore = [{inline}]\n[volume]\n"), 1);
        check(&format!("ignore = [{inline}]"), &format!("ignore = [{inline}, {inline}]"), 2);
        for toml in ["[rules", "ignore = 1", "ignore.x = 1"] {
            assert_eq!(ignore_edit(toml, "d1.txt", Code::EmptyNote, None), None, "{toml}");
        }
    }
}
