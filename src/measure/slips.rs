//! Slips planted in published records, of the kinds that editors make: one in a record, where it can be told what is wrong.

use super::notes::{Footnote, footnotes};
use super::pages::pages;
use crate::check::Code;
use crate::record::learn::{Published, Random};
use crate::text::Span;

/// A kind of slip.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// A note is missing, and the numbers of the others show it.
    NoteLost,
    /// The last note is missing.
    LastNoteLost,
    /// A note is missing, and the others are numbered as if there had never been one.
    NoteLostAndRenumbered,
    /// A reference is missing.
    ReferenceLost,
    /// A reference has a wrong digit: to be reported is either it or the note that it led to.
    ReferenceMistyped,
    /// A note has the number of the one before.
    NoteNumberDoubled,
    /// A page's number has a wrong digit.
    PageMisread,
    /// A page has the number of the one before.
    PageDoubled,
    /// A page marker is missing.
    PageMarkerLost,
    /// A page marker does not look like one.
    PageMarkerMistyped,
    /// An editorial bracket is not closed.
    BracketLeftOpen,
}

/// A record with a slip.
#[derive(Debug)]
pub(super) struct Slip {
    /// What it is.
    pub kind: Kind,
    /// The record's text.
    pub text: String,
    /// The lines, from 0, in one of which it must be reported.
    pub lines: Vec<usize>,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 11] = [
        Self::NoteLost,
        Self::LastNoteLost,
        Self::NoteLostAndRenumbered,
        Self::ReferenceLost,
        Self::ReferenceMistyped,
        Self::NoteNumberDoubled,
        Self::PageMisread,
        Self::PageDoubled,
        Self::PageMarkerLost,
        Self::PageMarkerMistyped,
        Self::BracketLeftOpen,
    ];

    /// What it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NoteLost => "note lost",
            Self::LastNoteLost => "last note lost",
            Self::NoteLostAndRenumbered => "note lost, list renumbered",
            Self::ReferenceLost => "reference lost",
            Self::ReferenceMistyped => "reference mistyped",
            Self::NoteNumberDoubled => "note number doubled",
            Self::PageMisread => "page number misread",
            Self::PageDoubled => "page number doubled",
            Self::PageMarkerLost => "page marker lost",
            Self::PageMarkerMistyped => "page marker mistyped",
            Self::BracketLeftOpen => "bracket left open",
        }
    }

    /// The rules of which one must report it, and those that may report what follows from it.
    pub const fn rules(self) -> (&'static [Code], &'static [Code]) {
        match self {
            Self::NoteLost => (&[Code::DanglingReference], &[Code::NoteNumbering]),
            Self::LastNoteLost | Self::NoteLostAndRenumbered => (&[Code::DanglingReference], &[]),
            Self::ReferenceLost => (&[Code::UnreferencedNote], &[]),
            Self::ReferenceMistyped => {
                let all = &[Code::DanglingReference, Code::ReferenceOutOfOrder, Code::UnreferencedNote];
                (all, all)
            }
            Self::NoteNumberDoubled => (&[Code::DuplicateNote], &[Code::NoteNumbering]),
            Self::PageMisread | Self::PageDoubled => {
                let both = &[Code::PageOutOfSequence, Code::DuplicatePage];
                (both, both)
            }
            Self::PageMarkerLost => (&[Code::PageOutOfSequence], &[]),
            Self::PageMarkerMistyped => (&[Code::MalformedPageMarker], &[]),
            Self::BracketLeftOpen => (&[Code::UnclosedBracket], &[]),
        }
    }

    /// `published` with such a slip; none where there is no place for it, or where nobody could tell.
    pub fn plant(self, published: &Published, random: &mut Random) -> Option<Slip> {
        let text = &*published.text;
        let slip = |old: Span, new: &str, shows: &[usize]| Slip::new(self, text, old, new, shows);
        match self {
            Self::NoteLost | Self::LastNoteLost | Self::NoteLostAndRenumbered => {
                let notes = footnotes(published)?;
                let lost = if self == Self::LastNoteLost { notes.len() - 1 } else { inner(notes.len(), random) };
                let Footnote { reference, lines, .. } = notes[lost];
                if self != Self::NoteLostAndRenumbered {
                    return notes[lost].stands_out(text).then(|| slip(lines, "", &[reference.start]));
                }
                // Of the references from the lost one's on any may be the one without a note.
                let shows: Vec<_> = notes[lost..].iter().map(|note| note.reference.start).collect();
                let renumbered = notes.windows(2).skip(lost).rev().fold(text.to_owned(), |text, notes| {
                    replaced(&text, notes[1].label, notes[0].label.of(published.text.as_str()))
                });
                let told = notes.last().is_some_and(|last| last.stands_out(text));
                told.then(|| Slip::new(self, &renumbered, lines, "", &shows))
            }
            Self::ReferenceLost | Self::ReferenceMistyped => {
                let notes = footnotes(published)?;
                let note = notes.get(inner(notes.len(), random)).filter(|note| note.stands_out(text))?;
                let (span, label) = (note.reference, note.label.start);
                Some(match self {
                    Self::ReferenceLost => slip(span, "", &[label]),
                    _ => slip(span, &misread(span.of(text), random), &[span.start, label]),
                })
            }
            Self::NoteNumberDoubled => {
                let notes = footnotes(published)?;
                let doubled = 1 + random.below(notes.len() - 1);
                let (before, label) = (notes[doubled - 1].label, notes[doubled].label);
                Some(slip(label, before.of(text), &[before.start, label.start]))
            }
            Self::PageMisread | Self::PageDoubled | Self::PageMarkerLost | Self::PageMarkerMistyped => {
                let pages = pages(published)?;
                let at = inner(pages.len(), random);
                let (before, page, next) = (&pages[at - 1], &pages[at], &pages[at + 1]);
                let shows = [page.marker.start, next.marker.start];
                Some(match self {
                    Self::PageMisread => slip(page.label, &misread(page.label.of(text), random), &shows),
                    Self::PageDoubled => slip(page.label, before.label.of(text), &shows),
                    Self::PageMarkerLost => slip(page.marker, "", &shows[1..]),
                    _ => slip(page.marker, &page.mistyped(text, random), &shows[..1]),
                })
            }
            Self::BracketLeftOpen => {
                let insertions = insertions(published);
                let Span { start, end } = *insertions.get(random.below(insertions.len()))?;
                Some(slip(Span::new(end - 1, end), "", &[start]))
            }
        }
    }
}

