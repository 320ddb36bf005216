//! The text of a document in another convention, and the changes that lead to it.

use crate::assist::TextEdit;
use crate::text::Span;
use std::borrow::Cow;

/// What was written so far in place of the beginning of a document.
#[derive(Debug, Default)]
pub struct Output {
    written: String,
    /// Whether lines of the document end by `\r\n`.
    is_crlf: bool,
    /// How many bytes of the document that is in place of.
    at: usize,
    /// Where the two differ, in bytes of the document, in order and apart from each other.
    edits: Vec<TextEdit>,
}

impl Output {
    /// What is to be written in place of the document `source`.
    pub fn of(source: &str) -> Self {
        Self { is_crlf: source.contains("\r\n"), ..Self::default() }
    }

    /// What was written so far, with line breaks as they came.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// Adds the next bytes of the document, `text`, as they are.
    pub fn keep(&mut self, text: &str) {
        self.written.push_str(text);
        self.at += text.len();
    }

    /// Adds `new` in place of the next bytes of the document, `old`.
    pub fn replace(&mut self, old: &str, new: &str) {
        // A bare `\n` behind a bare `\r` would be no line break of its own.
        let new = if self.is_crlf { with_crlf(new) } else { new.into() };
        self.written.push_str(&new);
        let (before, after) = shared(old, &new);
        let span = Span::new(self.at + before, self.at + old.len() - after);
        let new = new.get(before..new.len() - after).unwrap_or_default();
        self.at += old.len();
        if span.is_empty() && new.is_empty() {
            return;
        }
        match self.edits.last_mut().filter(|last| last.span.end == span.start) {
            Some(last) => {
                last.span.end = span.end;
                last.new_text.push_str(new);
            }
            None => self.edits.push(TextEdit { span, new_text: new.to_owned() }),
        }
    }

    /// The text that was written. If a line of it ends by `\r\n`, all do.
    pub fn text(&self) -> String {
        let is_crlf = self.written.contains("\r\n");
        if is_crlf { with_crlf(&self.written).into_owned() } else { self.written.clone() }
    }

    /// The changes that make the document what was written. The line breaks that they keep stay as they are.
    pub fn into_edits(self) -> Vec<TextEdit> {
        self.edits
    }

    /// The document `source` after these changes.
    pub fn edited(&self, source: &str) -> String {
        let (mut text, mut at) = (String::with_capacity(self.written.len()), 0);
        for edit in &self.edits {
            text.push_str(Span::new(at, edit.span.start).of(source));
            text.push_str(&edit.new_text);
            at = edit.span.end;
        }
        text + Span::new(at, source.len()).of(source)
    }
}

/// `text`, each line of which ends by `\r\n`.
fn with_crlf(text: &str) -> Cow<'_, str> {
    if text.contains('\n') { text.replace("\r\n", "\n").replace('\n', "\r\n").into() } else { text.into() }
}

/// How many bytes `old` and `new` have in common at their beginnings, and at their ends behind those. No line break of
/// `old` is divided.
fn shared(old: &str, new: &str) -> (usize, usize) {
    fn alike(old: impl Iterator<Item = char>, new: impl Iterator<Item = char>) -> usize {
        old.zip(new).take_while(|(old, new)| old == new).map(|(c, _)| c.len_utf8()).sum()
    }
    let divides = |at: usize| old.as_bytes().get(at.saturating_sub(1)..=at) == Some(b"\r\n");
    let mut before = alike(old.chars(), new.chars());
    before -= usize::from(divides(before));
    let (old_rest, new_rest) = (old.get(before..).unwrap_or_default(), new.get(before..).unwrap_or_default());
    let mut after = alike(old_rest.chars().rev(), new_rest.chars().rev());
    after -= usize::from(divides(old.len() - after));
    (before, after)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes `new` in place of `old`, each in the parts between the `|`. `expected` are the edits: the text of `old` and
    /// what comes in its place.
    fn check(old: &str, new: &str, expected: &[(&str, &str)]) {
        let source = old.replace('|', "");
        let mut output = Output::of(&source);
        for (old, new) in old.split('|').zip(new.split('|')) {
            if old == new { output.keep(old) } else { output.replace(old, new) }
        }
        assert_eq!(output.edited(&source), output.text(), "{old:?}");
        let edits = output.into_edits();
        let edits: Vec<_> = edits.iter().map(|edit| (edit.span.of(&source), edit.new_text.as_str())).collect();
        assert_eq!(edits, expected, "{old:?}");
    }

    #[test]
    fn only_what_differs_is_changed() {
        check("It ran.|1| Well", "It ran.|[^1]| Well", &[("1", "[^1]")]);
        check("ran.|  1. Near the pier.\n|", "ran.|[^1]: Near the pier.\n|", &[("  1.", "[^1]:")]);
        check("a|bc|de|f", "a|bX|Ye|f", &[("cd", "XY")]);
        check("né|é", "né|è", &[("é", "è")]);
        check("same|same", "same|same", &[]);
    }

    #[test]
    fn line_breaks_stay_whole() {
        check("a|b\r\n|c\r\n", "a|d\ne\n|c\r\n", &[("b", "d\r\ne")]);
        check("a\r\n||b\r\n", "a\r\n|\n|b\r\n", &[("", "\r\n")]);
        check("a|\r\n|b\r\n", "a|\r|b\r\n", &[("\r\n", "\r")]);
        check("a\r||b\r\n", "a\r|\n|b\r\n", &[("", "\r\n")]);
    }
}
