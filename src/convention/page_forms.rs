//! Which forms of page markers a text uses, of those that are something else in other texts: `[145]` is a footnote
//! reference in most, `[p. 12]` a citation, and `[Page569]` a slip.

use super::mark::{ItemStyle, PageMark, Token, TokenKind};
use super::numeral::roman;
use super::plain::item::item;
use super::plain::page_marker;
use super::plain::running_head::{may_be_running_head, running_head};
use crate::text::{Span, lines, work};
use smol_str::SmolStr;
use std::cell::LazyCell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Deref;
use std::sync::Arc;

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
    /// Page numbers that stand alone on their lines: `12`, `- 12 -`, `Page 12`.
    pub alone: Option<Alone>,
    /// Running heads with page numbers: `12    The Ferry`.
    pub heads: Option<RunningHeads>,
}

/// How page numbers stand alone on their lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alone {
    /// What stands before the label: `- ` of `- 12 -`.
    open: SmolStr,
    /// What stands behind the label.
    close: SmolStr,
    /// Whether they stand at the foot of their pages: what stands above the first one is on its page.
    pub at_foot: bool,
}

/// The running heads of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunningHeads {
    /// Their titles, in order.
    titles: Arc<[SmolStr]>,
    /// Whether they stand at the foot of their pages.
    at_foot: bool,
}

/// A mark that may be a page marker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PossibleMarker {
    form: Form,
    /// The first and the last page of its label.
    pages: (Page, Page),
    place: Place,
    /// What stands below it, if it is a page number alone or a running head.
    below: Below,
}

/// The form of a mark.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Form {
    /// One that is nothing else in any text.
    Usual,
    /// One of [`PageForms::unusual`].
    Unusual(SmolStr, SmolStr),
    /// One of [`PageForms::alone`].
    Alone(SmolStr, SmolStr),
    /// A running head with this title.
    Head(SmolStr),
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
    /// It is its line, far from the margin.
    Indented,
    /// It begins its line.
    AtTheStart,
    /// It ends its line, behind the title of a running head.
    AtTheEnd,
    /// It stands between two words of a sentence.
    Within,
    /// It stands behind punctuation and a space, where a footnote reference may also stand.
    BehindPunctuation,
    /// It is glued to what stands before it, as a footnote reference is.
    Glued,
}

/// What stands below a page number that is alone on its line or in a running head, within [`LINES_BELOW`] lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Below {
    /// Nothing, or the text ends.
    #[default]
    Nothing,
    /// The next line, below a running head or a number that is not indented.
    Joined,
    /// A short line, such as a title.
    Title,
    /// A line of text.
    Text,
    /// The rest of a sentence.
    Sentence,
}

/// How many lines below a page number tell something of it.
pub const LINES_BELOW: usize = 4;
/// The least length in bytes of a line of text that is no title.
const LINE: usize = 40;
/// The least indent in bytes that sets a page number apart from the line below it.
const INDENT: usize = 8;
/// The most days of a month.
const DAYS: u64 = 31;
/// The least bytes from one page number that is alone on its line to the next, on average: those of a list or a table are nearer.
const SHORTEST_PAGE: usize = 120;
/// How many page numbers alone on their lines it takes for each marker that is nothing else: most texts with such markers have other
/// numbers alone on lines.
const OTHERS: usize = 10;
/// The part of a page's length that tells it from a title: less than that above the first number or below the last one is no page.
const PART: usize = 3;
/// The greatest step from a page to the next that is marked, where a text marks its pages: some pages have no marker.
const NEAR: u64 = 20;
/// The fewest numbers in brackets that are taken for pages.
const FEWEST: usize = 3;

impl PageForms {
    /// The forms that `text` uses.
    pub fn of(text: &str) -> Self {
        let markers = possible_markers(text);
        let markers: Vec<_> = markers.iter().map(|(start, marker)| (*start, marker)).collect();
        Self::of_markers(&markers, text.len(), || items(text).collect())
    }

