//! Note lists in `plain`: items such as `  1. Source: …`, and the title or rule above them.

use crate::convention::form::NoteForm;
use crate::convention::mark::{Item, ItemStyle, LONGEST_LABEL};
use crate::convention::numeral::is_superscript;
use crate::convention::sign::SIGNS;
use crate::lexicon::LANGUAGES;
use crate::text::Span;

/// The list item that `line`, without its line break, begins with. Its offsets are in bytes from the start of `line`.
pub fn item(line: &str) -> Option<Item> {
    let rest = line.trim_start_matches([' ', '\t']);
    let indent = line.len() - rest.len();
    let first = rest.chars().next()?;
    let item = |label: Span, after: usize, style| {
        let text = line.get(after..)?;
        let spaced = text.is_empty() || text.starts_with([' ', '\t']);
        let text = line.len() - text.trim_start().len();
        spaced.then_some(Item { indent, label, text, style })
    };
    match first {
        '0'..='9' => {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let letter = rest.as_bytes().get(digits).is_some_and(u8::is_ascii_lowercase);
            let end = indent + digits + usize::from(letter);
            let label = Span::new(indent, end);
            let style = match line.as_bytes().get(end) {
                _ if digits > LONGEST_LABEL => return None,
                Some(b'.') => ItemStyle::Dot,
                Some(b')') => ItemStyle::Parenthesis,
                Some(b' ' | b'\t') if !letter => return item(label, end, ItemStyle::Bare),
                _ if !letter && begins_a_sentence(line.get(end..)?) => {
                    return Some(Item { indent, label, text: end, style: ItemStyle::Bare });
                }
                _ => return None,
            };
            item(label, end + 1, style)
        }
        '(' | '[' => {
            let label = number_at(line, indent + 1)?;
            let close = if first == '(' { b')' } else { b']' };
            let closed = line.as_bytes().get(label.end) == Some(&close);
            if closed { item(label, label.end + 1, ItemStyle::Enclosed) } else { None }
        }
        '-' => item(Span::new(indent, indent + 1), indent + 1, ItemStyle::Bullet),
        '^' => {
            let label = number_at(line, indent + 1)?;
            item(label, label.end, ItemStyle::Announced)
        }
        _ if is_superscript(first) => {
            let len: usize = rest.chars().take_while(|&c| is_superscript(c)).map(char::len_utf8).sum();
            let label = Span::new(indent, indent + len);
            let text = line.len() - line.get(label.end..)?.trim_start().len();
            Some(Item { indent, label, text, style: ItemStyle::Superscript })
        }
        _ if SIGNS.contains(&first) => {
            let len: usize = rest.chars().take_while(|&c| c == first).map(char::len_utf8).sum();
            let label = Span::new(indent, indent + len);
            let behind = line.get(label.end..)?;
            if len > LONGEST_LABEL || is_ornament(rest) {
                return None;
            }
            // At the margin stand the notes of tables, which are left to the text.
            if indent > 0 && is_glued_note(first, behind) {
                return Some(Item { indent, label, text: label.end, style: ItemStyle::Sign });
            }
            // `*) text`
            item(label, label.end + usize::from(behind.starts_with(')')), ItemStyle::Sign)
        }
        _ if first.is_uppercase() => {
            let start = indent + rest.bytes().take(LONGEST_WORD + 1).position(|b| b == b' ')?;
            let label = number_at(line, start + 1)?;
            let ends = line.get(label.end..)?.starts_with([':', '.', ')']);
            let says_note = |word: &str| {
                let words = LANGUAGES.iter().map(|language| &language.lexicon.cross_refs);
                words.flat_map(|words| [&words.footnotes, &words.notes]).any(|words| words.singular.contains(&word))
            };
            let is_note = ends && says_note(line.get(indent..start)?);
            if is_note { item(label, label.end + 1, ItemStyle::Announced) } else { None }
        }
        _ => None,
    }
}

/// The longest word before the number of a note, in bytes: `Anmerkung`.
const LONGEST_WORD: usize = 10;

/// The number at byte `start` of `line`.
fn number_at(line: &str, start: usize) -> Option<Span> {
    let digits = line.get(start..)?.bytes().take_while(u8::is_ascii_digit).count();
    (1..=LONGEST_LABEL).contains(&digits).then_some(Span::new(start, start + digits))
}

