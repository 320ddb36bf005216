//! How published files are read: what is found in them held against the truth, and what is reported of them, though they
//! are as they should be.

use super::count::{Matches, Share};
use crate::check::{Diagnostic, Severity, diagnostics, volume_diagnostics};
use crate::record::Snapshot;
use crate::record::learn::Published;
use crate::text::{Span, Text};
use crate::volume::{Complete, FileEntry, Index};
use std::collections::BTreeSet;
use std::ops::AddAssign;

/// How files were read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Reading {
    /// Records, by the line of their heading.
    pub headings: Matches,
    /// Footnote references, by their bytes and the line of the note they lead to.
    pub references: Matches,
    /// Page markers, by their bytes and label.
    pub pages: Matches,
    /// Of the files with footnote references those in which every one is right.
    pub perfect: Share,
    /// Errors and warnings, of so many records.
    pub alarms: Share,
}

/// What is wrong enough to be an alarm: an error or a warning.
pub(super) fn is_alarm(found: &Diagnostic) -> bool {
    found.severity <= Severity::Warning
}

impl Reading {
    /// How `read` reads `files`, which are all of a volume.
    pub fn of(files: &[Published], read: impl Fn(&str) -> Snapshot) -> Self {
        let snapshots: Vec<_> = files.iter().map(|file| read(&file.text)).collect();
        let mut index = Index::default();
        for (file, snapshot) in files.iter().zip(&snapshots) {
            index.set(file.truth.path.as_str(), FileEntry::new(snapshot, 0));
        }
        let mut reading = Self::default();
        for (file, snapshot) in files.iter().zip(&snapshots) {
            reading.compare(file, snapshot);
            reading.alarms.part += alarms(&index, &file.truth.path, snapshot);
            reading.alarms.whole += file.truth.headings.len().max(1);
        }
        reading
    }

    /// Adds what was found in `file`.
    fn compare(&mut self, file: &Published, snapshot: &Snapshot) {
        let (truth, found) = (There::of(file), There::found(snapshot));
        self.headings += Matches::of(&truth.headings, &found.headings);
        self.references += Matches::of(&truth.references, &found.references);
        self.pages += Matches::of(&truth.pages, &found.pages);
        if !truth.references.is_empty() {
            self.perfect.add(truth.references == found.references);
        }
    }
}

impl AddAssign for Reading {
    fn add_assign(&mut self, other: Self) {
        self.headings += other.headings;
        self.references += other.references;
        self.pages += other.pages;
        self.perfect += other.perfect;
        self.alarms += other.alarms;
    }
}

/// What is there in a file, by its bytes and lines.
#[derive(Default)]
struct There {
    headings: BTreeSet<usize>,
    references: BTreeSet<(Span, usize)>,
    pages: BTreeSet<(Span, String)>,
}

impl There {
    fn of(Published { text, truth }: &Published) -> Self {
        let text = Text::new(text);
        let note = |note: usize| text.line_of(truth.notes[note].start);
        Self {
            headings: truth.headings.iter().map(|&heading| text.line_of(heading)).collect(),
            references: truth.note_refs.iter().map(|r| (r.span(), note(r.note))).collect(),
            pages: truth.pages.iter().map(|page| (page.span(), page.label.clone())).collect(),
        }
    }

    fn found(snapshot: &Snapshot) -> Self {
        let text = snapshot.text();
        let mut found = Self::default();
        for placed in snapshot.records() {
            let record = &placed.record;
            let line = |span: Span| text.line_of(span.shifted(placed.start).start);
            found.headings.extend(record.heading.as_ref().map(|heading| line(heading.span)));
            let paired = record.note_refs.iter().filter_map(|r| Some((r.span, line(record.notes[r.note?].span))));
            found.references.extend(paired.map(|(span, note)| (span.shifted(placed.start), note)));
            let pages = record.pages.iter().map(|page| (page.span.shifted(placed.start), page.label.to_string()));
            found.pages.extend(pages);
        }
        found
    }
}

/// How many errors and warnings are reported of the file at `path`, by itself and among those of `index`.
fn alarms(index: &Index, path: &str, snapshot: &Snapshot) -> usize {
    let alone = snapshot.records().iter().flat_map(|placed| diagnostics(&placed.record));
    let volume = index.volume(path).unwrap();
    let among_others = volume.records_of(path).iter().flat_map(|&id| volume_diagnostics(volume, id, Complete::Auto));
    alone.chain(among_others).filter(is_alarm).count()
}

mod tests {
    use super::*;
    use crate::convention::Marks;
    use crate::record::learn::testing::published;

    const LETTER: &str =
        "4. Letter From the Lock\n\n[Page 11] It stood open.1 A barge sank.2\n\n  1. Since May.\n  2. Raised.\n";

    fn read(files: &[Published]) -> Reading {
        Reading::of(files, |text| Snapshot::new(text, Marks::default()))
    }

    fn letter() -> Published {
        published("v/d4.txt", LETTER)
    }

    const fn of(part: usize, whole: usize) -> Share {
        Share { part, whole }
    }

    /// F1 where so many are right, and so many others wrong or missed.
    fn f1(right: f64, others: f64) -> f64 {
        2.0 * right / (2.0 * right + others)
    }

    #[track_caller]
    fn check(matches: Matches, expected: f64) {
        assert!((matches.f1() - expected).abs() < 1e-9, "{matches:?} is not {expected}");
    }

    #[test]
    fn what_is_read_as_it_is_published_is_right() {
        let reading = read(&[letter()]);
        check(reading.headings, 1.0);
        check(reading.references, 1.0);
        check(reading.pages, 1.0);
        assert_eq!((reading.perfect, reading.alarms), (of(1, 1), of(0, 1)));
    }

    #[test]
    fn a_reference_is_wrong_that_leads_to_another_note_and_one_that_is_none() {
        let mut other = letter();
        other.truth.note_refs[0].note = 1;
        let reading = read(&[other]);
        check(reading.references, f1(1.0, 2.0));
        assert_eq!(reading.perfect, of(0, 1));
        let mut none = letter();
        none.truth.note_refs.pop();
        let reading = read(&[none, letter()]);
        check(reading.references, f1(3.0, 1.0));
        assert_eq!(reading.perfect, of(1, 2));
    }

    #[test]
    fn a_record_without_references_is_not_among_the_perfect() {
        let reading = read(&[published("v/d4.txt", "4. Letter From the Lock\n\n[Page 11] It stood open.\n")]);
        assert_eq!((reading.perfect, reading.alarms), (of(0, 0), of(0, 1)));
    }

    #[test]
    fn pages_and_headings_have_their_place() {
        let mut astray = letter();
        astray.truth.pages[0].label = "12".into();
        astray.truth.headings[0] = LETTER.find("[Page").unwrap();
        let reading = read(&[astray]);
        check(reading.pages, 0.0);
        check(reading.headings, 0.0);
    }

    #[test]
    fn alarms_are_those_of_the_record_and_those_of_its_volume() {
        let mut unreferenced = letter();
        unreferenced.text += "  3. Sunk again.\n";
        let citing = published("v/d5.txt", &LETTER.replace("4.", "5.").replace("Raised", "See footnote 9 above"));
        assert_eq!(read(&[unreferenced]).alarms, of(1, 1));
        assert_eq!(read(&[letter(), citing]).alarms, of(1, 2));
    }
}
