//! How often Obelus is right: what it finds and reports in published records, held against the truth.
//!
//! The volumes are in a folder: `<volume>/<record>.txt`, and `<volume>.truth.jsonl` with a line a record, of which
//! [`Truth`](crate::record::learn::Truth) has the keys. There are two commands, which both print the figures:
//!
//! - `cargo test --release --lib figures -- --nocapture` reads the volumes in `../shared/corpus`, and fails where a
//!   figure is worse than `tests/README.md` says. Where that folder is absent, it says so and skips. It takes a quarter of a
//!   minute, but minutes without `--release`, where it is ignored.
//! - `OBELUS_CORPUS=<folders> cargo test --release --lib learn -- --ignored --nocapture` learns the weights from the
//!   volumes in folders, which are separated as in `PATH` ([`crate::record::learn`]), and writes
//!   `src/record/glued/weights.rs` anew. Volumes that `OBELUS_WITHOUT=<volumes>` names, separated by commas, are kept
//!   aside: nothing is learned from them, and they are read with what the others taught.
//!
//! The figures are cross-validated: each volume is read with weights that were learned from the other volumes. They are
//!
//! - of the records, each in a file of its own as it is published ([`reading`]): the footnote references (F1; one is right
//!   when its bytes and the line of its note are), the records in which every one is right, the page markers (F1; bytes and
//!   label), and how many errors and warnings are reported in 1,000 records, those of cross references included; and the
//!   footnote references again where the notes stand at the margin ([`margin`]);
//! - of each volume in one file ([`joined`]), where its records are numbered: the records that begin at the right heading
//!   (F1; its line), and again the errors and warnings and the footnote references;
//! - of the records with a slip of each kind planted in turn ([`slips`]), read by themselves: how many slips are reported by
//!   a rule meant for them, in the right line (recall), and how many of all errors and warnings are such reports (precision).
//!   What only follows from a slip, by the rules that [`Kind::rules`] gives, counts for neither.
//!
//! Slips in cross references are not among these: whether what is cited is there is a matter of the volume's index, and of
//! no weight.

mod count;
mod joined;
mod margin;
mod notes;
mod pages;
mod reading;
mod reported;
mod slips;

use crate::record::learn::{self, Learned, Lessons, Volume};
use count::Share;
use rayon::prelude::*;
use reading::Reading;
use reported::Reported;
use slips::Kind;
use std::io::{self, Write};
use std::ops::AddAssign;
use std::path::Path;
use std::{env, fs};

/// The figures of a volume, or of several.
#[derive(Clone, Default)]
struct Figures {
    /// A file a record.
    apart: Reading,
    /// A file a record, with the notes at the margin.
    margin: Reading,
    /// All records in one file; nothing where they are not numbered.
    joined: Reading,
    slips: Reported,
}

impl Figures {
    /// Those of `volume`, read with what was learned from others.
    fn of(volume: &Volume, learned: &Learned) -> Self {
        let read = learned.reader();
        let joined = joined::is_numbered(volume).then(|| Reading::of(&[joined::joined(volume)], &read));
        Self {
            apart: Reading::of(&volume.records, &read),
            margin: Reading::of(&volume.records.iter().map(margin::at_the_margin).collect::<Vec<_>>(), &read),
            joined: joined.unwrap_or_default(),
            slips: Reported::of(&volume.records, &read),
        }
    }

    /// Its figures, in the order of [`FIGURES`]; not a number where there is nothing to count.
    fn values(&self) -> [f64; FIGURES.len()] {
        let Self { apart, margin, joined, slips } = self;
        [
            apart.references.f1(),
            apart.perfect.get(),
            apart.pages.f1(),
            1000.0 * apart.alarms.get(),
            margin.references.f1(),
            joined.headings.f1(),
            1000.0 * joined.alarms.get(),
            joined.references.f1(),
            slips.recall().get(),
            slips.deserved.get(),
        ]
    }

    /// Prints a line of the table, below [`FIGURES`].
    fn show(&self, name: &str) {
        let figures =
            self.values().map(|figure| if figure.is_nan() { format!("{:>9}", "-") } else { format!("{figure:9.5}") });
        eprintln!("{name:20} {}", figures.join(" "));
    }
}

impl AddAssign for Figures {
    fn add_assign(&mut self, other: Self) {
        self.apart += other.apart;
        self.margin += other.margin;
        self.joined += other.joined;
        self.slips += other.slips;
    }
}

/// What the figures of a line are: of records in files of their own the footnote references, those with every reference
/// right, the page markers, the alarms in 1,000, and the footnote references with the notes at the margin; of volumes in one
/// file each the records' beginnings, the alarms in 1,000 and the footnote references; of the slips how many are reported, and
/// how much of what is reported is one.
const FIGURES: [&str; 10] =
    ["refs f1", "perfect", "pages f1", ALARMS, "margin f1", "begin f1", ALARMS, "refs f1", "recall", "precision"];

/// The name of the figures of which less is better.
const ALARMS: &str = "alarms";

