//! Records made up of sentences with numbers in them.

use proptest::prelude::*;

/// A piece of a paragraph.
#[derive(Clone, Debug)]
pub enum Piece {
    Text(String),
    /// A reference to the note that says this, and what punctuation it stands at.
    Note {
        said: String,
        punctuation: String,
    },
}

/// A record.
#[derive(Clone, Debug, Default)]
pub struct Invented {
    pub paragraphs: Vec<Vec<Piece>>,
    /// The paragraphs behind which a page may end.
    pub page_ends: Vec<usize>,
}

/// What a record is. `|` is where a reference may stand, before the punctuation that follows. `#` and a letter is a number:
/// `t` a message's, of three digits, `y` a year, `d` a day, `n` a great number, `s` a small one, `h` an hour.
struct Genre {
    title: &'static str,
    dated: &'static str,
    opening: &'static str,
    sentences: &'static [&'static str],
    /// How many sentences, or lines of a table, make a paragraph, and what stands between them.
    paragraph: (usize, &'static str),
    signature: &'static str,
}

const GENRES: &[Genre] = &[
    Genre {
        title: "17. Letter From Captain Ruiz to the Warden of the Mint|",
        dated: "Santa Rosa, May #d, #y.",
        opening: "SIR|:",
        sentences: &[
            "The silver came on the 3rd in #n chests, of which #s were sound|.",
            "I have had it weighed at the Customs House|, and find #n ounces where the bill of lading has #n.",
            "The pilot of the Concepcion| says that no chest was opened at sea.",
            "My letter of April #d| was not answered.",
            "Of #n barrels #s had leaked|; the rest are in the yard.",
            "Captain Orm (who was not there)| denies it.",
            "The price was $#n a ton| in #y, and it is #n crowns now.",
            "“Nobody,” he said, “has seen it”|.",
            "We sailed on March #d, #y|, at #h o’clock.",
            "In #y| the lighthouse burned down.",
            "There were #n men aboard, #s of them sick.",
            "I wrote on June #d and again on July #d.",
        ],
        paragraph: (4, " "),
        signature: "J. Ruiz|",
    },
    Genre {
        title: "Minutes of the Ferry Board|",
        dated: "Quarrow, June #d, #y, #h p.m.",
        opening: "Mr. Hale took the chair|.",
        sentences: &[
            "The minutes of May #d| were read and agreed to.",
            "1. The Board resolved that the fare be #s pence| from July #d.",
            "2. The Board heard Captain Orme on the rope|.",
            "Of #n fathoms #s were rotten.",
            "Mr. Hale—for the Council|—said that #n tickets were sold in #y.",
            "The vote was #s to #s.",
            "It was agreed|: no boat leaves Brill before #h a.m.",
            "Mr. Orme asked for #n planks|, each of #s feet.",
            "Resolution #s| was put off to October #d.",
            "Mr. Hale closed the meeting at #h:30 p.m.|",
        ],
        paragraph: (1, ""),
        signature: "Anselm Orm, Clerk|",
    },
    Genre {
        title: "41. Telegram From the Consulate at Brill to the Chancery|",
        dated: "Brill, November #d, #y, #h p.m.",
        opening: "#t. Reference your #t|.",
        sentences: &[
            "Harbor Master told me today that U-2 buoy was laid on October #d|, and that he had #s tugs for #n barges.",
            "He has since read your #t| to the pilots.",
            "Pilots ask for #s days|.",
            "In your #t|, paragraph #s, you ask for #n copies.",
            "See Contel #t| on tolls.",
            "I see no harm in it|.",
            "Of #n barges #s were empty and #n held grain.",
            "Harbor Master’s #t| mentions this.",
            "Embtel #t| reported #n tons.",
            "Rate is #s percent below that of #y.",
            "Telegram #t to Tarn| repeats this.",
            "Saw him on August #d|; he was ill.",
            "He left on May #d, #y|.",
        ],
        paragraph: (4, " "),
        signature: "Marsh|",
    },
    Genre {
        title: "12. Return of the Tolls at Hadrow|",
        dated: "Hadrow, #y",
        opening: "The tolls of the last #s years|, in crowns:",
        sentences: &[
            "#y\t\t#n\t\tin oats|",
            "#y\t\t#s,#t\t\tnone|",
            "Upper lock\t\t#n\t\t#n",
            "Lower lock|\t\t#n\t\t#n",
            "Barges (laden)|\t\t#s\t\t#n",
            "Total|\t\t#n\t\t#n",
        ],
        paragraph: (6, "\n"),
        signature: "The lock-master|",
    },
    Genre {
        title: "8. Paper Prepared in the Survey Office|",
        dated: "Stave, #d March #y",
        opening: "It is asked what the new chart may cost|.",
        sentences: &[
            "The coast between Brill and Tarn [Tarnow] was measured in #y|.",
            "The work took #s weeks.",
            "It was found that the light at Brill stood #n yards from its place on the chart|, and that of Tarn #s.",
            "[Here follow #s paragraphs on the cost.]|",
            "The Office recommends a new chart before #y.",
            "Sheet #s| is lost; sheets #s and #s are at Tarn.",
            "The party of Lieutenant Voss| had #s boats.",
            "Point #s| of the order was not kept.",
            "Its cost was #n crowns in #y–#y|.",
            "Is it safe|? Nobody knows.",
        ],
        paragraph: (3, " "),
        signature: "Voss|",
    },
];

