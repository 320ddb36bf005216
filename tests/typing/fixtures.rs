//! Records as people type them. A reference stands in braces with the note it leads to: `{2 → See Document}` is a
//! typed `2`, and leads to the note that begins `See Document`.

use obelus::check::{Severity, diagnostics};
use obelus::record::{Document, Record};
use std::sync::Arc;

/// A letter: superscripts on both sides, the list under nothing.
const LETTER: &str = "\
17. Letter From Captain Ruiz to the Warden of the Mint

Santa Rosa, May 4, 1871

SIR: The silver came on the 3rd{¹ → Of April} in 12 chests, of which 11 were sound. I have had it weighed at the
Customs House,{² → The Customs House} and find 1,204 ounces where the bill of lading has 1,240.

The pilot of the Concepcion 2 says that no chest was opened at sea.{³ → His statement} I do not believe him.

J. Ruiz

¹ Of April, as the log shows.
² The Customs House burned in 1873.
³ His statement of May 2 is missing.
";

/// Minutes: numbers in parentheses, items with a parenthesis under a title, points that are counted in the text.
const MINUTES: &str = "\
Minutes of the Ferry Board

Quarrow, June 9, 1904, 3 p.m.

Mr. Hale took the chair. The minutes of May 12 were read ({1 → Printed}) and agreed to.

1. The Board resolved that the fare be 2 pence ({2 → It had been}) from July 1.

2. The Board heard Captain Orme on the rope.({3 → See the report}) Of 40 fathoms 15 were rotten.

Mr. Hale closed the meeting at 4:30 p.m. ({4 → By the clock})

Notes

1) Printed in the Quarrow Gazette, May 14.
2) It had been 3 pence since 1898.
3) See the report of March 3.
4) By the clock of the ferry house.
";

/// Numbers in square brackets, items with tabs under a rule, pages and insertions between them.
const PAPER: &str = "\
[Page 12]

8. Paper Prepared in the Survey Office[{1 → Source}]

The coast between Brill and Tarn [Tarnow] was measured in 1958.[{2 → By a party}] The work took 14 weeks. [Page 13] It
was found that the light at Brill stood 300 yards from its place on the chart,[{3 → Chart 27}] and that of Tarn 15.

[Here follow 2 paragraphs on the cost.]

The Office recommends a new chart before 1965.

---
1\tSource: Survey Office, Files, Box 3.
2\tBy a party of 6 under Lieutenant Voss.
3\tChart 27, edition of 1921.
";

/// A telegram: numbers glued to words, to numbers and behind the signature, an indented list.
const TELEGRAM: &str = "\
[Page 90]

41. Telegram From the Consulate at Brill to the Chancery{1 → Source}

Brill, November 2, 1961, 6 p.m.

207. Reference your 153.{2 → Not printed} Harbor Master told me today that U-2 buoy was laid on October 28,{3 → In his report}
and that he had 3 tugs for 11 barges. He has since read your 158{4 → Telegram 158} to the pilots.

[Page 91]

Pilots ask for 2 days. I see no harm in it.{5 → They were given}

Marsh {6 → Printed from}
  1. Source: Chancery Files, Harbor Series, Box 9. Secret; Priority.
  2. Not printed.
  3. In his report he gives October 29.
  4. Telegram 158 to Brill, October 31.
  5. They were given 3.
  6. Printed from a copy that bears this typed signature.
";

/// References from 0 under a list from 1.
const FROM_ZERO: &str = "\
204. Summary Record of the 12th Meeting of the Grain Council{0 → Source}

Stave, June 12, 1962, 9:30 a.m.

[Here follows 1 paragraph on the weather.]

The Council met at 9 AM{1 → Until 11} and heard Mr. Pell. There were 31 wagons at Stave, he said, and 4 at Hadrow.

[Page 55]

Mr. Venner asked that they be kept dry as long as the Council could.{2 → See Document 9} In 1958 a third had spoiled.

Jon Ardwin {3 → Printed from}
  1. Source: Grain Council, Minutes 1–20. Secret.
  2. Until 11 o’clock.
  3. See Document 9.
  4. Printed from a copy that bears this typed signature.
";

/// A table with references in its cells; bare numbers under underscores.
const TABLE: &str = "\
12. Return of the Tolls at Hadrow{1 → Made by}

The tolls of the last 3 years, in crowns:

\t\tDue\t\tPaid
1959\t\t6,100\t\tin oats{2 → The oats}
1960\t\t6,250\t\t5,800
1961\t\t6,400\t\tnone{3 → The house}

The gates cost 9,015 crowns in 1961.{4 → A carpenter}

____

1 Made by the lock-master.
2 The oats were not weighed.
3 The house of Anselm.
4 A carpenter’s account.
";

/// Notes at each page's foot, whose numbers begin again.
const PAGES: &str = "\
Diary of a Clerk at Tarn

May 3. It rained.{1 → On the barometer} Wrote 14 letters. The Consul{2 → Mr. Dorn} was out.

---
1. On the barometer of the Customs House.
2. Mr. Dorn.

[Page 12]

