//! The `markdown` convention. Its marks look like those of [`plain`](super::plain), but a Markdown file also has
//! numbers, brackets and lists that have nothing to do with records.

use crate::text::Span;

/// The lines of `text` that are not code. Each span is in bytes of `text`, without the white space around the line.
pub fn prose(text: &str) -> impl Iterator<Item = Span> + '_ {
    // The fence that opened the code block around the current line.
    let mut fence: Option<&str> = None;
    let mut next = 0;
    text.split_inclusive(['\n', '\r']).filter_map(move |line| {
        let start = next;
        next += line.len();
        let words = line.trim();
        let indent = line.len() - line.trim_start().len();
        match (fence, fence_of(words)) {
            (Some(open), Some(close)) if close == words && close.starts_with(open) => fence = None,
            (None, Some(open)) => fence = Some(open),
            (Some(_), _) => {}
            // A line indented by four columns or by a tab is code.
            (None, None) if indent > 3 || line.starts_with('\t') => {}
            (None, None) => return Some(Span::new(start + indent, start + indent + words.len())),
        }
        None
    })
}

/// The code fence at the start of `words`: three or more backticks or tildes.
fn fence_of(words: &str) -> Option<&str> {
    let sign = words.chars().next().filter(|sign| matches!(sign, '`' | '~'))?;
    let length = words.len() - words.trim_start_matches(sign).len();
    (length >= 3).then(|| words.get(..length)).flatten()
}
