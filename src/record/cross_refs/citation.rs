//! Tells whether a citation is of this volume or of another publication.
//!
//! `Foreign Relations, 1961–1963, vol. X, Document 15` and `ibid., p. 4` cite other books, `see p. 123` cites this
//! volume. The words of the citation tell: the number of a volume, *ibid.* and a year behind a title point to another
//! book. Most cited pages are in other books, so for pages any name does.

use crate::lexicon::{CrossRefWords, Lexicon};
use crate::record::cross_refs::keywords;
use crate::record::model::Whose;
use crate::record::source::floor;

/// The longest citation, in bytes: a citation is sought this far back from its number.
pub const LONGEST: usize = 400;

/// The citation that ends at byte `end` of `line`. It begins behind the last end of a sentence, semicolon or open
/// bracket before `end`, and may contain text in round brackets.
pub fn before<'a>(lexicon: &Lexicon, line: &'a str, end: usize) -> &'a str {
    let from = floor(line, end.saturating_sub(LONGEST));
    let text = line.get(from..end).unwrap_or_default();
    let mut closed = 0_usize;
    for (at, c) in text.char_indices().rev() {
        let after = text.get(at + c.len_utf8()..).unwrap_or_default();
        match c {
            ')' if opens_sentence(lexicon, after)
                || text.get(..at).is_some_and(|within| ends_sentence_in(within, after)) =>
            {
                return after;
            }
            ')' => closed += 1,
            '(' if closed > 0 => closed -= 1,
            '(' | '[' => return after,
            // A semicolon before a name may stand within a title.
            ';' if closed == 0
                && (opens_sentence(lexicon, after) || !after.trim_start().starts_with(char::is_uppercase)) =>
            {
                return after;
            }
            '.' if closed == 0 && ends_sentence(lexicon, text.get(..at).unwrap_or_default(), after) => return after,
            _ => {}
        }
    }
    text
}

/// Whether a full stop between `before` and `after` ends a sentence, rather than an abbreviation.
fn ends_sentence(lexicon: &Lexicon, before: &str, after: &str) -> bool {
    let after = after.trim_start_matches([')', '”', ']', '"']);
    let next = after.trim_start();
    if next.len() == after.len() || !next.starts_with(char::is_uppercase) {
        return false;
    }
    let word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    // `3. Mai` is a day.
    let month = next.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    if lexicon.full_stop_is_ordinal && is_number(word) && is_month(lexicon, month) {
        return false;
    }
    let short = if word.starts_with(char::is_uppercase) { 4 } else { 3 };
    // `ibid.` ends a sentence in `The report is ibid. Two others are printed.`
    let lies =
        || lexicon.cross_refs.being.iter().any(|verb| before[..before.len() - word.len()].trim_end().ends_with(verb));
    let abbreviated = word.contains('.')
        || (is_ibid(lexicon, word) && !lies())
        || (word.len() <= short && word.chars().all(char::is_alphabetic));
    opens_sentence(lexicon, after) || !abbreviated
}

/// Whether the closing bracket between `within` and `after` ends a sentence that stands in brackets.
fn ends_sentence_in(within: &str, after: &str) -> bool {
    let next = after.trim_start();
    within.ends_with('.') && next.len() < after.len() && next.starts_with(char::is_uppercase)
}

/// Whether `after` begins with white space and a word that begins a sentence (`See`, `The`) rather than continues a
/// title.
fn opens_sentence(lexicon: &Lexicon, after: &str) -> bool {
    let next = after.trim_start();
    let opener = next.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    next.len() < after.len() && lexicon.cross_refs.openers.contains(&opener)
}

/// Whether `citation` names another volume or publication: `ibid.`, `vol. X`, `1961–1963`, `Harbor Papers, 1961,`.
pub fn names_publication(lexicon: &Lexicon, citation: &str) -> bool {
    let mut words = words(from_last_see(lexicon, citation)).peekable();
    let mut before = "";
    let mut depth = 0_usize;
    while let Some(word) = words.next() {
        let bare = bare(word);
        let next = words.peek().copied().unwrap_or_default();
        depth += word.bytes().filter(|&b| b == b'(').count();
        // `(ibid.)` only says where a paper mentioned before it is kept.
        if depth == 0 && is_ibid(lexicon, bare) {
            return true;
        }
        if is_volume(lexicon, bare) && (is_volume_number(next) || (next.is_empty() && word.ends_with('.'))) {
            return true;
        }
        // `Papers, 1961,` is a title with its year; `May 3, 1961,` is a date.
        let title = before.ends_with(',') && before.starts_with(char::is_uppercase) && !is_month(lexicon, before);
        if is_years(bare) || (title && word.ends_with([',', ')']) && is_year(bare)) {
            return true;
        }
        depth = depth.saturating_sub(word.bytes().filter(|&b| b == b')').count());
        before = word;
    }
    false
}

