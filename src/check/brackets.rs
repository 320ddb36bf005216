//! Rules about editorial brackets.

use super::code::Code;
use super::diagnostic::Diagnostic;
use super::message_names;
use super::typing::Typing;
use crate::record::{Record, StrayBracket};
use crate::text::Span;

/// The rules `unclosed-bracket` and `unopened-bracket`.
pub(super) fn stray(record: &Record, typing: Typing) -> Vec<Diagnostic> {
    let leaves_open = leaves_directions_open(record);
    let is_meant = |bracket: &StrayBracket| match bracket {
        StrayBracket::Unclosed(span) => {
            (leaves_open && is_direction(&record.text, *span)) || typing.has_opened(&record.text, *span)
        }
        StrayBracket::Unopened(_) => false,
    };
    record.stray_brackets.iter().filter(|bracket| !is_meant(bracket)).map(|&bracket| report(record, bracket)).collect()
}

/// The fewest brackets left open that are no slips.
const HABIT: usize = 3;

/// Whether the record leaves the brackets of stage directions open, as printers of plays do: `[Exit.`
fn leaves_directions_open(record: &Record) -> bool {
    let is_open =
        |bracket: &&StrayBracket| matches!(bracket, StrayBracket::Unclosed(span) if is_direction(&record.text, *span));
    let open = record.stray_brackets.iter().filter(is_open).count();
    open >= HABIT && open > record.insertions.len()
}

/// Whether the bracket at `span` of `text` may open a stage direction: it stands behind a space, and its line is a sentence.
fn is_direction(text: &str, span: Span) -> bool {
    let before = text.get(..span.start).unwrap_or_default();
    let sentence = Span::new(span.end, ahead(text, span.end)).of(text).trim_end();
    before.chars().next_back().is_none_or(char::is_whitespace) && sentence.ends_with(['.', '!', '?'])
}

/// The diagnostic for a bracket without its partner.
fn report(record: &Record, bracket: StrayBracket) -> Diagnostic {
    match bracket {
        StrayBracket::Unclosed(span) => {
            // A few words are enough to find the place; the rest of its line may be all of a long record.
            let quote = message_names::quoted(record, Span::new(span.start, ahead(&record.text, span.end)), 30);
            let message = format!("{quote} is not closed: there is no ] before the end of its paragraph");
            Diagnostic::new(Code::UnclosedBracket, span, message)
        }
        StrayBracket::Unopened(span) => {
            let message = "This ] closes nothing: there is no open [ before it in its paragraph".into();
            Diagnostic::new(Code::UnopenedBracket, span, message)
        }
    }
}

/// The end of the line, or an offset at most 120 bytes behind `offset` if that comes first. Never within a character.
fn ahead(text: &str, offset: usize) -> usize {
    let rest = text.as_bytes().get(offset..).unwrap_or_default();
    let line = rest.iter().take(120).take_while(|byte| !matches!(byte, b'\n' | b'\r')).count();
    (offset..=offset + line).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(offset)
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::{check, check_while_typed};

    #[test]
    fn a_note_that_is_not_closed() {
        check(
            "The ferry sank.[1] It rose.[2]

[Footnote 1: At noon.
^ unclosed-bracket warning: “[Footnote 1: At noon.” is not closed: there is no ] before the end of its paragraph

[Footnote 2: At night.]",
        );
    }

    #[test]
    fn brackets_without_their_partner() {
        check(
            "204. Talk in Aldmoor

They met. [Here follows a word on the weather.
          ^ unclosed-bracket warning: “[Here follows a word on the…” is not closed: there is no ] before the end of its paragraph

They rose.",
        );
        check(
            "204. Talk in Aldmoor

They met in Quarrow]. They rose.
                   ^ unopened-bracket warning: This ] closes nothing: there is no open [ before it in its paragraph
",
        );
        check_while_typed("[Here follows", "204. Talk in Aldmoor\n\nThey met. [Here follows\n\nThey rose.");
        check("204. Talk in Aldmoor\n\nThey met [in Quarrow]. H[elen] M[arsh] spoke [sic]. [Page 7]");
    }

    #[test]
    fn stage_directions_are_left_open() {
        let play = "PILOT. The ferry sank.   [Exit.\n\n         [Enter ORME.\n\nORME. Who calls?   [The lamp goes out.";
        check(play);
        check(&format!("{play}\n\nPILOT [within]. Nobody."));
        // What stands within a word is none.
        check(
            "They sent an aide-m[moire.
                   ^ unclosed-bracket warning: “[moire.” is not closed: there is no ] before the end of its paragraph

[Exit.   [Exit.

[Exit.",
        );
        // One closed bracket for each that is open.
        check(
            "PILOT [within]. The ferry [a boat] sank. [Exit.
                                         ^ unclosed-bracket warning: “[Exit.” is not closed: there is no ] before the end of its paragraph",
        );
    }

    #[test]
    fn none_in_proofreaders_pages() {
        check(
            "-----File: 041.png---

They met on the quay.[1] It rained [**missing word?] at noon.

[Illustration: The quay at
Aldmoor. [_See page 12._]]

[Sidenote: The quay]

<tb>

/*
They met[2]
  at noon.
*/

/#
They sat[**typo] on benches.
#/

[Illustration]

[Footnote 1: In Quarrow.]

[Footnote 2: Of oak.]",
        );
    }

    #[test]
    fn none_in_code_of_markdown() {
        check(
            "They met.[^1] They wrote `a[0` and _sat_[^2] on **oak**[^3].

```
if a[^4] {
  b[
```

[^1]: In Quarrow.
[^2]: On benches.
[^3]: Of oak.",
        );
    }
}
