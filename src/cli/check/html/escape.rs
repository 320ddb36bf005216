//! Text that becomes part of a page.

/// `text` as it is written in a page, in an element or in an attribute between quotes. A record's text may come from
/// anybody: nothing of it is read as markup, and control characters are replaced.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\t' => escaped.push('\t'),
            c if c.is_control() => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_markup() {
        assert_eq!(escape("a <b c=\"d\">'&amp;"), "a &lt;b c=&quot;d&quot;&gt;&#39;&amp;amp;");
        assert_eq!(escape("Zoë\t\u{1b}[2J\r\n\0"), "Zoë\t\u{fffd}[2J\u{fffd}\u{fffd}\u{fffd}");
    }
}
