//! `workspace/symbol`: search for records and pages by number and title.

use super::display_text::{first_line, folded, name_in};
use crate::record::{Label, Value};
use crate::text::{Span, Text};
use crate::volume::{Part, RecordId, StoredSpan, Volume};

/// A record or page that matches a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkspaceSymbol<'a> {
    /// Its name: `222. Summary Record`, `Page 40`.
    pub name: String,
    /// What contains it: the volume's folder for a record, the record for a page.
    pub container: String,
    /// The path of its document, as the volume knows it.
    pub path: &'a str,
    /// The index in its document, from 0, of the record that it is or lies in.
    pub at: usize,
    /// The part of the record that it is.
    pub part: Part,
}

/// How well something matches a query, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// A record whose number is in the query.
    Number,
    /// A page whose number is the query.
    Page,
    /// A record whose number, or words of whose title, begin with the words of the query.
    Beginning,
    /// A record whose title contains the words of the query.
    Within,
    /// A record whose title the query abbreviates, as `memcon` abbreviates `Memorandum of Conversation`.
    Abbreviated,
}

/// A query, prepared for comparison.
struct Query {
    /// The words of the query, in lower case and without diacritics.
    words: Vec<String>,
    /// All letters of the words.
    letters: String,
}

/// The `most` records and pages of `volumes` that match `query` best. A query may hold a number, words of a title, or
/// both; an empty one matches all records. Equally good matches are in the order of the volumes.
pub fn workspace_symbols<'a>(
    volumes: impl IntoIterator<Item = &'a Volume>,
    query: &str,
    most: usize,
) -> Vec<WorkspaceSymbol<'a>> {
    let query = Query::new(query);
    let volumes: Vec<_> = volumes.into_iter().collect();
    let mut answers: Vec<(Rank, usize, usize, RecordId, Part)> = Vec::new();
    for (at, volume) in volumes.iter().enumerate() {
        for (order, (id, located)) in volume.located().enumerate().filter(|_| !query.is_for_page()) {
            let number = volume.number(id);
            if let Some(rank) = query.rank(number.as_ref().map_or("", Label::as_str), &located.record.title) {
                answers.push((rank, at, order, id, Part::Heading));
            }
        }
        let pages = query.page().map(|page| volume.marking(&page)).unwrap_or_default();
        answers.extend(
            pages.into_iter().enumerate().map(|(order, (id, page))| (Rank::Page, at, order, id, Part::Page(page))),
        );
    }
    answers.sort_by_key(|(rank, volume, order, ..)| (*rank, *volume, *order));
    answers.truncate(most);
    answers
        .into_iter()
        .filter_map(|(_, at, _, id, part)| workspace_symbol(volumes.get(at).copied()?, id, part))
        .collect()
}

/// Where the words stand that a symbol names, in bytes of its file: `part` of the record with the index `at`, from 0, of the
/// file at `path`, whose text is `text`. The volume tells where they are, so that the text need not be read as records.
/// Returns `None` if the volume has no such part.
pub fn workspace_symbol_span(volume: &Volume, path: &str, at: usize, part: Part, text: &Text) -> Option<Span> {
    let located = volume.get(*volume.records_of(path).get(at)?)?;
    let span = match part {
        Part::Heading => {
            let first_line = || {
                let record = text.slice(Span::new(0, located.record.len as usize).shifted(located.start));
                first_line(&record, Span::new(0, record.len()))
            };
            located.record.heading.map_or_else(first_line, StoredSpan::get)
        }
        Part::Note(note) => located.record.notes.get(note)?.span.get(),
        Part::Page(page) => located.record.pages.get(page)?.span.get(),
    };
    Some(span.shifted(located.start))
}

/// The symbol of a part of a record.
fn workspace_symbol(volume: &Volume, id: RecordId, part: Part) -> Option<WorkspaceSymbol<'_>> {
    let located = volume.get(id)?;
    let name = name_in(volume, id);
    let (name, container) = match part {
        Part::Page(page) => (format!("Page {}", located.record.pages.get(page)?.label), name),
        Part::Heading | Part::Note(_) => (name, container_name(located.path).to_owned()),
    };
    Some(WorkspaceSymbol { name, container, path: located.path, at: located.at, part })
}

/// The name of the folder that contains the file at `path`.
fn container_name(path: &str) -> &str {
    path.rsplit('/').nth(1).unwrap_or_default()
}

impl Query {
    /// Splits a query into words.
    fn new(query: &str) -> Self {
        let words = query.split_whitespace().map(|word| folded(word.trim_matches(['.', ',', ':'])));
        let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
        Self { letters: words.concat(), words }
    }

    /// The label of the page that the query may ask for: `40`, `p. 40`, `page xiv`.
    fn page(&self) -> Option<Label> {
        match self.words.as_slice() {
            [label] => Some(Label::new(label)),
            [kind, label] if matches!(kind.as_str(), "p" | "pp" | "page" | "pages") => {
                Some(Label::new(label)).filter(|label| label.value() != Value::Sign)
            }
            _ => None,
        }
    }

    /// Whether the query can only ask for a page.
    fn is_for_page(&self) -> bool {
        self.words.len() > 1 && self.page().is_some()
    }

