//! Which forms of page markers a text uses, of those that are something else in other texts: `[145]` is a footnote
//! reference in most, `[p. 12]` a citation, and `[Page569]` a slip.

use super::mark::{ItemStyle, PageMark};
use super::numeral::roman;
use super::plain::item::item;
use super::plain::page_marker;
use crate::text::work;
use smol_str::SmolStr;
use std::cell::LazyCell;
use std::collections::HashSet;
use std::ops::Deref;

/// The forms of page markers that a text uses, beside those that are nothing else in any text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageForms {
    /// `[p. 12]`, `[S. 12]`, `[f. 5r]`.
    pub abbreviated: bool,
    /// `{12}`, also within a word.
    pub braced: bool,
    /// `[12]` within a line, and `[402-403]`, with numbers of so many digits at most; 0 if they are no page markers.
    pub bracketed: usize,
    /// What stands before and behind the label of a form that is a slip in other texts: `[Page` and `]` of `[Page569]`.
    pub unusual: Option<(SmolStr, SmolStr)>,
}

/// A mark that may be a page marker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PossibleMarker {
    form: Form,
    /// The first and the last page of its label.
    pages: (Page, Page),
    place: Place,
}

/// The form of a mark.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Form {
    /// One that is nothing else in any text.
    Usual,
    /// One of [`PageForms::unusual`].
    Unusual(SmolStr, SmolStr),
    Abbreviated,
    Braced,
    Bracketed,
}

/// A page, by what its label prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Page {
    is_roman: bool,
    number: u64,
    /// The letter behind the number; NUL if there is none.
    letter: char,
}

/// Where a mark stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// It is its line.
    Alone,
    /// It begins its line.
    AtTheStart,
    /// It stands between two words of a sentence.
    Within,
    /// It stands behind punctuation and a space, where a footnote reference may also stand.
    BehindPunctuation,
    /// It is glued to what stands before it, as a footnote reference is.
    Glued,
}

/// The greatest step from a page to the next that is marked, where a text marks its pages: some pages have no marker.
const NEAR: u64 = 20;
/// The fewest numbers in brackets that are taken for pages.
const FEWEST: usize = 3;

impl PageForms {
    /// The forms that `text` uses.
    pub fn of(text: &str) -> Self {
        let markers = possible_markers(text);
        Self::of_markers(&markers.iter().map(|(_, marker)| marker).collect::<Vec<_>>(), || items(text).collect())
    }

    /// The forms that a text with `markers` uses, which are in the order of the text. `items` returns the numbers of its list
    /// items: a footnote has one, a page has none.
    pub fn of_markers(markers: &[&PossibleMarker], items: impl FnOnce() -> HashSet<u64>) -> Self {
        let usual = markers.iter().filter(|marker| marker.form == Form::Usual).count();
        // Of the forms of a text, most of its markers have the one that it uses.
        let most = |form: &Form| {
            let found: Vec<_> = markers.iter().copied().filter(|marker| marker.form == *form).collect();
            if found.len() > usual { found } else { Vec::new() }
        };
        let items = LazyCell::new(items);
        let braced = most(&Form::Braced);
        let unusual = markers.iter().map(|marker| &marker.form).find(|form| matches!(form, Form::Unusual(..)));
        Self {
            abbreviated: are_near(&most(&Form::Abbreviated)),
            // The numbers of a book's pages may be those of its notes, too. But few of them are glued to a word.
            braced: are_near(&braced) && !(are_glued(&braced) && are_listed(&braced, &items)),
            bracketed: bracketed(&most(&Form::Bracketed), &items),
            unusual: unusual.filter(|form| most(form).len() > 1 && are_near(&most(form))).and_then(|form| match form {
                Form::Unusual(open, close) => Some((open.clone(), close.clone())),
                _ => None,
            }),
        }
    }

    /// The page marker at the start of `text` in one of these forms.
    pub fn page_marker(&self, text: &str) -> Option<PageMark> {
        let is_short = |mark: &PageMark| page_marker::longest_number(mark.label.of(text)) <= self.bracketed;
        let in_use = |used: bool, find: fn(&str) -> Option<PageMark>| if used { find(text) } else { None };
        in_use(self.bracketed > 0, page_marker::bracketed)
            .filter(is_short)
            .or_else(|| in_use(self.braced, page_marker::braced))
            .or_else(|| in_use(self.abbreviated, page_marker::abbreviated))
            .or_else(|| self.unusual.as_ref().and_then(|(open, close)| page_marker::in_form(text, open, close)))
    }
}

impl Page {
    /// The page whose label is `text`.
    fn new(text: &str) -> Option<Self> {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let letter = text.get(digits..)?.chars().next();
        match text.get(..digits)?.parse() {
            Ok(number) => Some(Self { is_roman: false, number, letter: letter.unwrap_or('\0') }),
            Err(_) => Some(Self { is_roman: true, number: roman(text)?, letter: '\0' }),
        }
    }

