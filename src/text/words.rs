//! The words of a text.

use super::Span;

/// The words of `text`, in order: its runs of letters and digits.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    spans_of_words(text).map(|span| span.of(text))
}

/// The bytes of each of the [`words`] of `text`.
pub fn spans_of_words(text: &str) -> impl Iterator<Item = Span> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = run(text, at, |byte| byte.is_ascii() && !byte.is_ascii_alphanumeric(), |c| !c.is_alphanumeric());
        at = run(text, start, |byte| byte.is_ascii_alphanumeric(), char::is_alphanumeric);
        (start < at).then(|| Span::new(start, at))
    })
}

/// Where the characters of `text` from byte `start` on end that `belongs` holds for. `plain` says of an ASCII character what
/// `belongs` does, and is false for other bytes: nearly all characters of most texts are ASCII, and those are told apart fast.
fn run(text: &str, start: usize, plain: impl Fn(u8) -> bool, belongs: impl Fn(char) -> bool) -> usize {
    let bytes = text.as_bytes().get(start..).unwrap_or_default();
    let end = start + bytes.iter().take_while(|byte| plain(**byte)).count();
    match text.as_bytes().get(end) {
        Some(byte) if !byte.is_ascii() => {
            let rest = text.get(end..).unwrap_or_default();
            rest.find(|c| !belongs(c)).map_or(text.len(), |behind| end + behind)
        }
        _ => end,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_letters_and_digits() {
        let check = |text: &str, expected: &[&str]| assert_eq!(words(text).collect::<Vec<_>>(), expected, "{text}");
        check("", &[]);
        check(" — ,", &[]);
        check("The lock,2 (new)", &["The", "lock", "2", "new"]);
        check("Über5 été’s n°", &["Über5", "été", "s", "n"]);
        check("a², Tür", &["a²", "Tür"]);
    }
}
