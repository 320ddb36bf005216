//! References that are letters in the running text, over notes whose labels are letters: `locka` and `lost.b`, `lockᵃ`,
//! `lock[A]`.
//!
//! Many words end with the letter of a note. Letters in brackets say what they are; others are read by the alignment, list
//! by list, as those in tables are. A list whose letters are not found in this way is no note list.

use crate::convention::numeral::{digit, superscript_letter};
use crate::record::certainty::Certainty;
use crate::record::context::classes::Class;
use crate::record::costs::note_lists as costs;
use crate::record::explicit::misprints;
use crate::record::glued::alignment;
use crate::record::glued::budget::Budget;
use crate::record::glued::candidates::Candidates;
use crate::record::glued::evidence::Evidence;
use crate::record::glued::features::Table;
use crate::record::glued::marks::Mark;
use crate::record::glued::words::Words;
use crate::record::label::{Label, Value};
use crate::record::model::NoteRef;
use crate::record::notes::lettered::{LetteredList, Style, find};
use crate::record::pairs::Item;
use crate::record::source::Source;
use crate::text::{Span, work};
use foldhash::{HashMap, HashSet};
use std::ops::Range;

/// One note in this many may lack its reference, which somebody may have forgotten.
const LACKING: usize = 4;
/// The same of references in brackets and of raised ones, which hardly are anything else.
const LACKING_OF_MARKED: usize = 2;
/// So many letters may follow each other by chance.
const MOST_BY_CHANCE: usize = 2;
/// Before the punctuation behind which a letter is a reference stand so many letters or more: none in `p.m.`, `z.B.`
const LETTERS_OF_A_WORD: usize = 3;

/// The lists of letters to which references lead, each with these references: their notes are counted from the list's first.
/// `explicit` says whether other marks than letters glued to a word are read by the convention.
pub fn read(source: Source, table: &Table, explicit: bool) -> Vec<(LetteredList, Vec<NoteRef>)> {
    let mut lists = find(source);
    lists.retain(|list| !explicit || !matches!(list.style, Style::Enclosed(_)));
    let mut words = Words::of(source.text, LETTERS_OF_A_WORD);
    let mut found: Vec<(LetteredList, Vec<NoteRef>)> = Vec::new();
    // Behind the last list of each kind begins the text that the next one serves.
    let mut begun = HashMap::default();
    for list in lists {
        let kind = (list.style, list.is_capital);
        let lines = begun.insert(kind, list.lines.end).unwrap_or_default()..list.lines.start;
        let mut by_letter =
            || raised(source, lines.clone(), &list).or_else(|| glued(source, lines.clone(), &list, table, &mut words));
        let references = match list.style {
            Style::Enclosed(open) => enclosed(source, lines.clone(), &list, open),
            Style::Glued if !explicit => half_enclosed(source, lines.clone(), &list, false)
                .or_else(|| half_enclosed_apart(source, lines.clone(), &list))
                .or_else(&mut by_letter)
                .or_else(|| ['(', '['].into_iter().find_map(|open| enclosed(source, lines.clone(), &list, open))),
            Style::Glued | Style::Raised | Style::Bare => by_letter(),
        };
        if let Some(references) = references {
            found.push((list, references));
        }
    }
    found
}

/// The note of `list` whose label is `printed` in any case or raised, counted from the list's first.
fn note_with(list: &LetteredList, printed: char) -> Option<usize> {
    let letter = superscript_letter(printed).unwrap_or(printed);
    let place = u32::from(letter.to_ascii_lowercase()).checked_sub(u32::from('a'))?;
    let value = Value::Letter(u64::from(place) + 1);
    list.notes.iter().position(|note| note.label.as_ref().is_some_and(|label| label.value() == value))
}

/// Whether at most one in `most` of the notes of `list` lacks a reference that leads to it; `led_to` are the notes to which references
/// do, counted from the list's first.
fn are_enough(list: &LetteredList, led_to: impl IntoIterator<Item = usize>, most: usize) -> bool {
    let led_to: HashSet<_> = led_to.into_iter().collect();
    let lacking = list.notes.len().saturating_sub(led_to.len());
    !led_to.is_empty() && lacking * most <= list.notes.len()
}