/// Whether `behind`, the text behind a number, names another volume or publication: `Document 15 in vol. X`.
pub fn names_publication_behind(lexicon: &Lexicon, behind: &str) -> bool {
    let clause = behind.split([';', ')', ']', '(']).next().unwrap_or_default();
    let mut words = words(clause);
    let first = words.next().unwrap_or_default();
    let volume = words.next().unwrap_or_default();
    if is_volume(lexicon, bare(first)) {
        return is_volume_number(volume);
    }
    // `in Harbor Papers, 1961–1963, vol. X`
    let named = || volume.starts_with(char::is_uppercase) && names_publication(lexicon, sentence(lexicon, clause));
    let CrossRefWords { within, of, .. } = lexicon.cross_refs;
    (within.contains(&first) || of.contains(&first))
        && ((is_volume(lexicon, bare(volume)) && words.next().is_some_and(is_volume_number)) || named())
}

/// Whether `citation` ends with another part of a work in several books: `See Part 2, `. Each part is a book of its own,
/// with its own numbers.
pub fn names_part(lexicon: &Lexicon, citation: &str) -> bool {
    let mut words = words(citation).rev();
    let (number, part) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    is_volume_number(number) && lexicon.cross_refs.parts.contains(&bare(part))
}

/// Whether `citation` ends with the owner of the footnote cited behind it, which is neither a record nor a page of this
/// volume: `Ch. XII, `, `HB Paper 12/3, `, `the HB `.
pub fn names_owner(lexicon: &Lexicon, citation: &str) -> bool {
    let Some(owner) = citation.trim_end().strip_suffix(',') else { return names_series(lexicon, citation) };
    let last = words(owner).next_back().unwrap_or_default();
    let name = last.starts_with(char::is_uppercase) || last.contains(|c: char| c.is_ascii_digit());
    (name && !is_see(lexicon, last, true)) || last.ends_with(['”', '"'])
}

/// Whether the text behind the number of a footnote names the owner of the footnote, which is not this record: `footnote
/// 2 to the minutes of May 5`, `footnote 3, Annex B`. A document or page cited behind that may tell later which.
///
/// `after` is the text right behind the number, and `behind` the text behind the list of numbers that it begins.
pub fn names_owner_behind(lexicon: &Lexicon, after: &str, behind: &str) -> bool {
    let gap = after.strip_suffix(behind).unwrap_or_default();
    let mut words = words(behind);
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    if gap.trim_end().ends_with(',') {
        let number = bare(second);
        let lettered = number.len() == 1 && number.starts_with(|c: char| c.is_ascii_uppercase());
        let numbered = number.contains(|c: char| c.is_ascii_digit()) || lettered || is_volume_number(second);
        return numbered && first.starts_with(char::is_uppercase) && !is_month(lexicon, first);
    }
    let CrossRefWords { to, of, within, this, determiners, papers, .. } = lexicon.cross_refs;
    if to.contains(&first) || of.contains(&first) {
        return !this.contains(&second) && !second.is_empty();
    }
    // `See footnote 3 in connection with that.` is of this record.
    within.contains(&first)
        && (determiners.contains(&second)
            || papers.contains(&bare(second))
            || second.starts_with(|c: char| c.is_uppercase() || c == '“'))
}

/// Whether `behind`, the text behind a number, names this volume: `Document 5 herein`.
pub fn says_this_volume(lexicon: &Lexicon, behind: &str) -> bool {
    lexicon.cross_refs.this_volume.iter().any(|words| behind.starts_with(words))
}

