//! Footnotes of markup languages that no convention reads.
//!
//! A text with such footnotes looks as if it had none. So they are named.

use super::evidence::UnreadMarks;
use memchr::memmem;

/// What begins a footnote, and what it looks like. The forms are those of the languages' own documentation.
const FORMS: [(&str, &str); 8] = [
    // LaTeX
    (r"\footnote{", r"\footnote{…}"),
    (r"\footnote[", r"\footnote[…]"),
    // MediaWiki
    ("<ref>", "<ref>…</ref>"),
    ("<ref name", "<ref name…>"),
    // AsciiDoc
    ("footnote:", "footnote:[…]"),
    // reStructuredText
    (".. [", ".. […]"),
    // Org
    ("[fn:", "[fn:…]"),
    // HTML
    ("<sup>", "<sup>…</sup>"),
];

/// The footnotes of markup languages in `text`: of each form, how many there are.
pub fn unread(text: &str) -> impl Iterator<Item = UnreadMarks> {
    let count = |(begins, form): (&str, &'static str)| {
        let all = memmem::find_iter(text.as_bytes(), begins);
        UnreadMarks { count: all.filter(|at| is_footnote(text, *at, begins)).count(), form }
    };
    FORMS.into_iter().map(count).filter(|marks| marks.count > 0)
}

/// Whether `begins` at byte `at` of `text` begins a footnote, and not a sentence such as `See footnote: ` or `… [illegible]`.
fn is_footnote(text: &str, at: usize, begins: &str) -> bool {
    let (before, behind) = (text.get(..at).unwrap_or_default(), text.get(at + begins.len()..).unwrap_or_default());
    match begins {
        "footnote:" => {
            behind.trim_start_matches(|c: char| c.is_alphanumeric() || c == '-' || c == '_').starts_with('[')
        }
        ".. [" => before.is_empty() || before.ends_with(['\n', '\r']),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(usize, &str)]) {
        let found: Vec<_> = unread(text).map(|UnreadMarks { count, form }| (count, form)).collect();
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
    }

    #[test]
    fn words_are_no_markup() {
        check("See footnote: it sank. [1] He wrote . .. [illegible] and left.", &[]);
        check("It sank.1\n\n  1. At noon.\n", &[]);
    }
}