/// The references in the brackets that `open` begins, in `lines`, to the notes of `list`. None if the list is none of notes.
fn enclosed(source: Source, lines: Range<usize>, list: &LetteredList, open: char) -> Option<Vec<NoteRef>> {
    let text = source.text;
    let span = span_of(source, lines);
    let close = if open == '[' { ']' } else { ')' };
    let letter = |(at, _): (usize, &str)| {
        let start = span.start + at;
        // `section 12(a)` is no reference.
        let may_refer = |c: char| !c.is_whitespace() && (open == '[' || !c.is_ascii_digit());
        let glued = text.get(..start)?.ends_with(may_refer);
        let printed = text.get(start + 1..)?.chars().next()?;
        let letter = Span::new(start + 1, start + 1 + printed.len_utf8());
        (glued && text.get(letter.end..)?.starts_with(close)).then_some(letter)
    };
    marked(source, span.of(text).match_indices(open).filter_map(letter), list)
}

/// The references that are letters with a bracket behind them, of which some stand behind spaces, as in `lock a)`. None if they do not
/// lead to one note of `list` after the other, or if the labels of these have no such bracket: points are set so, too.
fn half_enclosed_apart(source: Source, lines: Range<usize>, list: &LetteredList) -> Option<Vec<NoteRef>> {
    if !list.notes.iter().all(|note| note.is_half_enclosed(source.text)) {
        return None;
    }
    let found = half_enclosed(source, lines, list, true)?;
    let leads_to = found.iter().map(|reference| reference.note);
    leads_to.eq((0..list.notes.len()).map(Some)).then_some(found)
}

/// The references that are letters with a bracket behind them, in `lines`, to the notes of `list`: glued to words, as in `locka)`, or
/// also `apart`, as in `lock a)`. None if the list is none of notes.
fn half_enclosed(source: Source, lines: Range<usize>, list: &LetteredList, apart: bool) -> Option<Vec<NoteRef>> {
    let text = source.text;
    let span = span_of(source, lines);
    let mut open = 0_usize;
    let letter = |(at, bracket): (usize, &str)| {
        let is_closed = open > 0;
        open = if bracket == "(" { open + 1 } else { open.saturating_sub(1) };
        let before = span.of(text).get(..at).filter(|_| bracket == ")" && !is_closed)?;
        let printed = before.chars().next_back()?;
        let word = before.strip_suffix(printed)?;
        let word = word.strip_suffix(' ').filter(|_| apart).unwrap_or(word);
        let bare = word.trim_end_matches(Class::closes_a_word);
        let is_figure = |text: &str| text.bytes().rev().take(2).filter(u8::is_ascii_digit).count() == 2;
        // `1.a)` and `12a)` are points.
        let glued = bare.ends_with(char::is_alphabetic) || (bare.len() < word.len() && is_figure(bare));
        let end = span.start + at;
        glued.then(|| Span::new(end - printed.len_utf8(), end))
    };
    marked(source, span.of(text).match_indices(['(', ')']).filter_map(letter), list)
}

/// The raised letters behind words, as in `lockᵃ`, in `lines`, to the notes of `list`. None if the list is none of notes.
fn raised(source: Source, lines: Range<usize>, list: &LetteredList) -> Option<Vec<NoteRef>> {
    let text = source.text;
    let span = span_of(source, lines);
    let is_raised = |c: char| superscript_letter(c).is_some();
    let letter = |(at, printed): (usize, &str)| Span::new(span.start + at, span.start + at + printed.len());
    let letters: Vec<_> = span.of(text).match_indices(is_raised).map(letter).collect();
    let printed = |letter: &Span| letter.of(text).chars().next().and_then(superscript_letter).map_or(0, u32::from);
    // Two in a row may be two references, `lockᵃᵇ`; others are an abbreviation, `Dᵉⁿ`.
    let may_refer = |run: &&[Span]| match run {
        [_] => true,
        [first, second] => printed(first) + 1 == printed(second),
        _ => false,
    };
    let is_behind_a_word = |run: &&[Span]| {
        let before = run.first().and_then(|first| text.get(..first.start)).unwrap_or_default();
        // `2ᵉ` is an ordinal.
        let digits = before.bytes().rev().take_while(u8::is_ascii_digit).count();
        before.ends_with(|c: char| !c.is_whitespace()) && !(1..=LONGEST_ORDINAL).contains(&digits)
    };
    let runs = letters.chunk_by(|one, next| one.end == next.start).filter(may_refer).filter(is_behind_a_word);
    marked(source, runs.flatten().copied(), list)
}

