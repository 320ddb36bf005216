//! The place of a run of digits or signs: what stands before and after it in its line.
//!
//! Figures in these comments are counted over the ten published volumes that `src/measure` reads.

use crate::convention::form::is_half_enclosed;
use crate::convention::mark::LineKind;
use crate::lexicon::Language;
use crate::record::context::classes::{Class, Left, LineClass, WordClass};
use crate::record::context::emphasis;
use crate::record::source::{Source, floor};
use crate::syntax::{Line, columns};
use crate::text::Span;

/// Where a run of digits, superscripts or signs stands in a record.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// What stands before the run in its line: the last [`BEFORE`] bytes, without a closing mark of emphasis.
    before: &'a str,
    /// The run, in bytes of the record.
    pub span: Span,
    /// What stands after the run in its line, and in the next one if its line runs on: the first [`AFTER`] bytes.
    after: &'a str,
    /// The record's text.
    pub text: &'a str,
    /// The language of the record.
    pub language: &'static Language,
    /// The class of the line as a whole.
    pub line: LineClass,
    /// Whether nothing but white space, bullets and the label of a point, such as `a.` or `(2)`, stands before the run in its
    /// line.
    pub first: bool,
}

/// A line of so many bytes or more may have been broken because it was full.
const FULL_LINE: usize = 60;

/// How many bytes of a line are looked at to tell whether it is a row of a table.
const TELLING: usize = 200;

/// Whether line `line` runs on: its sentence continues in the next line, as in a text typed with a fixed width. Rows of
/// a table do not run on.
fn runs_on(source: Source, line: usize) -> bool {
    let text = |line: &Line| match line.kind {
        LineKind::Text { indent } => indent == 0,
        LineKind::Item(item) => item.indent == 0 && item.style.may_be_prose(),
        _ => false,
    };
    let is_row = |number, line: &Line| {
        let Span { start, end } = source.content(number);
        let told = Span::new(start, floor(source.text, end.min(start + TELLING)));
        line.is_row && columns::is_row(told.of(source.text))
    };
    let both = source.lines.get(line).zip(source.lines.get(line + 1));
    both.is_some_and(|(above, next)| {
        let full = above.content >= FULL_LINE && text(above) && text(next);
        full && !is_row(line, above) && !is_row(line + 1, next)
    })
}

/// Bullets and dashes with which a line of a list may begin.
const BULLETS: [char; 4] = ['•', '–', '—', '-'];

/// Whether `before`, which begins a line, has nothing but white space, bullets and the label of a point. In the published volumes
/// that `src/measure` reads, none of 224 numbers right behind such a label is a reference or ends in one.
fn is_no_text(before: &str) -> bool {
    let rest = before.trim_matches(|c: char| c.is_whitespace() || BULLETS.contains(&c));
    let label = rest.strip_suffix(['.', ')']).map(|label| label.strip_prefix('(').unwrap_or(label));
    let is_apart = || before.ends_with(char::is_whitespace);
    rest.is_empty()
        || label.is_some_and(|label| {
            (1..=LONGEST_LABEL).contains(&label.len()) && label.bytes().all(|c| c.is_ascii_alphanumeric()) && is_apart()
        })
}

/// Words of so many bytes or fewer are written small even in titles and names.
const LONGEST_SMALL: usize = 3;

/// Longer words before a full stop are no labels of points.
const LONGEST_LABEL: usize = 2;

/// How many bytes before a run are searched for the bracket that encloses it.
const WITHIN: usize = 400;

/// How many bytes before a run are looked at: more than the longest word that says anything.
const BEFORE: usize = 48;

/// How many bytes after a run are looked at. A line may be one long word, and each run in it costs a look.
const AFTER: usize = 64;

