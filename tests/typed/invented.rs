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
    /// Another reference to the note that so many others follow, or to the first, and what punctuation it stands at.
    Again {
        before: usize,
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

/// What records of one kind are made of. `|` is where a reference may stand, before the punctuation that follows. `#` and a
/// letter is a number: `t` a message's, of three digits, `y` a year, `d` a day, `n` a great number, `s` a small one, `h` an hour.
pub struct Genre {
    pub title: &'static str,
    pub dated: &'static str,
    pub opening: &'static str,
    pub sentences: &'static [&'static str],
    /// How many sentences, or lines of a table, make a paragraph, and what stands between them.
    pub paragraph: (usize, &'static str),
    pub signature: &'static str,
}

/// What records are made of.
pub struct Matter {
    pub genres: &'static [Genre],
    pub notes: &'static [&'static str],
    /// How many of 100 references lead to a note that an earlier one leads to.
    pub repeated: usize,
}

/// So many sentences a record has at most.
const LONGEST: usize = 18;

impl Invented {
    /// Any record made of `matter`.
    pub fn any(matter: &'static Matter) -> impl Strategy<Value = Self> {
        let of = |genre: &'static Genre| {
            let again =
                (0..100_usize, 0..4_usize).prop_map(|(chosen, before)| (chosen < matter.repeated).then_some(before));
            let sentence = (prop::sample::select(genre.sentences), prop::bool::weighted(0.6), again);
            let sentences = prop::collection::vec(sentence, 2..LONGEST);
            let ends = (prop::bool::ANY, prop::bool::weighted(0.2), prop::bool::weighted(0.3));
            let notes = prop::collection::vec(prop::sample::select(matter.notes), LONGEST + 3);
            let numbers = prop::collection::vec(0..10_000_u32, 8 * LONGEST);
            let page = 2..5_usize;
            (sentences, ends, notes, numbers, page).prop_map(move |(sentences, ends, notes, numbers, page)| {
                let mut writer = Writer { notes: notes.into_iter().cycle(), numbers: numbers.into_iter().cycle() };
                let mut record = Self::default();
                record.paragraphs.push(writer.writes(genre.title, ends.0, None));
                record.paragraphs.push(writer.writes(genre.dated, false, None));
                record.paragraphs.push(writer.writes(genre.opening, ends.1, None));
                let (length, between) = genre.paragraph;
                for paragraph in sentences.chunks(length) {
                    let mut pieces = Vec::new();
                    for (at, &(sentence, referenced, again)) in paragraph.iter().enumerate() {
                        pieces.extend((at > 0).then(|| Piece::Text(between.into())));
                        pieces.extend(writer.writes(sentence, referenced, again));
                    }
                    record.paragraphs.push(pieces);
                    if record.paragraphs.len() % page == 0 {
                        record.page_ends.push(record.paragraphs.len() - 1);
                    }
                }
                record.paragraphs.push(writer.writes(genre.signature, ends.2, None));
                record
            })
        };
        (0..matter.genres.len()).prop_flat_map(move |genre| of(&matter.genres[genre]))
    }
}

/// Fills in what is left open.
struct Writer<Notes, Numbers> {
    notes: Notes,
    numbers: Numbers,
}

impl<Notes: Iterator<Item = &'static str>, Numbers: Iterator<Item = u32>> Writer<Notes, Numbers> {
    /// A sentence, `referenced` where it may be: `again` says with which note.
    fn writes(&mut self, sentence: &str, referenced: bool, again: Option<usize>) -> Vec<Piece> {
        let said = self.counts(sentence);
        let Some((before, after)) = said.split_once('|') else { return vec![Piece::Text(said)] };
        if !referenced {
            return vec![Piece::Text([before, after].concat())];
        }
        let punctuation = after.len() - after.trim_start_matches(['.', ',', ';', ':', '?']).len();
        let (punctuation, after) = after.split_at(punctuation);
        let punctuation = punctuation.into();
        let reference = if let Some(before) = again {
            Piece::Again { before, punctuation }
        } else {
            let note = self.notes.next().unwrap();
            Piece::Note { said: self.counts(note), punctuation }
        };
        vec![Piece::Text(before.into()), reference, Piece::Text(after.into())]
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
