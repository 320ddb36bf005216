//! Diagnostics for people: the line, with the place underlined.

use super::finding::{Finding, Place, Related};
use crate::check::Severity;
use crate::cli::output::visible;
use crate::text::{Span, Text};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

/// The fewest characters of a line that are shown before the place, where it has as many.
const BEFORE: usize = 40;
/// The most characters of a line that are shown. With line number and frame they fit into 80 columns up to line 9,999.
const WIDTH: usize = 72;

/// Draws diagnostics.
pub(super) struct Human {
    renderer: Renderer,
}

impl Human {
    /// Draws in colour or not.
    pub fn new(colour: bool) -> Self {
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        // Lines are cut here, around the place; the renderer must not cut them again.
        Self { renderer: renderer.term_width(WIDTH * 10) }
    }

    /// The drawing of a diagnostic, with an empty line behind it.
    pub fn item(&self, finding: &Finding) -> String {
        let Finding { path, text, code, severity, message, place, related, .. } = finding;
        let level = match severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Information => Level::INFO.with_name("information"),
            Severity::Hint => Level::HELP.with_name("hint"),
        };
        let title = level.clone().primary_title(*message).id(*code);
        // In a report's first group the renderer draws a line too many below the location, so the first group is empty.
        let mut groups = vec![Group::with_level(level.clone())];
        groups.extend(Window::new(text, place).draw(Group::with_title(title), level, path, place));
        for Related { source, place, message } in related {
            let title = Level::NOTE.with_name("see").secondary_title(*message);
            groups.extend(Window::new(source.snapshot.text(), place).draw(
                Group::with_title(title),
                Level::NOTE,
                &source.path,
                place,
            ));
        }
        self.renderer.render(&groups).trim_start().to_owned() + "\n\n"
    }
}

/// The part of a line that is shown.
#[derive(Debug, PartialEq, Eq)]
struct Window {
    /// The shown part of the line, with `…` where the line is cut.
    text: String,
    /// The place, in bytes of this text.
    place: Span,
}

impl Window {
    /// The window around the part of `place` that is on its first line.
    fn new(text: &Text, place: &Place) -> Self {
        let line = text.line_content(place.start.line - 1);
        let start = place.document.start.min(line.end);
        let end = place.document.end.clamp(start, line.end);
        // No character has more than four bytes, and a line may have millions.
        let bytes = 4 * (WIDTH + 1);
        let before = text.slice(Span::new(start.saturating_sub(bytes).max(line.start), start));
        let within = text.slice(Span::new(start, end.min(start + bytes)));
        let after = text.slice(Span::new(end, line.end.min(end + bytes)));
        Self::around(&before, &within, &after)
    }

    /// The window around `within`, which is between `before` and `after`.
    fn around(before: &str, within: &str, after: &str) -> Self {
        let count = |text: &str| text.chars().count();
        let within_shown = count(within).min(WIDTH - count(before).min(BEFORE));
        let after_wanted = count(after).min((WIDTH - within_shown).saturating_sub(BEFORE));
        let before_shown = count(before).min(WIDTH - within_shown - after_wanted);
        let after_shown = count(after).min(WIDTH - before_shown - within_shown);
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

    /// Adds the window and its location to `group`.
    fn draw<'a>(self, group: Group<'a>, level: Level<'a>, path: &'a str, place: &Place) -> [Group<'a>; 2] {
        let origin = Origin::path(visible(path)).line(place.start.line).char_column(place.start.column);
        let annotation = AnnotationKind::Primary.span(self.place.start..self.place.end);
        [
            group.element(origin),
            Group::with_level(level)
                .element(Snippet::source(self.text).line_start(place.start.line).annotation(annotation)),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::source::Source;
    use crate::convention::Marks;
    use crate::volume::read::Contents;
    use std::borrow::Cow;

    /// Draws a diagnostic at the words `place`, related to the words `elsewhere`.
    fn draw(text: &str, place: &str, elsewhere: Option<&str>) -> String {
        let source = Source::new("letters/d7.txt", &Contents::decode(text.into()).unwrap(), Marks::default());
        let text_of = source.snapshot.text();
        let span = |words: &str| {
            let start = text.find(words).unwrap();
            Span::new(start, start + words.len())
        };
        let related = |words| {
            let place = Place::new(text_of, 0, span(words));
            Related { source: Cow::Borrowed(&source), place, message: "the last note" }
        };
        let finding = Finding {
            encoding: None,
            path: "letters/d7.txt",
            text: text_of,
            code: "dangling-reference",
            severity: Severity::Error,
            message: "no note for this footnote reference",
            place: Place::new(text_of, 0, span(place)),
            related: elsewhere.map(related).into_iter().collect(),
        };
        Human::new(false).item(&finding)
    }

    #[test]
    fn the_place_is_underlined() {
        let text = "7. Letter\n\nThe ferry is late.3 We wait.\n\n  1. The ferry.\n  2. It came.\n";
        let expected = "\
error[dangling-reference]: no note for this footnote reference
 --> letters/d7.txt:3:19
  |
3 | The ferry is late.3 We wait.
  |                   ^
see: the last note
 --> letters/d7.txt:6:1
  |
6 |   2. It came.
  | ^^^^^^^^^^^^^

";
        assert_eq!(draw(text, "3", Some("  2. It came.")), expected);
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let words = "Zoë waits. ".repeat(200);
        let expected = "\
error[dangling-reference]: no note for this footnote reference
 --> letters/d7.txt:1:2201
  |
1 | …waits. Zoë waits. Zoë waits. Zoë waits. [Page 1l]Zoë waits. Zoë waits. Z…
  |                                          ^^^^^^^^^

";
        assert_eq!(draw(&format!("{words}[Page 1l]{words}"), "[Page 1l]", None), expected);
    }

    #[test]
    fn a_window_shows_as_much_as_there_is_room_for() {
        let x = |count| "x".repeat(count);
        let a = |count| "a".repeat(count);
        let check = |before: &str, within: &str, after: &str, text: &str| {
            let window = Window::around(before, within, after);
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

    #[test]
    fn places_of_every_kind_are_drawn() {
        let text = "\u{1}\t日本[\u{2028}\r\rend\0";
        for start in 0..=text.len() {
            for end in start..=text.len() {
                let text = Text::new(text);
                let finding = Finding {
                    encoding: None,
                    path: "d1.txt",
                    text: &text,
                    code: "unclosed-bracket",
                    severity: Severity::Hint,
                    message: "",
                    place: Place::new(&text, 0, Span::new(start, end)),
                    related: Vec::new(),
                };
                assert!(Human::new(true).item(&finding).contains("d1.txt"));
            }
        }
    }
}