    /// The forms that a text of `len` bytes with `markers` uses, which are in the order of the text, each with its first byte. `items`
    /// returns its list items: a footnote has one, a page has none.
    pub fn of_markers(
        markers: &[(usize, &PossibleMarker)],
        len: usize,
        items: impl FnOnce() -> Vec<(usize, u64)>,
    ) -> Self {
        let usual = markers.iter().filter(|(_, marker)| marker.form == Form::Usual).count();
        // Of the forms of a text, most of its markers have the one that it uses.
        let most = |form: &Form| {
            let found = markers.iter().filter(|(_, marker)| marker.form == *form).map(|(_, marker)| *marker);
            let found: Vec<_> = found.collect();
            if found.len() > usual { found } else { Vec::new() }
        };
        let items = LazyCell::new(items);
        let braced = most(&Form::Braced);
        Self {
            abbreviated: are_near(&most(&Form::Abbreviated)),
            // The numbers of a book's pages may be those of its notes, too. But few of them are glued to a word.
            braced: are_near(&braced) && !(are_glued(&braced) && are_listed(&braced, &items)),
            bracketed: bracketed(&most(&Form::Bracketed), &items),
            unusual: commonest(markers, |form| matches!(form, Form::Unusual(..)))
                .filter(|form| most(form).len() > 1 && are_near(&most(form)))
                .and_then(|form| match form {
                    Form::Unusual(open, close) => Some((open.clone(), close.clone())),
                    _ => None,
                }),
            alone: commonest(markers, |form| matches!(form, Form::Alone(..)))
                .filter(|form| most(form).len() > (usual * OTHERS).max(1))
                .and_then(|form| Alone::of(markers, form, len, &items)),
            heads: RunningHeads::of(markers, usual),
        }
    }

