//! What the marks of a text say of what they look like, kept up to date through edits.

use super::evidence::Evidence;
use super::page_forms::{PageForms, PossibleMarker, items, possible_markers};
use crate::text::Span;
use std::collections::HashMap;

/// What the marks of a text say of its convention and of the forms of its page markers. Each line says something for itself, so
/// an edit needs only the lines that it touches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextEvidence {
    /// The length of the text in bytes.
    len: usize,
    /// How many marks of each kind it has.
    counts: Evidence,
    /// How many list items have each number.
    items: HashMap<u64, usize>,
    /// What may be a page marker up to the last edit, each with its first byte.
    before: Vec<(usize, PossibleMarker)>,
    /// What may be a page marker behind the last edit, the last one first, each with how far before the end of the text it
    /// begins: that stays the same while somebody types above it.
    behind: Vec<(usize, PossibleMarker)>,
}

impl TextEvidence {
    /// What `text` shows.
    pub fn of(text: &str) -> Self {
        let mut evidence = Self::default();
        evidence.replace(Span::default(), "", text);
        evidence
    }

    /// Replaces the lines `old`, which stand at `span`, by the lines `new`. Returns whether the text may have other marks now.
    pub fn replace(&mut self, span: Span, old: &str, new: &str) -> bool {
        let changed_counts = self.replace_counts(old, new);
        let changed_items = self.replace_items(old, new);
        let changed_markers = self.replace_markers(span, new);
        changed_counts || changed_items || changed_markers
    }

    fn replace_counts(&mut self, old: &str, new: &str) -> bool {
        let (old, new) = (Evidence::of(old), Evidence::of(new));
        self.counts = self.counts.replaced(old, new);
        old != new
    }

    fn replace_items(&mut self, old: &str, new: &str) -> bool {
        for number in items(old) {
            let left = self.items.get(&number).copied().unwrap_or_default().saturating_sub(1);
            if left == 0 {
                self.items.remove(&number);
            } else {
                self.items.insert(number, left);
            }
        }
        for number in items(new) {
            *self.items.entry(number).or_default() += 1;
        }
        !items(old).eq(items(new))
    }

    fn replace_markers(&mut self, span: Span, new: &str) -> bool {
        let len = self.len;
        while let Some((start, marker)) = self.before.pop_if(|(start, _)| *start >= span.end) {
            self.behind.push((len - start, marker));
        }
        while let Some((back, marker)) = self.behind.pop_if(|(back, _)| len - *back < span.end) {
            self.before.push((len - back, marker));
        }
        let old = self.before.split_off(self.before.partition_point(|(start, _)| *start < span.start));
        let new_markers = possible_markers(new);
        let same = old.iter().map(|(_, marker)| marker).eq(new_markers.iter().map(|(_, marker)| marker));
        self.before.extend(new_markers.into_iter().map(|(start, marker)| (span.start + start, marker)));
        self.len = len - span.len() + new.len();
        !same
    }

    /// How many marks of each kind the text has.
    pub fn counts(&self) -> &Evidence {
        &self.counts
    }

    /// The forms of page markers that the text uses.
    pub fn page_forms(&self) -> PageForms {
        let markers = self.before.iter().chain(self.behind.iter().rev());
        let markers: Vec<_> = markers.map(|(_, marker)| marker).collect();
        PageForms::of_markers(&markers, || self.items.keys().copied().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Replaces each line of `text` by each other line, and checks that the rest is told anew.
    #[test]
    fn an_edit_counts_as_the_text_that_it_leaves() {
        let lines = [
            "They met [12] at noon.\n",
            "[Page 13]\n",
            "  1. At noon [p. 14].\n",
            "\n",
            "It rained.[^1] [1]\r",
            "[^1]: It snowed.\n",
            "[Footnote 2: At sea.]\n",
            "-----File: 003.png---\n",
            "They met [12] at noon. They [13] left.\n",
        ];
        let mut text = lines.map(str::to_owned).to_vec();
        let mut evidence = TextEvidence::of(&text.concat());
        for (from, line) in lines.iter().enumerate() {
            for at in (0..lines.len()).map(|at| at * 5 % lines.len()) {
                let start = text[..at].concat().len();
                let old = std::mem::replace(&mut text[at], line.to_string().repeat(1 + (from + at) % 2));
                let changed = evidence.replace(Span::new(start, start + old.len()), &old, &text[at]);
                let fresh = TextEvidence::of(&text.concat());
                assert_eq!((evidence.counts, &evidence.items), (fresh.counts, &fresh.items));
                assert_eq!(evidence.page_forms(), fresh.page_forms());
                let markers = |evidence: &TextEvidence| {
                    let behind =
                        evidence.behind.iter().rev().map(|(back, marker)| (evidence.len - back, marker.clone()));
                    evidence.before.iter().cloned().chain(behind).collect::<Vec<_>>()
                };
                assert_eq!(markers(&evidence), markers(&fresh));
                assert!(changed || old == text[at] || !old.contains(['[', '1', '-']));
            }
        }
    }

    #[test]
    fn only_marks_and_items_may_change_what_is_read() {
        let check = |old: &str, new: &str, changes: bool| {
            let mut evidence = TextEvidence::of(old);
            assert_eq!(evidence.replace(Span::new(0, old.len()), old, new), changes, "{old} {new}");
        };
        check("They met [12] at noon.", "They had met [12] in the rain.", false);
        check("They met [12] at noon.", "They met [13] at noon.", true);
        check("They met [12] at noon.", "They met.[12]", true);
        check("  1. At noon.", "  1. At night.", false);
        check("  1. At noon.", "  2. At noon.", true);
        check("They met.", "They met.[^1]", true);
    }
}
