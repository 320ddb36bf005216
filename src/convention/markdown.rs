//! The `markdown` convention: a text of another kind, with numbers, brackets and lists of its own. Its marks are read as
//! [`plain`](super::plain) has them.

use crate::text::Span;

/// The lines of `text` that are no code: where each stands, in bytes, without the white space around it.
pub fn prose(text: &str) -> impl Iterator<Item = Span> + '_ {
    // The fence that opened the code that the line stands in.
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
            // Four columns in, or behind a tab, is code.
            (None, None) if indent > 3 || line.starts_with('\t') => {}
            (None, None) => return Some(Span::new(start + indent, start + indent + words.len())),
        }
        None
    })
}

/// The three or more backticks or tildes that `words` begin with.
fn fence_of(words: &str) -> Option<&str> {
    let sign = words.chars().next().filter(|sign| matches!(sign, '`' | '~'))?;
    let length = words.len() - words.trim_start_matches(sign).len();
    (length >= 3).then(|| words.get(..length)).flatten()
}
