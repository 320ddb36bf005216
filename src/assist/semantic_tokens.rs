//! `textDocument/semanticTokens`: the marks that an editor colours.

use crate::record::{Placed, Record};
use crate::text::Span;

/// A part of a line that an editor colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// The part, in bytes of the document. Never empty, and without a line break.
    pub span: Span,
    /// What the part is.
    pub kind: TokenKind,
}

/// The kinds of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// The line of the heading.
    Heading,
    /// A footnote reference.
    Reference,
    /// The label of a note, or its bullet if it has no label.
    NoteLabel,
    /// A page marker.
    PageMarker,
    /// An editorial insertion.
    Insertion,
    /// A cross reference.
    CrossReference,
}

/// The tokens of a record, in the order of the text and without overlaps. A mark within another, such as a reference in
/// a heading, divides the outer one.
pub fn record_tokens(placed: &Placed) -> Vec<Token> {
    let record = &*placed.record;
    let layers = [marks(record), cross_refs(record), insertions(record), heading(record)];
    let tokens = layers.into_iter().fold(Vec::new(), |above, below| overlay(&above, below));
    let parts = tokens.into_iter().flat_map(|token| lines(&record.text, token));
    parts.map(|token| Token { span: token.span.shifted(placed.start), ..token }).collect()
}

/// The tokens of references, labels of notes and page markers.
fn marks(record: &Record) -> Vec<Token> {
    let token = |kind| move |span| Token { span, kind };
    let references = record.note_refs.iter().map(|reference| reference.span).map(token(TokenKind::Reference));
    let labels = record.notes.iter().map(|note| note.label_span).map(token(TokenKind::NoteLabel));
    let pages = record.pages.iter().map(|page| page.span).map(token(TokenKind::PageMarker));
    references.chain(labels).chain(pages).collect()
}

/// The tokens of cross references.
fn cross_refs(record: &Record) -> Vec<Token> {
    let token = |span| Token { span, kind: TokenKind::CrossReference };
    record.cross_refs.iter().map(|cross_ref| token(cross_ref.span)).collect()
}

/// The tokens of editorial insertions.
fn insertions(record: &Record) -> Vec<Token> {
    record.insertions.iter().map(|&span| Token { span, kind: TokenKind::Insertion }).collect()
}

/// The token of the heading, if there is one.
fn heading(record: &Record) -> Vec<Token> {
    let heading = record.heading.as_ref();
    heading.map(|heading| Token { span: heading.span, kind: TokenKind::Heading }).into_iter().collect()
}

/// Merges two layers of tokens. `above` is sorted and without overlaps, and is kept whole. Of `below`, only those parts
/// are kept that neither `above` nor an earlier token of `below` covers. The result is sorted.
fn overlay(above: &[Token], mut below: Vec<Token>) -> Vec<Token> {
    below.sort_by_key(|token| token.span);
    let mut tokens = Vec::with_capacity(above.len() + below.len());
    let mut above = above.iter().copied().peekable();
    let mut free = 0;
    for token in below {
        let mut part = token.span;
        part.start = part.start.max(free);
        while let Some(over) = above.next_if(|over| over.span.start < part.end) {
            let before = Span::new(part.start, over.span.start);
            tokens.extend((!before.is_empty()).then_some(Token { span: before, ..token }));
            tokens.push(over);
            part.start = part.start.max(over.span.end);
        }
        tokens.extend((!part.is_empty()).then_some(Token { span: part, ..token }));
        free = part.start.max(part.end);
    }
    tokens.extend(above);
    tokens
}

/// Splits a token at line breaks.
fn lines(text: &str, token: Token) -> impl Iterator<Item = Token> + use<'_> {
    let mut start = token.span.start;
    token.span.of(text).split(['\n', '\r']).filter_map(move |line| {
        let span = Span::new(start, start + line.len());
        start = span.end + 1;
        (!span.is_empty()).then_some(Token { span, ..token })
    })
}

#[cfg(test)]
mod tests {
    use super::{TokenKind, record_tokens};
    use crate::assist::fixture;

    /// `fixture` marks the heading with `=`, references with `^`, labels of notes with `~` and page markers with `+`.
    /// The fixture has no more signs, so `others` lists the texts of insertions and cross references.
    #[track_caller]
    fn check(fixture: &str, others: &[&str]) {
        fixture::check_file(fixture, |snapshot| {
            let mut marks = Vec::new();
            let mut found = Vec::new();
            for token in snapshot.records().iter().flat_map(record_tokens) {
                let sign = match token.kind {
                    TokenKind::Heading => '=',
                    TokenKind::Reference => '^',
                    TokenKind::NoteLabel => '~',
                    TokenKind::PageMarker => '+',
                    TokenKind::Insertion | TokenKind::CrossReference => {
                        found.push(snapshot.text().slice(token.span).into_owned());
                        continue;
                    }
                };
                marks.push((sign, token.span));
            }
            assert_eq!(found, others);
            marks
        });
    }

    #[test]
    fn each_kind() {
        check(
            "12. Letter From the Mayor0
=========================
                         ^

He came.1 See Document 13. [Page 41] The [Velmark] envoy left.
        ^
                           +++++++++

  1. Source: Quarrow Archive.
  ~
  2. See p. 41.
  ~",
            &["Document 13", "[Velmark]", "p. 41"],
        );
    }

    #[test]
    fn a_mark_inside_another_divides_it() {
        check(
            "12. Letter to the [Deputy] Mayor1 of Quarrow
==================
                          ======
                                ^
                                 ===========

He came. [Here follows what Document 13
[Page 41]
+++++++++
has [in part] on benches.]

  1. See Document 14.
  ~",
            &["[Deputy]", "[Here follows what ", "Document 13", "has [in part] on benches.]", "Document 14"],
        );
    }

    #[test]
    fn where_there_is_nothing() {
        check("and so they met, on foot.", &[]);
        check("", &[]);
    }

    #[test]
    fn in_every_convention() {
        check(
            "They met.[^1] See `[^2]` and _benches_[^b].
           ^
                                        ^

[^1]: In [sic] Quarrow.
  ~
[^b]: On benches.
  ~",
            &["[sic]"],
        );
        check(
            "-----File: 041.png---
+++++++++++++++++++++

They met on the quay and had a talk.[1]
                                     ^

[Footnote 1: In [sic] Quarrow.]
          ~

[Illustration: The quay]",
            &["[sic]", "[Illustration: The quay]"],
        );
        check(
            "Talk in Aldmoor
===============

They met on the quay.[A] They sat on benches of oak.[B]
                      ^
                                                     ^

NOTES

[A] In Quarrow.
 ~

[B] On benches.
 ~",
            &[],
        );
    }
}
