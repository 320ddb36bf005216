//! Tells whether a citation is of this volume or of another publication.
//!
//! `Foreign Relations, 1961–1963, vol. X, Document 15` and `ibid., p. 4` cite other books, `see p. 123` cites this
//! volume. The words of the citation tell: the number of a volume, *ibid.* and a year behind a title point to another
//! book. Most cited pages are in other books, so for pages any name does.

use crate::lexicon::en;
use crate::record::model::Whose;
use crate::record::source::floor;

/// The longest citation, in bytes: a citation is sought this far back from its number.
const LONGEST: usize = 400;

/// The citation that ends at byte `end` of `line`. It begins behind the last end of a sentence, semicolon or open
/// bracket before `end`, and may contain text in round brackets.
pub fn before(line: &str, end: usize) -> &str {
    let from = floor(line, end.saturating_sub(LONGEST));
    let text = line.get(from..end).unwrap_or_default();
    let mut closed = 0_usize;
    for (at, c) in text.char_indices().rev() {
        let after = text.get(at + c.len_utf8()..).unwrap_or_default();
        match c {
            ')' if opens_sentence(after) || text.get(..at).is_some_and(|within| ends_sentence_in(within, after)) => {
                return after;
            }
            ')' => closed += 1,
            '(' if closed > 0 => closed -= 1,
            '(' | '[' => return after,
            // A semicolon before a name may stand within a title.
            ';' if closed == 0 && (opens_sentence(after) || !after.trim_start().starts_with(char::is_uppercase)) => {
                return after;
            }
            '.' if closed == 0 && ends_sentence(text.get(..at).unwrap_or_default(), after) => return after,
            _ => {}
        }
    }
    text
}

/// Whether a full stop between `before` and `after` ends a sentence, rather than an abbreviation.
fn ends_sentence(before: &str, after: &str) -> bool {
    let after = after.trim_start_matches([')', '”', ']', '"']);
    let next = after.trim_start();
    if next.len() == after.len() || !next.starts_with(char::is_uppercase) {
        return false;
    }
    let word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    let short = if word.starts_with(char::is_uppercase) { 4 } else { 3 };
    // `ibid.` ends a sentence in `The report is ibid. Two others are printed.`
    let lies = || ["is", "are"].iter().any(|verb| before[..before.len() - word.len()].trim_end().ends_with(verb));
    let abbreviated = word.contains('.')
        || (word.eq_ignore_ascii_case("ibid") && !lies())
        || (word.len() <= short && word.chars().all(char::is_alphabetic));
    opens_sentence(after) || !abbreviated
}

/// Whether the closing bracket between `within` and `after` ends a sentence that stands in brackets.
fn ends_sentence_in(within: &str, after: &str) -> bool {
    let next = after.trim_start();
    within.ends_with('.') && next.len() < after.len() && next.starts_with(char::is_uppercase)
}

/// Whether `after` begins with white space and a word that begins a sentence (`See`, `The`) rather than continues a
/// title.
fn opens_sentence(after: &str) -> bool {
    const OPENERS: [&str; 14] = [
        "See",
        "For",
        "The",
        "A",
        "An",
        "In",
        "On",
        "This",
        "It",
        "Not",
        "Document",
        "Documents",
        "Footnote",
        "Regarding",
    ];
    let next = after.trim_start();
    let opener = next.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    next.len() < after.len() && OPENERS.contains(&opener)
}