/// Reads each of `volumes` with what `lessons` teach from the others, prints the figures of each and of all, and returns
/// those of all.
fn cross_validated(volumes: &[Volume], lessons: &Lessons) -> Figures {
    let figures: Vec<_> = (volumes.par_iter().enumerate())
        .map(|(held_out, volume)| Figures::of(volume, &lessons.without(Some(held_out))))
        .collect();
    eprintln!("{:20} {:49} {:29} slips", "held out", "a file a record", "a file a volume");
    eprintln!("{:20} {}", "", FIGURES.map(|name| format!("{name:>9}")).join(" "));
    let together = show_all(volumes, figures);
    eprintln!("\n{:27} reported of planted", "slips");
    let show = |name, share: Share| eprintln!("{name:27} {:.4} {:5} of {}", share.get(), share.part, share.whole);
    for (kind, share) in Kind::ALL.iter().zip(together.slips.slips) {
        show(kind.name(), share);
    }
    show("together", together.slips.recall());
    together
}

/// Prints the `figures` of each of `volumes` and of all, and returns those of all.
fn show_all(volumes: &[Volume], figures: Vec<Figures>) -> Figures {
    let mut together = Figures::default();
    for (volume, figures) in volumes.iter().zip(figures) {
        figures.show(&volume.name);
        together += figures;
    }
    together.show("together");
    together
}

/// The figures in the first table of `tests/README.md`, as they are printed there, in the order of [`FIGURES`].
fn printed_figures() -> Vec<String> {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/README.md")).unwrap();
    let (_, section) = page.split_once("\n## How often it is right\n").unwrap();
    let rows = section.lines().skip_while(|line| !line.starts_with('|')).take_while(|line| line.starts_with('|'));
    let cells = rows.filter_map(|row| row.trim_end_matches(['|', ' ']).rsplit("| ").next());
    cells.filter(|cell| cell.starts_with(|c: char| c.is_ascii_digit())).map(str::to_owned).collect()
}

/// Whether `figure` is as good as what is `printed`, rounded like that.
fn holds(figure: f64, printed: &str, less_is_better: bool) -> bool {
    let (number, factor) = printed.strip_suffix('%').map_or((printed, 1.0), |number| (number, 100.0));
    let decimals = number.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let rounded: f64 = format!("{:.decimals$}", figure * factor).parse().unwrap();
    let floor: f64 = number.parse().unwrap();
    if less_is_better { rounded <= floor } else { rounded >= floor }
}

#[test]
fn a_figure_is_rounded_as_it_is_printed() {
    assert!(holds(0.998_396, "0.99840", false) && !holds(0.998_394, "0.99840", false));
    assert!(holds(0.9735, "97.3%", false) && !holds(0.9724, "97.3%", false));
    assert!(holds(5.44, "5.4", true) && !holds(5.46, "5.4", true) && holds(4.0, "5.4", true));
    assert!(!holds(f64::NAN, "5.4", true) && !holds(f64::NAN, "5.4", false));
}

#[test]
fn every_figure_is_printed() {
    assert_eq!(printed_figures().len(), FIGURES.len(), "{:?}", printed_figures());
}

#[test]
#[cfg_attr(debug_assertions, ignore = "takes minutes without --release")]
fn figures_are_no_worse_than_those_printed() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    if !corpus.is_dir() {
        // Not by eprintln, which is shown of tests that fail only.
        writeln!(io::stderr().lock(), "skipped: there are no published volumes at {}", corpus.display()).unwrap();
        return;
    }
    let volumes = learn::volumes(&corpus);
    let figures = cross_validated(&volumes, &Lessons::of(&volumes)).values();
    let printed = printed_figures();
    let worse: Vec<_> = (FIGURES.iter().zip(figures).zip(&printed))
        .filter(|((name, figure), printed)| !holds(*figure, printed, **name == ALARMS))
        .collect();
    assert!(worse.is_empty(), "worse than tests/README.md says: {worse:?}");
}

#[test]
#[ignore = "a command: reads a folder of published records, and writes weights.rs"]
fn learns_the_weights() {
    let corpus = env::var("OBELUS_CORPUS").expect("OBELUS_CORPUS names folders of published volumes");
    let aside = env::var("OBELUS_WITHOUT").unwrap_or_default();
    let (volumes, aside): (Vec<_>, Vec<_>) = (env::split_paths(&corpus).flat_map(|folder| learn::volumes(&folder)))
        .partition(|volume| aside.split(',').all(|name| name != volume.name));
    let lessons = Lessons::of(&volumes);
    cross_validated(&volumes, &lessons);
    let learned = lessons.without(None);
    assert!(learned.len() > 0, "nothing is learned from {corpus}");
    eprintln!("\nkept aside");
    let figures: Vec<_> = aside.par_iter().map(|volume| Figures::of(volume, &learned)).collect();
    show_all(&aside, figures);
    let table = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/record/glued/weights.rs");
    fs::write(table, learned.written()).unwrap();
    eprintln!("\n{} weights written", learned.len());
}