const NOTES: &[&str] = &[
    "Not printed.",
    "Source: Harbor Archive, Box #s.",
    "Telegram #t to Brill, October #d.",
    "The Customs House burned in #y.",
    "See the report of March #d.",
    "Mr. Pell had seen #s.",
    "So in the original.",
    "It had been #s pence since #y.",
    "Printed from a copy that bears this typed signature.",
    "Elder Voss counts #n.",
];

/// So many sentences a record has at most.
const LONGEST: usize = 18;

impl Invented {
    /// Any record.
    pub fn any() -> impl Strategy<Value = Self> {
        let of = |genre: &'static Genre| {
            let sentence = (prop::sample::select(genre.sentences), prop::bool::weighted(0.6));
            let sentences = prop::collection::vec(sentence, 2..LONGEST);
            let ends = (prop::bool::ANY, prop::bool::weighted(0.2), prop::bool::weighted(0.3));
            let notes = prop::collection::vec(prop::sample::select(NOTES), LONGEST + 3);
            let numbers = prop::collection::vec(0..10_000_u32, 8 * LONGEST);
            let page = 2..5_usize;
            (sentences, ends, notes, numbers, page).prop_map(move |(sentences, ends, notes, numbers, page)| {
                let mut writer = Writer { notes: notes.into_iter().cycle(), numbers: numbers.into_iter().cycle() };
                let mut record = Self::default();
                record.paragraphs.push(writer.writes(genre.title, ends.0));
                record.paragraphs.push(writer.writes(genre.dated, false));
                record.paragraphs.push(writer.writes(genre.opening, ends.1));
                let (length, between) = genre.paragraph;
                for paragraph in sentences.chunks(length) {
                    let mut pieces = Vec::new();
                    for (at, &(sentence, referenced)) in paragraph.iter().enumerate() {
                        pieces.extend((at > 0).then(|| Piece::Text(between.into())));
                        pieces.extend(writer.writes(sentence, referenced));
                    }
                    record.paragraphs.push(pieces);
                    if record.paragraphs.len() % page == 0 {
                        record.page_ends.push(record.paragraphs.len() - 1);
                    }
                }
                record.paragraphs.push(writer.writes(genre.signature, ends.2));
                record
            })
        };
        (0..GENRES.len()).prop_flat_map(move |genre| of(&GENRES[genre]))
    }
}

/// Fills in what is left open.
struct Writer<Notes, Numbers> {
    notes: Notes,
    numbers: Numbers,
}

impl<Notes: Iterator<Item = &'static str>, Numbers: Iterator<Item = u32>> Writer<Notes, Numbers> {
    /// A sentence, `referenced` where it may be.
    fn writes(&mut self, sentence: &str, referenced: bool) -> Vec<Piece> {
        let said = self.counts(sentence);
        let Some((before, after)) = said.split_once('|') else { return vec![Piece::Text(said)] };
        if !referenced {
            return vec![Piece::Text([before, after].concat())];
        }
        let punctuation = after.len() - after.trim_start_matches(['.', ',', ';', ':', '?']).len();
        let (punctuation, after) = after.split_at(punctuation);
        let note = self.notes.next().unwrap();
        let note = Piece::Note { said: self.counts(note), punctuation: punctuation.into() };
        vec![Piece::Text(before.into()), note, Piece::Text(after.into())]
    }

    /// A text with numbers in it.
    fn counts(&mut self, text: &str) -> String {
        let mut parts = text.split('#');
        let mut said = parts.next().unwrap().to_owned();
        for part in parts {
            let seed = self.numbers.next().unwrap();
            let number = match part.as_bytes()[0] {
                b't' => 101 + seed % 899,
                b'y' => 1840 + seed % 130,
                b'd' => 1 + seed % 31,
                b'n' => 20 + seed % 980,
                b'h' => 1 + seed % 12,
                _ => 2 + seed % 18,
            };
            said += &number.to_string();
            said += &part[1..];
        }
        said
    }
}
