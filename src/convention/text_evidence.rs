//! What the marks of a text say of what they look like, kept up to date through edits.

use super::evidence::Evidence;
use super::page_forms::{LINES_BELOW, PageForms, PossibleMarker, items, possible_markers};
use super::positions::Positions;
use crate::text::Span;

/// What the marks of a text say of its convention and of the forms of its page markers. Each line says something for itself and for
/// a page number in the [`LINES_BELOW`] lines above it, so an edit needs only the lines that it touches and those around them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextEvidence {
    /// How many marks of each kind the text has.
    counts: Evidence,
    /// Its list items, each with its number.
    items: Positions<u64>,
    /// What may be a page marker in it.
    markers: Positions<PossibleMarker>,
    /// Whether page numbers may stand alone on lines: then also the length of what stands between them tells something.
    may_stand_alone: bool,
}

impl TextEvidence {
    /// How many lines an edit needs on each side of those that it touches.
    pub const LINES_AROUND: usize = LINES_BELOW;

    /// What `text` shows.
    pub fn of(text: &str) -> Self {
        let mut evidence = Self::default();
        evidence.replace(Span::default(), "", text, Span::new(0, text.len()));
        evidence
    }

    /// Replaces the lines `old`, which stood at `span`, by the lines `new` of `around`: these, with [`Self::LINES_AROUND`] lines on
    /// each side. Returns whether the text may have other marks now.
    pub fn replace(&mut self, span: Span, old: &str, around: &str, new: Span) -> bool {
        let lines = new.of(around);
        let (old_counts, new_counts) = (Evidence::of(old), Evidence::of(lines));
        self.counts = self.counts.replaced(old_counts, new_counts);
        let changed_items = self.items.replace(span, lines.len(), items(lines));
        // The lines above see what stands below them.
        let found = possible_markers(around).into_iter().take_while(|(start, _)| *start < new.end);
        let seen = Span::new(span.start - new.start, span.end);
        let changed_markers = self.markers.replace(seen, new.end, found);
        if changed_markers {
            self.may_stand_alone = self.markers.iter().filter(|(_, marker)| marker.is_line()).nth(1).is_some();
        }
        let changed_lengths = self.may_stand_alone && old.len() != lines.len();
        old_counts != new_counts || changed_items || changed_markers || changed_lengths
    }

    /// How many marks of each kind the text has.
    pub fn counts(&self) -> &Evidence {
        &self.counts
    }

    /// The forms of page markers that the text uses.
    pub fn page_forms(&self) -> PageForms {
        let markers: Vec<_> = self.markers.iter().collect();
        PageForms::of_markers(&markers, self.markers.len(), || {
            self.items.iter().map(|(start, number)| (start, *number)).collect()
        })
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
            "- 14 -\n",
            "they went.\n",
            "15\r\n",
        ];
        let mut text = lines.map(str::to_owned).to_vec();
        let mut evidence = TextEvidence::of(&text.concat());
        for (from, line) in lines.iter().enumerate() {
            for at in (0..lines.len()).map(|at| at * 5 % lines.len()) {
                let start = text[..at].concat().len();
                let old = std::mem::replace(&mut text[at], line.to_string().repeat(1 + (from + at) % 2));
                let first = at.saturating_sub(TextEvidence::LINES_AROUND);
                let around = text[first..(at + 1 + TextEvidence::LINES_AROUND).min(text.len())].concat();
                let new = text[first..at].concat().len();
                let new = Span::new(new, new + text[at].len());
                let changed = evidence.replace(Span::new(start, start + old.len()), &old, &around, new);
                let fresh = TextEvidence::of(&text.concat());
                assert_eq!(evidence.counts, fresh.counts);
                assert_eq!(evidence.page_forms(), fresh.page_forms());
                assert!(evidence.items.iter().eq(fresh.items.iter()));
                assert!(evidence.markers.iter().eq(fresh.markers.iter()), "{evidence:?} {fresh:?}");
                assert!(changed || old == text[at] || !old.contains(['[', '1', '-', 'y']));
            }
        }
    }

    #[test]
    fn only_marks_and_items_may_change_what_is_read() {
        let check = |old: &str, new: &str, changes: bool| {
            let mut evidence = TextEvidence::of(old);
            let lines = Span::new(0, new.len());
            assert_eq!(evidence.replace(Span::new(0, old.len()), old, new, lines), changes, "{old} {new}");
        };
        check("They met [12] at noon.", "They had met [12] in the rain.", false);
        check("They met [12] at noon.", "They met [13] at noon.", true);
        check("They met [12] at noon.", "They met.[12]", true);
        check("  1. At noon.", "  1. At night.", false);
        check("  1. At noon.", "  2. At noon.", true);
        check("They met.", "They met.[^1]", true);
    }
}
