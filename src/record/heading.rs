//! The heading: the record's first title line.

use super::Label;
use super::model::Heading;
use super::source::Source;
use crate::convention::plain::ItemStyle;
use crate::syntax::{Line, LineKind};
use crate::text::Span;

/// How many lines with text, from the record's first on, may stand before a numbered heading: archive lines, a page
/// marker.
pub(super) const LINES_BEFORE: usize = 5;

/// A heading longer than this is a paragraph; the longest of 31,667 published headings has 460 bytes.
const LONGEST: usize = 600;

/// The line, an index into the source's, and the place of the record's heading; its title still with the references in
/// it. A numbered title line wins; without one it is the first line that reads like a title.
pub(super) fn find(source: Source, notes_start: usize) -> Option<(usize, Heading)> {
    let with_text = || {
        let lines = source.lines.iter().enumerate();
        lines
            .take_while(|&(number, _)| source.content(number).start < notes_start)
            .filter(|(_, line)| !matches!(line.kind, LineKind::Blank | LineKind::PageMarker | LineKind::Rule))
            .take(LINES_BEFORE)
    };
    let numbered = with_text().find_map(|(number, line)| {
        let at = source.content(number);
        let (label, title) = numbered_title(line, at.of(source.text))?;
        let title = Span::new(title + at.start, at.end);
        let span = Span::new(label.start + at.start, at.end);
        Some((number, Heading { span, number: Some(Label::new(label.shifted(at.start).of(source.text))), title }))
    });
    numbered.or_else(|| {
        with_text().find_map(|(number, line)| {
            let at = source.content(number);
            let text = at.of(source.text);
            let span = Span::new(at.end - text.trim_start().len(), at.end);
            let title_like =
                matches!(line.kind, LineKind::Text { .. }) && text.len() <= LONGEST && reads_like_a_title(text);
            title_like.then_some((number, Heading { span, number: None, title: span }))
        })
    })
}

/// The label and the start of the title of a numbered title line of the text `text`: `222. Summary Record of …`.
pub(super) fn numbered_title(line: &Line, text: &str) -> Option<(Span, usize)> {
    let LineKind::Item(item) = line.kind else { return None };
    let title = text.get(item.text..)?;
    let sound = item.style == ItemStyle::Dot
        && item.indent <= 1
        && text.len() <= LONGEST
        && title.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '“' | '"' | '[' | '‘'))
        && title_case(title) >= 0.5
        && !ends_like_a_sentence(title);
    sound.then_some((item.label, item.text))
}

/// The share of the words of four letters and more in `text` that begin with a capital; 0 where there are none.
pub(super) fn title_case(text: &str) -> f32 {
    let (mut capital, mut all) = (0_u16, 0_u16);
    for word in text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').take(200) {
        let letters = word.chars().take_while(|c| c.is_alphabetic()).count();
        if letters >= 4 {
            all += 1;
            capital += u16::from(word.starts_with(char::is_uppercase));
        }
    }
    if all == 0 { 0.0 } else { f32::from(capital) / f32::from(all) }
}

/// Whether `text` ends with a full stop that is no abbreviation's, a reference behind it or not.
pub(super) fn ends_like_a_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let Some(before) = text.strip_suffix(['.', ';', ':', '?', '!']) else { return false };
    let word = before.rsplit([' ', '.']).next().unwrap_or_default();
    // `U.S.S.R.`, `a.m.`, `et al.`: short, and often with a stop inside.
    text.ends_with([';', '?', '!']) || word.chars().count() > 3
}

/// Whether a line without a number reads like a title: words, most of them capitalised, no sentence. What stands above
/// a title in an archive's hand (`501.BB/4–1348`) has hardly a word.
fn reads_like_a_title(text: &str) -> bool {
    let words = text.split_whitespace().filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() >= 2);
    words.count() >= 2 && title_case(text) >= 0.5 && !ends_like_a_sentence(text)
}
