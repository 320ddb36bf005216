//! Whether a file is a record, by itself or among the other files of its folder.

use crate::record::{Recognition, Snapshot};

/// Whether a file is a record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RecordStatus {
    /// It is one, whatever the other files of its folder are.
    Record,
    /// It is one if most files of its folder are records.
    FollowsFolder,
    /// It is none, whatever the other files of its folder are: nothing in it shows that it is one.
    #[default]
    Unmarked,
    /// It is none, and no file of the kind that records are: a file in Markdown. It does not count among the files of its
    /// folder.
    OtherText,
}

/// How many files a folder has that count, and how many of them are records by themselves.
#[derive(Clone, Copy, Debug, Default)]
pub struct FolderCounts {
    all: usize,
    records: usize,
}

impl RecordStatus {
    /// The status of the file with the document `snapshot`. `is_claimed` says whether its name or the configuration makes
    /// it a record.
    pub fn new(is_claimed: bool, snapshot: &Snapshot) -> Self {
        match snapshot.recognition() {
            _ if is_claimed => Self::Record,
            Recognition::Record(_) => Self::Record,
            _ if snapshot.marks().in_markdown => Self::OtherText,
            Recognition::AmongRecords(_) => Self::FollowsFolder,
            Recognition::Unmarked => Self::Unmarked,
        }
    }

    /// Whether a file of this status is a record in a folder most of whose files are records (`in_folder_of_records`),
    /// or in another one.
    pub fn is_record(self, in_folder_of_records: bool) -> bool {
        match self {
            Self::Record => true,
            Self::FollowsFolder => in_folder_of_records,
            Self::Unmarked | Self::OtherText => false,
        }
    }
}

impl FolderCounts {
    /// Counts a file of this status; `None` stands for a file that cannot be read.
    pub fn add(&mut self, status: Option<RecordStatus>) {
        self.all += usize::from(status != Some(RecordStatus::OtherText));
        self.records += usize::from(status == Some(RecordStatus::Record));
    }

    /// Takes back what [`FolderCounts::add`] counted.
    pub fn remove(&mut self, status: Option<RecordStatus>) {
        self.all -= usize::from(status != Some(RecordStatus::OtherText));
        self.records -= usize::from(status == Some(RecordStatus::Record));
    }

    /// Whether most files of the folder are records.
    pub fn is_of_records(self) -> bool {
        self.records * 2 > self.all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_one_of_records_when_most_of_its_files_are() {
        // `r` is a record, `f` follows its folder, `u` shows nothing, `m` is in Markdown, `x` cannot be read.
        let all = [("r", true), ("f", false), ("frr", true), ("ffrr", false), ("xfrr", false), ("rrx", true)];
        for (kinds, of_records) in all.into_iter().chain([("rru", true), ("ru", false), ("rm", true), ("", false)]) {
            let mut counts = FolderCounts::default();
            for kind in kinds.chars() {
                counts.add(match kind {
                    'r' => Some(RecordStatus::Record),
                    'f' => Some(RecordStatus::FollowsFolder),
                    'u' => Some(RecordStatus::Unmarked),
                    'm' => Some(RecordStatus::OtherText),
                    _ => None,
                });
            }
            assert_eq!(counts.is_of_records(), of_records, "{kinds}");
        }
    }
}
