//! TEI files to plain text.

use super::destination::Destination;
use super::document::AT_ONCE;
use super::totals::Totals;
use crate::cli::files::{Listed, Listing};
use crate::cli::output::{Printer, Remarks, complain, say, visible};
use crate::cli::progress::Progress;
use crate::convert::{self, FromTei, NotTei, PlainRecord};
use crate::volume::read::Contents;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashSet};
use std::io;
use std::path::Path;

/// What became of one file.
#[derive(Default)]
struct Outcome {
    /// The text to print, where there is no destination.
    text: String,
    unknown: BTreeMap<String, usize>,
    /// How many references would lead elsewhere when the text is read, and how many there are.
    misread: (usize, usize),
    /// Why the file or some of its records were not converted, as words to be read after its path.
    problems: Vec<String>,
    /// Whether the file was found in a folder, and has no TEI in it.
    is_passed_over: bool,
}

/// Whether the file at `path` is TEI by its name.
pub(super) fn is_named_as_tei(path: &Path) -> bool {
    path.extension().is_some_and(|end| end.eq_ignore_ascii_case("xml"))
}

/// Converts the files of `listing`, each to a text or, if it has several records with ids, to a folder with a text for each. XML that
/// is found in a folder and is not TEI is passed over.
///
/// # Errors
///
/// Those of writing to standard output.
pub(super) fn convert(
    listing: &Listing,
    destination: Option<&Destination>,
    strict: bool,
    out: &mut Printer,
    totals: &mut Totals,
) -> io::Result<()> {
    let progress = Progress::new(listing.files.len(), Remarks::Said);
    let (mut unknown, mut passed_over, mut with_tei) = (BTreeMap::<_, usize>::new(), 0, HashSet::new());
    totals.failed |= !listing.complete;
    for files in listing.files.chunks(AT_ONCE) {
        let outcomes = files.par_iter().map(|file| {
            let outcome = converted(file, destination, strict);
            progress.step();
            (file, outcome)
        });
        let outcomes: Vec<_> = outcomes.collect();
        progress.pause(|| {
            for (file, outcome) in outcomes {
                if outcome.is_passed_over {
                    passed_over += 1;
                    continue;
                }
                with_tei.insert(file.given);
                outcome.report(&file.shown, totals);
                for (name, count) in outcome.unknown {
                    *unknown.entry(name).or_default() += count;
                }
                out.items(&outcome.text)?;
            }
            out.flush()
        })?;
    }
    drop(progress);
    if !unknown.is_empty() {
        let counted: Vec<_> = unknown.iter().map(|(name, count)| format!("{name} {count}")).collect();
        say(&format!("elements not known, kept as text: {}", visible(&counted.join(", "))));
        totals.remarked = true;
    }
    if passed_over > 0 {
        let are = if passed_over == 1 { "1 XML file is" } else { &format!("{passed_over} XML files are") };
        say(&format!("{are} no TEI, and passed over"));
    }
    for (given, folder) in &listing.folders {
        if !with_tei.contains(given) {
            complain(&folder.shown, "there is no TEI in this folder (which is in files whose names end in `.xml`)");
            totals.failed = true;
        }
    }
    Ok(())
}

impl Outcome {
    fn failed(problem: String) -> Self {
        Self { problems: vec![problem], ..Self::default() }
    }

    /// Says what is to be said of the file that is printed as `shown`.
    fn report(&self, shown: &str, totals: &mut Totals) {
        let (misread, notes) = self.misread;
        if misread > 0 {
            complain(shown, &format!("{misread} of {notes} references would not be read as leading to their notes"));
        }
        for problem in &self.problems {
            complain(shown, problem);
        }
        totals.remarked |= misread > 0;
        totals.failed |= !self.problems.is_empty();
    }
}

/// Converts one file.
fn converted(file: &Listed, destination: Option<&Destination>, strict: bool) -> Outcome {
    let contents = if file.is_named() { Contents::read(&file.path) } else { Contents::read_found(&file.path) };
    let contents = match contents {
        Ok(contents) => contents,
        Err(problem) => return Outcome::failed(problem),
    };
    let FromTei { records, unknown } = match convert::from_tei(contents.document()) {
        Ok(read) => read,
        Err(NotTei::Other) if !file.is_named() => return Outcome { is_passed_over: true, ..Outcome::default() },
        Err(problem) => return Outcome::failed(problem.to_string()),
    };
    let sum = |of: fn(&PlainRecord) -> usize| records.iter().map(of).sum::<usize>();
    let misread = (sum(|record| record.misread), sum(|record| record.notes));
    let mut outcome = Outcome { unknown, misread, ..Outcome::default() };
    match destination {
        _ if strict && misread.0 > 0 => outcome.problems.push("is in doubt, and not converted".into()),
        Some(destination) => outcome.problems = write(file, &records, destination),
        None => outcome.text = joined(&records),
    }
    outcome
}

/// Writes the records of `file`. Returns why some were not written, as words to be read after its path.
fn write(file: &Listed, records: &[PlainRecord], destination: &Destination) -> Vec<String> {
    let to = destination.of_record(file);
    let is_volume = records.iter().filter(|record| record.id.is_some()).count() > 1;
    if !is_volume {
        return destination.write(&to, &joined(records)).err().into_iter().collect();
    }
    let folder = to.with_extension("");
    let named = records.iter().enumerate().map(|(at, record)| {
        let name = record.id.as_deref().map_or_else(|| format!("part-{}", at + 1), file_name);
        destination.write(&folder.join(name).with_extension("txt"), &record.text).err()
    });
    named.flatten().collect()
}

/// `id` as the name of a file in any system.
fn file_name(id: &str) -> String {
    id.chars().map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_') { c } else { '-' }).collect()
}

/// The records in one text.
fn joined(records: &[PlainRecord]) -> String {
    let texts: Vec<_> = records.iter().map(|record| record.text.as_str()).collect();
    texts.join("\n")
}
