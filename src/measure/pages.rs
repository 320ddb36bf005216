//! The pages of a record in which it can be told what is missing.

use crate::record::learn::{Published, Random};
use crate::text::Span;

/// A page.
pub(super) struct Page {
    /// Its marker, brackets included.
    pub marker: Span,
    /// Its number, in the marker.
    pub label: Span,
}

/// The pages of a record that has at least three, numbered without a gap; none of any other.
pub(super) fn pages(Published { text, truth }: &Published) -> Option<Vec<Page>> {
    let page = |page: &crate::record::learn::Page| {
        let start = page.start + page.span().of(text).find(&page.label)?;
        Some(Page { marker: page.span(), label: Span::new(start, start + page.label.len()) })
    };
    let found: Vec<_> = truth.pages.iter().map(page).collect::<Option<_>>()?;
    let numbers: Vec<usize> = found.iter().map(|page| page.label.of(text).parse().ok()).collect::<Option<_>>()?;
    (found.len() >= 3 && numbers.windows(2).all(|two| two[0] + 1 == two[1])).then_some(found)
}

impl Page {
    /// The marker with a slip of the keys or of the eye.
    pub fn mistyped(&self, text: &str, random: &mut Random) -> String {
        let (marker, label) = (self.marker.of(text), self.label.of(text));
        let slips = [
            marker.replace('[', ""),
            marker.replace(']', ""),
            marker.replace(']', ")"),
            marker.replace(' ', ""),
            marker.replace("Page", "Paeg"),
            marker.replace(label, &label.replace('1', "l").replace('0', "O")),
        ];
        // Some have neither a 1 nor a 0.
        let slips: Vec<_> = slips.into_iter().filter(|slip| slip != marker).collect();
        slips[random.below(slips.len())].clone()
    }
}