/// Whether `citation` names another volume or publication: `ibid.`, `vol. X`, `1961–1963`, `Harbor Papers, 1961,`.
pub fn names_publication(citation: &str) -> bool {
    let mut words = words(from_last_see(citation)).peekable();
    let mut before = "";
    let mut depth = 0_usize;
    while let Some(word) = words.next() {
        let bare = bare(word);
        let next = words.peek().copied().unwrap_or_default();
        depth += word.bytes().filter(|&b| b == b'(').count();
        // `(ibid.)` only says where a paper mentioned before it is kept.
        if depth == 0 && bare.eq_ignore_ascii_case("ibid") {
            return true;
        }
        if is_volume(bare) && (is_volume_number(next) || (next.is_empty() && word.ends_with('.'))) {
            return true;
        }
        // `Papers, 1961,` is a title with its year; `May 3, 1961,` is a date.
        let title = before.ends_with(',') && before.starts_with(char::is_uppercase) && !is_month(before);
        if is_years(bare) || (title && word.ends_with([',', ')']) && is_year(bare)) {
            return true;
        }
        depth = depth.saturating_sub(word.bytes().filter(|&b| b == b')').count());
        before = word;
    }
    false
}

/// Whether `behind`, the text behind a number, names another volume or publication: `Document 15 in vol. X`.
pub fn names_publication_behind(behind: &str) -> bool {
    let clause = behind.split([';', ')', ']', '(']).next().unwrap_or_default();
    let mut words = words(clause);
    let first = words.next().unwrap_or_default();
    let volume = words.next().unwrap_or_default();
    if is_volume(bare(first)) {
        return is_volume_number(volume);
    }
    // `in Harbor Papers, 1961–1963, vol. X`
    let named = || volume.starts_with(char::is_uppercase) && names_publication(sentence(clause));
    matches!(first, "in" | "of") && ((is_volume(bare(volume)) && words.next().is_some_and(is_volume_number)) || named())
}

/// Whether `citation` ends with another part of a work in several books: `See Part 2, `. Each part is a book of its own,
/// with its own numbers.
pub fn names_part(citation: &str) -> bool {
    let mut words = words(citation).rev();
    let (number, part) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    is_volume_number(number) && matches!(bare(part), "Part" | "part" | "Pt" | "pt")
}

/// Whether `citation` ends with the owner of the footnote cited behind it, which is neither a record nor a page of this
/// volume: `Ch. XII, `, `HB Paper 12/3, `, `the HB `.
pub fn names_owner(citation: &str) -> bool {
    let Some(owner) = citation.trim_end().strip_suffix(',') else { return names_series(citation) };
    let last = words(owner).next_back().unwrap_or_default();
    let name = last.starts_with(char::is_uppercase) || last.contains(|c: char| c.is_ascii_digit());
    (name && !is_see(last)) || last.ends_with(['”', '"'])
}

/// Whether the text behind the number of a footnote names the owner of the footnote, which is not this record: `footnote
/// 2 to the minutes of May 5`, `footnote 3, Annex B`. A document or page cited behind that may tell later which.
///
/// `after` is the text right behind the number, and `behind` the text behind the list of numbers that it begins.
pub fn names_owner_behind(after: &str, behind: &str) -> bool {
    let gap = after.strip_suffix(behind).unwrap_or_default();
    let mut words = words(behind);
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    if gap.trim_end().ends_with(',') {
        let number = bare(second);
        let lettered = number.len() == 1 && number.starts_with(|c: char| c.is_ascii_uppercase());
        let numbered = number.contains(|c: char| c.is_ascii_digit()) || lettered || is_volume_number(second);
        return numbered && first.starts_with(char::is_uppercase) && !is_month(first);
    }
    match first {
        "to" | "of" => second != "this" && !second.is_empty(),
        // `See footnote 3 in connection with that.` is of this record.
        "in" => {
            let determined = ["the", "a", "an", "his", "her", "its", "their", "that"].contains(&second);
            determined || PAPERS.contains(&bare(second)) || second.starts_with(|c: char| c.is_uppercase() || c == '“')
        }
        _ => false,
    }
}

/// Whether `behind`, the text behind a number, names this volume: `Document 5 herein`.
pub fn says_this_volume(behind: &str) -> bool {
    ["herein", "of this volume", "in this volume", "of the present volume", "in the present volume"]
        .iter()
        .any(|words| behind.starts_with(words))
}

