//! Records to test on, and places in them.

use serde_json::{Value, json};

/// A record whose references print 0–2 over a list of 1–3.
pub const FERRY: &str = "\
12. Memorandum of Conversation0

Port Selwyn, May 3, 1911, 11:00 AM.

Mr. Ardell asked whether the ferry would run at Easter.1 The Harbormaster said that it
[Page 41]
would not, if he could help it.2

  1. Source: Selwyn Archive, Box 4. No classification marking.
  2. Easter was on April 16.
  3. See Document 13.
";

/// The unit of columns that a client asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Utf8,
    Utf16,
    Utf32,
}

/// The position in `text` where `place`, which occurs once, has its `|`.
pub fn position(text: &str, place: &str, unit: Unit) -> Value {
    let (before, after) = place.split_once('|').unwrap();
    let found: Vec<_> = text.match_indices(&format!("{before}{after}")).collect();
    assert_eq!(found.len(), 1, "{place}");
    let until = &text[..found[0].0 + before.len()];
    let line_start = until.rfind('\n').map_or(0, |at| at + 1);
    let column = &until[line_start..];
    let character = match unit {
        Unit::Utf8 => column.len(),
        Unit::Utf16 => column.encode_utf16().count(),
        Unit::Utf32 => column.chars().count(),
    };
    json!({"line": until.matches('\n').count(), "character": character})
}

/// The range in `text` between the two `|` of `place`.
pub fn range(text: &str, place: &str, unit: Unit) -> Value {
    let mut parts = place.split('|');
    let (before, within, after) = (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap());
    json!({
        "start": position(text, &format!("{before}|{within}{after}"), unit),
        "end": position(text, &format!("{before}{within}|{after}"), unit),
    })
}
