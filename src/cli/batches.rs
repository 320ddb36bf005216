//! Files to output: in parallel, in order, and never all at once.

use super::files::{Listed, Listing};
use super::output::{Printer, complain};
use super::progress::Progress;
use super::source::Source;
use crate::volume::read::Contents;
use crate::volume::{FileEntry, Index};
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};
use std::io;
use std::ops::Range;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many files are worked on before their output is written, unless their folders have more: enough to keep every
/// processor busy, few enough that little waits.
const BATCH: usize = 256;

/// How many bytes of text are kept between the two looks at the files of a batch, 16 MiB: five times a published volume.
/// Files beyond that are read twice. With its records a text takes about four times its size.
const KEPT: usize = 16 << 20;

/// The files of some folders, and what is to be known of them all before one is written.
pub(super) struct Batch<'a> {
    /// The records among them.
    pub index: Index,
    files: HashMap<&'a str, (&'a Listed, Option<Source>)>,
}

/// What became of a file at the first look.
struct Looked {
    looks_like_record: bool,
    /// Whether a record in it was too large to weigh every way of pairing its references.
    narrowed: bool,
    entry: FileEntry,
    /// The file itself, if it was kept.
    source: Option<Source>,
}

/// Prints the items that `render` makes of each file listed, in the order of the files, and hands what else `render` says of
/// the files printed to `seen`. Returns whether all could be read; what could not is said on standard error.
///
/// In a folder, files that do not look like records are left out, unless most of its files do, since a short record
/// without notes is a record among others, or the folder is configured.
pub(super) fn print_each<T: Send>(
    listing: Listing,
    out: &mut Printer,
    render: impl Fn(&Source, &Listed, &Batch) -> (String, T) + Sync,
    mut seen: impl FnMut(T),
) -> io::Result<bool> {
    let Listing { files, folders, complete, .. } = listing;
    let mut readable = complete;
    let mut with_records = HashSet::new();
    let progress = Progress::new(files.len());
    for range in batches(&files) {
        let files = files.get(range).unwrap_or_default();
        let kept = AtomicUsize::new(0);
        let looked = files.par_iter().map(|file| {
            progress.step();
            look(file, &kept)
        });
        let looked: Vec<_> = looked.collect();
        let of_records = folders_of_records(files, &looked);
        let mut batch = Batch { index: Index::default(), files: HashMap::new() };
        let mut problems = Vec::new();
        for (file, looked) in files.iter().zip(looked) {
            match looked {
                Ok(looked) if file.named || looked.looks_like_record || of_records.contains(folder(file)) => {
                    if looked.narrowed {
                        let problem = "is so large that not every way of pairing its references was weighed";
                        problems.push((file, problem.to_owned()));
                    }
                    with_records.insert(file.given);
                    batch.index.set(file.shown.as_str(), looked.entry);
                    batch.files.insert(&file.shown, (file, looked.source));
                }
                Ok(_) => {}
                Err(problem) => {
                    problems.push((file, problem));
                    readable = false;
                }
            }
        }
        let written = files.par_iter().filter(|file| batch.files.contains_key(file.shown.as_str()));
        let written = written.map(|file| (file, batch.source(&file.shown).map(|source| render(&source, file, &batch))));
        let written: Vec<_> = written.collect();
        progress.pause(|| {
            for (file, problem) in &problems {
                complain(&file.shown, problem);
            }
            for (file, rendered) in written {
                match rendered {
                    Ok((items, count)) => {
                        out.items(&items)?;
                        seen(count);
                    }
                    Err(problem) => {
                        complain(&file.shown, &problem);
                        readable = false;
                    }
                }
            }
            out.flush()
        })?;
        // Records are many small things, which take their time to free.
        batch.files.into_par_iter().for_each(drop);
    }
    drop(progress);
    for (given, folder) in folders {
        if !with_records.contains(&given) {
            complain(&folder.shown, &folder.without_records());
            readable = false;
        }
    }
    Ok(readable)
}

impl Batch<'_> {
    /// The file that is printed as `path`; what to say of it where it cannot be read a second time.
    pub fn source(&self, path: &str) -> Result<Source, String> {
        match self.files.get(path) {
            Some((_, Some(source))) => Ok(source.clone()),
            Some((file, None)) => read(file),
            None => Err("is not among the files read".into()),
        }
    }
}

