//! A look at a text that tells, without building records, that it holds none.

use crate::convention::mark::{LineKind, TokenKind};
use crate::convention::{Convention, Marks};
use crate::record::headings::heading::{LINES_BEFORE, is_unnumbered_title};
use crate::record::recognise::is_mark_of_a_reference;
use crate::syntax::{Line, lines};

/// Whether `text`, which is read in `marks` ([`Marks::of_text`]), may hold records, so that building them can be of use.
///
/// A text may hold records if it has a page marker, a line that begins like an item or like a numbered heading, a
/// footnote mark, or a title at its top. For every other text [`super::Snapshot::recognition`] is
/// [`super::Recognition::Unmarked`].
pub fn may_hold_records(text: &str, marks: &Marks) -> bool {
    let mut titles_left = LINES_BEFORE;
    let mut next = 0;
    let mut may_show_one = |line: Line| {
        let content = text.get(next..next + line.content).unwrap_or_default();
        next += line.len;
        if marks.in_markdown {
            return line.kind == LineKind::PageMarker;
        }
        let may_be_title = titles_left > 0 && is_unnumbered_title(marks.convention, &line, content);
        titles_left -=
            usize::from(titles_left > 0 && matches!(line.kind, LineKind::Text { .. } | LineKind::NotesTitle));
        may_be_title || has_sign(&line, content)
    };
    let says_what_marks_are =
        || !marks.in_markdown && (marks.convention != Convention::Plain || !marks.convention.unread(text).is_empty());
    // The first line of most records tells.
    lines(text, marks).any(&mut may_show_one) || says_what_marks_are()
}

/// Whether `line`, whose text is `content`, has a mark of a record or begins like an item.
fn has_sign(line: &Line, content: &str) -> bool {
    matches!(line.kind, LineKind::PageMarker | LineKind::Item(_))
        || line.tokens.iter().any(|token| match token.kind {
            TokenKind::Page { .. } | TokenKind::MalformedPage { .. } | TokenKind::Superscript => true,
            TokenKind::Digits | TokenKind::Sign => is_mark_of_a_reference(content, token.span),
            TokenKind::Open | TokenKind::Close => false,
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Recognition, Snapshot};
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expected: bool) {
        assert_eq!(may_hold_records(text, &Marks::default().of_text(text)), expected, "{text}");
    }

    #[test]
    fn texts_of_other_kinds_need_no_records() {
        check("", false);
        check("milk, 2 eggs and bread\n", false);
        check("{\"name\": \"ferry\", \"seats\": [12, 40], \"speed\": 11.5}\n", false);
        check("2026-11-29 12:00:01 ferry[1203]: the boiler is at 140 degrees\n", false);
        check("data:image/png;base64,iVBORw0KGgo1AAAA2NSUhEU3gAA\n", false);
    }

    #[test]
    fn one_mark_is_enough_to_read_a_text() {
        check("we sailed at noon.\n[Page 5]\n", true);
        check("we sailed [Pgae 5] at noon.\n", true);
        check("we sailed at noon.2 it rained.\n", true);
        check("we sailed² at noon.\n", true);
        check("we sailed at noon.* it rained.\n", true);
        check("we sailed [^1] at noon.\n", true);
        check("we sailed.\n\n[Footnote 1: At noon.]\n", true);
        check("we sailed.\n\n  1. At noon.\n", true);
        check("we sailed.\n\n  - At noon.\n", true);
        check("The Ferry to Hollow Point\n\nwe sailed at noon.\n", true);
    }

    #[test]
    fn in_markdown_only_a_page_marker_counts() {
        let check = |text: &str, expected: bool| {
            let marks = Marks { is_set: false, ..Marks::of(Convention::Markdown) }.of_text(text);
            assert_eq!(may_hold_records(text, &marks), expected, "{text}");
        };
        check("# Ferries\n\nIt sank.[^1]\n\n1. One\n2. Two\n\n[^1]: At noon.\n", false);
        check("# Ferries\n\n[Page 5]\n\nIt sank.\n", true);
    }

    proptest! {
        #[test]
        fn what_the_look_passes_over_is_no_record(
            parts in prop::collection::vec(
                prop::sample::select(vec![
                    "\n", "\n\n", " ", "  ", "it sank", "The Ferry Sank", ".", "2", "3", "12", "*", "†", "²", "a", "b",
                    "- ", "1. ", "2) ", "[", "]", "(", ")", "[Page 5]", "{5}", "[5r]", "Page", "Notes", "---", ": ", "#",
                    "[^", "Footnote ", ";", "\"", "“", "\t", "↩", "1a", "1. The Ferry Sank Here",
                ]),
                0..24,
            ),
            in_markdown in any::<bool>(),
        ) {
            let text = parts.concat();
            let marks = Marks { in_markdown, ..Marks::default() };
            if !may_hold_records(&text, &marks.clone().of_text(&text)) {
                let recognition = Snapshot::new(&text, marks).recognition();
                prop_assert_eq!(recognition, Recognition::Unmarked, "{:?}", text);
            }
        }
    }
}