/// The most digits of an ordinal.
const LONGEST_ORDINAL: usize = 2;

/// What stands in `lines`.
fn span_of(source: Source, lines: Range<usize>) -> Span {
    let span = Span::new(source.content(lines.start).start, source.content(lines.end).start);
    work::count(span.len());
    span
}

/// The references by those of `letters`, which brackets mark or which are raised, that are of `list`. None if the list is none of notes.
fn marked(source: Source, letters: impl Iterator<Item = Span>, list: &LetteredList) -> Option<Vec<NoteRef>> {
    let labels = list.notes.iter().filter_map(|note| note.label.as_ref());
    let places = labels.map(|label| if let Value::Letter(place) = label.value() { place } else { 0 });
    let greatest = places.max().unwrap_or_default();
    let reference = |span: Span| {
        let printed = span.of(source.text).chars().next()?;
        let label = Label::lettered(span.of(source.text));
        let note = note_with(list, printed);
        // Its note may be lost.
        let is_due = || matches!(label.value(), Value::Letter(place) if place <= greatest + 1);
        let certainty = if note.is_some() { Certainty::FULL } else { Certainty::NONE };
        let is_of_list = printed.is_ascii_uppercase() == list.is_capital && (note.is_some() || is_due());
        is_of_list.then_some(NoteRef { certainty, span, label, note })
    };
    let mut found: Vec<_> = letters.filter_map(reference).collect();
    misprints::doubt(&mut found, list.notes.len());
    are_enough(list, found.iter().filter_map(|reference| reference.note), LACKING_OF_MARKED).then_some(found)
}

/// The letters glued to words in `lines` that lead to the notes of `list`. None if the list is none of notes.
fn glued(
    source: Source,
    lines: Range<usize>,
    list: &LetteredList,
    table: &Table,
    words: &mut Words,
) -> Option<Vec<NoteRef>> {
    let mut letters = Vec::new();
    for line in lines {
        let content = source.content(line);
        work::count(content.len());
        let mut start = content.start;
        for word in content.of(source.text).split_inclusive(char::is_whitespace) {
            letters
                .extend(letter(word.trim_end(), list).map(|letter| Letter { start: start + letter.start, ..letter }));
            start += word.len();
        }
    }
    // Most lists are none of notes, and to read the words of a text takes long.
    let may_be_shown = list.is_set_apart
        || list.notes.len() > MOST_BY_CHANCE
        || letters.iter().any(|letter| letter.mark == Some(Mark::Superscript));
    if !may_be_shown || !are_enough(list, letters.iter().map(|letter| letter.note), LACKING) {
        return None;
    }
    let mut candidates = Candidates::default();
    for Letter { start, printed, note, mark, word } in letters {
        let mark = mark.or_else(|| mark_behind(word, words));
        if let Some((mark, place)) = mark.zip(u8::try_from(note).ok()) {
            candidates.add_letter(Span::new(start, start + printed.len_utf8()), b'a' + place, mark, table);
        }
    }
    let item = Item { number: None, has_sign: false, sign: None, from: 0, until: usize::MAX, page: 0, twins: None };
    let items = vec![item; list.notes.len()];
    let texts = list.notes.iter().map(|note| note.text).collect();
    let mut evidence = Evidence::new(source.text, table, &candidates, texts);
    let place = |candidate: usize| candidates.all.get(candidate)?.letter.map(|letter| usize::from(letter.get() - b'a'));
    let own =
        |candidate, note: Option<usize>| if note.is_some() && note == place(candidate) { 0.0 } else { costs::NEVER };
    let budget = Budget::default();
    let pairing = alignment::pair_with(table, &candidates, &items, &mut evidence, &budget, own, None);
    let (mut found, mut sure, mut good, mut clear) = (Vec::new(), 0, 0, true);
    for (pair, margin) in pairing.pairs.iter().zip(&pairing.margins) {
        let candidate = candidates.all.get(pair.candidate)?;
        let is_good = candidate.mark != Some(Mark::LetterBehindStranger);
        good += usize::from(is_good);
        sure += usize::from(candidate.mark == Some(Mark::Superscript));
        clear &= *margin >= costs::CLEAR;
        // Other words may end so, too.
        let certainty = if is_good { Certainty::of(*margin) } else { Certainty::NONE };
        let label = Label::lettered(candidate.span.of(source.text));
        found.push(NoteRef { certainty, span: candidate.span, label, note: Some(pair.note) });
    }
    let complete = found.len() == list.notes.len();
    // That so many letters, at the ends of words that end so nowhere else, stand in the order of the list is no chance.
    let in_order = clear && found.len() > MOST_BY_CHANCE;
    let is_shown = 2 * sure >= found.len()
        || (found.len() > 1 && list.is_set_apart && (2 * good >= found.len() || (clear && complete)))
        || (in_order && (complete || good == found.len() || (good > 0 && list.is_set_apart)));
    (!pairing.narrowed && is_shown && are_enough(list, pairing.pairs.iter().map(|pair| pair.note), LACKING))
        .then_some(found)
}

