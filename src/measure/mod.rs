//! How often Obelus is right: what it finds and reports in published records, held against the truth.
//!
//! `OBELUS_CORPUS=<folder> cargo test --release --lib learn -- --ignored --nocapture` reads a folder of volumes:
//! `<volume>/<record>.txt`, and `<volume>.truth.jsonl` with a line a record, of which
//! [`Truth`](crate::record::learn::Truth) has the keys. It learns the weights ([`crate::record::learn`]), prints the
//! figures, and writes `src/record/glued/weights.rs` anew, learned from all volumes. With `OBELUS_WITHOUT=<volume>` the table is
//! learned from all others than that one, to build with it and to try all else on that volume.
//!
//! The figures are cross-validated: each volume is read with weights that were learned from the other volumes. They are
//!
//! - of the records, each in a file of its own as it is published ([`reading`]): the footnote references (F1; one is right
//!   when its bytes and the line of its note are), the records in which every one is right, the page markers (F1; bytes and
//!   label), and how many errors and warnings are reported in 1,000 records, those of cross references included;
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
use std::ops::AddAssign;
use std::path::Path;
use std::{env, fs};

/// The figures of a volume, or of several.
#[derive(Clone, Default)]
struct Figures {
    /// A file a record.
    apart: Reading,
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
            joined: joined.unwrap_or_default(),
            slips: Reported::of(&volume.records, &read),
        }
    }

    /// Prints a line of the table, below [`FIGURES`].
    fn show(&self, name: &str) {
        let Self { apart, joined, slips } = self;
        let figures = [
            apart.references.f1(),
            apart.perfect.get(),
            apart.pages.f1(),
            1000.0 * apart.alarms.get(),
            joined.headings.f1(),
            1000.0 * joined.alarms.get(),
            joined.references.f1(),
            slips.recall().get(),
            slips.deserved.get(),
        ];
        let figures =
            figures.map(|figure| if figure.is_nan() { format!("{:>9}", "-") } else { format!("{figure:9.5}") });
        eprintln!("{name:20} {}", figures.join(" "));
    }
}

impl AddAssign for Figures {
    fn add_assign(&mut self, other: Self) {
        self.apart += other.apart;
        self.joined += other.joined;
        self.slips += other.slips;
    }
}

/// What the figures of a line are: of records in files of their own the footnote references, those with every reference
/// right, the page markers and the alarms in 1,000; of volumes in one file each the records' beginnings, the alarms in 1,000
/// and the footnote references; of the slips how many are reported, and how much of what is reported is one.
const FIGURES: [&str; 9] =
    ["refs f1", "perfect", "pages f1", "alarms", "begin f1", "alarms", "refs f1", "recall", "precision"];

#[test]
#[ignore = "reads a folder of published records, and writes weights.rs"]
fn learns_the_weights_and_measures_them() {
    let corpus = env::var("OBELUS_CORPUS").expect("OBELUS_CORPUS names a folder of published volumes");
    let volumes = learn::volumes(Path::new(&corpus));
    let lessons = Lessons::of(&volumes);
    let figures: Vec<_> = (volumes.par_iter().enumerate())
        .map(|(held_out, volume)| Figures::of(volume, &lessons.without(Some(held_out))))
        .collect();
    eprintln!("{:20} {:39} {:29} slips", "held out", "a file a record", "a file a volume");
    eprintln!("{:20} {}", "", FIGURES.map(|name| format!("{name:>9}")).join(" "));
    let mut together = Figures::default();
    for (volume, figures) in volumes.iter().zip(figures) {
        figures.show(&volume.name);
        together += figures;
    }
    together.show("together");
    eprintln!("\n{:27} reported of planted", "slips");
    let show = |name, share: Share| eprintln!("{name:27} {:.4} {:5} of {}", share.get(), share.part, share.whole);
    for (kind, share) in Kind::ALL.iter().zip(together.slips.slips) {
        show(kind.name(), share);
    }
    show("together", together.slips.recall());
    let left_out = env::var("OBELUS_WITHOUT").ok();
    let learned = lessons.without(volumes.iter().position(|volume| Some(&volume.name) == left_out.as_ref()));
    let table = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/record/glued/weights.rs");
    fs::write(table, learned.written()).unwrap();
    eprintln!("\n{} weights written", learned.len());
}
