//! Apply all certain fixes.

use super::action::FixedDiagnostic;
use super::edit_context::Environment;
use super::registry::first_certain_fix;
use crate::record::Document;

/// How many fixes are applied to a record. One fix may make another certain. A record with more mistakes than this
/// needs a human eye.
const MOST: usize = 100;

/// Applies certain fixes to `document` until none is left. Returns the fixed diagnostics; the span of each is in bytes
/// of the document at the time of its fix.
pub fn fix_all(document: &mut Document, environment: Environment) -> Vec<FixedDiagnostic> {
    let mut mended = Vec::new();
    let mut snapshot = document.snapshot();
    // Start with the last record, so that the others keep their offsets.
    for record in (0..snapshot.records().len()).rev() {
        for _ in 0..MOST {
            let Some((edit, what)) = first_certain_fix(&snapshot, record, environment) else { break };
            for change in edit.changes.iter().rev() {
                document.edit(change.span, &change.new_text);
            }
            mended.push(what);
            snapshot = document.snapshot();
        }
    }
    mended
}

#[cfg(test)]
mod tests {
    use super::{Environment, fix_all};
    use crate::record::Document;

    #[track_caller]
    fn check(before: &str, after: &str, count: usize) {
        for line_break in ["\n", "\r\n", "\r"] {
            let mut document = Document::new(&before.replace('\n', line_break));
            assert_eq!(fix_all(&mut document, Environment::default()).len(), count);
            assert_eq!(document.text().to_string().replace(line_break, "\n"), after);
            assert_eq!(fix_all(&mut document, Environment::default()), []);
        }
    }

    #[test]
    fn all_that_is_certain_in_every_record() {
        check(
            "203. Walk to the Weir

[Page 30] They walked.1
[Page 3l] They swam.2
[Page 32]

  1. In rain.
  1. At noon.

204. Talk in Aldmoor0

They met.1 They sat.2
[Pgae 34] They rose.
[Page 39]
  1. Typed.
  2. On benches.
  3. At dusk.
",
            "203. Walk to the Weir

[Page 30] They walked.1
[Page 31] They swam.2
[Page 32]

  1. In rain.
  2. At noon.

204. Talk in Aldmoor0

They met.1 They sat.2
[Pgae 34] They rose.
[Page 39]
  0. Typed.
  1. On benches.
  2. At dusk.
",
            3,
        );
    }

    #[test]
    fn nothing_where_all_is_well_or_nothing_is_certain() {
        let same = |text: &str| check(text, text, 0);
        same("");
        same("204. Talk in Aldmoor\n\nThey met.1 They sat.2\n\n  1. In rain.\n  2. At noon.\n");
        same("204. Talk in Aldmoor\n\nThey met.1 They sat.2 They rose.3\n\n  1. In rain.\n  3. At noon.");
    }
}
