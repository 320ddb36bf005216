//! Reading files and printing what is made of them: in parallel, in order, and one batch of files after the other.

use super::files::{Listed, Listing, Role};
use super::output::{Printer, Remarks, complain, say, visible};
use super::progress::Progress;
use super::source::Source;
use crate::convention::UnreadMarks;
use crate::record::Snapshot;
use crate::text::FileEncoding;
use crate::volume::read::Contents;
use crate::volume::{FileEntry, FolderCounts, Index, RecordStatus};
use foldhash::{HashMap, HashSet};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The fewest files of a batch, but for the last: enough to keep every processor busy, few enough that output comes
/// soon. A batch has more where its folders have more, since it holds each folder whole.
const MIN_FILES: usize = 256;

/// The most bytes of text that are kept from the first look at the files of a batch to the second, 16 MiB: more than a
/// published volume has. Files beyond that are read twice.
const MAX_KEPT: usize = 16 << 20;

/// The files of some folders. All of them are read before any output is made, since records refer to each other.
pub(super) struct Batch<'a> {
    /// The entries of the files that are records.
    pub index: Index,
    /// The files that are records, by the path as it is printed, with the text of those that were kept.
    files: HashMap<&'a str, (&'a Listed, Option<Source>)>,
}

/// What the first look at a file found.
struct FirstLook {
    /// Whether the file is a record.
    status: RecordStatus,
    /// What is to be said of how it was read, as words for the user to be read after its path.
    remarks: Vec<String>,
    encoding: FileEncoding,
    entry: FileEntry,
    /// The text and its records, if they are kept.
    source: Option<Source>,
}

/// The records that are in one encoding, which is not UTF-8.
struct Encoded {
    /// The path of the first file, as it is printed.
    first: String,
    /// How many more there are.
    others: usize,
}

/// Prints what `render` makes of each listed file that was asked for, in the order of the files, and passes the second value of `render`
/// to `collect`. Returns whether all files could be read; those that could not are reported on standard error.
///
/// Files in a folder that are no records are left out: see [`RecordStatus`]. `remarks` is whether it is said how the files
/// were read.
///
/// # Errors
///
/// Those of writing to standard output.
pub(super) fn print_each<T: Send>(
    listing: Listing,
    remarks: Remarks,
    out: &mut Printer<impl Write>,
    render: impl Fn(&Source, &Listed, &Batch) -> (String, T) + Sync,
    mut collect: impl FnMut(T),
) -> io::Result<bool> {
    let Listing { files, folders, complete, .. } = listing;
    let mut readable = complete;
    let mut with_records = HashSet::default();
    let mut encoded = BTreeMap::<FileEncoding, Encoded>::new();
    let progress = Progress::new(files.len(), remarks);
    for range in batches(&files) {
        let files = files.get(range).unwrap_or_default();
        let kept = AtomicUsize::new(0);
        let looked = files.par_iter().map(|file| {
            progress.step();
            look(file, &kept)
        });
        let looked: Vec<_> = looked.collect();
        let status = |looked: &Result<FirstLook, String>| looked.as_ref().ok().map(|looked| looked.status);
        let of_records = folders_of_records(files, looked.iter().map(status));
        let mut batch = Batch { index: Index::default(), files: HashMap::default() };
        let mut problems = Vec::new();
        for (file, looked) in files.iter().zip(looked) {
            match looked {
                Ok(looked) if file.is_named() || looked.status.is_record(of_records.contains(folder(file))) => {
                    batch.index.set(file.shown.as_str(), looked.entry);
                    batch.files.insert(&file.shown, (file, looked.source));
                    if file.is_aside() {
                        continue;
                    }
                    with_records.insert(file.given);
                    if remarks == Remarks::Unsaid {
                        continue;
                    }
                    problems.extend(looked.remarks.into_iter().map(|remark| (file, remark)));
                    if looked.encoding != FileEncoding::Utf8 {
                        let first = || Encoded { first: file.shown.clone(), others: 0 };
                        encoded.entry(looked.encoding).and_modify(|encoded| encoded.others += 1).or_insert_with(first);
                    }
                }
                Ok(_) => {}
                Err(_) if file.is_aside() => {}
                Err(problem) => {
                    problems.push((file, problem));
                    readable = false;
                }
            }
        }
        let written = files.par_iter().filter(|file| !file.is_aside() && batch.files.contains_key(file.shown.as_str()));
        let written = written.map(|file| (file, batch.source(&file.shown).map(|source| render(&source, file, &batch))));
        let written: Vec<_> = written.collect();
        progress.pause(|| {
            for (file, problem) in &problems {
                complain(&file.shown, problem);
            }
            for (file, rendered) in written {
                match rendered {
                    Ok((items, value)) => {
                        out.items(&items)?;
                        collect(value);
                    }
                    Err(problem) => {
                        complain(&file.shown, &problem);
                        readable = false;
                    }
                }
            }
            out.flush()
        })?;
        // Records are many small allocations, which take long to free.
        batch.files.into_par_iter().for_each(drop);
    }
    drop(progress);
    for (encoding, Encoded { first, others }) in encoded {
        let and = if others == 0 { "is".into() } else { format!("and {others} more are") };
        say(&format!("{} {and} read as {}", visible(&first), encoding.title()));
    }
    for (given, folder) in folders {
        if !with_records.contains(&given) {
            complain(&folder.shown, &folder.without_records());
            readable = false;
        }
    }
    Ok(readable)
}

