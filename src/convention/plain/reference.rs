//! Footnote references in `plain`: `could.2`, `could.²`, `could.*`, `could.[2]`, `could. (2)`, `could 2)`.

use crate::convention::form::ReferenceForm;
use crate::convention::numeral::is_superscript;
use crate::convention::sign::SIGNS;

/// Whether `label` can be a note's: digits of one kind, or one sign, which may be repeated.
pub fn is_label(label: &str) -> bool {
    let first = label.chars().next();
    let of_one_sign = || first.is_some_and(|first| SIGNS.contains(&first) && label.chars().all(|c| c == first));
    let digits = || label.chars().all(|c| c.is_ascii_digit() || is_superscript(c));
    first.is_some() && label.chars().count() <= LONGEST_LABEL && (digits() || of_one_sign())
}

/// The longest label that can be given, in characters. No printed footnote has a higher number.
const LONGEST_LABEL: usize = 4;

/// `text` without a footnote reference at its end and the white space before it.
pub fn without_reference(text: &str) -> &str {
    let text = text.trim_end();
    let number = |c: char| c.is_ascii_digit();
    let mark = |c: char| number(c) || is_superscript(c) || SIGNS.contains(&c);
    let enclosed = || {
        let (before, label) = text.strip_suffix([')', ']'])?.rsplit_once(['(', '['])?;
        (!label.is_empty() && label.chars().all(number)).then_some(before)
    };
    enclosed().unwrap_or_else(|| text.trim_end_matches(mark)).trim_end()
}

/// The form of the reference whose label stands between `before` and `after`: in brackets, or glued to a word.
pub fn form(before: &str, after: &str) -> ReferenceForm {
    let stands = |(open, close): &(&str, &str)| before.ends_with(open) && after.starts_with(close);
    let brackets = [("(", ")"), ("[", "]")].into_iter().find(stands);
    brackets.map_or_else(ReferenceForm::default, |(open, close)| ReferenceForm { open, close })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_in_brackets() {
        for (before, after, open) in
            [("could.[", "] He", "["), ("could (", ").", "("), ("could.", " He", ""), ("[", ")", "")]
        {
            assert_eq!(form(before, after).open, open, "{before}2{after}");
        }
        assert_eq!(form("could.[", "]").write("3"), "[3]");
    }

    #[test]
    fn titles_lose_their_references() {
        for text in ["A rope.2", "A rope.²", "A rope.*", "A rope.[2]", "A rope. (2)", "A rope. ", "A rope."] {
            assert_eq!(without_reference(text), "A rope.", "{text}");
        }
        assert_eq!(without_reference("A rope (see 2)"), "A rope (see 2)");
    }
}
