//! The lines of a text that is not kept in a [`Text`](super::Text).

use super::Span;

/// The lines of `text`, each with its line break, which is `\n`, `\r\n` or `\r`. Each span is in bytes of `text`.
pub fn lines(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut next = 0;
    std::iter::from_fn(move || {
        let rest = text.get(next..).filter(|rest| !rest.is_empty())?;
        let len = match memchr::memchr2(b'\n', b'\r', rest.as_bytes()) {
            Some(at) if rest.get(at..)?.starts_with("\r\n") => at + 2,
            Some(at) => at + 1,
            None => rest.len(),
        };
        let line = Span::new(next, next + len);
        next = line.end;
        Some(line)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_line_break() {
        let text = "a\nb\r\n\r\rc\n\nd";
        let parts: Vec<_> = lines(text).map(|line| line.of(text)).collect();
        assert_eq!(parts, ["a\n", "b\r\n", "\r", "\r", "c\n", "\n", "d"]);
        assert_eq!(lines("").count(), 0);
    }
}
