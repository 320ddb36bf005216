//! What is known of a record that is being typed, which its text does not tell.

use crate::text::Span;

/// How far the typing of a record has come. The default is a record as it is saved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Typing {
    /// Whether the record has changes that are not saved. Its notes may then not all be there yet.
    pub unsaved: bool,
    /// What was typed last without a break, from its first byte to the cursor, in bytes of the record. `None` if nothing
    /// was typed in this record.
    pub stretch: Option<Span>,
}

impl Typing {
    /// Whether a mark at `span` of `text` is still being typed: it was begun in this stretch, and the cursor stands inside,
    /// `[Page 5|]`, or right behind it where its bracket is not closed, `[Page 5|`.
    pub(super) fn is_inside(self, text: &str, span: Span) -> bool {
        let is_closed = span.of(text).ends_with(']');
        let is_inside = |cursor| span.start < cursor && (cursor < span.end || cursor == span.end && !is_closed);
        self.stretch.is_some_and(|stretch| stretch.start <= span.start && is_inside(stretch.end))
    }

    /// Whether the bracket at `span` of `text` was opened in this stretch, in the paragraph of the cursor: `[in|`.
    pub(super) fn has_opened(self, text: &str, span: Span) -> bool {
        let Some(stretch) = self.stretch.filter(|stretch| stretch.start <= span.start && span.end <= stretch.end)
        else {
            return false;
        };
        let typed = Span::new(span.end, stretch.end).of(text).replace("\r\n", "\n");
        let mut lines: Vec<_> = typed.split(['\n', '\r']).collect();
        // The line of the cursor may be blank until something is typed in it.
        lines.pop();
        lines.iter().skip(1).all(|line| !line.trim().is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks whether a bracket is still being typed. It stands behind `<`, the stretch begins at `{`, and the cursor stands
    /// at `|`.
    fn check(fixture: &str, expect: bool) {
        let text = fixture.replace(['<', '{', '|'], "");
        let place = |mark: char| fixture.split(mark).next().unwrap().replace(['<', '{', '|'], "").len();
        let typing = Typing { unsaved: true, stretch: Some(Span::new(place('{'), place('|'))) };
        let span = Span::new(place('<'), place('<') + 1);
        assert_eq!(typing.has_opened(&text, span), expect, "{fixture:?}");
    }

    #[test]
    fn a_bracket_is_typed_on_until_its_paragraph_ends() {
        check("They met {<[in|", true);
        check("They {met <[in the rain|", true);
        check("They {met <[in the\n|", true);
        check("They {met <[in the\r\nrain|", true);
        check("They {met <[in the\rrain|", true);
        check("They {met <[in the\nrain\n|", true);
        check("They {met <[in the\n\n|", false);
        check("They {met <[in the\r\n\r\n|", false);
        check("They {met <[in the\n \nThey|", false);
        // Opened before the stretch, or behind the cursor.
        check("They <[met {in|", false);
        check("They {met| <[in", false);
    }

    #[test]
    fn a_mark_around_the_cursor_is_being_typed() {
        let check = |text: &str, expect: &[usize]| {
            let at = |cursor| Typing { unsaved: true, stretch: Some(Span::new(0, cursor)) };
            let typed = (0..=text.len() + 1).filter(|&cursor| at(cursor).is_inside(text, Span::new(1, text.len())));
            assert_eq!(typed.collect::<Vec<_>>(), expect, "{text}");
            assert!(!Typing::default().is_inside(text, Span::new(1, text.len())));
            // A mark that stood there before is judged at every keystroke.
            let typing = Typing { unsaved: true, stretch: Some(Span::new(2, 3)) };
            assert!(!typing.is_inside(text, Span::new(1, text.len())));
        };
        check(" [P 1]", &[2, 3, 4, 5]);
        check(" [P 1", &[2, 3, 4, 5]);
        check(" P 1]", &[2, 3, 4]);
    }
}