impl Slip {
    /// `text` with `new` in place of `old`; it must be reported in a line of one of the offsets `shows` of `text`.
    fn new(kind: Kind, text: &str, old: Span, new: &str, shows: &[usize]) -> Self {
        let moved = |at: usize| if at < old.end { at } else { at - old.len() + new.len() };
        let text = replaced(text, old, new);
        let lines = shows.iter().map(|&at| text[..moved(at)].matches('\n').count()).collect();
        Self { kind, text, lines }
    }
}

/// An index that is neither the first nor the last of `len`, which is more than two.
fn inner(len: usize, random: &mut Random) -> usize {
    1 + random.below(len - 2)
}

fn replaced(text: &str, old: Span, new: &str) -> String {
    [&text[..old.start], new, &text[old.end..]].concat()
}

/// `number` with another digit in place of one, which is no 0.
fn misread(number: &str, random: &mut Random) -> String {
    let at = random.below(number.len());
    let others: Vec<_> = ('1'..='9').filter(|&digit| !number[at..].starts_with(digit)).collect();
    replaced(number, Span::new(at, at + 1), &others[random.below(others.len())].to_string())
}

/// The insertions of a few words that nobody can take for a note or a page, in a record whose brackets are all in pairs.
fn insertions(Published { text, truth }: &Published) -> Vec<Span> {
    if text.matches('[').count() != text.matches(']').count() {
        return Vec::new();
    }
    let opened = text.match_indices('[').map(|(start, _)| start);
    let insertions = opened.filter_map(|start| {
        let length = text[start + 1..].find(['[', ']', '\n'])?;
        let span = Span::new(start, start + length + 2);
        (span.of(text).ends_with(']') && span.of(text).contains(' ')).then_some(span)
    });
    insertions.filter(|span| truth.pages.iter().all(|page| page.start != span.start)).collect()
}

mod tests {
    use super::*;
    use crate::record::learn::testing::published;
    use similar::{ChangeTag, TextDiff};
    use std::collections::BTreeSet;

    /// A letter with one place at most for a slip of each kind.
    const LETTER: &str = "\
4. Letter From the Lock Keeper0

[Page 11] The lock stood open.1
[Page 12] The barge [of Mr. Tarn] sank.2
[Page 13] It was raised.

  1. From the books of the canal.
  2. Since May.
  3. Not found.
";

    /// The lines that a slip changes, and those in which it must be reported.
    fn planted(kind: Kind, text: &str, seed: u64) -> Option<String> {
        let slip = kind.plant(&published("d4.txt", text), &mut Random(seed))?;
        let diff = TextDiff::from_lines(text, &slip.text);
        let changes = diff.iter_all_changes().filter_map(|change| match change.tag() {
            ChangeTag::Delete => Some(format!("-{change}")),
            ChangeTag::Insert => Some(format!("+{change}")),
            ChangeTag::Equal => None,
        });
        let lines: Vec<_> = slip.text.lines().collect();
        Some(changes.chain(slip.lines.iter().map(|&line| format!("!{}\n", lines[line]))).collect())
    }