impl Batch<'_> {
    /// The file whose path is printed as `path`.
    ///
    /// # Errors
    ///
    /// Returns why the file cannot be read a second time, as words for the user to be read after its path.
    pub fn source(&self, path: &str) -> Result<Source, String> {
        match self.files.get(path) {
            Some((_, Some(source))) => Ok(source.clone()),
            Some((file, None)) => read(file),
            None => Err("is not among the files read".into()),
        }
    }
}

/// Divides the files into ranges that hold each folder whole.
fn batches(files: &[Listed]) -> Vec<Range<usize>> {
    let last: HashMap<&Path, usize> = files.iter().enumerate().map(|(index, file)| (folder(file), index)).collect();
    let (mut batches, mut start, mut end) = (Vec::new(), 0, 0);
    for (index, file) in files.iter().enumerate() {
        end = last.get(folder(file)).map_or(end, |&last| end.max(last));
        if index == end && (index + 1 - start >= MIN_FILES || index + 1 == files.len()) {
            batches.push(start..index + 1);
            start = index + 1;
        }
    }
    batches
}

/// Reads a file, with the page markers that are configured for it.
pub(super) fn read(file: &Listed) -> Result<Source, String> {
    let marks = file.marks();
    match &file.role {
        Role::Input(contents) => Ok(Source::new(&file.shown, contents, marks)),
        Role::Named => Ok(Source::new(&file.shown, &Contents::read(&file.path)?, marks)),
        Role::Found | Role::Beside => Ok(Source::new(&file.shown, &Contents::read_found(&file.path)?, marks)),
    }
}

/// Reads a file for the first time. `kept` counts the bytes of text that are kept so far.
fn look(file: &Listed, kept: &AtomicUsize) -> Result<FirstLook, String> {
    let source = read(file)?;
    let length = source.snapshot.text_len();
    let fits = kept.fetch_add(length, Ordering::Relaxed).saturating_add(length) <= MAX_KEPT;
    Ok(FirstLook {
        status: file.folder.settings.status(&file.located(), &source.snapshot),
        remarks: remarks(&source.snapshot),
        encoding: source.encoding,
        entry: FileEntry::new(&source.snapshot, source.start),
        source: fits.then_some(source),
    })
}

/// What is to be said of how `snapshot` was read: that which nobody would guess from what is printed.
fn remarks(snapshot: &Snapshot) -> Vec<String> {
    let is_narrowed = snapshot.records().iter().any(|placed| placed.record.narrowed);
    let narrowed = "is too large to try every way of pairing its references with notes".to_owned();
    let convention = snapshot.marks().convention.name();
    let unread = snapshot.unread_marks().into_iter().map(|UnreadMarks { count, form }| {
        let verb = if count == 1 { "is" } else { "are" };
        format!("{count} `{form}` {verb} not read: the file is read by the convention `{convention}`")
    });
    let cut_short = match snapshot.lines_like_notes() {
        0 => None,
        1 => Some("1 line after a note list looks like its next note and is not read".to_owned()),
        count => Some(format!("{count} lines after note lists look like the next notes and are not read")),
    };
    is_narrowed.then_some(narrowed).into_iter().chain(unread).chain(cut_short).collect()
}

/// The folders most of whose files are records. `statuses` are those of `files`; none where a file cannot be read. Files
/// that were named do not count.
pub(super) fn folders_of_records(
    files: &[Listed],
    statuses: impl IntoIterator<Item = Option<RecordStatus>>,
) -> HashSet<&Path> {
    let mut counts = HashMap::<_, FolderCounts>::default();
    for (file, status) in files.iter().zip(statuses).filter(|(file, _)| !file.is_named()) {
        counts.entry(folder(file)).or_default().add(status);
    }
    counts.into_iter().filter(|(_, counts)| counts.is_of_records()).map(|(folder, _)| folder).collect()
}

/// The folder of a file.
pub(super) fn folder(file: &Listed) -> &Path {
    file.path.parent().unwrap_or(Path::new(""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::disk::Loader;

    fn listed(path: &str) -> Listed {
        let folder = Loader::default().folder(Path::new(path));
        Listed { path: path.into(), shown: path.into(), given: 0, role: Role::Found, folder }
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