impl<'a> Place<'a> {
    /// The place of the token at `span` in line `line`, counted from 0; `class` is the class of that line.
    pub fn new(source: Source<'a>, line: usize, class: LineClass, span: Span) -> Self {
        // A paragraph broken into lines is read as if it were not.
        let start = if line > 0 && runs_on(source, line - 1) { line - 1 } else { line };
        let end = if runs_on(source, line) { line + 1 } else { line };
        let (start, end) = (source.content(start).start, source.content(end).end);
        let from = floor(source.text, span.start.saturating_sub(BEFORE)).max(start);
        let before = Span::new(from, span.start).of(source.text);
        let first = from == start && is_no_text(before);
        let before = emphasis::without_its_end(before);
        let until = floor(source.text, span.end.saturating_add(AFTER)).min(end);
        let after = Span::new(span.end, until).of(source.text);
        Self { before, span, after, text: source.text, language: source.language, line: class, first }
    }

    /// What stands before the run, in its line or the line above if that one runs on: the last 48 bytes at most,
    /// without a closing mark of emphasis.
    pub fn before(self) -> &'a str {
        self.before
    }

    /// What stands after the run, in its line and the next one if its line runs on: the first 64 bytes at most.
    pub fn after(self) -> &'a str {
        self.after
    }

    /// Whether a `(` before the run in its line is still open.
    pub fn is_inside_parentheses(self) -> bool {
        self.is_inside(b'(', b')')
    }

    /// Whether a `[` before the run in its line is still open.
    pub fn is_inside_brackets(self) -> bool {
        self.is_inside(b'[', b']')
    }

    fn is_inside(self, open: u8, close: u8) -> bool {
        let from = floor(self.text, self.span.start.saturating_sub(WITHIN));
        let before = Span::new(from, self.span.start).of(self.text).as_bytes();
        let mut closed = 0;
        for byte in memchr::memrchr3_iter(open, close, b'\n', before).filter_map(|at| before.get(at)) {
            match *byte {
                b'\n' => break,
                byte if byte == close => closed += 1,
                _ if closed == 0 => return true,
                _ => closed -= 1,
            }
        }
        false
    }

    /// Whether more digits may still be typed behind `span`, the last digits of the run. They end their line, and the
    /// run
    /// - stands behind a space, a dash or the like: as a whole, if no title or signature stands before it, or with a
    ///   rest before `span` that is no year;
    /// - is glued to a capital, to a sign such as `A/C.3`, or to the apostrophe of `’59`;
    /// - continues a number, as in `9,2` and `2:3`;
    /// - belongs to a sum of money, or begins a year, as in `May 196`.
    pub fn may_go_on(self, span: Span) -> bool {
        let mut back = self.before.chars().rev();
        let whole = span.start == self.span.start;
        self.after().is_empty()
            && match back.next().map(Class::of) {
                Some(Class::Money) => true,
                Some(Class::Comma) => {
                    whole
                        && !self.before.ends_with(';')
                        && (1..=3).contains(&back.take_while(char::is_ascii_digit).count())
                }
                Some(Class::Space) if self.begins_a_year() => true,
                None | Some(Class::Space | Class::Open | Class::Dash | Class::Slash) if !whole => {
                    let left = Left::of(self.span.of(self.text), span.start - self.span.start);
                    self.line != LineClass::Heading && left != Left::Year
                }
                None | Some(Class::Space | Class::Open | Class::Dash | Class::Slash | Class::Upper) => {
                    self.line == LineClass::Long || !self.follows_a_title()
                }
                Some(Class::Apostrophe) => back.next().is_none_or(char::is_whitespace),
                Some(Class::Stop) => self.ends_a_sign(),
                Some(_) => false,
            }
    }

    /// Whether the full stop before the run follows a single capital behind a slash, as in `A/C.3`.
    fn ends_a_sign(self) -> bool {
        let mut back = self.before.chars().rev().skip(1);
        back.next().is_some_and(char::is_uppercase) && back.next() == Some('/')
    }

    /// Whether the run is the first three digits of a year behind a month, as in `May 196`.
    fn begins_a_year(self) -> bool {
        self.span.len() == 3
            && self.span.of(self.text).starts_with(['1', '2'])
            && WordClass::before(self.language, self.before) == WordClass::Month
    }

    /// Whether the run follows the heading, or words that are written like a title or a signature: several words, or
    /// one in brackets; all with a capital but the smallest, and the last one too; no digits but those of a title's
    /// number. One word is no title: `Secto 1` may become `Secto 15`.
    fn follows_a_title(self) -> bool {
        let above = self.text.get(..self.span.start).unwrap_or_default();
        let line = above.rsplit(['\n', '\r']).next().unwrap_or_default();
        let title = line.trim_start_matches(|c: char| !c.is_alphabetic() && c != '[').trim_end();
        if !matches!(WordClass::before(self.language, title), WordClass::CapitalWord | WordClass::Abbreviation) {
            return false;
        }
        let written_small = |word: &str| {
            let small = word.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_lowercase);
            small && word.len() > LONGEST_SMALL && !WordClass::after(self.language, word).joins()
        };
        let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
        let several = title.contains(char::is_whitespace) || title.ends_with(']');
        // `2. History` is a title; a telegram’s `2132. Ref: Tarn` is none.
        let numbered = digits(title) > 0 || digits(line) > 2;
        let goes_on = title.ends_with(',') || title.ends_with("’s") || title.split_whitespace().any(written_small);
        self.line == LineClass::Heading || (several && !numbered && !goes_on)
    }

    /// Whether the run is a sum of money or its tenths or hundredths, as in `$2.1`, or a number with its sign, as in
    /// `#12`. In the ten volumes none of three thousand such runs is a reference as a whole, though a run may end in
    /// one.
    pub fn has_a_sign_before(self) -> bool {
        let whole = self
            .before
            .strip_suffix('.')
            .map_or(self.before, |before| before.trim_end_matches(|c: char| c.is_ascii_digit()));
        whole.trim_end().ends_with(['$', '£', '#'])
    }

    /// Whether the run alone stands in brackets: `(2)`, `[2]`.
    pub fn is_enclosed(self) -> bool {
        let around = (self.before().chars().next_back(), self.after().chars().next());
        matches!(around, (Some('['), Some(']')) | (Some('('), Some(')')))
    }

    /// Whether the run stands before a parenthesis that nothing in its line opens: `Kat 2)`.
    pub fn is_half_enclosed(self) -> bool {
        is_half_enclosed(self.before(), self.after())
    }
}

