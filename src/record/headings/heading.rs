//! Finds the heading of a record: its first title line, such as `222. Summary Record of the 32d Meeting` or `CHAPTER II`.

use crate::convention::Convention;
use crate::convention::mark::LineKind;
use crate::record::Label;
use crate::record::model::Heading;
use crate::record::source::Source;
use crate::syntax::Line;
use crate::text::{Span, spans_of_words};

/// The heading is among this many lines with text at the start of the record. The lines above it may be an archive's
/// marks. Page markers and rules do not count.
pub const LINES_BEFORE: usize = 5;

/// A longer line is a paragraph, not a heading. In bytes; the longest of 31,667 published headings has 460.
const LONGEST: usize = 600;

/// Finds the heading of the record, and returns it with the number of its line, counted from 0. The heading stands
/// above byte `notes_start`, where the first note list begins. Its title still includes the footnote references behind
/// it.
pub fn find(source: Source, notes_start: usize) -> Option<(usize, Heading)> {
    let with_text = || {
        let lines = source.lines.iter().enumerate();
        lines
            .take_while(|&(number, _)| source.content(number).start < notes_start)
            .filter(|(_, line)| !matches!(line.kind, LineKind::Blank | LineKind::PageMarker | LineKind::Rule))
            .take(LINES_BEFORE)
    };
    if let Some(number) = source.title {
        return Some((number, title(source, number)));
    }
    let mut unnumbered = None;
    for (nth, (number, line)) in with_text().enumerate() {
        let at = source.content(number);
        let text = at.of(source.text);
        // What stands first, and apart from what follows, may be written small but for its first word, as French titles are.
        let is_apart = || source.lines.get(number + 1).is_none_or(|below| below.kind == LineKind::Blank);
        let least = if nth == 0 && is_apart() { 0.0 } else { LEAST_TITLE_CASE };
        // A numbered sentence below a title is a paragraph.
        let numbered = numbered_title(source.convention, line, text, least)
            .filter(|title| !title.is_sentence || unnumbered.is_none());
        if let Some(Numbered { label, title, .. }) = numbered {
            let (label, title) = (label.shifted(at.start), Span::new(title + at.start, at.end));
            let span = Span::new(label.start, at.end);
            return Some((number, Heading { span, number: Some(Label::new(label.of(source.text))), title }));
        }
        if is_unnumbered_title(source.convention, line, text) {
            unnumbered = Some((number, title(source, number)));
            let is_marked = source.convention.heading_level(text.trim_start()).is_some();
            if is_marked || !reads_like_an_archives_mark(text) {
                break;
            }
        }
    }
    unnumbered
}

/// Whether `line`, whose text is `text`, is marked as a title, as `# The Ferry` is in Markdown, or reads like one without a
/// number.
pub fn is_unnumbered_title(convention: Convention, line: &Line, text: &str) -> bool {
    let is_marked = line.kind != LineKind::NotesTitle && convention.heading_level(text.trim_start()).is_some();
    let reads_like_one = || matches!(line.kind, LineKind::Text { .. }) && reads_like_a_title(convention, text);
    text.len() <= LONGEST && (is_marked || reads_like_one())
}

/// The heading at line `number`, which prints no number: without the mark that makes it a heading, such as `##`.
fn title(source: Source, number: usize) -> Heading {
    let at = source.content(number);
    let line = at.of(source.text).trim_start();
    let mark = source.convention.heading_level(line).map_or(0, usize::from);
    let title = line.get(mark..).unwrap_or_default().trim_start();
    let from_end = |len: usize| Span::new(at.end - len, at.end);
    Heading { span: from_end(line.len()), number: None, title: from_end(title.len()) }
}

/// Whether `line` can be a numbered title line, judged without its text.
pub fn may_be_numbered(line: &Line) -> bool {
    matches!(line.kind, LineKind::Item(item) if item.style.may_number_a_heading() && item.indent <= 1)
        && line.content <= LONGEST
}

/// A numbered title line: `222. Summary Record of …`.
pub struct Numbered {
    /// The bytes of the label, from the start of the line.
    pub label: Span,
    /// The byte of the line at which the title starts.
    pub title: usize,
    /// The [`title_case`] of the title, from 0 to 1.
    pub title_case: f32,
    /// Whether the title ends like a sentence.
    pub is_sentence: bool,
}

