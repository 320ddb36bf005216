//! The ways in which footnote references and notes are typed by hand.

use crate::invented::{Invented, Piece};
use obelus::convention::numeral;
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
    /// Where its references begin, each with the beginning of its note.
    pub pairs: Vec<(usize, Option<usize>)>,
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
        let (mut label, mut page, mut notes) = (0, 1, Vec::new());
        for (at, paragraph) in record.paragraphs.iter().enumerate() {
            for piece in paragraph {
                match piece {
                    Piece::Text(said) => typed.text += said,
                    Piece::Note { said, punctuation } => {
                        label += 1;
                        typed.pairs.push((self.refer(&mut typed.text, label, punctuation), None));
                        notes.push((label, said.as_str()));
                    }
                }
            }
            let last = at + 1 == record.paragraphs.len();
            let ends_page = self.foot != Foot::Record && record.page_ends.contains(&at);
            typed.text += "\n";
            if last || ends_page {
                self.list(&mut typed, &notes);
                notes.clear();
            }
            if ends_page && !last {
                page += 1;
                write!(typed.text, "\n[Page {page}]\n").unwrap();
                label = if self.foot == Foot::PageAnew { 0 } else { label };
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

    /// Adds the list of `notes`, to which the last references lead.
    fn list(self, typed: &mut Typed, notes: &[(usize, &str)]) {
        if notes.is_empty() {
            return;
        }
        typed.text += self.above;
        let first = typed.pairs.len() - notes.len();
        for (&(label, said), pair) in notes.iter().zip(&mut typed.pairs[first..]) {
            let (before, behind) = self.around;
            typed.text += &[before, &number(label, self.superscript), behind].concat();
            pair.1 = Some(typed.text.len());
            typed.text += said;
            typed.text += "\n";
        }
    }
}

/// `number` as it is typed.
fn number(number: usize, superscript: bool) -> String {
    if superscript { numeral::superscript(number as u64) } else { number.to_string() }
}