/// A letter that may be a reference.
struct Letter<'a> {
    /// Its first byte.
    start: usize,
    printed: char,
    /// The note to which it leads, counted from the list's first.
    note: usize,
    /// What it is. None if only the words of the text tell ([`mark_behind`]).
    mark: Option<Mark>,
    /// The word that it ends, without the punctuation inside.
    word: &'a str,
}

/// The letter at the end of `word` that may be a reference to a note of `list`, by its byte in `word`.
fn letter<'a>(word: &'a str, list: &LetteredList) -> Option<Letter<'a>> {
    // Most words end with another letter.
    let end = word.bytes().rfind(|byte| byte.is_ascii_alphabetic() || !byte.is_ascii())?;
    if end.is_ascii() {
        note_with(list, char::from(end))?;
    }
    // A number may follow, as in `locka,2`.
    let bare = word.trim_end_matches(|c| digit(c).is_some() || Class::closes_a_word(c));
    let printed = bare.chars().next_back()?;
    let note = note_with(list, printed)?;
    let start = bare.len() - printed.len_utf8();
    let before = word.get(..start)?;
    let word = bare.rsplit(|c: char| !c.is_alphanumeric()).next()?;
    let letter = |mark| Letter { start, printed, note, mark, word };
    if superscript_letter(printed).is_some() {
        return Some(letter(Some(Mark::Superscript)));
    }
    let is_capital = list.is_capital;
    if printed.is_ascii_uppercase() != is_capital {
        return None;
    }
    let closed = before.trim_end_matches(|c| Class::closes_a_word(c) && !matches!(c, '’' | '\''));
    let letters = closed.chars().rev().take_while(|c| c.is_alphanumeric()).take(LETTERS_OF_A_WORD).count();
    let behind = before.chars().next_back()?;
    let mark = if closed.len() < before.len() {
        // `the 15.a`, but not the point `1.a`
        let is_figure = closed.bytes().rev().take(2).filter(u8::is_ascii_digit).count() == 2;
        let figure = is_figure.then_some(Mark::LetterBehindFigure);
        (letters == LETTERS_OF_A_WORD).then_some(Mark::Superscript).or(figure)
    } else if behind.is_ascii_digit() || (behind.is_uppercase() && !is_capital) {
        (before.len() > 1).then_some(Mark::LetterBehindFigure)
    } else if behind.is_lowercase() && is_capital {
        (letters == LETTERS_OF_A_WORD).then_some(Mark::Superscript)
    } else if behind.is_lowercase() {
        return (word.len() > LETTERS_OF_A_WORD).then(|| letter(None));
    } else {
        None
    };
    mark.map(|mark| letter(Some(mark)))
}

