//! How long each step takes: `cargo bench --package obelus-benches [-- FILTER]`
//!
//! The records are made up by `records.py`, which needs Python 3.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use obelus::assist::VolumeContext;
use obelus::check::{Diagnostic, diagnostics, volume_diagnostics};
use obelus::config::Settings;
use obelus::convention::{Convention, Marks};
use obelus::convert;
use obelus::record::{Document, Snapshot};
use obelus::syntax::lines;
use obelus::text::Span;
use obelus::volume::{Complete, FileEntry, FileState, Library, RecordStatus, Volume};
use std::fmt::{self, Display, Formatter};
use std::process::Command;
use std::sync::Arc;

fn main() {
    divan::main();
}

/// A file that somebody works on.
#[derive(Clone, Copy)]
struct Input {
    convention: Convention,
    /// What it holds, by the name that `records.py` has for it.
    size: &'static str,
}

/// All files.
fn inputs() -> impl Iterator<Item = Input> {
    let sizes = ["small", "long", "longest", "volume"];
    sizes.into_iter().flat_map(|size| Convention::ALL.map(|convention| Input { convention, size }))
}

/// A long record in each convention.
fn long_records() -> [Input; 4] {
    Convention::ALL.map(|convention| Input { convention, size: "long" })
}

/// A volume in each convention.
fn volumes() -> [Input; 4] {
    Convention::ALL.map(|convention| Input { convention, size: "volume" })
}

impl Display for Input {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {}", self.convention.name(), self.size)
    }
}

impl Input {
    fn marks(&self) -> Marks {
        Marks::of(self.convention)
    }

    fn text(&self) -> String {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/records.py");
        let output = Command::new("python3").args([script, self.convention.name(), self.size]).output();
        String::from_utf8(output.expect("Python 3").stdout).expect("UTF-8")
    }
}

/// A file in an editor. A letter in the middle of it is typed and deleted, over and over.
struct Editor {
    document: Document,
    snapshot: Snapshot,
    entry: FileEntry,
    library: Library,
    path: Arc<str>,
    place: usize,
    is_typed: bool,
}

impl Editor {
    fn open(input: &Input) -> Self {
        let text = input.text();
        let mut document = Document::with(&text, input.marks());
        let snapshot = document.snapshot();
        let entry = FileEntry::new(&snapshot, 0);
        let letters = |pair: &[u8]| pair.iter().all(u8::is_ascii_lowercase);
        let middle = text.len() / 2;
        let place = text.as_bytes()[middle..].windows(2).position(letters).expect("a word") + middle + 1;
        let (path, mut library) = (Arc::from("volume/1"), Library::default());
        library.set_open(&path, Some(FileState { entry: entry.clone(), status: RecordStatus::Record }));
        Self { document, snapshot, entry, library, path, place, is_typed: false }
    }

    /// Makes the next keystroke, and finds what is wrong in the record then, as the server does.
    fn keystroke(&mut self) -> Vec<Diagnostic> {
        let end = self.place + usize::from(self.is_typed);
        self.document.edit(Span::new(self.place, end), if self.is_typed { "" } else { "x" });
        self.is_typed = !self.is_typed;
        let snapshot = self.document.snapshot();
        self.entry = self.entry.updated(&self.snapshot, &snapshot, 0);
        self.snapshot = snapshot;
        let state = FileState { entry: self.entry.clone(), status: RecordStatus::Record };
        self.library.set_open(&self.path, Some(state));
        let records = self.snapshot.records();
        let record = records.partition_point(|placed| placed.start <= self.place) - 1;
        let mut found = diagnostics(&records[record].record);
        let volume = self.volume();
        found.extend(volume_diagnostics(volume, volume.records_of(&self.path)[record], Complete::Auto));
        found
    }

    fn volume(&self) -> &Volume {
        self.library.volume(&self.path).expect("what is open is a record")
    }

    fn context(&self) -> VolumeContext<'_> {
        VolumeContext { snapshot: &self.snapshot, volume: self.volume(), path: &self.path, others: &|_| None }
    }
}

/// The lines of a file, each by itself.
#[divan::bench(args = inputs(), max_time = 1)]
fn scan(bencher: Bencher, input: &Input) {
    let (text, marks) = (input.text(), input.marks());
    bencher.counter(BytesCount::of_str(&text)).bench(|| lines(black_box(&text), &marks).count());
}

/// The records of a file whose lines are scanned: headings, pages, notes, references, their pairing, cross references.
#[divan::bench(args = inputs(), max_time = 1)]
fn build(bencher: Bencher, input: &Input) {
    let (text, marks) = (input.text(), input.marks());
    let scanned = || Document::with(&text, marks.clone());
    bencher.counter(BytesCount::of_str(&text)).with_inputs(scanned).bench_values(|mut document| document.snapshot());
}

/// A keystroke in a file that is open: its record is built again, and what is wrong in it is found.
#[divan::bench(args = inputs(), max_time = 1)]
fn edit(bencher: Bencher, input: &Input) {
    let mut editor = Editor::open(input);
    bencher.bench_local(|| editor.keystroke());
}

/// A volume, each record in a file of its own, read for the index.
#[divan::bench(args = volumes(), max_time = 3)]
fn index(bencher: Bencher, input: &Input) {
    let volume = Snapshot::new(&input.text(), input.marks());
    let texts = volume.records().iter().map(|placed| &*placed.record.text);
    let files: Vec<(Arc<str>, &str)> = (1..).map(|number| format!("volume/{number}").into()).zip(texts).collect();
    bencher.counter(BytesCount::new(volume.text_len())).bench(|| {
        let mut library = Library::default();
        library.set_all_on_disk(files.iter().map(|(path, text)| {
            let snapshot = Snapshot::new(text, input.marks());
            let status = RecordStatus::new(false, &snapshot);
            (path.clone(), Some(FileState { entry: FileEntry::new(&snapshot, 0), status }))
        }));
        library
    });
}

/// A record of 138 KB written in another convention, and read again.
#[divan::bench(args = long_records(), max_time = 1)]
fn convert_to_text(bencher: Bencher, input: &Input) {
    let editor = Editor::open(input);
    let to = if input.convention == Convention::Plain { Convention::Markdown } else { Convention::Plain };
    bencher.bench(|| convert::rewrite(&editor.snapshot, to));
}

/// A record of 138 KB as TEI.
#[divan::bench(args = long_records(), max_time = 1)]
fn convert_to_tei(bencher: Bencher, input: &Input) {
    let (editor, settings) = (Editor::open(input), Settings::default());
    bencher.bench(|| convert::to_tei(&editor.context(), &settings, "d1"));
}

/// A record of 138 KB as a page of HTML.
#[divan::bench(args = long_records(), max_time = 1)]
fn convert_to_html(bencher: Bencher, input: &Input) {
    let (editor, settings) = (Editor::open(input), Settings::default());
    bencher.bench(|| convert::to_html(&editor.context(), &settings, "d1"));
}
