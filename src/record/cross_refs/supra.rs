//! Cross references without a number: `supra`, which points to the record before, and `infra`, to the record after.

use crate::lexicon::CrossRefWords;
use crate::record::cross_refs::editorial::EditorialText;
use crate::record::cross_refs::keywords;
use crate::record::model::{CrossRef, CrossRefKind, Whose};
use crate::text::{Span, work};

/// Adds the cross references that are just `supra` or `infra` to those already `found` in `text`, and keeps them in
/// order, if they are that in the language of `words`. A `supra` or `infra` behind another reference becomes part of it: `footnote 2, supra`.
pub fn add(words: &CrossRefWords, text: &str, editorial: &EditorialText, found: &mut Vec<CrossRef>) {
    if !words.supra_is_a_record {
        return;
    }
    let before = found.len();
    // Both may begin with a capital, so the search is for the rest of the word.
    for (rest, first, whose) in [("upra", 's', Whose::Previous), ("nfra", 'i', Whose::Next)] {
        for at in memchr::memmem::find_iter(text.as_bytes(), rest) {
            let Some(start) = at.checked_sub(1) else { continue };
            let span = Span::new(start, at + rest.len());
            let (Some(left), Some(right)) = (text.get(..start), text.get(span.end..)) else { continue };
            let whole = text[start..].starts_with([first, first.to_ascii_uppercase()])
                && !left.ends_with(|c: char| c.is_alphanumeric() || c == '-')
                && !right.starts_with(|c: char| c.is_alphanumeric() || c == '-');
            if !whole || !editorial.contains(start) {
                continue;
            }
            let known = found.get_mut(..before).unwrap_or_default();
            let at = known.partition_point(|known| known.span.end <= start);
            let next = known.get(at).and_then(|next| text.get(span.end..next.span.start));
            let last = at.checked_sub(1).and_then(|at| known.get_mut(at));
            let gap = last.as_ref().and_then(|last| text.get(last.span.end..start));
            if let Some(last) = last.filter(|_| gap.is_some_and(|gap| is_joint(gap.chars().rev()))) {
                // `footnote 2, supra` is a single reference.
                if last.whose == whose {
                    last.span.end = span.end;
                }
            } else if !next.is_some_and(|gap| is_joint(gap.chars())) && !is_of_note(words, right) {
                found.push(CrossRef { span, kind: CrossRefKind::Document, label: None, whose: whose.clone() });
            }
        }
    }
    if found.len() > before {
        found.sort_by_key(|cross| cross.span);
    }
}

/// Whether `gap`, read from a `supra` on, holds but white space and one comma at most.
fn is_joint(gap: impl Iterator<Item = char>) -> bool {
    let mut rest = gap.inspect(|_| work::count(1)).skip_while(|c| c.is_whitespace());
    match rest.next() {
        Some(',') => rest.all(char::is_whitespace),
        other => other.is_none(),
    }
}

/// Whether `right`, the text behind `supra`, goes on with the note or page whose place it tells: `supra note 3`.
fn is_of_note(words: &CrossRefWords, right: &str) -> bool {
    let digit = right.char_indices().take(LONGEST).find(|(_, c)| c.is_ascii_digit());
    let before = digit.and_then(|(at, _)| right.get(..at)).unwrap_or_default();
    keywords::keyword_at_end(words, before).is_some_and(|word| matches!(before[..word.start].trim(), "" | ","))
}

/// How many characters behind `supra` are searched for the first digit of such a note or page.
const LONGEST: usize = 24;