/// The neighbouring record that the last `supra` or `infra` of `paragraph` names, for a footnote behind it: `see the
/// memorandum, supra, and footnote 1 thereto`.
pub fn neighbour(lexicon: &Lexicon, paragraph: &str) -> Whose {
    if !lexicon.cross_refs.supra_is_a_record {
        return Whose::Elsewhere;
    }
    let near = paragraph.get(floor(paragraph, paragraph.len().saturating_sub(LONGEST))..).unwrap_or_default();
    let named = words(near).rev().find_map(|word| match bare(word) {
        "supra" | "Supra" => Some(Whose::Previous),
        "infra" | "Infra" => Some(Whose::Next),
        _ => None,
    });
    named.unwrap_or(Whose::Elsewhere)
}

/// Whether `citation`, the text before `Document` or `Doc.`, names another series of documents: `CAB Document 5031`,
/// `S. Doc. 12`, `the Senate Document 4`.
pub fn names_series(lexicon: &Lexicon, citation: &str) -> bool {
    let mut words = words(citation).rev();
    let (last, first) = (words.next().unwrap_or_default(), words.next().is_none());
    let last = last.trim_start_matches(['(', '[', '“', '"']);
    let capitals = |word: &str| word.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let initial = last.ends_with('.') && last.len() == 2;
    let name = last.ends_with(|c: char| c.is_alphanumeric())
        && !is_see(lexicon, last, first)
        && (!first || last.len() > 1 && capitals(last));
    last.starts_with(char::is_uppercase) && ((initial && !is_see(lexicon, last, first)) || name)
}

/// Whether a page is one of this volume. `citation` is the text before `p.`, and `behind` the text behind the number.
///
/// The page is of this volume if a word such as *ante* or *post* says so, or if `see` stands before it without the name
/// of a publication. The date of a paper also tells, as in `letter to Mr. Dorn, May 3`: only records of the same volume
/// are cited like that.
pub fn is_page_of_this_volume(lexicon: &Lexicon, citation: &str, behind: &str) -> bool {
    let CrossRefWords { also, places, above, no_names, printed, on, .. } = lexicon.cross_refs;
    let is = |word: &str, known: &[&str]| known.iter().any(|known| word.eq_ignore_ascii_case(known));
    if names_publication(lexicon, citation) {
        return false;
    }
    let ends = |text: &str, word: &&str| text.ends_with(*word);
    let up_to_on = on.iter().find_map(|on| citation.trim_end().strip_suffix(on)?.strip_suffix(' '));
    let up_to_on = up_to_on.unwrap_or(citation.trim_end());
    let is_printed = printed.iter().any(|word| ends(up_to_on, word));
    if is_printed || begins_with(behind, above) || begins_with(behind, places) {
        return true;
    }
    if citation.strip_suffix(' ').is_some_and(|citation| on.iter().any(|word| ends(citation, word))) {
        return false;
    }
    let (mut sent_on, mut named) = (false, false);
    let words = words(citation).flat_map(|word| word.split([',', '(', ')'])).filter(|word| !word.is_empty());
    for (at, word) in words.enumerate() {
        let bare = bare(word);
        if is_see(lexicon, bare, at == 0) || is(bare, places) {
            (sent_on, named) = (true, false);
        } else if is(bare, also) {
            named &= !sent_on;
        } else {
            // `A/C.1/356` is the number of a document, not the name of a publication.
            let name = word.starts_with(char::is_uppercase) && !word.contains('/') && !is_month(lexicon, word);
            named |= (name && !no_names.contains(&bare)) || is_year(bare);
        }
    }
    let next = lexicon.cross_refs.and.iter().find_map(|and| behind.strip_prefix(and)?.strip_prefix(' '));
    let ends =
        behind.is_empty() || behind.starts_with(['.', ';', ')', ']']) || begins_with(next.unwrap_or(behind), places);
    (sent_on && !named) || dates_a_paper(lexicon, citation, sent_on || ends)
}