/// The neighbouring record that the last `supra` or `infra` of `paragraph` names, for a footnote behind it: `see the
/// memorandum, supra, and footnote 1 thereto`.
pub fn neighbour(paragraph: &str) -> Whose {
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
pub fn names_series(citation: &str) -> bool {
    let mut words = words(citation).rev();
    let (last, first) = (words.next().unwrap_or_default(), words.next().is_none());
    let last = last.trim_start_matches(['(', '[', '“', '"']);
    let capitals = |word: &str| word.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let initial = last.ends_with('.') && last.len() == 2;
    let name =
        last.ends_with(|c: char| c.is_alphanumeric()) && !is_see(last) && (!first || last.len() > 1 && capitals(last));
    last.starts_with(char::is_uppercase) && (initial || name)
}

/// Whether a page is one of this volume. `citation` is the text before `p.`, and `behind` the text behind the number.
///
/// The page is of this volume if a word such as *ante* or *post* says so, or if `see` stands before it without the name
/// of a publication. The date of a paper also tells, as in `letter to Mr. Dorn, May 3`: only records of the same volume
/// are cited like that.
pub fn is_page_of_this_volume(citation: &str, behind: &str) -> bool {
    const OF_NOTES: [&str; 6] = ["Editorial", "Note", "Notes", "Document", "Documents", "Footnote"];
    let is = |word: &str, known: &[&str]| known.iter().any(|known| word.eq_ignore_ascii_case(known));
    if names_publication(citation) {
        return false;
    }
    let printed = citation.trim_end().trim_end_matches(" on").ends_with("printed");
    if printed || is(first_word(behind), &["above", "below"]) || is(first_word(behind), &PLACES) {
        return true;
    }
    if citation.ends_with("on ") {
        return false;
    }
    let (mut sent_on, mut named) = (false, false);
    for word in words(citation).flat_map(|word| word.split([',', '(', ')'])).filter(|word| !word.is_empty()) {
        let bare = bare(word);
        if is_see(bare) || is(bare, &["also"]) || is(bare, &PLACES) {
            (sent_on, named) = (true, false);
        } else {
            // `A/C.1/356` is the number of a document, not the name of a publication.
            let name = word.starts_with(char::is_uppercase) && !word.contains('/') && !is_month(word);
            named |= (name && !OF_NOTES.contains(&bare)) || is_year(bare);
        }
    }
    let next = behind.strip_prefix("and ").unwrap_or(behind);
    let ends = behind.is_empty() || behind.starts_with(['.', ';', ')', ']']) || is(first_word(next), &PLACES);
    (sent_on && !named) || dates_a_paper(citation, sent_on || ends)
}

/// Whether `citation` ends with the date of a paper: `letter to Mr. Dorn, May 3, 1961, `.
///
/// Newspapers have such dates too. So a date with its year counts only if the citation names a kind of paper and is
/// `announced`, by `see` or the like. A date without its year counts only if it stands alone or behind a kind of paper,
/// a number or a quotation mark.
fn dates_a_paper(citation: &str, announced: bool) -> bool {
    let since = last_see(citation).and_then(|at| citation.get(at..)).unwrap_or(citation);
    let words: Vec<&str> = words(since).filter(|word| !is_see(word)).collect();
    let numeric = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    let (before, year) = match words.as_slice() {
        [before @ .., year] if is_year(bare(year)) => (before, true),
        all => (all, false),
    };
    let before = match before {
        [before @ .., month, day] if is_month(month) && numeric(bare(day)) => before,
        [before @ .., day, month] if is_month(month) && numeric(day) => before,
        _ => return false,
    };
    // A paper before `in` is printed in what is named behind it, so only that counts.
    let within = before.iter().rposition(|word| matches!(*word, "in" | "In")).map_or(0, |at| at + 1);
    let paper = |(at, word): (usize, &&str)| {
        (at == 0 || word.starts_with(char::is_lowercase)) && PAPERS.contains(&bare(word).to_lowercase().as_str())
    };
    if before.iter().enumerate().skip(within).any(paper) {
        return announced || !year;
    }
    let numbered = |last: &&str| last.contains(|c: char| c.is_ascii_digit()) || last.contains(['”', '"']);
    !year && before.last().is_none_or(numbered)
}

/// Words that point to another place in the same volume.
const PLACES: [&str; 4] = ["ante", "post", "supra", "infra"];

/// The kinds of papers, in lower case.
const PAPERS: [&str; 29] = [
    "aide-mémoire",
    "airgram",
    "airgrams",
    "circular",
    "conversation",
    "conversations",
    "dated",
    "despatch",
    "despatches",
    "dispatch",
    "dispatches",
    "enclosure",
    "instruction",
    "instructions",
    "letter",
    "letters",
    "memoranda",
    "memorandum",
    "message",
    "messages",
    "minutes",
    "note",
    "notes",
    "record",
    "report",
    "reports",
    "statement",
    "telegram",
    "telegrams",
];

/// `citation` from its last `see` on, which begins a new citation; all of it if that `see` stands behind a comma, as it
/// may then belong to the words before it.
fn from_last_see(citation: &str) -> &str {
    let begins = |at: &usize| !citation.get(..*at).unwrap_or_default().trim_end().ends_with(',');
    last_see(citation).filter(begins).and_then(|at| citation.get(at..)).unwrap_or(citation)
}

/// The byte of `citation` at which its last `see`, `cf.` or `compare` starts.
fn last_see(citation: &str) -> Option<usize> {
    let mut end = citation.len();
    words(citation).rev().find_map(|word| {
        end = citation.get(..end)?.rfind(word)?;
        is_see(word).then_some(end)
    })
}

/// The words of `text`, with the punctuation around them.
fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || c == '[').filter(|word| !word.is_empty())
}