    /// `line`, which begins with `indent` bytes of white space, as a page marker, if it is a page number alone or a running head and
    /// the text has its pages numbered so.
    pub fn line(&self, line: &str, indent: usize) -> Option<Token> {
        let words = line.get(indent..)?;
        let alone = || self.alone.as_ref()?.mark(words, indent);
        let head = || self.heads.as_ref()?.mark(words);
        let (mark, at_foot, has_title) = alone()
            .map(|(mark, at_foot)| (mark, at_foot, false))
            .or_else(|| head().map(|(mark, at_foot)| (mark, at_foot, true)))?;
        let kind = TokenKind::Page { label: mark.label.shifted(indent), facsimile: mark.facsimile, at_foot, has_title };
        Some(Token { span: Span::new(indent, line.len()), kind })
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

impl PossibleMarker {
    /// Whether its line is the marker: a page number alone or a running head.
    pub fn is_line(&self) -> bool {
        matches!(self.form, Form::Alone(..) | Form::Head(_))
    }
}

impl Alone {
    /// How the page numbers of `form` among `markers` stand alone on their lines. None if they may be something else: numbers of
    /// chapters, letters or notes. `len` is the length of the text in bytes, and `items` are its list items.
    fn of(
        markers: &[(usize, &PossibleMarker)],
        form: &Form,
        len: usize,
        items: &impl Deref<Target = Vec<(usize, u64)>>,
    ) -> Option<Self> {
        let Form::Alone(open, close) = form else { return None };
        let is_item = |marker: &PossibleMarker| close == page_marker::STOP && marker.place != Place::Indented;
        let placed = markers.iter().filter(|(_, marker)| marker.form == *form && !is_item(marker));
        let placed: Vec<_> = placed.collect();
        let marks: Vec<_> = placed.iter().map(|(_, marker)| *marker).collect();
        let (first, last) = (placed.first()?.0, placed.last()?.0);
        // The length of a page, on average.
        let page = (last - first) / marks.len().saturating_sub(1).max(1);
        let are_pages = if open.is_empty() { are_pages_without_a_mark(&marks) } else { are_near(&marks) };
        // Chapters are numbered from 1, and none begins within a sentence.
        let may_be_chapters = marks.first().is_some_and(|mark| mark.pages.0.number == 1);
        // Nor do the days of a diary, which stand at the margin.
        let may_be_day = |mark: &PossibleMarker| mark.place == Place::Alone && mark.pages.1.number <= DAYS;
        let may_be_days = open.is_empty() && marks.iter().all(|mark| may_be_day(mark));
        let parts_a_sentence = marks.iter().any(|mark| mark.below == Below::Sentence);
        if !are_pages || page < SHORTEST_PAGE || !parts_a_sentence && (may_be_chapters || may_be_days) {
            return None;
        }
        // Notes may stand below the last page.
        let behind = items.partition_point(|(start, _)| *start < last);
        let rest = items.get(behind).map_or(len, |(start, _)| *start) - last;
        Some(Self { open: open.clone(), close: close.clone(), at_foot: first >= page / PART && rest < page / PART })
    }

    /// `line`, which has `indent` bytes of white space before it, as a page number that stands so, and whether it is at the foot of its
    /// page.
    fn mark(&self, line: &str, indent: usize) -> Option<(PageMark, bool)> {
        let mark = page_marker::alone(line).filter(|_| indent >= INDENT || self.close != page_marker::STOP)?;
        let is_so =
            line.get(..mark.label.start) == Some(&*self.open) && line.get(mark.label.end..) == Some(&*self.close);
        is_so.then_some((mark, self.at_foot))
    }
}

impl RunningHeads {
    /// The running heads among `markers`. None if they may be something else: numbered titles, or rows of tables. `usual` is the count
    /// of markers that are nothing else.
    fn of(markers: &[(usize, &PossibleMarker)], usual: usize) -> Option<Self> {
        let placed: Vec<_> = markers.iter().filter(|(_, marker)| matches!(marker.form, Form::Head(_))).collect();
        let marks: Vec<_> = placed.iter().map(|(_, marker)| *marker).collect();
        let (first, last) = (placed.first()?.0, placed.last()?.0);
        let count = marks.len();
        let page = (last - first) / (count - 1).max(1);
        if count <= (usual * OTHERS).max(1) || in_order(&marks, 1).count() * 2 < count - 1 || page < SHORTEST_PAGE {
            return None;
        }
        // Titles that are numbered have their numbers on one side, and what begins below them is no rest of a sentence.
        let sentences = marks.iter().filter(|mark| mark.below == Below::Sentence).count();
        let is_left = |mark: &&&PossibleMarker| mark.place == Place::AtTheStart;
        let is_even = |mark: &&PossibleMarker| mark.pages.0.number.is_multiple_of(2);
        let lefts = marks.iter().filter(is_left).count();
        let even_lefts = marks.iter().filter(|mark| is_left(mark) == is_even(mark)).count();
        let alternate = lefts > 0 && lefts < count && even_lefts.max(count - even_lefts) * 4 >= count * 3;
        let enough = if count < FEWEST { alternate && sentences > 0 } else { alternate || sentences * 4 >= count };
        if !enough {
            return None;
        }
        let is_near =
            |at: usize, back: u8| follows(&marks, at, back, 1) || follows(&marks, at + usize::from(back), back, 1);
        let titles = marks.iter().enumerate().filter(|(at, _)| BACK.iter().any(|back| is_near(*at, *back)));
        let titles: BTreeSet<_> = titles.filter_map(|(_, mark)| mark.form.title()).collect();
        // The first page of a chapter often has no running head, so only one that ends the text tells that they are at the foot.
        let at_foot = first >= page / PART && marks.last().is_some_and(|mark| mark.below == Below::Nothing);
        Some(Self { titles: titles.into_iter().cloned().collect(), at_foot })
    }

    /// `line` as one of the running heads, and whether it is at the foot of its page.
    fn mark(&self, line: &str) -> Option<(PageMark, bool)> {
        let head = running_head(line)?;
        let is_so = self.titles.binary_search_by(|title| title.as_str().cmp(head.title)).is_ok();
        is_so.then_some((head.mark, self.at_foot))
    }
}

impl Form {
    /// The title of a running head.
    fn title(&self) -> Option<&SmolStr> {
        if let Self::Head(title) = self { Some(title) } else { None }
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

/// Whether the mark of `marks` with the index `at` follows the one `back` marks before it, after at most `most` numbers for each.
fn follows(marks: &[&PossibleMarker], at: usize, back: u8, most: u64) -> bool {
    let last = at.checked_sub(back.into()).and_then(|at| marks.get(at));
    last.zip(marks.get(at)).is_some_and(|(last, mark)| mark.pages.0.follows(last.pages.1, most * u64::from(back)))
}

/// How far before a mark the one stands that it follows: another number may part the two.
const BACK: [u8; 2] = [1, 2];

/// Those of `marks` that follow others after at most `most` numbers each.
fn in_order<'m>(marks: &'m [&PossibleMarker], most: u64) -> impl Iterator<Item = &'m PossibleMarker> {
    let is_in_order = move |at| BACK.iter().any(|back| follows(marks, at, *back, most));
    marks.iter().enumerate().filter(move |(at, _)| is_in_order(*at)).map(|(_, mark)| *mark)
}

/// Whether `marks`, all marks of one form, are page markers: most follow each other.
fn are_near(marks: &[&PossibleMarker]) -> bool {
    !marks.is_empty() && in_order(marks, NEAR).count() * 2 >= marks.len() - 1
}

/// Whether `marks`, all numbers that are alone on their lines without a word or dashes, may be page markers.
fn are_pages_without_a_mark(marks: &[&PossibleMarker]) -> bool {
    let are_in_order = in_order(marks, 1).count() * 2 >= marks.len().saturating_sub(1);
    let count = |is: fn(Below) -> bool| marks.iter().filter(|mark| is(mark.below)).count();
    // Letters and chapters have titles, and the numbers of notes stand near them.
    let texts = count(|below| matches!(below, Below::Text | Below::Sentence));
    let others = count(|below| matches!(below, Below::Title | Below::Joined));
    marks.len() >= FEWEST && are_in_order && texts > others
}

/// The form that most of `markers` have, of those that `is` accepts; the first of several.
fn commonest<'m>(markers: &[(usize, &'m PossibleMarker)], is: impl Fn(&Form) -> bool) -> Option<&'m Form> {
    let forms = || markers.iter().map(|(_, marker)| &marker.form).filter(|form| is(form));
    let mut counts: HashMap<&Form, usize> = HashMap::new();
    forms().for_each(|form| *counts.entry(form).or_default() += 1);
    let most = counts.values().copied().max();
    forms().find(|form| counts.get(form).copied() == most)
}