    /// The first and the last page of `label`: two if it is an opening.
    fn of_label(label: &str) -> Option<(Self, Self)> {
        let (left, right) = label.split_once(['-', '–', '/']).unwrap_or((label, label));
        Some((Self::new(left)?, Self::new(right)?))
    }

    /// Whether this page comes behind `last`, after at most `most` numbers. The text begins at any page behind its front
    /// matter.
    fn follows(self, last: Self, most: u64) -> bool {
        match (last.is_roman, self.is_roman) {
            (true, false) => true,
            (false, true) => false,
            _ if self.number == last.number => self.letter > last.letter,
            _ => self.number.checked_sub(last.number).is_some_and(|step| step <= most),
        }
    }
}

/// Those of `marks` that follow the one before them, or the one before that, which another number may part from them.
/// They follow after at most `most` numbers.
fn in_order<'m>(marks: &'m [&PossibleMarker], most: u64) -> impl Iterator<Item = &'m PossibleMarker> {
    let before = |at: usize, back: usize| at.checked_sub(back).and_then(|at| marks.get(at));
    let follows = move |&(at, mark): &(usize, &&PossibleMarker)| {
        [1, 2].iter().any(|&back| before(at, back).is_some_and(|last| mark.pages.0.follows(last.pages.1, most)))
    };
    marks.iter().enumerate().filter(follows).map(|(_, mark)| *mark)
}

/// Whether `marks`, all marks of one form, are page markers: most follow each other.
fn are_near(marks: &[&PossibleMarker]) -> bool {
    !marks.is_empty() && in_order(marks, NEAR).count() * 2 >= marks.len() - 1
}

/// Whether `marks` are glued to the words before them, as footnote references are.
fn are_glued(marks: &[&PossibleMarker]) -> bool {
    marks.iter().filter(|mark| mark.place == Place::Glued).count() * 4 > marks.len()
}

/// Whether the numbers of `marks` are those of list items, `items`: then they are footnote references.
fn are_listed(marks: &[&PossibleMarker], items: &HashSet<u64>) -> bool {
    marks.iter().filter(|mark| items.contains(&mark.pages.0.number)).count() * 4 > marks.len()
}

/// [`PageForms::bracketed`] of a text with the numbers in brackets `marks`. `items` are the numbers of its list items.
///
/// Footnote references in brackets follow each other too. But they are glued to a word or stand behind a sentence, and
/// their notes print their numbers once more.
fn bracketed(marks: &[&PossibleMarker], items: &impl Deref<Target = HashSet<u64>>) -> usize {
    let is_opening = |mark: &&&PossibleMarker| mark.pages.0 != mark.pages.1;
    let count = marks.len();
    if count < FEWEST || in_order(marks, 1).count() * 2 < count - 1 {
        return 0;
    }
    let at = |place: Place| marks.iter().filter(|mark| mark.place == place).count();
    let are_apart = !are_glued(marks) && at(Place::BehindPunctuation) * 2 <= count;
    // Numbered paragraphs begin with a number too.
    let are_within = at(Place::Within) + at(Place::Alone) + marks.iter().filter(is_opening).count() > 0;
    let different: HashSet<_> = marks.iter().map(|mark| mark.pages.0).collect();
    if !are_apart || !are_within || different.len() * 4 < count * 3 {
        return 0;
    }
    if are_listed(marks, items) {
        return 0;
    }
    let largest = in_order(marks, 1).map(|mark| mark.pages.1.number).max();
    largest.map_or(0, |largest| largest.to_string().len())
}

/// The marks of `text` that may be page markers, in order, each with its first byte.
pub fn possible_markers(text: &str) -> Vec<(usize, PossibleMarker)> {
    work::count(text.len());
    let mut found = Vec::new();
    for at in memchr::memchr3_iter(b'[', b'{', b'<', text.as_bytes()) {
        let Some(rest) = text.get(at..) else { continue };
        let usual = || Some((page_marker::page_marker(rest)?, Form::Usual));
        let abbreviated = || Some((page_marker::abbreviated(rest)?, Form::Abbreviated));
        let bracketed = || Some((page_marker::bracketed(rest)?, Form::Bracketed));
        let braced = || Some((page_marker::braced(rest)?, Form::Braced));
        let unusual = || {
            let mark = page_marker::malformed_page_marker(rest)?;
            let (open, close) = (rest.get(..mark.label.start)?, rest.get(mark.label.end..mark.len)?);
            let form = Form::Unusual(open.into(), close.into());
            (!close.is_empty()).then_some((mark, form))
        };
        let mark = usual().or_else(bracketed).or_else(braced).or_else(abbreviated).or_else(unusual);
        if let Some((mark, form)) = mark
            && !mark.facsimile
            && let Some(pages) = mark.label.of(rest).get(..).and_then(Page::of_label)
        {
            found.push((at, PossibleMarker { form, pages, place: Place::of(text, at, at + mark.len) }));
        }
    }
    found
}

