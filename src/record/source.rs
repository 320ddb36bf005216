//! The input from which a record is built: its text and its scanned lines.

use crate::convention::Convention;
use crate::convention::mark::{Token, TokenKind};
use crate::lexicon::Language;
use crate::record::stop::Stop;
use crate::syntax::{FORM_FEED, Line};
use crate::text::{Span, work};

/// The text of a record and its scanned lines. Line numbers count from 0, offsets are in bytes of the text.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    /// The convention in which the marks of the record are written.
    pub convention: Convention,
    /// The language of the record.
    pub language: &'static Language,
    /// The text of the record.
    pub text: &'a str,
    /// The lines of the text.
    pub lines: &'a [Line],
    /// The offset of the first byte of each line.
    pub starts: &'a [usize],
    /// The line of the title by which the file is divided here, if it is divided by titles.
    pub title: Option<usize>,
    /// Whether the build is to be given up. What is found after that is of no use, and may be anything.
    pub stop: &'a Stop<'a>,
}

impl<'a> Source<'a> {
    /// The span of line `line`, without its line break and the white space before that; the end of the text for a line
    /// past the last.
    pub fn content(self, line: usize) -> Span {
        match (self.starts.get(line), self.lines.get(line)) {
            (Some(&start), Some(line)) => Span::new(start, start + line.content),
            _ => Span::new(self.text.len(), self.text.len()),
        }
    }

    /// The lines below line `line` up to the next that begins with a form feed, with their numbers: no list goes on behind that.
    pub fn lines_below(self, line: usize) -> impl Iterator<Item = (usize, &'a Line)> {
        self.lines.iter().enumerate().skip(line + 1).take_while(move |(number, _)| !self.begins_with_form_feed(*number))
    }

    /// Whether line `line` begins with a form feed, and so a page.
    pub fn begins_with_form_feed(self, line: usize) -> bool {
        self.starts.get(line).and_then(|start| self.text.get(*start..)).is_some_and(|line| line.starts_with(FORM_FEED))
    }

    /// The bytes at which pages begin, in order: those of page markers, and of form feeds without a page marker right behind them.
    pub fn page_starts(self) -> Vec<usize> {
        let markers = self.tokens().filter(|(_, _, token)| matches!(token.kind, TokenKind::Page { .. }));
        let feeds = (0..self.lines.len()).filter(|line| self.begins_with_form_feed(*line));
        let feeds = feeds.filter_map(|line| self.starts.get(line).map(|start| (*start, true)));
        let mut all: Vec<_> = markers.map(|(_, span, _)| (span.start, false)).chain(feeds).collect();
        all.sort_unstable();
        let next = all.iter().skip(1).map(|(start, _)| *start).chain([usize::MAX]);
        let is_alone =
            |from: usize, next: usize| self.text.get(from..next).is_none_or(|between| !between.trim().is_empty());
        let begins =
            |(&(start, is_feed), next): (&(usize, bool), usize)| (!is_feed || is_alone(start, next)).then_some(start);
        all.iter().zip(next).filter_map(begins).collect()
    }

    /// The number of tokens in all lines.
    pub fn token_count(self) -> usize {
        self.lines.iter().map(|line| line.tokens.len()).sum()
    }

    /// Every token, in the order of the text, with the number of its line and its span in the text. The spans within
    /// the token itself still count from the start of the line. A build that is given up sees no more of them.
    pub fn tokens(self) -> impl Iterator<Item = (usize, Span, &'a Token)> {
        let lines = self.lines.iter().zip(self.starts).enumerate();
        let tokens = lines.flat_map(|(number, (line, &start))| {
            work::count(line.tokens.len());
            line.tokens.iter().map(move |token| (number, token.span.shifted(start), token))
        });
        tokens.take_while(move |_| !self.stop.in_loop())
    }
}

/// The offset of the first byte of each of `lines`.
pub(super) fn starts(lines: &[Line]) -> Vec<usize> {
    let mut next = 0;
    let start = |line: &Line| {
        let start = next;
        next += line.len;
        start
    };
    lines.iter().map(start).collect()
}

/// The nearest character boundary of `text` at or before `offset`.
pub(super) fn floor(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or_default()
}
