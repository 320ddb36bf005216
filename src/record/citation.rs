//! What is cited before a number: this volume, or another publication.
//!
//! `Foreign Relations, 1961–1963, vol. X, Document 15` and `ibid., p. 4` are places of other books, `see p. 123` is one of
//! this volume. Which it is, the words of the citation tell: a volume's number, *ibid.*, a year behind a title, and for
//! pages, of which most are other books', any name.

/// How many bytes before a number are looked at for the beginning of its citation.
const LONGEST: usize = 400;

/// The citation that ends at byte `end` of `line`, from the last sentence, semicolon or open bracket before it; what
/// stands in closed round brackets within counts as its words too.
pub(super) fn before(line: &str, end: usize) -> &str {
    let mut from = end.saturating_sub(LONGEST);
    while !line.is_char_boundary(from) {
        from += 1;
    }
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
            // A title goes on behind a semicolon with a name.
            ';' if closed == 0 && (opens_sentence(after) || !after.trim_start().starts_with(char::is_uppercase)) => {
                return after;
            }
            '.' if closed == 0 && ends_sentence(text.get(..at).unwrap_or_default(), after) => return after,
            _ => {}
        }
    }
    text
}

/// Whether a full stop between `before` and `after` ends a sentence, and is not an abbreviation's.
fn ends_sentence(before: &str, after: &str) -> bool {
    let after = after.trim_start_matches([')', '”', ']', '"']);
    let next = after.trim_start();
    if next.len() == after.len() || !next.starts_with(char::is_uppercase) {
        return false;
    }
    let word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    let short = if word.starts_with(char::is_uppercase) { 4 } else { 3 };
    let abbreviated = word.contains('.')
        || word.eq_ignore_ascii_case("ibid")
        || (word.len() <= short && word.chars().all(char::is_alphabetic));
    opens_sentence(after) || !abbreviated
}

/// Whether a bracket between `within` and `after` closes behind a sentence of its own.
fn ends_sentence_in(within: &str, after: &str) -> bool {
    let next = after.trim_start();
    within.ends_with('.') && next.len() < after.len() && next.starts_with(char::is_uppercase)
}

/// Whether `after`, behind white space, begins with a word that begins a sentence rather than goes on with a title.
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

/// Whether `citation` names another volume or publication, in which a document then is to be sought.
pub(super) fn names_publication(citation: &str) -> bool {
    let mut words = citation.split([' ', '\u{a0}', '(', '[']).filter(|word| !word.is_empty()).peekable();
    let mut before = "";
    while let Some(word) = words.next() {
        let bare = word.trim_end_matches([',', '.', ':', ';', ')', ']']);
        let next = words.peek().copied().unwrap_or_default();
        let volume = ["vol", "vols", "volume", "volumes"].iter().any(|known| bare.eq_ignore_ascii_case(known));
        if bare.eq_ignore_ascii_case("ibid") || (volume && is_volume_number(next)) {
            return true;
        }
        // `Papers, 1961,` and not the date `May 3, 1961,`.
        let title = before.ends_with(',') && before.starts_with(char::is_uppercase) && !is_month(before);
        let years = is_year(bare) && bare.contains(['–', '-', '/']);
        if years || (title && word.ends_with([',', ')']) && is_year(bare)) {
            return true;
        }
        before = word;
    }
    false
}

/// Whether `citation` leaves a page to this volume: *ante*, *post*, or `see` and then no name but that of a note, or a day
/// without its year at the end, as only records of the same volume are cited.
pub(super) fn leaves_page_here(citation: &str) -> bool {
    const OF_NOTES: [&str; 6] = ["Editorial", "Note", "Notes", "Document", "Documents", "Footnote"];
    let is = |word: &str, known: &[&str]| known.iter().any(|known| word.eq_ignore_ascii_case(known));
    if names_publication(citation) || citation.ends_with("on ") {
        return false;
    }
    let (mut sent_on, mut named) = (false, false);
    let (mut before, mut day) = ("", false);
    for word in citation.split([' ', '\u{a0}', ',', '(', ')']).filter(|word| !word.is_empty()) {
        let bare = word.trim_end_matches(['.', ':']);
        if is(bare, &["see", "cf", "also", "ante", "post", "supra", "infra"]) {
            (sent_on, named) = (true, false);
        } else {
            // `May 3, 1961` dates; `A/C.1/356` is a document of its own.
            let name = word.starts_with(char::is_uppercase) && !word.contains('/') && !is_month(word);
            let year = is_year(bare) && !(before.len() <= 2 && before.bytes().all(|b| b.is_ascii_digit()));
            named |= (name && !OF_NOTES.contains(&bare)) || year;
        }
        day = is_month(before) && word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit());
        before = word;
    }
    day || (sent_on && !named)
}

fn is_volume_number(word: &str) -> bool {
    let bare = word.trim_end_matches([',', '.', ':', ';', ')', ']']);
    !bare.is_empty()
        && (bare.bytes().all(|b| b.is_ascii_digit())
            || bare.chars().all(|c| matches!(c.to_ascii_lowercase(), 'i' | 'v' | 'x' | 'l' | 'c')))
}

/// Whether `word` is a year, or a range of years.
fn is_year(word: &str) -> bool {
    let year = word.split(['–', '-', '/']).next().unwrap_or_default();
    year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()) && matches!(year.as_bytes().first(), Some(b'1' | b'2'))
}

fn is_month(word: &str) -> bool {
    let bare = word.trim_end_matches([',', '.']);
    super::weights::MONTHS.contains(&bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The citation is what stands behind `|` in the line.
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
            assert!(leaves_page_here(citation), "{citation}");
        }
        for citation in
            ["", "Bulletin, May 3, 1954, ", "see Harbor Papers, ", "see ibid., ", "the table on ", "see the table on "]
        {
            assert!(!leaves_page_here(citation), "{citation}");
        }
    }
}
