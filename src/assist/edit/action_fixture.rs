//! Test fixtures for actions: a text with the cursor, `|`, and the text after the action.

use super::action::ActionId;
use super::edit_builder::Edit;
use super::edit_context::Environment;
use super::registry::{actions, resolve};
use crate::record::{Document, Snapshot};
use crate::text::Span;

/// Checks that the action `id` at the cursor of `before` results in `after`, with each kind of line break. `|` in
/// `after` is where the cursor ends up, or each end of the new selection. `after` is `! …` if the action is refused for
/// that reason.
#[track_caller]
pub(super) fn check(id: ActionId, before: &str, after: &str) {
    for line_break in ["\n", "\r\n", "\r"] {
        let (snapshot, place) = open(&before.replace('\n', line_break));
        let listed = actions(&snapshot, place, Environment::default()).into_iter().find(|action| action.id == id);
        let place = listed.as_ref().map_or(place, |action| action.place);
        let made = match resolve(&snapshot, place, id, Environment::default()) {
            Ok(edit) => {
                // An action that is refused when it is listed is also refused when it is resolved.
                assert_eq!(listed.and_then(|action| action.refusal), None);
                applied(&snapshot, &edit)
            }
            Err(reason) => format!("! {reason}"),
        };
        assert_eq!(made.replace(line_break, "\n"), after, "lines end by {line_break:?}");
    }
}

/// Checks the titles of the actions offered at the cursor of `text`. A title is followed by ` ! …` if the action is
/// refused, and begins with `* ` if it fixes a diagnostic or `** ` if that fix is certain.
#[track_caller]
pub(super) fn check_offers(text: &str, expected: &[&str]) {
    let (snapshot, place) = open(text);
    let offers = actions(&snapshot, place, Environment::default()).into_iter().map(|action| {
        let mends = action.fixes.map_or("", |fixes| if fixes.certain { "** " } else { "* " });
        let refusal = action.refusal.map_or_else(String::new, |reason| format!(" ! {reason}"));
        format!("{mends}{}{refusal}", action.title)
    });
    assert_eq!(offers.collect::<Vec<_>>(), expected);
}

/// Opens `text` without its `|`; returns the document and the empty span at the `|`.
pub(super) fn open(text: &str) -> (Snapshot, Span) {
    let cursor = text.find('|').expect("a cursor");
    let snapshot = Document::new(&text.replacen('|', "", 1)).snapshot();
    (snapshot, Span::new(cursor, cursor))
}

/// The text after `edit`, with `|` at the cursor or at each end of the selection.
pub(super) fn applied(snapshot: &Snapshot, edit: &Edit) -> String {
    let mut text = snapshot.text().to_string();
    for change in edit.changes.iter().rev() {
        text.replace_range(change.span.start..change.span.end, &change.new_text);
    }
    if let Some(cursor) = edit.cursor {
        text.replace_range(cursor.end..cursor.end, if cursor.is_empty() { "" } else { "|" });
        text.insert(cursor.start, '|');
    }
    text
}
