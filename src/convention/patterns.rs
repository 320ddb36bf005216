//! Page markers that the user adds to those of the convention, such as `[fol. 12r]`. Each is given as a regular
//! expression.

use crate::text::Span;
use regex::{Error, Regex, RegexBuilder};
use std::cmp::Reverse;
use std::sync::Arc;

/// The longest regular expression that is accepted, in bytes. Together with [`LARGEST`] it keeps compiling cheap.
const LONGEST: usize = 1000;
/// The most memory that a compiled regular expression may take, in bytes: so much for its program, and so much again
/// for its cache while it runs.
const LARGEST: usize = 1 << 20;
/// How many markers of one pattern are looked for in one line. Each needs a search of its own, in time linear in the
/// line, so without a limit a long line would take quadratic time.
const MOST: usize = 1000;

/// A regular expression that matches one form of page marker. A search takes time linear in the line, whatever the
/// expression.
#[derive(Clone, Debug)]
pub struct PagePattern(Regex);

/// The forms of page markers that a user adds. Clones are cheap.
#[derive(Clone, Debug, Default)]
pub struct PagePatterns(Arc<[PagePattern]>);

impl PagePattern {
    /// Compiles the regular expression `text`. Its group `label` matches the label of the page. `^` matches at the
    /// start of the line, and `$` before the white space at its end.
    ///
    /// # Errors
    ///
    /// A message for the user that says what is wrong with `text`.
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

    /// The regular expression as the user wrote it.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl PagePatterns {
    /// The patterns, in the order in which they were given.
    pub fn iter(&self) -> impl Iterator<Item = &PagePattern> {
        self.0.iter()
    }

    /// Finds the page markers in `line`: the span of each marker and of its label, in bytes of `line`, in order. Of
    /// markers that overlap, the one that begins first is kept; of those that begin together, the longest. A match
    /// whose label is empty is no marker.
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
    /// Compares the regular expressions as the user wrote them, in order.
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