/// The least [`title_case`] of a title that does not end like a sentence, but for one that stands first.
pub const LEAST_TITLE_CASE: f32 = 0.5;
/// The least [`title_case`] of a title that ends with a full stop.
const LEAST_TITLE_CASE_OF_SENTENCE: f32 = 0.9;
/// The fewest words of a title that ends with a full stop.
const LEAST_WORDS_OF_SENTENCE: usize = 3;

/// Reads `line`, whose text is `text`, as a numbered title line; none if it is none, or the [`title_case`] of a title that does
/// not end like a sentence is less than `least`.
pub fn numbered_title(convention: Convention, line: &Line, text: &str, least: f32) -> Option<Numbered> {
    let LineKind::Item(item) = line.kind else { return None };
    let title = text.get(item.text..)?;
    let sound = may_be_numbered(line)
        && title.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '“' | '"' | '[' | '‘'));
    let is_sentence = sound.then(|| ends_like_a_sentence(convention, title))?;
    // `12. Mr. Ode to Mr. Vorst.` is a title that ends with a full stop.
    let has_a_stop = || {
        convention.without_reference(title).ends_with('.')
            && title.split(' ').nth(LEAST_WORDS_OF_SENTENCE - 1).is_some()
    };
    if is_sentence && !has_a_stop() {
        return None;
    }
    let title_case = title_case(title, if is_sentence { LEAST_TITLE_CASE_OF_SENTENCE } else { least })?;
    Some(Numbered { label: item.label, title: item.text, title_case, is_sentence })
}

/// The share of the words in `text` that begin with a capital, from 0 to 1; `None` if it is less than `least`. Counts words of
/// four letters and more among the first 200; 0 if there are none.
fn title_case(text: &str, least: f32) -> Option<f32> {
    const LETTERS: usize = 4;
    const WORDS: u16 = 200;
    let (mut capital, mut small) = (0_u16, 0_u16);
    for span in spans_of_words(text).take(WORDS.into()) {
        let (word, left) = (span.of(text), text.len() - span.end);
        if word.chars().take(LETTERS).filter(|c| c.is_alphabetic()).count() < LETTERS {
            continue;
        }
        if word.starts_with(char::is_uppercase) {
            capital += 1;
        } else {
            small += 1;
            // A paragraph need not be read to its end: so many words may there be, with a byte between each two.
            let most = usize::from(capital + small) + left.div_ceil(LETTERS + 1);
            let most = u16::try_from(most).map_or(WORDS, |most| most.min(WORDS));
            if f32::from(small - 1) > (1.0 - least) * f32::from(most) {
                return None;
            }
        }
    }
    let share = if capital == 0 { 0.0 } else { f32::from(capital) / f32::from(capital + small) };
    (share >= least).then_some(share)
}

/// Whether `text`, without a footnote reference at its end, ends with the punctuation of a sentence. A full stop or
/// colon behind an abbreviation does not count.
pub fn ends_like_a_sentence(convention: Convention, text: &str) -> bool {
    let text = convention.without_reference(text);
    let Some(before) = text.strip_suffix(['.', ';', ':', '?', '!']) else { return false };
    let word = before.rsplit([' ', '.']).next().unwrap_or_default();
    // Abbreviations are short and often have stops inside: `U.S.S.R.`, `a.m.`, `et al.` A number is none.
    let is_number = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    text.ends_with([';', '?', '!']) || is_number || word.chars().count() > 3
}

/// Whether `text`, a line without a number, reads like a title: at least two words, half of the longer ones
/// capitalised, and not a sentence. An archive's mark such as `501.BB/4–1348` has too few words.
fn reads_like_a_title(convention: Convention, text: &str) -> bool {
    let mut words = text.split_whitespace().filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() >= 2);
    !ends_like_a_sentence(convention, text) && words.nth(1).is_some() && title_case(text, LEAST_TITLE_CASE).is_some()
}

/// Whether `text` says where an archive keeps the record: `IO Files: US(P)/A/260`, `PPS files, lot 64 D 563`.
fn reads_like_an_archives_mark(text: &str) -> bool {
    text.contains('/') || text.bytes().filter(u8::is_ascii_digit).count() >= 4
}
