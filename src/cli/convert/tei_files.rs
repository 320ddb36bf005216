//! TEI files to plain text.

use super::destination::Destination;
use super::totals::Totals;
use crate::cli::output::{self, Printer, complain, visible};
use crate::convert::{self, FromTei, PlainRecord};
use crate::volume::read::Contents;
use std::io;
use std::path::{Path, PathBuf};

/// Whether the file at `path` is TEI by its name.
pub(super) fn is_tei(path: &Path) -> bool {
    path.extension().is_some_and(|end| end.eq_ignore_ascii_case("xml")) && path.is_file()
}

/// Converts the TEI files `paths`, each to a text or, if it has several records with ids, to a folder with a text for each.
///
/// # Errors
///
/// Those of writing to standard output.
pub(super) fn convert(
    paths: &[PathBuf],
    destination: Option<&Destination>,
    strict: bool,
    out: &mut Printer,
    totals: &mut Totals,
) -> io::Result<()> {
    for path in paths {
        let shown = path.to_string_lossy().into_owned();
        let read = Contents::read(path).and_then(|contents| convert::from_tei(contents.document()));
        let FromTei { records, unknown } = match read {
            Ok(read) => read,
            Err(problem) => {
                complain(&shown, &problem);
                totals.failed = true;
                continue;
            }
        };
        if !unknown.is_empty() {
            let counted: Vec<_> = unknown.iter().map(|(name, count)| format!("{name} {count}")).collect();
            output::say(&format!("{}: elements not known, kept as text: {}", visible(&shown), counted.join(", ")));
            totals.remarked = true;
        }
        let misread: usize = records.iter().map(|record| record.misread).sum();
        if misread > 0 {
            let notes: usize = records.iter().map(|record| record.notes).sum();
            complain(&shown, &format!("{misread} of {notes} references would not be read as leading to their notes"));
            totals.remarked = true;
            if strict {
                totals.failed = true;
                continue;
            }
        }
        match destination {
            Some(destination) => {
                for problem in write(path, &records, destination) {
                    complain(&shown, &problem);
                    totals.failed = true;
                }
            }
            None => out.items(&joined(&records))?,
        }
    }
    Ok(())
}

/// Writes the records of the file at `path`. Returns why some were not written, as words to be read after its path.
fn write(path: &Path, records: &[PlainRecord], destination: &Destination) -> Vec<String> {
    let to = destination.of_file(path);
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