    #[track_caller]
    fn check(kind: Kind, expected: &str) {
        assert_eq!(planted(kind, LETTER, 1).as_deref(), Some(expected));
    }

    #[test]
    fn slips_in_notes() {
        check(Kind::NoteLost, "-  2. Since May.\n![Page 11] The lock stood open.1\n");
        check(Kind::LastNoteLost, "-  3. Not found.\n![Page 12] The barge [of Mr. Tarn] sank.2\n");
        check(
            Kind::NoteLostAndRenumbered,
            "\
-  2. Since May.
-  3. Not found.
+  2. Not found.
![Page 11] The lock stood open.1
![Page 12] The barge [of Mr. Tarn] sank.2
",
        );
        let doubled = |label: &str, note: &str| {
            let before = if note == "Since May." { "From the books of the canal." } else { "Since May." };
            format!(
                "-  {label}. {note}\n+  {0}. {note}\n!  {0}. {before}\n!  {0}. {note}\n",
                if label == "2" { 1 } else { 2 }
            )
        };
        let found: BTreeSet<_> = (1..50).filter_map(|seed| planted(Kind::NoteNumberDoubled, LETTER, seed)).collect();
        assert_eq!(found, [doubled("2", "Since May."), doubled("3", "Not found.")].into());
    }

    #[test]
    fn slips_in_references() {
        check(
            Kind::ReferenceLost,
            "-[Page 11] The lock stood open.1\n+[Page 11] The lock stood open.\n!  2. Since May.\n",
        );
        let found: BTreeSet<_> = (1..200).filter_map(|seed| planted(Kind::ReferenceMistyped, LETTER, seed)).collect();
        let mistyped = |digit: char| {
            format!(
                "-[Page 11] The lock stood open.1\n+[Page 11] The lock stood open.{digit}\n![Page 11] The lock stood open.{digit}\n!  2. Since May.\n"
            )
        };
        assert_eq!(found, ('2'..='9').map(mistyped).collect());
    }

    #[test]
    fn slips_in_pages() {
        check(
            Kind::PageDoubled,
            "\
-[Page 12] The barge [of Mr. Tarn] sank.2
+[Page 11] The barge [of Mr. Tarn] sank.2
![Page 11] The barge [of Mr. Tarn] sank.2
![Page 13] It was raised.
",
        );
        check(
            Kind::PageMarkerLost,
            "-[Page 12] The barge [of Mr. Tarn] sank.2\n+ The barge [of Mr. Tarn] sank.2\n![Page 13] It was raised.\n",
        );
        let markers = |kind: Kind| -> BTreeSet<String> {
            let found = (1..400).filter_map(|seed| planted(kind, LETTER, seed));
            found.map(|shown| shown.split('+').nth(1).unwrap().split(" The").next().unwrap().to_owned()).collect()
        };
        let digits = ('2'..='9').map(|digit| format!("[Page {digit}2]"));
        let digits: BTreeSet<_> = digits.chain(('1'..='9').map(|digit| format!("[Page 1{digit}]"))).collect();
        assert_eq!(markers(Kind::PageMisread), &digits - &["[Page 12]".to_owned()].into());
        let mistyped = ["Page 12]", "[Page 12", "[Page 12)", "[Page12]", "[Paeg 12]", "[Page l2]"];
        assert_eq!(markers(Kind::PageMarkerMistyped), mistyped.map(str::to_owned).into());
    }

    #[test]
    fn slips_in_brackets() {
        check(
            Kind::BracketLeftOpen,
            "\
-[Page 12] The barge [of Mr. Tarn] sank.2
+[Page 12] The barge [of Mr. Tarn sank.2
![Page 12] The barge [of Mr. Tarn sank.2
",
        );
    }

    /// Checks that no slip of `kind` is planted where `new` stands in place of `old`.
    #[track_caller]
    fn check_none(kind: Kind, old: &str, new: &str) {
        assert!(LETTER.contains(old));
        assert_eq!(planted(kind, &LETTER.replace(old, new), 1), None);
    }

    #[test]
    fn no_slip_where_nobody_could_tell() {
        // The list skips a number, is too short, or a reference is apart.
        check_none(Kind::NoteLost, "  3. Not", "  4. Not");
        check_none(Kind::NoteLost, "sank.2", "sank.");
        check_none(Kind::ReferenceLost, "open.1", "open. 1");
        check_none(Kind::NoteNumberDoubled, "open.1", "open.3");
        // The pages skip a number, or are too few.
        check_none(Kind::PageMisread, "[Page 13]", "[Page 14]");
        check_none(Kind::PageMarkerLost, "[Page 13] ", "");
        // A word alone, a bracket that is not closed elsewhere.
        check_none(Kind::BracketLeftOpen, "[of Mr. Tarn]", "[Tarn]");
        check_none(Kind::BracketLeftOpen, "raised", "[raised");
    }
}
