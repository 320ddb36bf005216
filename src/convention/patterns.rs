//! Page markers that no convention has and the user adds, as regular expressions: `[fol. 12r]`.

use crate::text::Span;
use regex::{Error, Regex, RegexBuilder};
use std::cmp::Reverse;
use std::sync::Arc;

/// The longest expression that is taken, in bytes: with the limits below, what is compiled stays small and in bounds.
const LONGEST: usize = 1000;
/// How large an expression may be once compiled, in bytes, for its program and for what it remembers as it runs.
const LARGEST: usize = 1 << 20;
/// How many markers of one pattern are looked for in one line. A search takes linear time, and one may be needed for each.
const MOST: usize = 1000;

/// A page marker's form. It runs in time linear to the line, whatever it says.
#[derive(Clone, Debug)]
pub struct PagePattern(Regex);

/// The page markers that a user adds; without any, no work is done for them. Clones are cheap.
#[derive(Clone, Debug, Default)]
pub struct PagePatterns(Arc<[PagePattern]>);

impl PagePattern {
    /// The form that the regular expression `text` describes; its group `label` is the page's label. `^` and `$` are the
    /// ends of the line, without white space at its end.
    ///
    /// # Errors
    ///
    /// Says, in the user's words, what is wrong with it.
    pub fn new(text: &str) -> Result<Self, String> {
        if text.len() > LONGEST {
            return Err(format!("this expression is longer than {LONGEST} characters"));
        }
        let compiled = RegexBuilder::new(text).size_limit(LARGEST).dfa_size_limit(LARGEST).build();
        let regex = compiled.map_err(|error| match error {
            Error::Syntax(explained) => {
                let reason = explained.lines().last().unwrap_or_default();
                format!("`{text}` is no regular expression: {}", reason.trim_start_matches("error: "))
            }
            _ => format!("`{text}` is too large: it repeats too much"),
        })?;
        if regex.capture_names().flatten().any(|name| name == "label") {
            Ok(Self(regex))
        } else {
            Err(format!("`{text}` does not say which part is the page's number: put `(?<label>…)` around that part"))
        }
    }

    /// The expression.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl PagePatterns {
    /// Each pattern, in the order in which they were given.
    pub fn iter(&self) -> impl Iterator<Item = &PagePattern> {
        self.0.iter()
    }

    /// The markers in `line`, each with its label, in order and apart from each other: of two that overlap the one that
    /// begins first, or is longer. A marker without a label is none.
    pub fn find(&self, line: &str) -> Vec<(Span, Span)> {
        let mut found: Vec<(Span, Span)> = Vec::new();
        for PagePattern(regex) in &*self.0 {
            let marks = regex.captures_iter(line).take(MOST);
            found.extend(marks.filter_map(|mark| {
                let label = mark.name("label").filter(|label| !label.is_empty())?;
                Some((mark.get(0)?.range().into(), label.range().into()))
            }));
        }
        found.sort_unstable_by_key(|(mark, _)| (mark.start, Reverse(mark.end)));
        let mut end = 0;
        found.retain(|(mark, _)| {
            let apart = mark.start >= end;
            if apart {
                end = mark.end;
            }
            apart
        });
        found
    }
}

impl FromIterator<PagePattern> for PagePatterns {
    fn from_iter<T: IntoIterator<Item = PagePattern>>(patterns: T) -> Self {
        Self(patterns.into_iter().collect())
    }
}

impl PartialEq for PagePatterns {
    /// Whether both are the same expressions.
    fn eq(&self, other: &Self) -> bool {
        self.iter().map(PagePattern::as_str).eq(other.iter().map(PagePattern::as_str))
    }
}

impl Eq for PagePatterns {}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(patterns: &[&str], line: &str, expected: &[(&str, &str)]) {
        let patterns: PagePatterns = patterns.iter().map(|text| PagePattern::new(text).unwrap()).collect();
        let found = patterns.find(line);
        let found: Vec<_> = found.iter().map(|(mark, label)| (mark.of(line), label.of(line))).collect();
        assert_eq!(found, expected, "{line}");
    }

    #[test]
    fn markers_are_found_with_their_labels() {
        let folios = r"\[fol\. (?<label>\d+[rv])\]";
        check(&[], "on [fol. 12r] it", &[]);
        check(&[folios], "on [fol. 12r] it [fol. 12v]", &[("[fol. 12r]", "12r"), ("[fol. 12v]", "12v")]);
        check(&[folios], "on [fol. 12] it", &[]);
        check(&[r"^—(?<label>\d+)—$"], "—7—", &[("—7—", "7")]);
    }

    #[test]
    fn of_markers_that_overlap_the_first_and_longest_counts() {
        check(&[r"(?<label>\d+)", r"<(?<label>\d+)>"], "3<45>", &[("3", "3"), ("<45>", "45")]);
        check(&[r"p(?<label>\d)", r"p(?<label>\d+)"], "p45", &[("p45", "45")]);
        check(&[r"x(?<label>\d*)", "(?<label>)"], "x, x1", &[("x1", "1")]);
    }

    #[test]
    fn what_is_wrong_with_an_expression_is_said() {
        let said = |text: &str| PagePattern::new(text).unwrap_err();
        assert_eq!(said(r"\[fol. (?<label>\d+"), r"`\[fol. (?<label>\d+` is no regular expression: unclosed group");
        assert_eq!(
            said(r"\[fol\. (\d+)\]"),
            r"`\[fol\. (\d+)\]` does not say which part is the page's number: put `(?<label>…)` around that part"
        );
        assert_eq!(said("(?<label>.{999}){999}"), "`(?<label>.{999}){999}` is too large: it repeats too much");
        assert_eq!(said(&"(".repeat(1 << 20)), "this expression is longer than 1000 characters");
        assert!(said(&"(".repeat(900)).contains("is no regular expression"), "{}", said(&"(".repeat(900)));
    }
}
