//! Files to output: in parallel, in order, and never all at once.

use super::files::{self, Listed, Listing};
use super::output::{Printer, complain};
use super::source::Source;
use rayon::prelude::*;
use std::collections::{HashMap, HashSet, VecDeque};
use std::io;
use std::path::{Path, PathBuf};

/// How many files are worked on before their output is written: enough to keep every processor busy, few enough that
/// little waits.
const BATCH: usize = 256;

/// What became of a file.
struct Outcome<T> {
    looks_like_record: bool,
    /// Whether a record in it was too large to weigh every way of pairing its references.
    narrowed: bool,
    /// The items to print, and what the command counts; or why the file cannot be read.
    result: Result<(String, T), String>,
}

/// Prints the items that `render` makes of each file of the paths `given`, in the order of the files, and hands what else
/// `render` says of the files printed to `seen`. Returns whether all could be read; what could not is said on standard
/// error.
///
/// In a folder, files that do not look like records are left out, unless most of its files do: a short record without
/// notes is a record among others.
pub(super) fn print_each<T: Send>(
    given: &[PathBuf],
    out: &mut Printer,
    render: impl Fn(&Source) -> (String, T) + Sync,
    mut seen: impl FnMut(T),
) -> io::Result<bool> {
    let Listing { files, folders, complete } = files::list(given);
    let mut readable = complete;
    let mut verdicts = Verdicts::new(&files);
    let mut with_records = HashSet::new();
    let mut waiting = VecDeque::new();
    for batch in files.chunks(BATCH) {
        let outcomes: Vec<_> = batch.par_iter().map(|file| outcome(file, &render)).collect();
        for (file, outcome) in batch.iter().zip(outcomes) {
            verdicts.count(file, outcome.looks_like_record);
            waiting.push_back((file, outcome));
        }
        // Files are held back only until it is clear what their folder is.
        while let Some((file, outcome)) = waiting.pop_front() {
            let Some(taken) = verdicts.is_record(file, outcome.looks_like_record) else {
                waiting.push_front((file, outcome));
                break;
            };
            match outcome.result {
                Ok((items, count)) if taken => {
                    if outcome.narrowed {
                        complain(&file.shown, "is so large that not every way of pairing its references was weighed");
                    }
                    with_records.insert(file.given);
                    out.items(&items)?;
                    seen(count);
                }
                Ok(_) => {}
                Err(problem) => {
                    complain(&file.shown, &problem);
                    readable = false;
                }
            }
        }
    }
    for (given, shown) in folders {
        if !with_records.contains(&given) {
            complain(&shown, "there is no record in this folder (records are `.txt` files)");
            readable = false;
        }
    }
    Ok(readable)
}

fn outcome<T>(file: &Listed, render: impl Fn(&Source) -> (String, T)) -> Outcome<T> {
    match Source::read(file) {
        Ok(source) => Outcome {
            looks_like_record: source.snapshot.looks_like_record(),
            narrowed: source.snapshot.records().iter().any(|placed| placed.record.narrowed),
            result: Ok(render(&source)),
        },
        Err(problem) => Outcome { looks_like_record: false, narrowed: false, result: Err(problem) },
    }
}

/// Which folders are folders of records, as far as their files are known.
struct Verdicts<'a> {
    folders: HashMap<&'a Path, Folder>,
}

#[derive(Default)]
struct Folder {
    files: usize,
    records: usize,
    others: usize,
}

impl<'a> Verdicts<'a> {
    fn new(files: &'a [Listed]) -> Self {
        let mut folders = HashMap::<_, Folder>::new();
        for file in files.iter().filter(|file| !file.named) {
            folders.entry(folder(file)).or_default().files += 1;
        }
        Self { folders }
    }

    /// Counts a file of its folder.
    fn count(&mut self, file: &'a Listed, looks_like_record: bool) {
        if let Some(folder) = self.folders.get_mut(folder(file)).filter(|_| !file.named) {
            *(if looks_like_record { &mut folder.records } else { &mut folder.others }) += 1;
        }
    }

    /// Whether the file is taken for a record; none where more of its folder must be known first.
    fn is_record(&self, file: &Listed, looks_like_record: bool) -> Option<bool> {
        if file.named || looks_like_record {
            return Some(true);
        }
        let folder = self.folders.get(folder(file))?;
        if folder.records * 2 > folder.files {
            Some(true)
        } else if folder.others * 2 >= folder.files {
            Some(false)
        } else {
            None
        }
    }
}

fn folder(file: &Listed) -> &Path {
    file.path.parent().unwrap_or(Path::new(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The verdict on each file of a folder after all that stand before `|` were counted: `r` looks like a record, `o`
    /// does not; `+` is taken, `-` left out, `?` waits.
    fn check(files: &str, verdicts: &str) {
        let kinds: Vec<_> = files.chars().filter(|kind| *kind != '|').collect();
        let listed: Vec<_> = (0..kinds.len())
            .map(|index| Listed { path: format!("v/{index}").into(), shown: String::new(), given: 0, named: false })
            .collect();
        let mut folders = Verdicts::new(&listed);
        let counted = files.find('|').unwrap();
        for (file, kind) in listed.iter().zip(&kinds).take(counted) {
            folders.count(file, *kind == 'r');
        }
        let given: String = (listed.iter().zip(&kinds))
            .map(|(file, kind)| match folders.is_record(file, *kind == 'r') {
                Some(true) => '+',
                Some(false) => '-',
                None => '?',
            })
            .collect();
        assert_eq!(given, verdicts, "{files}");
    }

    #[test]
    fn a_folder_is_one_of_records_when_most_of_its_files_are() {
        check("orr|", "+++");
        check("oorr|", "--++");
        check("oor|", "--+");
        check("o|", "-");
    }

    #[test]
    fn a_file_waits_until_its_folder_is_clear() {
        check("o|rr", "?++");
        check("or|r", "?++");
        check("orr|oo", "?++??");
        check("orrr|o", "+++++");
        check("oo|rr", "--++");
        check("oro|r", "-+-+");
    }
}