/// Whether `behind`, what is glued to a number at the start of a line, begins a sentence, as in `1Source: Archives.` It is copied from a
/// text in which the number is raised.
fn begins_a_sentence(behind: &str) -> bool {
    let word = behind.trim_start_matches(['“', '"', '„', '«', '‘', '\'']);
    let mut chars = word.chars();
    match (chars.next(), chars.next()) {
        (Some(first), Some(' ')) => WORDS.contains(&first),
        (Some(first), Some(second)) => first.is_uppercase() && second.is_lowercase(),
        _ => false,
    }
}

/// The words of one letter in the languages of records, as they begin a sentence.
const WORDS: [char; 7] = ['A', 'E', 'I', 'O', 'Y', 'À', 'È'];

/// Whether `behind`, what stands behind `sign` at the start of a line, begins a note glued to its label, as in `*See below.` A second
/// sign ends a word in italics, and `§ 4` and `#2` are numbers.
fn is_glued_note(sign: char, behind: &str) -> bool {
    !matches!(sign, '#' | '§' | '¶')
        && behind.starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '"' | '„' | '«'))
        && !behind.contains(sign)
}

/// Whether `line`, without the white space before it, is a row of one sign, `* * *`, or stands between two runs of it:
/// `*** END ***`.
pub fn is_ornament(line: &str) -> bool {
    let Some(first) = line.chars().next().filter(|first| SIGNS.contains(first)) else { return false };
    let text = line.trim_start_matches(first);
    let sign = &line[..line.len() - text.len()];
    let text = text.trim();
    let is_row = || text.chars().all(|c| c.is_whitespace() || c == first);
    let is_framed = || sign.chars().nth(1).is_some() && text.ends_with(sign);
    !text.is_empty() && (is_row() || is_framed())
}

/// The mark behind the text of a note that, on the web, links back to its reference.
const RETURN_MARK: char = '↩';

/// The bullet that begins an item without a label.
pub const BULLET: &str = "-";

/// What stands before the further lines of an item in a new text: they are moved in deeper than its label.
pub const INDENT: &str = "     ";

/// The form of an item in a record that has no items to imitate: `  1. text`.
pub fn new_form() -> NoteForm {
    NoteForm { before: "  ".into(), after: ". ".into(), end: String::new() }
}

/// The form of an item. `before` is its first line up to the label, `behind` is that line after the label, and `note`
/// is the whole item.
pub fn form(before: &str, behind: &str, note: &str) -> NoteForm {
    let spaced = behind.trim_start_matches(['.', ')', ']', ':']);
    let after = behind.len() - spaced.trim_start().len();
    let (_, end) = split_end(note);
    NoteForm {
        before: before.to_owned(),
        after: behind.get(..after).unwrap_or_default().to_owned(),
        end: end.to_owned(),
    }
}

/// The label and the end of what `line` begins with, where that is a number, a stop of any kind, and a capital or a bracket behind it:
/// `3, Text`, `3;Text`.
pub fn begun(line: &str) -> Option<(Span, usize)> {
    let label = number_at(line, line.len() - line.trim_start().len())?;
    let text = line.get(label.end..)?.strip_prefix([',', ';', ':', '.', ')', '-', '–', '—'])?.trim_start();
    let begins_a_text = text.starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '"' | '„' | '«' | '['));
    begins_a_text.then(|| (label, line.len() - text.len()))
}

/// Splits `note` into its text and the mark `↩` that closes it. The mark is empty where there is none.
pub fn split_end(note: &str) -> (&str, &str) {
    note.split_at(note.len() - note.strip_suffix(RETURN_MARK).map_or(0, |_| RETURN_MARK.len_utf8()))
}

/// Whether `line` is a rule: three or more of one of `-`, `_`, `*`, `—` and `–`, and nothing else.
pub fn is_rule(line: &str) -> bool {
    let line = line.trim_start();
    let Some(first) = line.chars().next().filter(|c| matches!(c, '-' | '_' | '*' | '—' | '–')) else {
        return false;
    };
    let line = line.trim_end();
    line.chars().all(|c| c == first) && line.chars().nth(2).is_some()
}

/// Whether `line` parts sections: a rule, or a row of three asterisks or more, which may stand apart.
pub fn is_break(line: &str) -> bool {
    let is_row = || {
        line.bytes().all(|byte| matches!(byte, b'*' | b' '))
            && line.bytes().filter(|byte| *byte == b'*').nth(2).is_some()
    };
    is_rule(line) || is_row()
}