/// The files in parts that hold each folder whole.
fn batches(files: &[Listed]) -> Vec<Range<usize>> {
    let last: HashMap<&Path, usize> = files.iter().enumerate().map(|(index, file)| (folder(file), index)).collect();
    let (mut batches, mut start, mut end) = (Vec::new(), 0, 0);
    for (index, file) in files.iter().enumerate() {
        end = last.get(folder(file)).map_or(end, |&last| end.max(last));
        if index == end && (index + 1 - start >= BATCH || index + 1 == files.len()) {
            batches.push(start..index + 1);
            start = index + 1;
        }
    }
    batches
}

/// Reads a file as it is configured.
fn read(file: &Listed) -> Result<Source, String> {
    let read = if file.named { Contents::read } else { Contents::read_found };
    Ok(Source::new(&file.shown, &read(&file.path)?, file.marks()))
}

/// Looks at a file; it is kept where not too much is `kept` already.
fn look(file: &Listed, kept: &AtomicUsize) -> Result<Looked, String> {
    let source = read(file)?;
    let length = source.snapshot.text_len();
    let fits = kept.fetch_add(length, Ordering::Relaxed).saturating_add(length) <= KEPT;
    Ok(Looked {
        looks_like_record: file.path.extension().is_some_and(|extension| extension == "record")
            || file.home.settings.is_configured()
            || source.snapshot.looks_like_record(),
        narrowed: source.snapshot.records().iter().any(|placed| placed.record.narrowed),
        entry: FileEntry::new(&source.snapshot, source.start),
        source: fits.then_some(source),
    })
}

/// The folders of which most files look like records.
fn folders_of_records<'a>(files: &'a [Listed], looked: &[Result<Looked, String>]) -> HashSet<&'a Path> {
    let mut counts = HashMap::<_, (usize, usize)>::new();
    for (file, looked) in files.iter().zip(looked).filter(|(file, _)| !file.named) {
        let (all, records) = counts.entry(folder(file)).or_default();
        *all += 1;
        *records += usize::from(looked.as_ref().is_ok_and(|looked| looked.looks_like_record));
    }
    counts.into_iter().filter(|(_, (all, records))| records * 2 > *all).map(|(folder, _)| folder).collect()
}

fn folder(file: &Listed) -> &Path {
    file.path.parent().unwrap_or(Path::new(""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::disk::Loader;

    fn listed(path: &str) -> Listed {
        let home = Loader::default().home(Path::new(path));
        Listed { path: path.into(), shown: path.into(), given: 0, named: false, home }
    }

    #[test]
    fn a_folder_is_one_of_records_when_most_of_its_files_are() {
        // `r` looks like a record, `o` does not, `x` cannot be read.
        for (kinds, of_records) in [("orr", true), ("oorr", false), ("xorr", false), ("rrx", true), ("o", false)] {
            let files: Vec<_> = (0..kinds.len()).map(|number| listed(&format!("v/{number}"))).collect();
            let looked: Vec<_> = kinds
                .chars()
                .map(|kind| {
                    let looks_like_record = kind == 'r';
                    let looked =
                        Looked { looks_like_record, narrowed: false, entry: FileEntry::default(), source: None };
                    if kind == 'x' { Err(String::new()) } else { Ok(looked) }
                })
                .collect();
            assert_eq!(!folders_of_records(&files, &looked).is_empty(), of_records, "{kinds}");
        }
    }

    #[test]
    fn no_folder_is_cut() {
        let check = |folders: &[(&str, usize)], expected: &[Range<usize>]| {
            let files =
                folders.iter().flat_map(|&(folder, count)| (0..count).map(move |n| listed(&format!("{folder}/{n}"))));
            assert_eq!(batches(&files.collect::<Vec<_>>()), expected, "{folders:?}");
        };
        check(&[], &[]);
        check(&[("a", 256), ("b", 2)], &[0..256, 256..258]);
        check(&[("a", 200), ("b", 200), ("c", 9)], &[0..400, 400..409]);
        check(&[("a", 900), ("b", 2)], &[0..900, 900..902]);
        check(&[("a", 200), ("b", 200), ("a", 1), ("c", 9)], &[0..401, 401..410]);
    }
}