May 4. It thawed.{1 → He means} The ice went out at 6 and took 2 boats with it.{2 → Both were found}

---
1. He means that the gutters ran.
2. Both were found at Brill.
";

/// A first reference that looks less like one than those behind it, and numbers glued to capitals and in signs.
const ORDER: &str = "\
62. Order of the Harbor Board No. 95{1 → Source}

Stave, May 4, 1961.

The Board heard of the barges at Brill.{2 → Eleven} They were sound;{3 → Mr. Pell} the pilots agreed.{4 → By telegram}

They shall have 3 lamps each under plan PL520 and rule H/B.5/219. The masters gave their word.{5 → At noon}

  1. Source: Harbor Board, Orders.
  2. Eleven of them.
  3. Mr. Pell had seen 9.
  4. By telegram.
  5. At noon, in the Customs House.
";

/// The same with indented lists.
const INDENTED_PAGES: &str = "\
3. Diary of a Clerk at Tarn

May 3. It rained.{1 → On the barometer} Wrote 14 letters. The Consul{2 → Mr. Dorn} was out.

  1. On the barometer of the Customs House.
  2. Mr. Dorn.

[Page 12]

May 4. It thawed.{1 → He means} The ice went out at 6 and took 2 boats with it.{2 → Both were found}

  1. He means that the gutters ran.
  2. Both were found at Brill.
";

/// Items without numbers.
const BULLETS: &str = "\
30. A Note on the Weather at Brill

It rained on 3 days of the first week.{1 → On Monday} It snowed on 2 of the second,{2 → Elder Voss} and the mail of
March 14 was late.{3 → It came}

- On Monday, Tuesday and Friday.↩
- Elder Voss counts 3.↩
- It came on March 17.↩
";

/// Signs.
const SIGNS: &str = "\
Letter of Anna Dorn to her sister

Brill, March 3, 1849

We have had 3 weeks of rain{* → She forgets} and the road to Tarn is gone.{† → The old road} Father has 12 sheep left of 20.
He says that the bridge will hold.{‡ → It fell}

Notes

* She forgets the first week.
† The old road along the dike.
‡ It fell on March 9.
";

/// Points that are counted, and a list at the margin with nothing above it that looks like them.
const POINTS: &str = "\
61. Orders for the Lock at Hadrow

Hadrow, April 2, 1883

The Commissioners met on March 30.[{1 → Five of}] They order as follows:

1. The gates are shut at 10 p.m.[{2 → From October}] and opened at 4 a.m.

2. No barge of more than 60 tons may pass in dry weather.[{3 → In July}]

3. The lock-master keeps 2 books.

Anselm Orm, Clerk

1. Five of 7 were there.
2. From October to March.
3. In July 1881 the Constance lay 3 days on the sill.
";

/// A record as somebody types it.
pub struct Fixture {
    pub name: &'static str,
    pub text: String,
    /// The references: where each stands, what it prints, how its note begins.
    references: Vec<(usize, &'static str, &'static str)>,
}

/// All of them.
pub fn all() -> impl Iterator<Item = Fixture> {
    let all = [
        ("letter", LETTER),
        ("minutes", MINUTES),
        ("paper", PAPER),
        ("telegram", TELEGRAM),
        ("from zero", FROM_ZERO),
        ("table", TABLE),
        ("pages", PAGES),
        ("indented pages", INDENTED_PAGES),
        ("order", ORDER),
        ("bullets", BULLETS),
        ("signs", SIGNS),
        ("points", POINTS),
    ];
    all.into_iter().map(|(name, marked)| Fixture::new(name, marked))
}

impl Fixture {
    fn new(name: &'static str, marked: &'static str) -> Self {
        let mut pieces = marked.split('{');
        let mut text = pieces.next().unwrap().to_owned();
        let mut references = Vec::new();
        for piece in pieces {
            let (reference, rest) = piece.split_once('}').unwrap();
            let (label, note) = reference.split_once(" → ").unwrap();
            references.push((text.len(), label, note));
            text += label;
            text += rest;
        }
        Self { name, text, references }
    }

    /// The finished record.
    pub fn record(&self) -> Arc<Record> {
        let snapshot = Document::new(&self.text).snapshot();
        assert_eq!(snapshot.records().len(), 1, "{}", self.name);
        snapshot.records()[0].record.clone()
    }

    /// Holds the finished record against what the fixture says.
    pub fn check(&self) {
        let record = self.record();
        let note = |note: Option<usize>| note.map_or("none", |note| record.notes[note].text.of(&record.text));
        let found: Vec<_> = record.note_refs.iter().map(|r| (r.span.start, r.label.as_str(), note(r.note))).collect();
        let as_meant = found.len() == self.references.len()
            && found
                .iter()
                .zip(&self.references)
                .all(|(found, meant)| (found.0, found.1) == (meant.0, meant.1) && found.2.starts_with(meant.2));
        assert!(as_meant, "{}: {found:?}", self.name);
        let reported = diagnostics(&record).into_iter().filter(|found| found.severity <= Severity::Warning);
        assert_eq!(reported.collect::<Vec<_>>(), [], "{}", self.name);
    }
}