/// Whether `marks` are glued to the words before them, as footnote references are.
fn are_glued(marks: &[&PossibleMarker]) -> bool {
    marks.iter().filter(|mark| mark.place == Place::Glued).count() * 4 > marks.len()
}

/// Whether the numbers of `marks` are those of list items, `items`, each with its first byte: then they are footnote references.
fn are_listed(marks: &[&PossibleMarker], items: &[(usize, u64)]) -> bool {
    let items: HashSet<_> = items.iter().map(|(_, number)| *number).collect();
    marks.iter().filter(|mark| items.contains(&mark.pages.0.number)).count() * 4 > marks.len()
}

/// [`PageForms::bracketed`] of a text with the numbers in brackets `marks`. `items` are its list items.
///
/// Footnote references in brackets follow each other too. But they are glued to a word or stand behind a sentence, and
/// their notes print their numbers once more.
fn bracketed(marks: &[&PossibleMarker], items: &impl Deref<Target = Vec<(usize, u64)>>) -> usize {
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
            let place = Place::of(text, at, at + mark.len);
            found.push((at, PossibleMarker { form, pages, place, below: Below::default() }));
        }
    }
    let in_brackets = found.len();
    found.extend(of_lines(text));
    if in_brackets > 0 {
        found.sort_by_key(|(start, _)| *start);
    }
    found
}

/// The page numbers of `text` that stand alone on their lines and its running heads, in order, each with its first byte.
fn of_lines(text: &str) -> impl Iterator<Item = (usize, PossibleMarker)> + '_ {
    lines(text).filter_map(move |line| {
        let words = line.of(text);
        if !page_marker::may_be_alone(words) && !may_be_running_head(words) {
            return None;
        }
        let start = line.start + (words.len() - words.trim_start().len());
        let words = words.trim();
        let alone = || alone(words, start - line.start);
        let (form, label, place) = alone().or_else(|| head(words))?;
        let pages = Page::of_label(label.of(words))?;
        let below = Below::of(text.get(line.end..)?, place);
        let is_head = form.title().is_some();
        (!is_head || below != Below::Joined).then_some((start, PossibleMarker { form, pages, place, below }))
    })
}

/// The form, the label and the place of `line`, which has `indent` bytes of white space before it, if it is a page number alone.
fn alone(line: &str, indent: usize) -> Option<(Form, Span, Place)> {
    let mark = page_marker::alone(line).filter(|mark| !mark.facsimile)?;
    let form = Form::Alone(line.get(..mark.label.start)?.into(), line.get(mark.label.end..)?.into());
    Some((form, mark.label, if indent < INDENT { Place::Alone } else { Place::Indented }))
}

