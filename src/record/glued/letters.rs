//! Letters as reference signs in tables: `5320a`, `Tankersb`, `(MSR II)c`.
//!
//! In a table, where a digit would be read as part of a figure, references are letters, and a transcription glues them
//! to the word or figure before them. A letter is looked at only in and around a table, and only where it is hardly
//! part of a word: behind a figure or a bracket, behind a word that the record also has without it, at the end of a
//! word whose last two letters end no other word of the record, or alone behind a capitalised word.

use crate::record::glued::marks::Mark;
use crate::record::glued::words::Words;
use crate::record::source::Source;
use crate::text::Span;

/// How many lines above and below a table may hold its titles, blank lines not counted.
const AROUND: usize = 3;
/// The longest line without columns that may be part of a table or a title of one, in bytes.
const LONGEST_LINE: usize = 120;
/// The last letter looked for: published tables have eight notes at most.
const LAST: char = 'h';
/// How far a letter may be ahead of the last one: the one between them may not have been found.
const AHEAD: u8 = 2;

/// The letters that may be references, in the order of the text, outside of the note lists at `skipped`, each with its
/// span in bytes of the record. Each letter is at most [`AHEAD`] further in the alphabet than those found before it.
pub fn find(source: Source, skipped: &[Span]) -> Vec<(Span, Mark)> {
    let mut found = Vec::new();
    if memchr::memchr(b'\t', source.text.as_bytes()).is_none() {
        return found;
    }
    let mut words = Words::of(source.text, 2);
    let mut last = b'a' - 1 + AHEAD;
    for line in lines(source, skipped) {
        let mut cell_start = line.start;
        let is_row = line.of(source.text).contains('\t');
        for cell in line.of(source.text).split('\t') {
            let mut before = "";
            let mut start = cell_start;
            let cell_end = cell_start + cell.trim_end().len();
            for word in cell.split(' ') {
                let after = || source.text.get(start + word.len()..cell_end).unwrap_or_default().trim_start();
                if let Some((at, letter, mark)) = letter(before, word, after, char::from(last), is_row, &mut words) {
                    found.push((Span::new(start + at, start + at + 1), mark));
                    last = last.max(letter as u8 + AHEAD);
                }
                start += word.len() + 1;
                before = if word.is_empty() { before } else { word };
            }
            cell_start += cell.len() + 1;
        }
    }
    found
}

/// The lines of tables, and those around them that may hold titles: spans in bytes of the record.
fn lines(source: Source, skipped: &[Span]) -> Vec<Span> {
    let (mut found, mut above) = (Vec::new(), Vec::new());
    // How many lines ago the last one with columns was.
    let mut since = AROUND;
    let mut skipped = skipped.iter().peekable();
    for index in 0..source.lines.len() {
        let line = source.content(index);
        let text = line.of(source.text);
        while skipped.next_if(|list| list.end <= line.start).is_some() {}
        if text.trim().is_empty() || skipped.peek().is_some_and(|list| list.contains(line.start)) {
            continue;
        }
        if text.contains('\t') {
            found.append(&mut above);
            found.push(line);
            since = 0;
        } else if text.len() > LONGEST_LINE {
            above.clear();
            since = AROUND;
        } else if since < AROUND {
            found.push(line);
            since += 1;
        } else {
            if above.len() == AROUND {
                above.remove(0);
            }
            above.push(line);
        }
    }
    found
}

/// The letter at the end of `word`, or before a bracket in it, that may be a reference: its byte in `word`, the letter,
/// and what it is. `before` is the word before it in its cell and `after` the rest of the cell; letters beyond `last`
/// do not count. `is_row` says whether the line has columns.
fn letter<'a>(
    before: &str,
    word: &str,
    after: impl Fn() -> &'a str,
    last: char,
    is_row: bool,
    words: &mut Words,
) -> Option<(usize, char, Mark)> {
    let bare = word.rsplit_once('(').map_or(word, |(bare, _)| if bare.is_empty() { word } else { bare });
    let letter = bare.chars().next_back().filter(|letter| ('a'..=last.min(LAST)).contains(letter))?;
    let stem = bare.strip_suffix(letter)?;
    let mark = match stem.chars().next_back() {
        None => {
            let alone = word == bare
                && before.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
                && !before.ends_with(['.', ',', ':', ';'])
                && !after().starts_with(char::is_lowercase);
            alone.then_some(Mark::LetterAlone)
        }
        Some(last) if last.is_ascii_digit() || matches!(last, ')' | '%') || last.is_uppercase() => {
            (stem.len() > 1).then_some(Mark::LetterBehindFigure)
        }
        // `used`, `moved`: the letter is part of the word.
        Some('e') if letter == 'd' => None,
        Some(last) if last.is_lowercase() => {
            let glued = bare.rsplit(|c: char| !c.is_alphanumeric()).next()?;
            let stem = glued.strip_suffix(letter)?;
            if stem.len() < 3 {
                None
            } else if words.count(stem) > 0 {
                Some(Mark::LetterBehindWord)
            } else {
                // `Vienna`, `Ostrava`: rows begin with names that end in `a`.
                let is_name = is_row && letter == 'a';
                (!is_name && after().is_empty() && words.end_so_once(glued)).then_some(Mark::LetterBehindStranger)
            }
        }
        Some(_) => None,
    };
    mark.map(|mark| (stem.len(), letter, mark))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::tests::{braced, source};

    /// The letters found in `text` are those in braces.
    #[track_caller]
    fn check(text: &str) {
        let plain = text.replace(['{', '}'], "");
        source(&plain, |source| {
            let found = find(source, &[]).into_iter().map(|(span, _)| span).collect();
            assert_eq!(braced(&plain, found), text);
        });
    }

    #[test]
    fn letters_behind_figures_and_known_words() {
        check("\t1960\t1961{a}\nBarges{a}\t12\t40{b}\nTugs, barges\t3\t9\nBarges\t2\t2\nLighters (old){c}\t7\t7\n");
    }

    #[test]
    fn a_title_above_and_a_row_within() {
        check("Dues of the Harbor, 1961{a}\n\n\t1960\t1961\nTotal{b}\nGoods\t3\t4\nTotal\t8\t9\n");
        // The paragraph before is no title.
        let long = "The dues were laid down in 1961a ".repeat(5);
        check(&format!("{long}\n\t1960\t1961\n"));
    }

    #[test]
    fn a_letter_alone_behind_a_capital() {
        check("\t1960\nPort AD {a} Plan\t3\nas a Function\t4\nPlan B, a half\t5\nPort AD {b}\t3\n");
    }

    #[test]
    fn a_word_as_no_other_ends() {
        check("\t1960{a}\nSubsonic{b}\t4\nSubsonicc\t4\nTransonicc\t4\n");
        check("Total Dues{a}\n\n\t1960\t1961\nOstrava\t3\t4\n");
    }

    #[test]
    fn each_follows_on_one_before_but_for_one_that_is_lost() {
        check("\t1960{a}\t40d\t50{c}\t60{d}\t61{a}\n");
    }

    #[test]
    fn no_letters_where_there_is_no_table() {
        check("It was 1961a and 40b then\n");
        check("\t1960\t1961\nUsed\t4\nUse\t4\nArea\t4\nSea\t4\nShared\t5\n1a\tGoods\n");
    }
}
