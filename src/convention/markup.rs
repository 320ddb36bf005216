//! Footnotes of markup languages that no convention reads.
//!
//! A text with such footnotes looks as if it had none. So they are named.

use super::evidence::UnreadMarks;

/// What a footnote looks like: in LaTeX, in `MediaWiki`, in `AsciiDoc`, in `reStructuredText`, in Org, and in HTML, by the
/// documentation of each.
const FORMS: [&str; 8] = [
    r"\footnote{…}",
    r"\footnote[…]",
    "<ref>…</ref>",
    "<ref name…>",
    "footnote:[…]",
    ".. […]",
    "[fn:…]",
    "<sup>…</sup>",
];

/// The footnotes of markup languages in `text`: of each form, how many there are. `is_read` tells whether a footnote reference
/// was read at a byte of the text: the `1` of `<sup>1</sup>` may be one.
pub fn unread(text: &str, is_read: impl Fn(usize) -> bool) -> Vec<UnreadMarks> {
    let mut counts = [0; FORMS.len()];
    for at in memchr::memchr3_iter(b'\\', b'<', b'[', text.as_bytes()) {
        let found = form_at(text, at).filter(|(_, begin)| !is_read(at + begin.len()));
        if let Some(count) = found.and_then(|(form, _)| counts.get_mut(form)) {
            *count += 1;
        }
    }
    let found = counts.into_iter().zip(FORMS).map(|(count, form)| UnreadMarks { count, form });
    found.filter(|marks| marks.count > 0).collect()
}

/// The form of the footnote whose backslash or first bracket is byte `at` of `text`, as an index into [`FORMS`], and how
/// it begins from there on. None where words stand there: `See footnote: [illegible]`, `… [so]`.
fn form_at(text: &str, at: usize) -> Option<(usize, &str)> {
    let (before, rest) = text.split_at_checked(at)?;
    let begin = |form: usize| Some((form, FORMS.get(form)?.split('…').next()?));
    let begins = |(_, begin): &(usize, &str)| rest.starts_with(begin);
    if let Some(found) = [0, 1, 2, 3, 6, 7].into_iter().filter_map(begin).find(begins) {
        return Some(found);
    }
    if !rest.starts_with('[') {
        return None;
    }
    // `footnote:name[…]`
    let unnamed = before.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    if unnamed.ends_with("footnote:") {
        return Some((4, "["));
    }
    let line = before.strip_suffix(".. ")?;
    (line.is_empty() || line.ends_with(['\n', '\r'])).then_some((5, "["))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(usize, &str)]) {
        let found: Vec<_> = unread(text, |at| text[at..].starts_with('9'))
            .into_iter()
            .map(|UnreadMarks { count, form }| (count, form))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn footnotes_of_markup_are_counted() {
        check(r"It sank.\footnote{At noon.} It rose.\footnote{At night.}", &[(2, r"\footnote{…}")]);
        check("It sank.<ref>At noon.</ref> It rose.<ref name=\"a\" />", &[(1, "<ref>…</ref>"), (1, "<ref name…>")]);
        check("It sank.footnote:[At noon.] It rose.footnote:a_1[At night.]", &[(2, "footnote:[…]")]);
        check("It sank. [1]_\n\n.. [1] At noon.\n.. [#] At night.\n", &[(2, ".. […]")]);
        check("It sank.[fn:1]\n\n[fn:1] At noon.\n", &[(2, "[fn:…]")]);
        check("It sank.<sup>1</sup>", &[(1, "<sup>…</sup>")]);
        check("It sank.footnote:[Near the 9th mile.]", &[(1, "footnote:[…]")]);
        check("It sank.<sup>1</sup> It rose.<sup>9</sup>", &[(1, "<sup>…</sup>")]);
    }

    #[test]
    fn words_are_no_markup() {
        check("See footnote: it sank. [1] He wrote . .. [illegible] and left.", &[]);
        check("It sank.1\n\n  1. At noon.\n", &[]);
    }
}
