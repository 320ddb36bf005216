//! Diagnostics for people: the line, with the place underlined.

use super::finding::{Finding, Place, Related};
use super::window::{Width, Window};
use crate::check::Severity;
use crate::cli::output::visible;
use crate::text::Text;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

/// How much of a line is shown. With line number and frame it fits into 80 columns up to line 9,999.
const WIDTH: Width = Width { before: 40, all: 72 };

/// Draws diagnostics.
pub(super) struct Human {
    renderer: Renderer,
}

impl Human {
    /// Draws in colour or not.
    pub fn new(colour: bool) -> Self {
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        // Lines are cut here, around the place; the renderer must not cut them again.
        Self { renderer: renderer.term_width(WIDTH.all * 10) }
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
        groups.extend(draw(Group::with_title(title), level, path, text, place));
        for Related { source, place, message } in related {
            let title = Level::NOTE.with_name("see").secondary_title(*message);
            let group = Group::with_title(title);
            groups.extend(draw(group, Level::NOTE, &source.path, source.snapshot.text(), place));
        }
        self.renderer.render(&groups).trim_start().to_owned() + "\n\n"
    }
}

/// The part of the line at `place` that is shown, and its location, added to `group`.
fn draw<'a>(group: Group<'a>, level: Level<'a>, path: &'a str, text: &Text, place: &Place) -> [Group<'a>; 2] {
    let window = Window::new(text, place, WIDTH);
    let origin = Origin::path(visible(path)).line(place.start.line).char_column(place.start.column);
    let annotation = AnnotationKind::Primary.span(window.place.start..window.place.end);
    [
        group.element(origin),
        Group::with_level(level)
            .element(Snippet::source(window.text).line_start(place.start.line).annotation(annotation)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::source::Source;
    use crate::convention::Marks;
    use crate::text::Span;
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
            record: None,
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
    fn places_of_every_kind_are_drawn() {
        let text = "\u{1}\t日本[\u{2028}\r\rend\0";
        for start in 0..=text.len() {
            for end in start..=text.len() {
                let text = Text::new(text);
                let finding = Finding::fixture(&text, Span::new(start, end));
                assert!(Human::new(true).item(&finding).contains("d1.txt"));
            }
        }
    }
}
