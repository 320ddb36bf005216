//! Titles that stand by themselves: `CHAPTER II`, `II.`, `# Title`, and what stands below a row such as `* * *`.

use crate::convention::mark::LineKind;
use crate::record::headings::heading::LINES_BEFORE;
use crate::record::headings::possible::{NEAR, PossibleHeading};
use crate::syntax::{Line, TitleForm};

/// The most lines of a title. A longer paragraph is text.
const MOST_LINES: usize = 4;

/// The possible heading at line `number`, if the line is a title by itself, between empty lines, or stands below a row that
/// parts it from the text above. `line` returns any line of the file by its number.
pub fn possible_title<'a>(number: usize, line: &impl Fn(usize) -> Option<&'a Line>) -> Option<PossibleHeading> {
    let this = line(number)?;
    let own = this.title.filter(|title| title.form != TitleForm::Break);
    let is_text = matches!(this.kind, LineKind::Text { .. } | LineKind::Item(_));
    let is_gap = |line: &Line| matches!(line.kind, LineKind::Blank | LineKind::PageMarker);
    let above = number.checked_sub(1).and_then(line);
    if this.title.is_some_and(|title| title.form == TitleForm::Break)
        || (own.is_none() && !is_text)
        || above.is_some_and(|above| !is_gap(above))
    {
        return None;
    }
    // Go upwards over empty lines and page markers to the nearest line with text, and count the lines with text.
    let (mut back, mut nearest, mut lines_above) = (0, None, 0);
    for (up, line) in (1..=NEAR.min(number)).map_while(|up| Some((up, line(number - up)?))) {
        match line.kind {
            LineKind::PageMarker if nearest.is_none() => back = up,
            LineKind::Blank | LineKind::PageMarker => {}
            _ => {
                lines_above += 1;
                nearest = nearest.or(Some(line));
            }
        }
        if own.is_none() && nearest.is_some() {
            break;
        }
    }
    let (form, printed) = match own {
        Some(title) if is_short(number, line) => (title.form, title.number),
        _ => {
            let title = nearest.and_then(|line| line.title).filter(|title| title.form == TitleForm::Break)?;
            (title.form, None)
        }
    };
    let at_the_top = form != TitleForm::Break && number <= NEAR && lines_above < LINES_BEFORE;
    let form = Some(form);
    Some(PossibleHeading { form, line: number, back, at_the_top, after_notes: false, number: printed, weight: 0.0 })
}

/// Whether the paragraph that begins at line `number` is short enough to be a title.
fn is_short<'a>(number: usize, line: &impl Fn(usize) -> Option<&'a Line>) -> bool {
    let ends = |at: usize| line(at).is_none_or(|line| matches!(line.kind, LineKind::Blank | LineKind::PageMarker));
    (number + 1..=number + MOST_LINES).any(ends)
}