#[cfg(test)]
mod tests {
    use crate::record::glued::readings::places;
    use crate::record::tests::source;
    use crate::text::Span;

    #[test]
    fn a_number_that_ends_its_line_may_go_on_but_behind_a_title_or_a_signature() {
        let check = |text: &str, expected: bool| {
            source(text, |source| {
                let (place, _) = places(source, &[], None).last().unwrap();
                let last = Span::new(place.span.end - 1, place.span.end);
                for span in [place.span, last] {
                    assert_eq!(place.may_go_on(span), expected, "{text}");
                }
            });
        };
        for signed in [
            "Adeline Vorst 3",
            "A. M. de la Vorst, jr. 3",
            "Report of the Board on the Light at Brill 3",
            "\u{2022} Mr. Vorst\u{2014}Brill 3",
            "2. History in Committee 3",
            "[Attachment] 3",
            "They met at Brill.3",
            "lowered by U.S.3",
            "It was seen in May 1904,3",
            "They met on May 3;3",
            "They met,3",
        ] {
            check(signed, false);
        }
        for unfinished in [
            "3",
            "Tarnto 3",
            "Tug Log 41 to Brill 3",
            "Brill and Tarn, 3",
            "It rained. Wrote 3",
            "4. Keep the former log of Brill and PL 3",
            "They came to Brill \u{2013}3",
            "It cost $3",
            "It cost $4,3",
            "at 2:3",
            "It rained in May 190",
            "2132. Ref: Port Tarn 3",
            "Ref: Port Tarn’s 3",
            "Brill’s 3461",
            "They asked for the U3",
            "the charts of ’5",
            "document A/C.3",
        ] {
            check(unfinished, true);
        }
    }
}
