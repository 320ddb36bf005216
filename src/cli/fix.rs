//! `obelus fix`: mends what is certain in records.

use super::args::Fix;
use super::files::{self, Listed};
use super::found;
use super::output::{self, Printer, visible};
use super::source::Source;
use super::stream;
use super::tally::Tally;
use crate::assist::edit::{self, Environment};
use crate::record::Document;
use crate::volume::read::{self, Contents};
use similar::TextDiff;
use std::fs::{self, File};
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;
use tempfile::Builder;

/// Mends the records of the paths given, or shows how.
pub(super) fn run(args: &Fix) -> ExitCode {
    let mut found = Found::default();
    let done = print(args, &mut found).map(|readable| readable && !found.failed);
    if !found.mended && !found.failed && found.left.is_broken() {
        let left = &found.left;
        output::say(&format!("nothing can be mended with certainty; left to you: {left}. `obelus check` shows them"));
    }
    output::exit(done, found.mended && !args.write)
}

/// What came of it.
#[derive(Default)]
struct Found {
    /// Whether there was something to mend.
    mended: bool,
    /// Whether a file could not be written.
    failed: bool,
    /// What is wrong where there was nothing to mend.
    left: Tally,
}

/// What came of it in one file.
enum Outcome {
    /// There is nothing to mend; this is wrong.
    Left(Tally),
    /// It was mended, or it was shown how.
    Mended,
    /// It could not be written: its path as it is printed, and why.
    Failed(String, String),
}

fn print(args: &Fix, found: &mut Found) -> io::Result<bool> {
    let mut out = Printer::new("");
    let on_terminal = io::stdout().is_terminal();
    let readable = stream::print_each(
        files::list(&args.paths),
        &mut out,
        |source, file, batch| {
            let Some(mended) = Mended::of(source, file) else {
                let mut left = Tally::default();
                found::of(source, file, batch).for_each(|(_, diagnostics)| left.count(&diagnostics));
                return (String::new(), Outcome::Left(left));
            };
            if !args.write {
                let patch = mended.patch();
                return (if on_terminal { shown(&patch) } else { patch }, Outcome::Mended);
            }
            match mended.write(&file.path) {
                Ok(()) => (mended.said(), Outcome::Mended),
                Err(problem) => (String::new(), Outcome::Failed(source.path.clone(), problem)),
            }
        },
        |of_file| match of_file {
            Outcome::Left(left) => found.left.add(&left),
            Outcome::Mended => found.mended = true,
            Outcome::Failed(path, problem) => {
                output::complain(&path, &problem);
                found.failed = true;
            }
        },
    )?;
    out.flush()?;
    Ok(readable)
}

/// A file with all that is certain mended.
struct Mended {
    /// As it is printed.
    path: String,
    before: String,
    after: String,
    count: usize,
}

impl Mended {
    /// None where there is nothing to mend.
    fn of(source: &Source, file: &Listed) -> Option<Self> {
        let before = source.snapshot.text().to_string();
        let mut document = Document::with(&before, source.snapshot.marks().clone());
        let path = file.located();
        let around = Environment { settings: Some((&file.home.settings, &path)), volume: None };
        let count = edit::fix_all(&mut document, around).len();
        let after = document.text().to_string();
        (before != after).then(|| Self { path: source.path.clone(), before, after, count })
    }

    /// The lines that differ, as `diff -u` writes them.
    fn patch(&self) -> String {
        let diff = TextDiff::from_lines(&self.before, &self.after);
        diff.unified_diff().header(&self.path, &self.path).to_string()
    }

    fn said(&self) -> String {
        let times = if self.count == 1 { "once".into() } else { format!("{} times", self.count) };
        format!("{}: mended {times}\n", visible(&self.path))
    }

    /// Puts what is mended in place of the file at `path`, in one step: whatever happens, the old file or the new one is
    /// there, whole. A byte-order mark stays.
    fn write(&self, path: &Path) -> Result<(), String> {
        // Through a link, so that it stays one.
        let path = fs::canonicalize(path).map_err(|error| read::reason(&error))?;
        let now = Contents::read(&path)?;
        if now.document() != self.before {
            return Err("was changed by another program meanwhile and is left as it is".into());
        }
        let mark = if now.base > 0 { "\u{feff}" } else { "" };
        replace(&path, &[mark, &self.after].concat()).map_err(|error| format!("cannot be written: {error}"))
    }
}

fn replace(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let permissions = fs::metadata(path)?.permissions();
    if permissions.readonly() {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "it is read-only"));
    }
    let mut new = Builder::new().prefix(".obelus-").tempfile_in(folder)?;
    new.write_all(text.as_bytes())?;
    new.as_file().set_permissions(permissions)?;
    new.as_file().sync_all()?;
    new.persist(path)?;
    // The name, too, is to outlast a power failure, where a folder can be synchronised.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}

/// `patch` without what a terminal would obey.
fn shown(patch: &str) -> String {
    let lines = patch.split_inclusive('\n').map(|line| match line.strip_suffix('\n') {
        Some(line) => visible(line.strip_suffix('\r').unwrap_or(line)) + "\n",
        None => visible(line),
    });
    lines.collect()
}