/// The form, the label and the place of the page number in `line` if it may be a running head.
fn head(line: &str) -> Option<(Form, Span, Place)> {
    let head = running_head(line)?;
    let place = if head.is_left { Place::AtTheStart } else { Place::AtTheEnd };
    Some((Form::Head(head.title.into()), head.mark.label, place))
}

impl Below {
    /// What begins `text`, which stands below a page number at `place`.
    fn of(text: &str, place: Place) -> Self {
        let line = |line: Span| line.of(text).trim();
        let mut below = lines(text).take(LINES_BELOW).map(line).enumerate();
        match below.find(|(_, line)| !line.is_empty()) {
            None => Self::Nothing,
            Some((0, _)) if place != Place::Indented => Self::Joined,
            Some((_, line)) if line.starts_with(char::is_lowercase) => Self::Sentence,
            Some((_, line)) if line.len() < LINE => Self::Title,
            Some(_) => Self::Text,
        }
    }
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

/// The list items of `text`, but for those in square brackets: the first byte of each one's line, and its number.
pub fn items(text: &str) -> impl Iterator<Item = (usize, u64)> + '_ {
    lines(text).filter_map(|span| {
        let line = span.of(text).trim_end_matches(['\n', '\r']);
        let item = item(line)?;
        let is_listed = match item.style {
            ItemStyle::Dot | ItemStyle::Parenthesis => true,
            ItemStyle::Enclosed => !line.trim_start().starts_with('['),
            _ => false,
        };
        if is_listed { Some((span.start, item.label.of(line).parse().ok()?)) } else { None }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks which forms `text` uses: `p` for abbreviations, `{` for braces, digits for those of numbers in brackets, and
    /// what stands around the label of an unusual form.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let PageForms { abbreviated, braced, bracketed, unusual, alone, heads } = PageForms::of(text);
        let found = [
            abbreviated.then(|| "p".to_owned()),
            braced.then(|| "{".to_owned()),
            (bracketed > 0).then(|| bracketed.to_string()),
            unusual.map(|(open, close)| format!("{open}…{close}")),
            alone.map(|alone| format!("{}#{}{}", alone.open, alone.close, if alone.at_foot { " below" } else { "" })),
            heads.map(|heads| format!("{}{}", heads.titles.join(";"), if heads.at_foot { " below" } else { "" })),
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

    /// `{}` stands for the text of half a page.
    #[track_caller]
    fn check_alone(text: &str, expected: &str) {
        check(
            &text.replace("{}", "It rained on the ferry from noon until night, and nobody came or left.\n"),
            expected,
        );
    }

    #[test]
    fn numbers_alone_on_their_lines_are_pages() {
        check_alone("57\n\n{}{}\n58\n\n{}{}\n59\n\n{}{}", "#");
        check_alone("Ferries\n\n- 57 -\n{}{}\n- 58 -\n{}{}", "- # -");
        check_alone("— III —\n\n{}{}\n— 1 —\n\n{}{}", "— # —");
        check_alone("Page 7\n{}{}\nPage 8\n{}{}\nPage 9", "Page #");
        // Numbers from 1 are pages where one parts a sentence.
        check_alone("- 1 -\n\n{}{}\n- 2 -\n\nand left.\n{}", "- # -");
        check_alone("- 1 -\n\n{}{}\n- 2 -\n\n{}{}", "");
        check_alone("1\n\n{}{}\n2\n\n{}{}\n3\n\n{}{}", "");
        check_alone("— I —\n\n{}{}\n— II —\n\n{}{}\n— III —\n\n{}{}", "");
        // A misread number among the others, and one that is missing.
        check_alone("57\n\n{}{}\n85\n\n{}{}\n59\n\n{}{}\n60\n\n{}{}", "#");
        check_alone("57\n\n{}{}\n58\n\n{}{}\n60\n\n{}{}\n61\n\n{}{}", "#");
        // Too few of them, days of a diary, titles of letters, years, notes, and a column of a table.
        check_alone("57\n\n{}{}\n58\n\n{}{}", "");
        check_alone("12\n\n{}{}\n13\n\n{}{}\n14\n\n{}{}", "");
        check_alone("            12\n\n{}{}\n            13\n\n{}{}\n            14\n\n{}{}", "#");
        check_alone("12\n\n{}{}\n13\n\nand left.\n{}{}\n14\n\n{}{}", "#");
        check_alone("          12.\n\n{}{}\n          13.\n\n{}{}\n          14.\n\n{}{}", "#.");
        check_alone("          12.\n\n{}{}\n          13.\n\n{}{}\n          14.\n\n{}{}\n3.\n", "#.");
        check_alone("32.\n\n{}{}\n33.\n\n{}{}\n34.\n\n{}{}", "");
        check_alone("57\n\nTo Ada\n\n{}{}\n58\n\nTo Ida\n\n{}{}\n59\n\nTo Ada\n\n{}{}", "");
        check_alone("1857\n\n{}{}\n1858\n\n{}{}\n1859\n\n{}{}", "");
        check_alone("57\n{}{}\n58\n{}{}\n59\n{}{}", "");
        check_alone("{}57\n\n58\n\n59\n\n{}{}", "");
        // Beside page markers that are nothing else.
        check_alone("[Page 9]\n57\n\n{}{}\n58\n\n{}{}\n59\n\n{}{}", "");
    }

    #[test]
    fn a_number_is_at_the_foot_where_a_page_stands_above_the_first_one_and_none_below_the_last_one() {
        check_alone("{}{}\n- 57 -\n\n{}{}\n- 58 -\n", "- # - below");
        check_alone("{}{}\n- 57 -\n\n{}{}\n- 58 -\n\nNotes\n\n  1. {}  2. {}", "- # - below");
        check_alone("{}{}\n- 57 -\n\n{}{}\n- 58 -\n\n{}{}", "- # -");
        check_alone("Ferries\n\n- 57 -\n\n{}{}\n- 58 -\n", "- # -");
    }

    #[test]
    fn running_heads_are_pages_where_they_alternate_or_part_sentences() {
        check_alone("12    THE FERRY\n\n{}{}\nTHE BOAT    13\n\n{}{}\n14    THE FERRY\n\n{}{}", "THE BOAT;THE FERRY");
        check_alone("12  The Ferry\n\nand left.\n{}{}\nThe Boat\t13\n\n{}{}", "The Boat;The Ferry");
        check_alone(
            "The Ferry    12\n\nand left.\n{}{}\nThe Ferry    13\n\n{}\nThe Boat    14\n\n{}",
            "The Boat;The Ferry",
        );
        check_alone("12 THE FERRY.\n\nand left.\n{}{}\nTHE BOAT. 13\n\n{}{}", "THE BOAT.;THE FERRY.");
        // A misread number, and the last row of a table.
        check_alone(
            "12    THE FERRY\n\n{}{}\nTHE BOAT    31\n\n{}{}\n14    THE FERRY\n\n{}  Oxen    9\n\n{}THE BOAT    15\n\n{}",
            "THE BOAT;THE FERRY",
        );
        // At the feet of pages.
        check_alone(
            "{}{}\n12    THE FERRY\n\n{}{}\nTHE BOAT    13\n\n{}{}\n14    THE FERRY\n",
            "THE BOAT;THE FERRY below",
        );
        check_alone(
            "{}{}{}\n12    THE FERRY\n\n{}{}\nTHE BOAT    13\n\n{}{}\n14    THE FERRY\n\nand left.\n\n  1. It rained.\n",
            "THE BOAT;THE FERRY",
        );
        // Numbered titles, and letters to two people in turn.
        check_alone("12    Finance\n\n{}{}\n13    Roads\n\n{}{}\n14    Finance\n\n{}{}", "");
        check_alone("12    To Ada\n\n{}{}\n13    To Ida\n\n{}{}\n14    To Ada\n\n{}{}\n15    To Ida\n\n{}{}", "");
        // Tables, years, contents.
        check_alone("{}Oxen    12\n\n{}{}31    Cows\n\n{}{}Sheep    4\n\n{}{}", "");
        check_alone("1712    Of Oxen\n\n{}{}\nOf Cows    1713\n\n{}{}\n1714    Of Oxen\n\n{}{}", "");
        check_alone("{}12    Oxen\n\nCows    13\n\n14    Sheep\n\n{}", "");
        // Beside page markers that are nothing else.
        check_alone("[Page 9]\n12    THE FERRY\n\n{}{}\nTHE BOAT    13\n\n{}{}\n14    THE FERRY\n\n{}{}", "");
    }

    #[test]
    fn the_form_of_most_slips_is_the_one_in_use() {
        check("[Pgae 567] They met. [Page568] They left. [Page569] It rained.", "[Page…]");
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
