//! The marks that Distributed Proofreaders and Project Gutenberg share: the references `[1]`, `[A]`, `(1)` and `*`, and
//! the notes `[Footnote 1: text]` and `[1] text`.

use super::footnote::{FootnoteMark, Form, Role};
use super::form::{NoteForm, ReferenceForm};
use super::mark::LONGEST_LABEL;
use super::sign::SIGNS;
use crate::text::{Span, lines};

/// The words that may begin a note in brackets, in small letters.
const WORDS: [&str; 3] = ["footnote", "endnote", "note"];
/// The word that begins a note even where no label follows.
const UNLABELLED: &str = "footnote";

/// A bracket that is not closed yet.
enum Opened {
    /// Any bracket.
    Bracket,
    /// A note: the index of its mark among those found, and the byte behind the last bracket that closed a line in it.
    Note { mark: usize, closed: Option<usize> },
}

/// Finds the marks in `text`, in order.
pub fn find(text: &str) -> Vec<FootnoteMark> {
    let bytes = text.as_bytes();
    let mut found: Vec<FootnoteMark> = Vec::new();
    let mut open: Vec<Opened> = Vec::new();
    let mut skip = 0;
    for at in memchr::memchr2_iter(b'[', b']', bytes).chain([text.len()]) {
        if at < skip {
            continue;
        }
        match bytes.get(at) {
            Some(b'[') => {
                if let Some(mark) = block(text, at) {
                    close_all(text, at, &mut open, &mut found);
                    open.push(Opened::Note { mark: found.len(), closed: None });
                    found.push(mark);
                    // The label is no mark of its own.
                    skip = mark.text.start;
                } else if text.get(..at).is_some_and(|before| before.ends_with("/*") || before.ends_with("/#")) {
                    // The margins of a block that keeps its lines: `/*[4]`.
                    open.push(Opened::Bracket);
                } else if let Some(label) = label(text, at + 1, b']') {
                    found.push(labelled(text, at, label, Form::Bracketed));
                    skip = label.end + 1;
                } else {
                    open.push(Opened::Bracket);
                }
            }
            Some(_) => match open.pop() {
                Some(Opened::Note { mark, .. }) => close(text, mark, at + 1, &mut found),
                Some(Opened::Bracket) if ends_a_line(text, at + 1) => {
                    if let Some(Opened::Note { closed, .. }) = open.last_mut() {
                        *closed = Some(at + 1);
                    }
                }
                _ => {}
            },
            None => close_all(text, at, &mut open, &mut found),
        }
    }
    found
}

/// Finds the lines that begin a note with a word and a label, but without a bracket, in order: `Footnote 39:`.
pub fn find_titled(text: &str) -> Vec<FootnoteMark> {
    lines_with_word(text).filter_map(|at| titled(text, at)).collect()
}

/// The bytes of `text` at which a line begins that may begin with one of [`WORDS`].
fn lines_with_word(text: &str) -> impl Iterator<Item = usize> + '_ {
    let starts = [0].into_iter().chain(memchr::memchr2_iter(b'\n', b'\r', text.as_bytes()).map(|at| at + 1));
    starts.filter(|&at| text.as_bytes().get(at).is_some_and(|byte| b"FENfen".contains(byte)))
}

/// The label with a word before it that begins the line at byte `at`: `Footnote 39:`, `Note 1. text`.
fn titled(text: &str, at: usize) -> Option<FootnoteMark> {
    let line = text.get(at..)?;
    let word = word(line)?;
    let behind = line.get(word.len()..)?.strip_prefix(' ')?;
    let len = behind.bytes().take(LONGEST_LABEL + 1).take_while(|byte| !b":. \t\r\n".contains(byte)).count();
    let label = Span::new(at + word.len() + 1, at + word.len() + 1 + len);
    let is_note = is_label(label.of(text)) && text.get(label.end..)?.starts_with([':', '.']);
    let end = label.end + 1;
    is_note.then_some(FootnoteMark {
        role: Role::Item,
        span: Span::new(at, end),
        label,
        text: Span::new(end, end),
        goes_on: false,
        form: Form::Bracketed,
    })
}

/// Finds the references and items with labels in parentheses, and those that are signs, in `text`, in order.
pub fn find_others(text: &str) -> Vec<FootnoteMark> {
    let mut found = Vec::new();
    for at in memchr::memchr_iter(b'(', text.as_bytes()) {
        if let Some(label) = label(text, at + 1, b')').filter(|label| !label.of(text).starts_with(SIGNS)) {
            found.push(labelled(text, at, label, Form::Parenthesised));
        }
    }
    found.extend(signs(text));
    found.sort_unstable_by_key(|mark| mark.span.start);
    found
}

