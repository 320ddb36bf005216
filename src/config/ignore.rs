//! Diagnostics that are not to be reported: where the print itself is wrong.

use super::include::Globs;
use crate::check::Code;
use crate::text::Span;
use std::collections::HashMap;

/// An `[[ignore]]`: what is not reported where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignore {
    /// The file or files: a path or a glob below the folder of the `obelus.toml`.
    pub file: String,
    /// The rule.
    pub code: Code,
    /// Only where the place, or the line it stands on, says this.
    pub text: Option<String>,
    /// The line of the `obelus.toml`, from 1; none in an editor's settings.
    pub line: Option<usize>,
}

/// The ignores of one level.
#[derive(Clone, Debug, Default)]
pub(super) struct Ignores {
    all: Vec<Ignore>,
    /// Which of them name a file, by its path in lower case.
    files: HashMap<String, Vec<usize>>,
    /// Which of them name files by a glob.
    globs: Vec<(Globs, usize)>,
}

/// How many ignores a level has at most, and how many of them with a glob, each of which is tried on every diagnostic.
pub(super) const MOST: usize = 10_000;
pub(super) const MOST_GLOBS: usize = 1000;
/// How many bytes of a line before and behind a place are looked through for an ignore's text: most lines are shorter.
const NEAR: usize = 4096;

impl Ignores {
    /// Adds `ignore`; with `anywhere`, for files of that path below any folder.
    ///
    /// # Errors
    ///
    /// Says, in the user's words, why it cannot be used.
    pub fn add(&mut self, ignore: Ignore, anywhere: bool) -> Result<(), String> {
        let file = ignore.file.trim_start_matches("./");
        let file = if anywhere { format!("**/{file}") } else { file.to_owned() };
        if self.all.len() == MOST {
            return Err(format!(
                "only the first {MOST} ignores are used; turn the rule off, or name more files at once"
            ));
        }
        if is_glob(&file) {
            if self.globs.len() == MOST_GLOBS {
                return Err(format!("only the first {MOST_GLOBS} ignores whose file has a `*` are used"));
            }
            self.globs.push((Globs::new(vec![file])?, self.all.len()));
        } else {
            self.files.entry(file.to_lowercase()).or_default().push(self.all.len());
        }
        self.all.push(ignore);
        Ok(())
    }

    /// Each of them, in the order in which they were added.
    pub fn iter(&self) -> impl Iterator<Item = &Ignore> {
        self.all.iter()
    }

    /// Those that may hold for the file at `below`, a path below the level's folder.
    pub fn of_file(&self, below: &str) -> impl Iterator<Item = &Ignore> {
        let named = self.files.get(&below.to_lowercase()).into_iter().flatten();
        let globs = self.globs.iter().filter(|(globs, _)| globs.fit(below)).map(|(_, index)| index);
        named.chain(globs).filter_map(|&index| self.all.get(index)).collect::<Vec<_>>().into_iter()
    }
}

impl Ignore {
    /// Whether what `code` reports at `span` of `text` is ignored.
    pub fn fits(&self, code: Code, text: &str, span: Span) -> bool {
        self.code == code && self.text.as_ref().is_none_or(|said| around(text, span).contains(said))
    }
}

/// What stands at `span` and around it on its lines.
fn around(text: &str, span: Span) -> &str {
    let breaks = ['\n', '\r'];
    let floor = |at: usize| (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or_default();
    let (start, end) = (floor(span.start), floor(span.end.max(span.start)));
    let (near, far) = (floor(start.saturating_sub(NEAR)), floor(end.saturating_add(NEAR)));
    let before = Span::new(near, start).of(text);
    let after = Span::new(end, far).of(text);
    let first = before.rfind(breaks).map_or(near, |at| near + at + 1);
    let last = after.find(breaks).map_or(far, |at| end + at);
    Span::new(first, last).of(text)
}

/// The TOML that makes what `code` reports in `file`, a path below the folder of the `obelus.toml`, be ignored where it
/// says `text`: to be put at the end of the `obelus.toml`.
pub fn ignore_entry(file: &str, code: Code, text: Option<&str>) -> String {
    let file = if is_glob(file) { globset::escape(file) } else { file.into() };
    let text = text.map_or_else(String::new, |text| format!("text = {}\n", quoted(text)));
    format!("\n[[ignore]]\nfile = {}\ncode = \"{code}\"\n{text}", quoted(&file))
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
        let fits = |code| ignores.of_file(below).any(|ignore| ignore.fits(code, TEXT, span));
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
        let long = format!("{}é[Page 276]{}", "é".repeat(NEAR), "é".repeat(NEAR));
        let start = long.find('[').unwrap();
        assert!(around(&long, Span::new(start, start + 10)).len() <= 2 * NEAR + 12);
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
            let found: Vec<_> = partial.ignores.of_file(file).collect();
            assert_eq!(found.len(), 1, "{entry}");
            assert_eq!((found[0].text.as_deref(), found[0].code), (Some(text), Code::DuplicatePage));
        }
        let bare = "\n[[ignore]]\nfile = \"d1.txt\"\ncode = \"empty-note\"\n";
        assert_eq!(ignore_entry("d1.txt", Code::EmptyNote, None), bare);
    }
}