fn first_word(text: &str) -> &str {
    text.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default()
}

/// `text` up to the end of its sentence.
fn sentence(text: &str) -> &str {
    let end = text.match_indices('.').map(|(at, _)| at);
    let mut end =
        end.filter(|&at| ends_sentence(text.get(..at).unwrap_or_default(), text.get(at + 1..).unwrap_or_default()));
    end.next().and_then(|at| text.get(..at)).unwrap_or(text)
}

/// `word` without the punctuation and round brackets around it.
fn bare(word: &str) -> &str {
    word.trim_start_matches('(').trim_end_matches([',', '.', ':', ';', ')', ']'])
}

fn is_see(word: &str) -> bool {
    ["see", "cf", "compare"].iter().any(|known| bare(word).eq_ignore_ascii_case(known))
}

fn is_volume(bare: &str) -> bool {
    ["vol", "vols", "volume", "volumes"].iter().any(|known| bare.eq_ignore_ascii_case(known))
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

fn is_month(word: &str) -> bool {
    en::LANGUAGE.lexicon.months.contains(&bare(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks that the citation at the end of `line` begins at its `|`.
    fn check(line: &str) {
        let (front, rest) = line.split_once('|').unwrap();
        let plain = front.to_owned() + rest;
        assert_eq!(before(&plain, plain.len()), rest, "{line}");
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
            assert!(names_publication(citation), "{citation}");
        }
        for citation in
            ["See ", "see his letter of May 3, 1961, ", "see the letter of May, 1961, ", "the volume of trade, "]
        {
            assert!(!names_publication(citation), "{citation}");
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
            assert!(is_page_of_this_volume(citation, ""), "{citation}");
        }
        for citation in
            ["", "Bulletin, May 3, 1954, ", "see Harbor Papers, ", "see ibid., ", "the table on ", "see the table on "]
        {
            assert!(!is_page_of_this_volume(citation, ""), "{citation}");
        }
    }
}