/// What the last letter of `word`, a small one, is: the text has the word without it, or no other word that ends so. None if it is
/// part of the word.
fn mark_behind(word: &str, words: &mut Words) -> Option<Mark> {
    let stem = word.get(..word.len().checked_sub(1)?)?;
    if !words.end_so_once(word) || words.count(word) > 1 {
        return None;
    }
    Some(if words.count(stem) > 0 { Mark::LetterBehindWord } else { Mark::LetterBehindStranger })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::glued::weights::WEIGHTS;
    use crate::record::tests::{braced, source};

    /// The references in `text` are the letters in braces, and lead to the notes with their letters.
    #[track_caller]
    fn check(text: &str) {
        let plain = text.replace(['{', '}'], "");
        source(&plain, |source| {
            let read = read(source, &WEIGHTS.english, false);
            let leads = |list: &LetteredList, reference: &NoteRef| {
                assert_eq!(note_with(list, reference.label.as_str().chars().next().unwrap()), reference.note, "{text}");
                reference.span
            };
            let all = read.iter().flat_map(|(list, found)| found.iter().map(|reference| leads(list, reference)));
            assert_eq!(braced(&plain, all.collect()), text);
        });
    }

    const LIST: &str = "  a. Struck out.\n  b. Written over “lock.”\n";

    #[test]
    fn letters_behind_words() {
        check(&format!("The gate{{a}} is broken, and the house{{b}} is wet. The lock is lost.\n\n{LIST}"));
        check(
            "The gate{a} is broken, and the house{b} is wet. The lock is lost.\n\n  a struck out\n  b written over “lock.”\n",
        );
        // `area`, `absorb` and `used` are words.
        check(&format!(
            "The area used by the gate{{a}} can absorb the house, a house{{b}}. The area of the gate is wet.\n\n{LIST}"
        ));
        // A note or a reference is lost above numbered notes.
        let numbered = "\n1 Not printed.\n";
        check(&format!(
            "The wet gate{{a}} and noon{{b}} by both,{{c}} at home.1\n\na So.\nb Here.\nc Now.\n{numbered}"
        ));
        check(&format!(
            "The wet gate{{a}} and noon{{b}} by both,{{c}} at home.\n\na So.\nb Here.\nc Now.\nd Late.\n{numbered}"
        ));
        // Behind punctuation, beside numbers, and in another order.
        check(&format!(
            "The gate,{{a}}1 at 9 a.m.,2 p.m. in Boxb and the lock.{{b}} It\n\n{LIST}\n  1. Not printed.\n"
        ));
        check("The gate{A} is Band. The lockB is wet.\n\nA. Struck out.\n");
        check("On the 15.{a}) the gate{b}) broke. See 1.a).\n\n  a) Struck out.\n  b) Later.\n");
    }

    #[test]
    fn raised_letters_and_letters_in_brackets() {
        check("The gate{ᵃ} is wet,{ᵇ} and the gate is lost.\n\nᵃ Struck out.\nᵇ Later.\n");
        check(&format!("The gate{{ᵃ}} is wet,{{ᵇ}} and the gate is lost.\n\n{LIST}"));
        check("The gate{ᵃ} is wet,{ᵇ} on the 2ᵇ of May.\n\na Struck out.\nb Later.\n");
        // Two in a row, beside abbreviations.
        check("The gate{ᵃ}{ᵇ} of Dᵉⁿ Haag is wet,{ᶜ} on the 2ᵇᶜ of May.\n\nᵃ Struck out.\nᵇ Later.\nᶜ So.\n");
        // A reference is lost, or a note.
        check("The gate{ᵃ} is wet,{ᵇ} and the gate is lost.{ᶜ}\n\nᵇ Later.\nᶜ So.\n");
        check("The gate{ᵃ} is wet, and the gate is lost.{ᶜ}\n\na Struck out.\nb Later.\nc So.\n");
        check("The gate{ᵃ} is wet,{ᵇ} and the gate is lost.{ᶜ}\n\na Struck out.\nb Later.\n");
        check("The key[{A}] is [B] lost[{B}].[{A}]\n\n[A] Struck out.\n[B] Later.\n");
        check("The key({a}) is (b) lost.({b}) Not(A).\n\n(a) Struck out.\n(b) Later.\n");
        // A note is lost, or a reference.
        check("The key({a}) is lost.({b}) It is wet.({c})\n\n(a) Struck out.\n(c) Later.\n");
        check("The key({a}) is lost.({b}) It is wet.({c}) The copy(s).\n\n(b) Struck out.\n(c) Later.\n");
        check("The key({a}) is lost. It is wet.({c})\n\n(a) Struck out.\n(b) So.\n(c) Later.\n");
        // The brackets are the references' alone.
        check("The key({a}) is lost.({b}) See section 12(a).\n\n  a. Struck out.\n  b. Later.\n");
        check("The key[{a}] is lost.[{b}] See [b].\n\na. Struck out.\nb. Later.\n");
    }

    #[test]
    fn letters_with_half_a_bracket() {
        let list = "a) Struck out.\nb) So.\nc) Later.\n";
        check(&format!(
            "The key{{a}}) is lost,{{b}}) as (they say in the area) it is.{{c}}) See 3a), a) and b).\n\n{list}"
        ));
        // A reference is lost, or the note of one.
        check(&format!("The key{{a}}) is lost. It is wet.{{c}})\n\n{list}"));
        check(&format!("The key{{a}}) is lost.{{b}}) It is wet.{{c}}) It is old.{{d}})\n\n{list}"));
        // Behind spaces, one by one.
        check(&format!("The key {{a}}) is lost,{{b}}) as they say {{c}}). See 3 a).\n\n{list}"));
        check(&format!("It has a) keys, c) gates and b) locks.\n\n{list}"));
        check("It has a) keys and b) gates.\n\na. Struck out.\nb. Later.\n");
        // On each page.
        check(&format!("The key{{a}}) is lost.{{b}})\n\n{list}\n[Page 4]\n\nThe area{{a}}) is wet.{{b}})\n\n{list}"));
    }

    #[test]
    fn letters_in_brackets_are_not_read_where_the_convention_reads_them() {
        let text = "The key(a) is lost.(b) It is wet.\n\n  a. Struck out.\n  b. Later.\n";
        source(text, |source| assert!(read(source, &WEIGHTS.english, true).is_empty()));
    }

    #[test]
    fn each_list_serves_the_text_above_it() {
        let page = "The gate{a} is wet.{b} It was lost.\n\n";
        check(&format!(
            "{page}{LIST}\n[Page 2]\n\nThe key{{a}} was lost.{{b}} It was new.\n\n{LIST}\n[Page 3]\n\nThe locka is wetb. They are lost.\n"
        ));
        check(&format!("The gate{{a}} is wet.{{b}} The key[{{A}}] is lost.\n\n{LIST}\n[A] In June.\n"));
    }

    #[test]
    fn points_of_a_text_are_no_notes() {
        // No letters lead to them.
        check(&format!("The gate is wet, and the house is lost.\n\n{LIST}"));
        check("He saw the whole area, and the plan:\n\na. Of the gate.\n");
        check("He saw the whole area, and could absorb:\n\na. The gate.\nb. The lock.\n");
        check("He saw the whole area, and could absorb:\n\na gate\nb lock\n");
        // One lacks a letter, and nothing but its order speaks for the others.
        check(
            "He saw the area, the pulpit b, the topic of the lad.\n\n  a. Gate.\n  b. Lock.\n  c. Pier.\n  d. Boat.\n  e. So.\n",
        );
        // Too many lack a reference.
        check("The lock.a It is wet.\n\na. Struck out.\nb. Later.\nc. So.\n");
    }
}