/// Whether `citation` ends with the date of a paper: `letter to Mr. Dorn, May 3, 1961, `.
///
/// Newspapers have such dates too. So a date with its year counts only if the citation names a kind of paper and is
/// `announced`, by `see` or the like. A date without its year counts only if it stands alone or behind a kind of paper,
/// a number or a quotation mark.
fn dates_a_paper(lexicon: &Lexicon, citation: &str, announced: bool) -> bool {
    let since = last_see(lexicon, citation).and_then(|at| citation.get(at..)).unwrap_or(citation);
    let words: Vec<&str> = words(since).filter(|word| !is_see(lexicon, word, false)).collect();
    let (before, year) = match words.as_slice() {
        [before @ .., year] if is_year(bare(year)) => (before, true),
        all => (all, false),
    };
    let before = match before {
        [before @ .., month, day] if is_month(lexicon, month) && is_number(bare(day)) => before,
        [before @ .., day, month] if is_month(lexicon, month) && is_number(day) => before,
        _ => return false,
    };
    let CrossRefWords { within, papers, .. } = lexicon.cross_refs;
    let is_in = |word: &str| within.iter().any(|within| word.eq_ignore_ascii_case(within));
    // A paper before `in` is printed in what is named behind it, so only that counts.
    let within = before.iter().rposition(|word| is_in(word)).map_or(0, |at| at + 1);
    let paper = |(at, word): (usize, &&str)| {
        (at == 0 || word.starts_with(char::is_lowercase)) && papers.contains(&bare(word).to_lowercase().as_str())
    };
    if before.iter().enumerate().skip(within).any(paper) {
        return announced || !year;
    }
    let numbered = |last: &&str| last.contains(|c: char| c.is_ascii_digit()) || last.contains(['”', '"']);
    !year && before.last().is_none_or(numbered)
}

/// `citation` from its last `see` on, which begins a new citation; all of it if that `see` stands behind a comma, as it
/// may then belong to the words before it.
fn from_last_see<'a>(lexicon: &Lexicon, citation: &'a str) -> &'a str {
    let begins = |at: &usize| !citation.get(..*at).unwrap_or_default().trim_end().ends_with(',');
    last_see(lexicon, citation).filter(begins).and_then(|at| citation.get(at..)).unwrap_or(citation)
}

/// The byte of `citation` at which its last `see`, `cf.` or `compare` starts.
fn last_see(lexicon: &Lexicon, citation: &str) -> Option<usize> {
    let mut before = citation.trim_end_matches(parts_words);
    while !before.is_empty() {
        let start = before.trim_end_matches(|c| !parts_words(c)).len();
        let (rest, word) = before.split_at(start);
        if is_see(lexicon, word, rest.trim().is_empty()) {
            return Some(start);
        }
        before = rest.trim_end_matches(parts_words);
    }
    None
}

/// Whether `c` stands between the words of a citation.
fn parts_words(c: char) -> bool {
    c.is_whitespace() || c == '['
}

/// The words of `text`, with the punctuation around them.
fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split(parts_words).filter(|word| !word.is_empty())
}

/// Whether `text` begins with one of `known`, in any case.
fn begins_with(text: &str, known: &[&str]) -> bool {
    known.iter().any(|known| {
        let (start, rest) = (text.get(..known.len()), text.get(known.len()..));
        start.is_some_and(|start| start.eq_ignore_ascii_case(known))
            && rest.is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
    })
}

/// `text` up to the end of its sentence.
fn sentence<'a>(lexicon: &Lexicon, text: &'a str) -> &'a str {
    let end = text.match_indices('.').map(|(at, _)| at);
    let mut end = end.filter(|&at| {
        ends_sentence(lexicon, text.get(..at).unwrap_or_default(), text.get(at + 1..).unwrap_or_default())
    });
    end.next().and_then(|at| text.get(..at)).unwrap_or(text)
}

/// `word` without the punctuation and round brackets around it.
fn bare(word: &str) -> &str {
    word.trim_start_matches('(').trim_end_matches([',', '.', ':', ';', ')', ']'])
}

/// Whether `word` of a citation is a word such as `see`; `first` says whether the citation begins with it.
fn is_see(lexicon: &Lexicon, word: &str, first: bool) -> bool {
    let bare = bare(word);
    // In German, `s.` is `see` and `S.` is a page.
    let is = |see: &&str| if see.len() == 1 { *see == bare } else { see.eq_ignore_ascii_case(bare) };
    lexicon.cross_refs.see.iter().any(is) && (first || !is_volume_number(bare))
}

/// Whether `citation` ends with a word such as `see`, apart from words between that and what is cited: `voir aussi la`.
pub fn ends_with_see(lexicon: &Lexicon, citation: &str) -> bool {
    let CrossRefWords { also, above, supra, determiners, .. } = lexicon.cross_refs;
    let between = [also, above, supra, determiners].concat();
    let mut words = words(citation).rev().skip_while(|word| between.contains(&bare(word)));
    let (see, first) = (words.next().unwrap_or_default(), words.next().is_none());
    is_see(lexicon, see, first)
}