/// The references and items that are signs.
fn signs(text: &str) -> impl Iterator<Item = FootnoteMark> + '_ {
    let mut skip = 0;
    // The first bytes of the signs.
    let starts = memchr::memchr3_iter(b'*', 0xC2, 0xE2, text.as_bytes());
    starts.filter_map(move |at| {
        let rest = text.get(at..).filter(|_| at >= skip)?;
        let sign = rest.chars().next().filter(|sign| SIGNS.contains(sign) && !matches!(sign, '#' | '§' | '¶'))?;
        let len = rest.len() - rest.trim_start_matches(sign).len();
        let span = Span::new(at, at + len);
        skip = span.end;
        let after = text.get(span.end..).unwrap_or_default();
        let spaced = after.starts_with([' ', '\t']);
        // A row of asterisks parts sections.
        let is_row = || after.lines().next().unwrap_or_default().trim_start().starts_with(sign);
        let role = if starts_a_line(text, at) {
            (spaced && !is_row()).then_some(Role::Item)?
        } else {
            let before = text.get(..at).and_then(|before| before.chars().next_back());
            before.is_some_and(|c| !c.is_whitespace() && !SIGNS.contains(&c)).then_some(Role::Reference)?
        };
        (len <= LONGEST_LABEL).then_some(FootnoteMark {
            role,
            span,
            label: span,
            text: Span::new(span.end, span.end),
            goes_on: false,
            form: Form::Sign,
        })
    })
}

/// The reference or item whose opening bracket is byte `at`.
fn labelled(text: &str, at: usize, label: Span, form: Form) -> FootnoteMark {
    let span = Span::new(at, label.end + 1);
    let behind = text.get(span.end..).unwrap_or_default();
    let spaced = behind.chars().next().is_none_or(|c| c.is_whitespace() || matches!(c, '.' | ':'));
    let role = if spaced && starts_a_line(text, at) { Role::Item } else { Role::Reference };
    FootnoteMark { role, span, label, text: Span::new(span.end, span.end), goes_on: false, form }
}

/// The one of [`WORDS`] that `text` begins with.
fn word(text: &str) -> Option<&'static str> {
    WORDS.into_iter().find(|word| {
        text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
            && !text.get(word.len()..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
    })
}

/// Whether `note` begins with a word, as `[Footnote 1: text]` and `Footnote 1: text` do.
pub fn is_worded(note: &str) -> bool {
    note.starts_with('[') && block(note, 0).is_some() || titled(note, 0).is_some()
}

/// The note in brackets that begins at byte `at`. Its span and text end where its label does; they are completed when it
/// is closed.
fn block(text: &str, at: usize) -> Option<FootnoteMark> {
    let inner = text.get(at + 1..)?;
    // `[ Footnote 1: text]` is a slip.
    let from = at + 1 + (inner.len() - inner.trim_start_matches(' ').len());
    let word = word(text.get(from..)?)?;
    let word_end = from + word.len();
    let behind = text.get(word_end..)?;
    let from = word_end + (behind.len() - behind.trim_start_matches(' ').len());
    let len = text.get(from..)?.bytes().take(LONGEST_LABEL + 1).take_while(|byte| !b":] \t\r\n".contains(byte)).count();
    let label = Span::new(from, from + len);
    let has_label = from > word_end && is_label(label.of(text));
    let label = if has_label { label } else { Span::new(word_end, word_end) };
    let rest = text.get(label.end..)?;
    let after = rest.trim_start_matches(' ');
    let is_note = if has_label { true } else { word == UNLABELLED && after.starts_with(':') };
    if !is_note || !starts_a_line(text, at) {
        return None;
    }
    let lead = rest.len() - after.strip_prefix(':').unwrap_or(after).len();
    let continues = !has_label && text.get(..at)?.ends_with('*');
    let role = if continues { Role::Continuation } else { Role::Note };
    let text = Span::new(label.end + lead, label.end + lead);
    Some(FootnoteMark { role, span: Span::new(at, text.start), label, text, goes_on: false, form: Form::Bracketed })
}

/// Ends all notes that are open at byte `at`, whose brackets nothing closes.
fn close_all(text: &str, at: usize, open: &mut Vec<Opened>, found: &mut [FootnoteMark]) {
    for opened in open.drain(..) {
        if let Opened::Note { mark, closed } = opened {
            let first_paragraph = || {
                let from = found.get(mark).map_or(at, |mark| mark.text.start);
                let said = text.get(from..at).unwrap_or_default();
                let blank = lines(said).find(|line| line.start > 0 && line.of(said).trim().is_empty());
                from + blank.map_or(said.len(), |blank| blank.start)
            };
            let end = closed.unwrap_or_else(first_paragraph);
            close(text, mark, end, found);
        }
    }
}