impl Place {
    /// The place of the mark from byte `start` to byte `end` of `text`.
    fn of(text: &str, start: usize, end: usize) -> Self {
        let before = text.get(..start).unwrap_or_default();
        let word = before.trim_end_matches([' ', '\t']);
        let ends_line = || {
            let rest = text.get(end..).unwrap_or_default().trim_start_matches([' ', '\t']);
            rest.is_empty() || rest.starts_with(['\n', '\r'])
        };
        match word.chars().next_back() {
            None | Some('\n' | '\r' | '\u{feff}') if ends_line() => Self::Alone,
            None | Some('\n' | '\r' | '\u{feff}') => Self::AtTheStart,
            Some(_) if word.len() == before.len() => Self::Glued,
            Some(last) if last.is_alphanumeric() || last == '-' => Self::Within,
            Some(_) => Self::BehindPunctuation,
        }
    }
}

/// The numbers of the list items of `text`, but for those in square brackets.
pub fn items(text: &str) -> impl Iterator<Item = u64> + '_ {
    let number = |line: &str| {
        let item = item(line)?;
        let is_listed = match item.style {
            ItemStyle::Dot | ItemStyle::Parenthesis => true,
            ItemStyle::Enclosed => !line.trim_start().starts_with('['),
            _ => false,
        };
        if is_listed { item.label.of(line).parse().ok() } else { None }
    };
    text.split(['\n', '\r']).filter_map(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks which forms `text` uses: `p` for abbreviations, `{` for braces, digits for those of numbers in brackets, and
    /// what stands around the label of an unusual form.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let PageForms { abbreviated, braced, bracketed, unusual } = PageForms::of(text);
        let found = [
            abbreviated.then(|| "p".to_owned()),
            braced.then(|| "{".to_owned()),
            (bracketed > 0).then(|| bracketed.to_string()),
            unusual.map(|(open, close)| format!("{open}…{close}")),
        ];
        assert_eq!(found.into_iter().flatten().collect::<String>(), expected, "{text}");
    }

    #[test]
    fn a_text_uses_the_form_that_most_of_its_markers_have() {
        check("They met [p. 12] at noon.", "p");
        check("They met [p. 12] at noon, and [p. 13] left. [p. 15] It rained.", "p");
        check("[Page 12] They met, as Holt says [p. 94] and [p. 218].", "");
        check("They met, as Holt says [S. 94] and Amory [S. 218].", "");
        check("[Page 12] They met [p. 13] at noon.", "");
        check("{12} They met and could not {13} swim.", "{");
        check("They met {12} at noon, and some{13}body left.", "{");
        check("Dear {7}, your {2} is {1}.", "");
        // References, and pages with the numbers of notes.
        check("They met{1} and left.{2}\n\n  1. At noon.\n  2. At night.", "");
        check("They {1} met and {2} left.\n\n  1. At noon.\n  2. At night.", "{");
        check("[Page569] They met. [Page570] They left.", "[Page…]");
        check("[Page 568] They met. [Page569] They left. [Page 570]", "");
        check("[Page569] They met.", "");
        check("[Page569] They met. [Page569] They left.", "");
        check("They met.", "");
    }

    #[test]
    fn numbers_in_brackets_are_pages_where_they_are_no_references() {
        check("[149] They met.\n\nIn the year of the [150] flood.\n\n[151] Nobody left.\n\n[152] It rained.", "3");
        check("[401]\nThey met.\n[402-403]\nThey left.\n[404-405]\nIt rained.", "3");
        check("[1a] They met and [1b] they left in [2a] rain and [2b] snow.", "1");
        check("They [ii] met and [iii] left. It [iv] rained on the [1] ferry.", "1");
        // A year among the pages.
        check("They [98] met in May [1851] and [99] left. It [100] rained.", "3");
        // References, with their list and without one.
        check("They met.[1] They left.[2] It rained.[3]", "");
        check("They met. [1] They left. [2] It rained. [3]", "");
        check("They met [57] and left [58] in the rain [59].\n\n  57. At noon.\n  58. At night.\n  59. It snowed.", "");
        check("They [1] met and [2] left in [3] rain.\n\n[1] At noon.\n[2] At night.\n[3] It snowed.", "");
        check("They [1] met and [2] left.\n\nIt [1] rained and [2] snowed.\n\nThey [1] met and [2] left.", "");
        // Numbered paragraphs, editors' additions, one page.
        check("[1] They met.\n\n[2] They left.\n\n[3] It rained.", "");
        check("They met in May [1851] and in June [1853] and left [1849] later.", "");
        check("They [98] met and [99] left.", "");
    }
}