/// Whether `line` is the title of a note list in any language, such as `Notes:` or `## Fußnoten`.
pub fn is_notes_title(line: &str) -> bool {
    let title = line.trim_end().trim_end_matches([':', '.']);
    let title = title.trim_start_matches(|c: char| c == '#' || c.is_whitespace());
    let mut titles = LANGUAGES.iter().flat_map(|language| language.lexicon.note_titles);
    title.len() <= LONGEST_TITLE && titles.any(|known| title.eq_ignore_ascii_case(known))
}

/// No title of a note list is longer, in bytes. Nearly all lines are.
const LONGEST_TITLE: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_title_of_note_lists_is_recognised() {
        for title in LANGUAGES.iter().flat_map(|language| language.lexicon.note_titles) {
            assert!(is_notes_title(title), "{title}");
        }
    }

    #[test]
    fn items() {
        let found = |line: &'static str| item(line).map(|i| (i.indent, i.label.of(line), &line[i.text..], i.style));
        for (line, expected) in [
            ("  1. Source: Archives.", Some((2, "1", "Source: Archives.", ItemStyle::Dot))),
            ("  12. ", Some((2, "12", "", ItemStyle::Dot))),
            ("  12.", Some((2, "12", "", ItemStyle::Dot))),
            ("60a. Text", Some((0, "60a", "Text", ItemStyle::Dot))),
            ("2) text", Some((0, "2", "text", ItemStyle::Parenthesis))),
            ("2\ttext", Some((0, "2", "text", ItemStyle::Bare))),
            ("12Source: Archives.", Some((0, "12", "Source: Archives.", ItemStyle::Bare))),
            (" 2“So” in the copy.", Some((1, "2", "“So” in the copy.", ItemStyle::Bare))),
            ("2d Session", None),
            ("3D maps", None),
            ("² text", Some((0, "²", "text", ItemStyle::Superscript))),
            ("¹²text", Some((0, "¹²", "text", ItemStyle::Superscript))),
            (" † Not printed.", Some((1, "†", "Not printed.", ItemStyle::Sign))),
            ("  †Not printed.", Some((2, "†", "Not printed.", ItemStyle::Sign))),
            (" *“So” in the copy.", Some((1, "*", "“So” in the copy.", ItemStyle::Sign))),
            ("  *Not* printed.", None),
            ("  *not printed.", None),
            ("*Not printed.", None),
            ("  §5 Of ferries", None),
            ("^12 text", Some((0, "12", "text", ItemStyle::Announced))),
            ("  Anm. 3: text", Some((2, "3", "text", ItemStyle::Announced))),
            ("Note 3. Text", Some((0, "3", "Text", ItemStyle::Announced))),
            ("Note 3 says", None),
            ("^a text", None),
            ("No. 3: text", None),
            ("(3) text", Some((0, "3", "text", ItemStyle::Enclosed))),
            ("[3] text", Some((0, "3", "text", ItemStyle::Enclosed))),
            ("- text.↩", Some((0, "-", "text.↩", ItemStyle::Bullet))),
            ("* * *", None),
            ("*   *", None),
            ("*** END ***", None),
            ("* See *Holt*", Some((0, "*", "See *Holt*", ItemStyle::Sign))),
            ("1.5 million", None),
            ("11:00 AM", None),
            ("**bold**", None),
            ("  ", None),
            ("", None),
        ] {
            assert_eq!(found(line), expected, "{line}");
        }
    }

    #[test]
    fn items_are_written_as_their_models_are() {
        for (before, behind, written) in [
            ("  ", ". Not printed.", "  3. Later."),
            ("(", ") Not printed. ↩", "(3) Later.↩"),
            ("", "\tNot printed.", "3\tLater."),
            ("", "Not printed.", "3Later."),
            (" ", ".", " 3.Later."),
        ] {
            let note = [before, "2", behind].concat();
            assert_eq!(form(before, behind, &note).write("3", "Later."), written, "{note}");
        }
        assert_eq!(new_form().write("1", "Later."), "  1. Later.");
    }

    #[test]
    fn rules_and_titles() {
        assert!(is_rule("---") && is_rule("  ______ ") && !is_rule("--") && !is_rule("-- -"));
        assert!(is_notes_title("Notes") && is_notes_title("FOOTNOTES:") && !is_notes_title("Notes on tea"));
    }
}