/// Whether what is cited before `after` is cited without more about it, as that would be about a paper: the clause ends
/// behind it, goes on behind a comma or with `and`, or tells its place or what it belongs to. `behind` is the text behind the
/// list of numbers that ends before `after`.
pub fn ends_behind(lexicon: &Lexicon, after: &str, behind: &str) -> bool {
    let CrossRefWords { ref documents, ref numbers, ref pages, .. } = lexicon.cross_refs;
    let CrossRefWords { and, or, above, supra, of, to, within, on, .. } = lexicon.cross_refs;
    let mut words = words(behind);
    let (first, owner) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let is_owned = [of, to, within, on].iter().any(|words| words.contains(&first))
        && [documents, numbers, pages].iter().any(|forms| forms.contains(owner));
    let goes_on = after.trim_start().starts_with(',') && !behind.starts_with(char::is_uppercase);
    behind.is_empty()
        || behind.starts_with(['.', ';', ':', ')', ']'])
        || goes_on
        || is_owned
        || keywords::begins_with_a_footnote(&lexicon.cross_refs, behind)
        || and.contains(&first)
        || or.contains(&first)
        || begins_with(behind, above)
        || begins_with(behind, supra)
}

fn is_ibid(lexicon: &Lexicon, word: &str) -> bool {
    lexicon.cross_refs.ibid.iter().any(|ibid| ibid.eq_ignore_ascii_case(word))
}

fn is_volume(lexicon: &Lexicon, bare: &str) -> bool {
    lexicon.cross_refs.volumes.iter().any(|volume| volume.eq_ignore_ascii_case(bare))
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_volume_number(word: &str) -> bool {
    let bare = bare(word);
    !bare.is_empty()
        && (bare.bytes().all(|b| b.is_ascii_digit())
            || bare.chars().all(|c| matches!(c.to_ascii_lowercase(), 'i' | 'v' | 'x' | 'l' | 'c')))
}

/// Whether `word` is a year from 1000 to 2999.
fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()) && word.starts_with(['1', '2'])
}

/// Whether `word` is a range of years: `1961–1963`, `1961–63`.
fn is_years(word: &str) -> bool {
    word.split_once(['–', '-', '/']).is_some_and(|(first, last)| {
        is_year(first) && matches!(last.len(), 2 | 4) && last.bytes().all(|b| b.is_ascii_digit())
    })
}

fn is_month(lexicon: &Lexicon, word: &str) -> bool {
    lexicon.months.contains(&bare(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::en;

    fn english() -> &'static Lexicon {
        en::LANGUAGE.lexicon
    }

    /// Checks that the citation at the end of `line` begins at its `|`.
    fn check(line: &str) {
        let (front, rest) = line.split_once('|').unwrap();
        let plain = front.to_owned() + rest;
        assert_eq!(before(english(), &plain, plain.len()), rest, "{line}");
    }

    #[test]
    fn where_a_citation_begins() {
        check("|Papers, vol. X, ");
        check("Not printed.| See Papers, 1961, vol. X, ");
        check("It was in Iran.| See ");
        check("The note of Mr. Dorn;| ");
        check("He wrote (|see ");
        check("He wrote.)| See ");
        check("Not printed.| See Papers (Port Ansel, 1961), ");
    }

    #[test]
    fn publications() {
        for citation in [
            "See Papers of the Board, 1961–1963, vol. X, ",
            "see vol. XIII, ",
            "ibid., ",
            "Ibid., ",
            "see Harbor Papers, 1961, ",
            "Volume 3, ",
        ] {
            assert!(names_publication(english(), citation), "{citation}");
        }
        for citation in
            ["See ", "see his letter of May 3, 1961, ", "see the letter of May, 1961, ", "the volume of trade, "]
        {
            assert!(!names_publication(english(), citation), "{citation}");
        }
    }

    #[test]
    fn pages_of_this_volume() {
        for citation in [
            "Ante, ",
            "see telegram Harbor 117, September 25, ",
            "See ",
            "see the editorial note, ",
            "For text, see footnote 1, ",
            "See Editorial Note, ",
        ] {
            assert!(is_page_of_this_volume(english(), citation, ""), "{citation}");
        }
        for citation in
            ["", "Bulletin, May 3, 1954, ", "see Harbor Papers, ", "see ibid., ", "the table on ", "see the table on "]
        {
            assert!(!is_page_of_this_volume(english(), citation, ""), "{citation}");
        }
    }
}
