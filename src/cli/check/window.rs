//! The part of a line that is shown around a place.

use super::finding::Place;
use crate::text::{Span, Text};

/// How much of a line is shown, in characters.
#[derive(Clone, Copy, Debug)]
pub(super) struct Width {
    /// The fewest that are shown before the place, where the line has as many; as many are shown behind it, where there is
    /// room.
    pub before: usize,
    /// The most that are shown.
    pub all: usize,
}

/// The part of a line that is shown.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Window {
    /// The shown part of the line, with `…` where the line is cut.
    pub text: String,
    /// The place, in bytes of this text.
    pub place: Span,
}

impl Window {
    /// The window around the part of `place` that is on its first line.
    pub fn new(text: &Text, place: &Place, width: Width) -> Self {
        let line = text.line_content(place.start.line - 1);
        let start = place.document.start.min(line.end);
        let end = place.document.end.clamp(start, line.end);
        // No character has more than four bytes, and a line may have millions.
        let bytes = 4 * (width.all + 1);
        let before = text.slice(Span::new(start.saturating_sub(bytes).max(line.start), start));
        let within = text.slice(Span::new(start, end.min(start + bytes)));
        let after = text.slice(Span::new(end, line.end.min(end + bytes)));
        Self::around(&before, &within, &after, width)
    }

    /// The window around `within`, which is between `before` and `after`.
    fn around(before: &str, within: &str, after: &str, width: Width) -> Self {
        let count = |text: &str| text.chars().count();
        let within_shown = count(within).min(width.all - count(before).min(width.before));
        let after_wanted = count(after).min((width.all - within_shown).saturating_sub(width.before));
        let before_shown = count(before).min(width.all - within_shown - after_wanted);
        let after_shown = count(after).min(width.all - before_shown - within_shown);
        let mut text = String::new();
        if before_shown < count(before) {
            text.push('…');
        }
        text.extend(before.chars().skip(count(before) - before_shown));
        let start = text.len();
        text.extend(within.chars().take(within_shown));
        let end = text.len();
        let whole = within_shown == count(within);
        if whole {
            text.extend(after.chars().take(after_shown));
        }
        if !whole || after_shown < count(after) {
            text.push('…');
        }
        Self { text, place: Span::new(start, end) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_shows_as_much_as_there_is_room_for() {
        let x = |count| "x".repeat(count);
        let a = |count| "a".repeat(count);
        let check = |before: &str, within: &str, after: &str, text: &str| {
            let window = Window::around(before, within, after, Width { before: 40, all: 72 });
            assert_eq!(window.text, text, "{before}|{within}|{after}");
            assert!(within.starts_with(window.place.of(&window.text)), "{window:?}");
            assert_eq!(window.place.is_empty(), within.is_empty());
        };
        check("", "", "", "");
        check("a ", "3", " b", "a 3 b");
        check("", "3", &a(100), &format!("3{}…", a(71)));
        check(&a(100), "3", "", &format!("…{}3", a(71)));
        check(&a(100), "3", "é", &format!("…{}3é", a(70)));
        check(&a(100), "3", &a(100), &format!("…{}3{}…", a(40), a(31)));
        check(&a(100), &x(100), &a(100), &format!("…{}{}…", a(40), x(32)));
        check("", &x(100), &a(100), &format!("{}…", x(72)));
    }
}
