//! Text for editors to display: names of records and places, shortened text, Markdown.

use super::text_units::trimmed;
use crate::record::{Label, Record};
use crate::text::Span;
use crate::volume::{Part, Place, RecordId, Volume};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The longest name of a record in an outline, in characters.
const LONGEST_NAME: usize = 120;

/// The name of a record: its number and title, or its first words. Empty if the record is blank.
pub(super) fn record_name(record: &Record) -> String {
    let name = record.heading.as_ref().map(|heading| titled(heading.number.as_ref(), heading.title.of(&record.text)));
    name.filter(|name| !name.is_empty()).unwrap_or_else(|| first_words(record, Span::new(0, record.text.len())))
}

/// The name of the record `id`, made of what the volume keeps of it. Never empty.
pub(super) fn name_in(volume: &Volume, id: RecordId) -> String {
    let title = volume.get(id).map_or("", |located| &located.record.title);
    record_title(volume.number(id).as_ref(), title)
}

/// The name of a record with this number and title. The title may be empty; the name never is.
pub(super) fn record_title(number: Option<&Label>, title: &str) -> String {
    match (number, title.is_empty()) {
        (Some(number), true) => format!("Record {number}"),
        (None, true) => "A record without a title".into(),
        (number, false) => titled(number, title),
    }
}

/// The name of a place in the volume: `Note 2 of 222. Summary Record`.
pub(super) fn place_name(volume: &Volume, place: Place) -> String {
    let name = name_in(volume, place.record);
    let record = volume.get(place.record).map(|located| located.record);
    match place.part {
        Part::Heading => name,
        Part::Note(note) => {
            let label = record.and_then(|record| record.notes.get(note)?.label.as_ref());
            label.map_or_else(|| format!("A note of {name}"), |label| format!("Note {label} of {name}"))
        }
        Part::Page(page) => {
            let page = record.and_then(|record| record.pages.get(page));
            page.map_or_else(|| name.clone(), |page| format!("Page {} in {name}", page.label))
        }
    }
}

/// Joins a record's number and title to its name: `222. Summary Record`.
fn titled(number: Option<&Label>, title: &str) -> String {
    let title = shortened(title, LONGEST_NAME);
    number.map_or(title.clone(), |number| shortened(&format!("{number}. {title}"), LONGEST_NAME))
}

/// `text` in lower case and without diacritics, for comparison.
pub(super) fn folded(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

/// The first line with text in `span`, shortened to a name.
fn first_words(record: &Record, span: Span) -> String {
    shortened(first_line(&record.text, span).of(&record.text), LONGEST_NAME)
}

/// The first line with text in `span`, without white space at its ends. Empty, at the start of `span`, if `span` is
/// blank.
pub(super) fn first_line(text: &str, span: Span) -> Span {
    trimmed(text, span).map_or(Span::new(span.start, span.start), |words| {
        let line = words.of(text).split(['\n', '\r']).next().unwrap_or_default().trim_end();
        Span::new(words.start, words.start + line.len())
    })
}

/// `text` with single spaces, cut at a word and closed with `…` if it has more than `limit` characters.
pub(super) fn shortened(text: &str, limit: usize) -> String {
    let mut short = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        let gap = usize::from(length > 0);
        // A first word that is longer than the limit is cut; later words are kept whole or left out.
        let fits = word.chars().take(limit + 1).count();
        if length + gap + fits > limit {
            let cut: String = word.chars().take(if length == 0 { limit.saturating_sub(1) } else { 0 }).collect();
            short.push_str(&cut);
            return short + "…";
        }
        short.push_str(if length > 0 { " " } else { "" });
        short.push_str(word);
        length += gap + fits;
    }
    short
}

/// `text` with every run of white space replaced by one space.
pub(super) fn normalised(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Escapes the paragraph `text` so that Markdown shows it unchanged. A number with a full stop at its start, which
/// would begin a list, is set in bold because some editors show a backslash there.
pub(super) fn markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut rest = text;
    let first = text.split(' ').next().unwrap_or_default();
    if first
        .strip_suffix(['.', ')'])
        .is_some_and(|number| number.bytes().all(|b| b.is_ascii_digit()) && !number.is_empty())
    {
        escaped = format!("**{first}**");
        rest = text.get(first.len()..).unwrap_or_default();
    } else if text.starts_with(['-', '+', '=', '#']) {
        escaped.push('\\');
    }
    for c in rest.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '|' | '$') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// A link in Markdown that shows `words`. In `address`, a URL as the `url` crate writes it, the characters that could end
/// the link are escaped, so that nothing of it is read as Markdown.
pub fn markdown_link(words: &str, address: &str) -> String {
    let mut link = format!("[{}](", markdown(words));
    for c in address.chars() {
        match c {
            '(' => link += "%28",
            ')' => link += "%29",
            '<' => link += "%3C",
            '>' => link += "%3E",
            '\\' => link += "%5C",
            '`' => link += "%60",
            c if c.is_whitespace() || c.is_control() => {}
            c => link.push(c),
        }
    }
    link + ")"
}

/// A count with its noun: `1 note`, `2 notes`.
pub(super) fn counted(count: usize, thing: &str) -> String {
    if count == 1 { format!("1 {thing}") } else { format!("{count} {thing}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cut_at_a_word() {
        assert_eq!(shortened(" Talk \n in   Aldmoor ", 20), "Talk in Aldmoor");
        assert_eq!(shortened("Talk in Aldmoor", 15), "Talk in Aldmoor");
        assert_eq!(shortened("Talk in Aldmoor", 14), "Talk in…");
        assert_eq!(shortened("Überseehafen", 5), "Über…");
        assert_eq!(shortened("", 5), "");
    }

    #[test]
    fn an_address_stays_within_its_link() {
        let link = |address: &str| markdown_link("Scan", address);
        assert_eq!(link("https://canal.example/47?size=max#top"), "[Scan](https://canal.example/47?size=max#top)");
        assert_eq!(link("https://[::1]/47"), "[Scan](https://[::1]/47)");
        for address in ["/a)![b](//c)", "/a> <img src=b>", "/a\\)b", "/`a`)", "/a)\n\n# b"] {
            let address = format!("https://canal.example{address}");
            let link = link(&address);
            let inside = link.strip_prefix("[Scan](").and_then(|rest| rest.strip_suffix(')')).unwrap();
            assert!(!inside.contains(['(', ')', '<', '>', '\\', '`', ' ', '\n']), "{link}");
        }
    }

    #[test]
    fn markdown_shows_what_is_written() {
        assert_eq!(markdown("a *b* _c_ [d] <e> `f` & g\\h"), "a \\*b\\* \\_c\\_ \\[d\\] \\<e\\> \\`f\\` \\& g\\\\h");
        assert_eq!(markdown("2. See 3. and - there"), "**2.** See 3. and - there");
        assert_eq!(markdown("2)"), "**2)**");
        assert_eq!(markdown("3.50 crowns"), "3.50 crowns");
        assert_eq!(markdown("- so"), "\\- so");
        assert_eq!(markdown("# so"), "\\# so");
        assert_eq!(markdown("1948"), "1948");
    }
}
