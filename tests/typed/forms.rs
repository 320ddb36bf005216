//! The ways in which footnote references and notes are typed by hand.

use super::invented::{Invented, Piece};
use super::numeral;
use proptest::prelude::*;
use std::fmt::Write;

/// How references are typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reference {
    /// `could.2`
    Glued,
    /// `could2.`
    BeforePunctuation,
    /// `could.²`
    Superscript,
    /// `could.[2]`
    Bracketed,
    /// `could.(2)`
    Parenthesised,
    /// `could. (2)`
    ParenthesisedApart,
}

/// Where notes are typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Foot {
    /// At the end of the record.
    Record,
    /// At the foot of each page, the numbers going on over the pages.
    Page,
    /// The same, the numbers beginning again.
    PageAnew,
}

/// How a record is typed.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    reference: Reference,
    foot: Foot,
    /// What stands above the list.
    above: &'static str,
    /// What stands before a note's number and behind it.
    around: (&'static str, &'static str),
    superscript: bool,
}

/// A typed record.
pub struct Typed {
    pub text: String,
    /// Where its references begin, each with the beginning of its note, in the order of the text.
    pub pairs: Vec<(usize, usize)>,
}

impl Form {
    /// Any with such references.
    pub fn any(reference: Reference) -> impl Strategy<Value = Self> {
        let foot = prop::sample::select(vec![Foot::Record, Foot::Record, Foot::Page, Foot::PageAnew]);
        let above =
            prop::sample::select(vec!["\n", "\nNotes\n\n", "\nNOTES\n", "\nFootnotes:\n\n", "\n---\n", "\n____\n\n"]);
        let around = prop::sample::select(vec![
            ("  ", ". ", false),
            ("  ", ") ", false),
            ("  ", "\t", false),
            ("", ". ", false),
            ("", ") ", false),
            ("", "\t", false),
            ("", " ", false),
            ("", " ", true),
            ("  ", ".\n\n    ", false),
        ]);
        (foot, above, around).prop_map(move |(foot, above, (before, behind, superscript))| Self {
            reference,
            foot,
            above,
            around: (before, behind),
            superscript,
        })
    }

    /// The `record` as it is typed.
    pub fn typed(self, record: &Invented) -> Typed {
        let mut typed = Typed { text: String::new(), pairs: Vec::new() };
        // The notes of the next list, and the references to them: where each begins, and the index of its note.
        let (mut notes, mut references) = (Vec::<&str>::new(), Vec::new());
        let (mut page, mut first) = (1, 1);
        for (at, paragraph) in record.paragraphs.iter().enumerate() {
            for piece in paragraph {
                let (note, punctuation) = match piece {
                    Piece::Text(said) => {
                        typed.text += said;
                        continue;
                    }
                    Piece::Note { said, punctuation } => {
                        notes.push(said);
                        (notes.len() - 1, punctuation)
                    }
                    Piece::Again { punctuation, .. } if notes.is_empty() => {
                        typed.text += punctuation;
                        continue;
                    }
                    Piece::Again { before, punctuation } => (notes.len().saturating_sub(before + 1), punctuation),
                };
                references.push((self.refer(&mut typed.text, first + note, punctuation), note));
            }
            let last = at + 1 == record.paragraphs.len();
            let ends_page = self.foot != Foot::Record && record.page_ends.contains(&at);
            typed.text += "\n";
            if (last || ends_page) && !notes.is_empty() {
                let begin = self.list(&mut typed.text, first, &notes);
                typed.pairs.extend(references.drain(..).map(|(at, note)| (at, begin[note])));
                first += notes.len();
                notes.clear();
            }
            if ends_page && !last {
                page += 1;
                write!(typed.text, "\n[Page {page}]\n").unwrap();
                first = if self.foot == Foot::PageAnew { 1 } else { first };
            }
            if !last {
                typed.text += "\n";
            }
        }
        typed
    }

    /// Adds a reference that prints `label` beside the `punctuation`, and says where it begins.
    fn refer(self, text: &mut String, label: usize, punctuation: &str) -> usize {
        let (before, open, close, after) = match self.reference {
            Reference::Glued | Reference::Superscript => (punctuation, "", "", ""),
            Reference::BeforePunctuation => ("", "", "", punctuation),
            Reference::Bracketed => (punctuation, "[", "]", ""),
            Reference::Parenthesised => (punctuation, "(", ")", ""),
            Reference::ParenthesisedApart => (punctuation, " (", ")", ""),
        };
        *text += before;
        *text += open;
        let at = text.len();
        *text += &number(label, self.reference == Reference::Superscript);
        *text += close;
        *text += after;
        at
    }

    /// Adds the list of `notes`, of which the first has the label `first`, and says where each note begins.
    fn list(self, text: &mut String, first: usize, notes: &[&str]) -> Vec<usize> {
        *text += self.above;
        let (before, behind) = self.around;
        let item = |(label, said): (usize, &&str)| {
            *text += &[before, &number(label, self.superscript), behind].concat();
            let begin = text.len();
            *text += said;
            *text += "\n";
            begin
        };
        (first..).zip(notes).map(item).collect()
    }
}

/// `number` as it is typed.
fn number(number: usize, superscript: bool) -> String {
    if superscript { numeral::superscript(number as u64) } else { number.to_string() }
}