    /// How well a record with this number and title matches the query. Returns `None` if it does not.
    fn rank(&self, number: &str, title: &str) -> Option<Rank> {
        if self.words.is_empty() {
            return Some(Rank::Within);
        }
        let (number, title) = (number.to_lowercase(), folded(title));
        let is_number = |word: &String| *word == number;
        let is_kind = |word: &String| matches!(word.as_str(), "document" | "documents" | "record");
        let begins = |word: &String| {
            let mut places = title.match_indices(word.as_str()).map(|(at, _)| title.get(..at).unwrap_or_default());
            places.any(|before| !before.ends_with(char::is_alphanumeric))
        };
        if self.words.iter().any(is_number)
            && self.words.iter().all(|word| is_number(word) || is_kind(word) || begins(word))
        {
            Some(Rank::Number)
        } else if self.words.iter().all(|word| begins(word) || number.starts_with(word.as_str())) {
            Some(Rank::Beginning)
        } else if self.words.iter().all(|word| title.contains(word.as_str())) {
            Some(Rank::Within)
        } else {
            abbreviates(&self.letters, &title).then_some(Rank::Abbreviated)
        }
    }
}

/// Whether `letters` can be split into beginnings of words of `title`, in order.
fn abbreviates(letters: &str, title: &str) -> bool {
    let mut rest = title;
    let mut within = false;
    letters.chars().all(|letter| {
        let goes_on = rest.strip_prefix(letter).filter(|_| within);
        let next = || {
            let mut places = rest.match_indices(letter).map(|(at, found)| (rest.get(..at), at + found.len()));
            let beginning =
                |before: &str| if before.is_empty() { !within } else { !before.ends_with(char::is_alphanumeric) };
            places.find(|(before, _)| before.is_some_and(beginning)).and_then(|(_, behind)| rest.get(behind..))
        };
        let found = goes_on.or_else(next);
        rest = found.unwrap_or_default();
        within = found.is_some();
        within
    })
}

#[cfg(test)]
mod tests {
    use super::workspace_symbols;
    use crate::record::Document;
    use crate::volume::{FileEntry, Index};

    const FILES: [(&str, &str); 6] = [
        ("v1/d39.txt", "39. Talk on the 40 Lamps"),
        ("v1/d40.txt", "40. Memorandum of Conversation1\n\n[Page 41] They met.\n\n  1. In Quarrow."),
        ("v1/d400.txt", "400. Letter to Mr. Møller in Québec\n\n[Page 40] He came."),
        ("v2/d5.txt", "5. Letter to the Mayor"),
        ("v2/d40.txt", "Letter From the Mayor\n\nHe came."),
        ("v2/d41.txt", "[Page xiv]\n\n41. Mémoire\n\nHe came."),
    ];

    #[track_caller]
    fn check(query: &str, most: usize, expected: &[&str]) {
        let mut index = Index::default();
        for (path, text) in FILES {
            index.set(path, FileEntry::new(&Document::new(text).snapshot(), 0));
        }
        let mut volumes: Vec<_> = index.volumes().map(|volume| &**volume).collect();
        volumes.sort_by_key(|volume| volume.located().next().map(|(_, located)| located.path));
        let found = workspace_symbols(volumes, query, most).into_iter();
        let found: Vec<_> = found.map(|it| format!("{} ({}) {} {}", it.name, it.container, it.path, it.at)).collect();
        assert_eq!(found, expected, "{query}");
    }

    const LAMPS: &str = "39. Talk on the 40 Lamps (v1) v1/d39.txt 0";
    const TALK: &str = "40. Memorandum of Conversation (v1) v1/d40.txt 0";
    const MOLLER: &str = "400. Letter to Mr. Møller in Québec (v1) v1/d400.txt 0";
    const FIVE: &str = "5. Letter to the Mayor (v2) v2/d5.txt 0";
    const MAYOR: &str = "40. Letter From the Mayor (v2) v2/d40.txt 0";
    const MEMOIRE: &str = "41. Mémoire (v2) v2/d41.txt 0";
    const PAGE: &str = "Page 40 (400. Letter to Mr. Møller in Québec) v1/d400.txt 0";
    const PAGE_XIV: &str = "Page xiv (41. Mémoire) v2/d41.txt 0";

    #[test]
    fn by_number_records_then_pages() {
        check("40", 9, &[TALK, MAYOR, PAGE, LAMPS, MOLLER]);
        check("40.", 2, &[TALK, MAYOR]);
        check("p. 40", 9, &[PAGE]);
        check("Page XIV", 9, &[PAGE_XIV]);
        check("Document 40", 9, &[TALK, MAYOR]);
        check("40 letter", 9, &[MAYOR, MOLLER]);
    }

    #[test]
    fn by_words_of_the_title() {
        check("letter mayor", 9, &[FIVE, MAYOR]);
        check("mem", 9, &[TALK, MEMOIRE]);
        check("quebec", 9, &[MOLLER]);
        check("QUÉBEC", 9, &[MOLLER]);
        check("emor", 9, &[TALK]);
        check("memcon", 9, &[TALK]);
        check("ltm", 9, &[MOLLER, FIVE, MAYOR]);
        check("letter 5", 9, &[FIVE]);
        check("zzz", 9, &[]);
    }

    #[test]
    fn all_records_where_nothing_is_asked_for() {
        check("", 2, &[LAMPS, TALK]);
        check(" ", 9, &[LAMPS, TALK, MOLLER, FIVE, MAYOR, MEMOIRE]);
    }
}