/// Ends the note with the index `mark` among those `found` at byte `end`, behind its closing bracket if it has one.
fn close(text: &str, mark: usize, end: usize, found: &mut [FootnoteMark]) {
    let Some(mark) = found.get_mut(mark) else { return };
    let trimmed = text.get(..end).map_or(end, |before| before.trim_end().len()).max(mark.text.start);
    let said = text.get(mark.text.start..trimmed).unwrap_or_default();
    let inside = said.strip_suffix(']').unwrap_or(said).trim_end();
    let lead = inside.len() - inside.trim_start().len();
    mark.text = Span::new(mark.text.start + lead, mark.text.start + inside.len());
    mark.span.end = trimmed;
    mark.goes_on = said.ends_with(']') && text.get(trimmed..).is_some_and(|behind| behind.starts_with('*'));
}

/// The label between byte `from` and the next `close`, if it is one.
fn label(text: &str, from: usize, close: u8) -> Option<Span> {
    let len = text.as_bytes().get(from..)?.iter().take(LONGEST_LABEL + 1).position(|byte| *byte == close)?;
    let label = Span::new(from, from + len);
    is_label(text.get(label.start..label.end)?).then_some(label)
}

/// Whether `label` may be a note's: a number, letters of one case, signs of one kind, or a compound such as `III-1`.
pub fn is_label(label: &str) -> bool {
    let simple = |part: &str| {
        let letters = |is: fn(&u8) -> bool| part.len() <= 3 && part.bytes().all(|byte| is(&byte));
        let roman =
            || part.bytes().all(|byte| b"IVXLC".contains(&byte)) || part.bytes().all(|byte| b"ivxlc".contains(&byte));
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        let inserted =
            |rest: &str| rest.is_empty() || (rest.len() == 1 && rest.bytes().all(|b| b.is_ascii_alphabetic()));
        !part.is_empty()
            && ((digits > 0 && part.get(digits..).is_some_and(inserted))
                || letters(u8::is_ascii_uppercase)
                || letters(u8::is_ascii_lowercase)
                || roman())
    };
    let of_one_sign = || {
        let first = label.chars().next().filter(|first| SIGNS.contains(first));
        first.is_some_and(|first| label.chars().all(|c| c == first))
    };
    let is_greek = || {
        let mut chars = label.chars();
        chars.next().is_some_and(|c| matches!(c, 'α'..='ω' | 'Α'..='Ω')) && chars.next().is_none()
    };
    let compound = || {
        label.split_once(['-', '.']).is_some_and(|(part, number)| {
            simple(part) && !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
        })
    };
    label.len() <= LONGEST_LABEL && (simple(label) || of_one_sign() || compound() || is_greek())
}

/// Whether a note begins at byte `at` of `text`, which is a bracket: `[Footnote 1: text]`.
pub fn begins_a_note(text: &str, at: usize) -> bool {
    block(text, at).is_some()
}

/// Whether the label whose bracket is byte `at` of `text` may begin a note; none if it is no label.
pub fn is_item(text: &str, at: usize) -> Option<bool> {
    let mark = labelled(text, at, label(text, at + 1, b']')?, Form::Bracketed);
    Some(mark.role == Role::Item)
}

/// `text` without a footnote reference at its end, which begins with `open`, and the white space before it.
pub fn without_reference<'t>(text: &'t str, open: &str) -> &'t str {
    let text = text.trim_end();
    let reference = text.strip_suffix(']').and_then(|text| text.rsplit_once(open));
    reference.filter(|(_, label)| is_label(label)).map_or(text, |(before, _)| before.trim_end())
}

/// The form of a reference in a text without references.
pub const NEW_REFERENCE: ReferenceForm = ReferenceForm { open: "[", close: "]" };

/// The form of a note in a text without notes: `[Footnote 1: text]`.
pub fn new_form() -> NoteForm {
    NoteForm { before: "[Footnote ".into(), after: ": ".into(), end: "]".into() }
}

/// The form of a note. `before` is its first line up to the label, `behind` is that line after the label, and `note` is
/// the whole note.
pub fn form(before: &str, behind: &str, note: &str) -> NoteForm {
    let is_block = before.ends_with(char::is_whitespace) && before.trim_start().starts_with('[');
    let marks: &[char] = if is_block { &[':'] } else { &[']', ')', '.', ':'] };
    let text = behind.trim_start_matches(marks).trim_start();
    let after = behind.get(..behind.len() - text.len()).unwrap_or_default();
    let end = if is_block && note.ends_with(']') { "]" } else { "" };
    // An empty note has its closing bracket right behind the label.
    NoteForm { before: before.to_owned(), after: after.to_owned(), end: end.to_owned() }
}

/// Whether only white space, an asterisk or a bar of a box stands between byte `at` and the start of its line.
pub fn starts_a_line(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let rest = before.strip_suffix('*').unwrap_or(before).trim_end_matches([' ', '\t', '|']);
    rest.is_empty() || rest.ends_with(['\n', '\r', '\u{feff}'])
}

/// Whether nothing but white space and an asterisk stands between byte `at` and the end of its line.
fn ends_a_line(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    let rest = rest.strip_prefix('*').unwrap_or(rest).trim_start_matches([' ', '\t']);
    rest.is_empty() || rest.starts_with(['\n', '\r'])
}
