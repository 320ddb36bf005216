//! `obelus fix`: mends in records what can be mended with certainty.

use super::args::Fix;
use super::batches;
use super::diagnose::diagnose;
use super::files::{self, Listed};
use super::interrupt;
use super::output::{self, Printer, Remarks, visible};
use super::replace;
use super::source::Source;
use super::summary::Summary;
use crate::assist::edit::{self, Environment};
use crate::record::Document;
use crate::volume::read::Contents;
use similar::TextDiff;
use std::borrow::Cow;
use std::io::{self, IsTerminal};
use std::path::Path;
use std::process::ExitCode;

/// Why a file that was changed after it was read is not written, to be read after its path.
const CHANGED: &str = "was changed by another program in the meantime and is left as it is";

/// Mends the records of the paths given, or shows how.
pub(super) fn run(args: &Fix) -> ExitCode {
    let mut totals = Totals::default();
    let done = print(args, &mut totals).map(|readable| readable && !totals.failed);
    if !totals.mended && !totals.failed && totals.left.is_broken() {
        let left = totals.left.broken();
        output::say(&format!("no fix is certain; left to you: {left}. `obelus check` shows them"));
    }
    output::exit(done, totals.mended && !args.write)
}

/// The outcomes of all files.
#[derive(Default)]
struct Totals {
    /// Whether a file had something to mend.
    mended: bool,
    /// Whether a file could not be written.
    failed: bool,
    /// The diagnostics of the files that had nothing to mend.
    left: Summary,
}

/// The outcome of one file.
enum Outcome {
    /// There was nothing to mend; the file has these diagnostics.
    Left(Summary),
    /// The file was mended, or a patch that mends it was printed.
    Mended,
    /// The file could not be written: its path as it is printed, and why.
    Failed(String, String),
}

fn print(args: &Fix, totals: &mut Totals) -> io::Result<bool> {
    if args.write {
        interrupt::hold_off_while_replacing()?;
    }
    let mut out = Printer::new("");
    let on_terminal = io::stdout().is_terminal();
    let readable = batches::print_each(
        files::list(&args.paths),
        Remarks::Said,
        &mut out,
        |source, file, batch| {
            let Some(mended) = Mended::of(source, file) else {
                let mut left = Summary::default();
                diagnose(source, file, batch)
                    .for_each(|(placed, diagnostics)| left.count(&placed.record, &diagnostics));
                return (String::new(), Outcome::Left(left));
            };
            if !args.write {
                let patch = mended.patch();
                return (if on_terminal { visible_lines(&patch) } else { patch }, Outcome::Mended);
            }
            match mended.write(&file.path) {
                Ok(()) => (mended.message(), Outcome::Mended),
                Err(problem) => (String::new(), Outcome::Failed(source.path.clone(), problem)),
            }
        },
        |of_file| match of_file {
            Outcome::Left(left) => totals.left.add(&left),
            Outcome::Mended => totals.mended = true,
            Outcome::Failed(path, problem) => {
                output::complain(&path, &problem);
                totals.failed = true;
            }
        },
    )?;
    out.flush()?;
    Ok(readable)
}

/// A file, and its text with everything mended that is certain.
struct Mended {
    /// The file's path as it is printed.
    path: String,
    before: String,
    after: String,
    /// How many fixes made `after` of `before`.
    count: usize,
}

impl Mended {
    /// Mends `source`; `None` where there is nothing to mend.
    fn of(source: &Source, file: &Listed) -> Option<Self> {
        let before = source.snapshot.text().to_string();
        let mut document = Document::with(&before, source.snapshot.marks().clone());
        let path = file.located();
        let around = Environment { settings: Some((&file.folder.settings, &path)), volume: None };
        let count = edit::fix_all(&mut document, around).len();
        let after = document.text().to_string();
        (before != after).then(|| Self { path: source.path.clone(), before, after, count })
    }

    /// The lines that differ, as `diff -u` writes them.
    fn patch(&self) -> String {
        let diff = TextDiff::from_lines(&self.before, &self.after);
        let path = quoted(&self.path);
        diff.unified_diff().header(&path, &path).to_string()
    }

    /// The line that tells the user of it.
    fn message(&self) -> String {
        let mistakes = if self.count == 1 { "mistake" } else { "mistakes" };
        format!("{}: {} {mistakes} fixed\n", visible(&self.path), self.count)
    }

    /// Writes the mended text into the file at `path`. Its encoding and its byte-order mark stay.
    ///
    /// # Errors
    ///
    /// Returns why the file cannot be written, as words to be read after its path.
    fn write(&self, path: &Path) -> Result<(), String> {
        let was = Contents::read(path)?;
        if was.document() != self.before {
            return Err(CHANGED.into());
        }
        match replace::replace(path, &was.encode(&self.before)?, &was.encode(&self.after)?) {
            Ok(true) => Ok(()),
            Ok(false) => Err(CHANGED.into()),
            Err(error) => Err(format!("cannot be written: {error}")),
        }
    }
}

/// `path` as git writes it in a patch: with quotes around it and escapes in it if it has control characters, quotes or
/// backslashes. <https://git-scm.com/docs/git-config#Documentation/git-config.txt-corequotePath>
fn quoted(path: &str) -> Cow<'_, str> {
    let is_special = |c: char| c.is_control() || matches!(c, '"' | '\\');
    if !path.contains(is_special) {
        return path.into();
    }
    let mut quoted = String::from("\"");
    for c in path.chars() {
        match c {
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            '"' | '\\' => quoted.extend(['\\', c]),
            _ if c.is_control() => {
                quoted.extend(c.encode_utf8(&mut [0; 4]).bytes().map(|byte| format!("\\{byte:03o}")));
            }
            _ => quoted.push(c),
        }
    }
    (quoted + "\"").into()
}

/// `patch` with its control characters, which a terminal would obey, replaced; line breaks stay.
fn visible_lines(patch: &str) -> String {
    let lines = patch.split_inclusive('\n').map(|line| match line.strip_suffix('\n') {
        Some(line) => visible(line.strip_suffix('\r').unwrap_or(line)) + "\n",
        None => visible(line),
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_in_a_patch_is_quoted_as_git_quotes_it() {
        for (path, expected) in [
            ("v/d 1.txt", "v/d 1.txt"),
            ("année/d1.txt", "année/d1.txt"),
            ("d\n1\t.txt", r#""d\n1\t.txt""#),
            ("d\u{1b}[2J\u{9b}.txt", r#""d\033[2J\302\233.txt""#),
            ("d\"1\\.txt", r#""d\"1\\.txt""#),
        ] {
            assert_eq!(quoted(path), expected);
        }
    }
}
