//! Builds a record from its text and lines.

use crate::convention::Marks;
use crate::convention::footnote::FootnoteMark;
use crate::convention::mark::{LineKind, TokenKind};
use crate::convention::numeral::is_superscript;
use crate::lexicon::en;
use crate::record::Label;
use crate::record::brackets;
use crate::record::certainty::Certainty;
use crate::record::costs::candidates::SURE;
use crate::record::costs::note_lists as costs;
use crate::record::cross_refs;
use crate::record::cross_refs::editorial::EditorialText;
use crate::record::explicit::marked::{self, Marked};
use crate::record::explicit::misprints;
use crate::record::explicit::signs;
use crate::record::glued::alignment;
use crate::record::glued::budget::Budget;
use crate::record::glued::candidates::{Candidate, Candidates};
use crate::record::glued::candidates_in_text;
use crate::record::glued::course::Course;
use crate::record::glued::evidence::Evidence;
use crate::record::glued::features::{Feature, Table, Weights};
use crate::record::glued::in_notes;
use crate::record::glued::letters_in_text;
use crate::record::glued::marks::Habit;
use crate::record::glued::steps::Step;
use crate::record::headings::heading;
use crate::record::headings::sections;
use crate::record::label::Value;
use crate::record::language;
use crate::record::model::{Continuation, Heading, MalformedPage, Note, NoteList, NoteRef, PageMarker, Record};
use crate::record::notes::lettered::LetteredList;
use crate::record::notes::lists::{self, ListLines};
use crate::record::notes::unannounced::{self, Unannounced, Wanted};
use crate::record::pairs::{Item, Pair};
use crate::record::source::{self, Source};
use crate::record::stop::Stop;
use crate::syntax::Line;
use crate::text::Span;
use std::cell::LazyCell;
use std::collections::{HashMap, HashSet};
use std::slice;
use std::sync::Arc;

/// Builds the record with the text `text`, whose scanned lines are `lines`, in a document with the marks `marks`. `weights`
/// are those by which digits are read, and `title` is the line of the title by which the file is divided here. None
/// if the build is given up by `stop`.
pub(super) fn build(
    weights: &Weights,
    marks: &Marks,
    text: Box<str>,
    lines: &[Line],
    title: Option<usize>,
    stop: &Stop,
    course: Option<&mut Course>,
) -> Option<Record> {
    let starts = source::starts(lines);
    let convention = marks.convention;
    let told = language::of_text(marks, &text);
    let language = told.unwrap_or(&en::LANGUAGE);
    let source = Source { convention, language, text: &text, lines, starts: &starts, title, stop };
    let table = weights.of(language);
    let footnotes = convention.footnotes(source.text);
    let lettered =
        if marks.in_markdown { Vec::new() } else { letters_in_text::read(source, table, footnotes.is_some()) };
    let others = without(lines, &lettered);
    let rest = Source { lines: others.as_deref().unwrap_or(lines), ..source };
    let mut reading = footnotes.map_or_else(|| read(table, rest, course), |marks| read_marks(rest, marks));
    reading.add(source, lettered);
    let Reading { heading, notes, note_lists, continuations, mut note_refs, brackets, narrowed, .. } = reading;
    let (pages, malformed_pages) = pages(source);
    misprints::doubt_on_earlier_pages(&mut note_refs, &notes, &pages);
    let reference_spans: Vec<_> = note_refs.iter().map(|reference| reference.span).collect();
    if stop.is_set() {
        return None;
    }
    let code = convention.code(&text);
    let (insertions, stray_brackets) = brackets::find(source, &brackets, &code);
    let title = heading.as_ref().map_or("", |(_, heading)| heading.title.of(&text));
    let editorial = EditorialText::new(title, &notes, &insertions);
    let editors = language::of_editors(marks, told, &notes, &text);
    let mut cross_refs = cross_refs::scan::find(source, editors, &reference_spans, &notes, &editorial);
    if convention.says_what_marks_are() {
        // The word and the label with which a note begins point nowhere: `[Footnote 1: text]`.
        cross_refs.retain(|cross_ref| !is_label_of_a_note(&notes, cross_ref.span));
    }
    let sections = sections::find(source, &note_lists);
    let heading = heading.map(|(_, mut heading)| {
        // The title ends before the references behind it.
        let before = reference_spans.partition_point(|span| span.start < heading.title.end);
        let behind = reference_spans.iter().take(before).rev().filter(|span| !span.is_empty());
        for reference in behind {
            if reference.end != heading.title.end {
                break;
            }
            let title = text.get(..reference.start).unwrap_or_default().trim_end();
            heading.title.end = title.len().max(heading.title.start);
        }
        heading
    });
    let record = Record {
        convention,
        text,
        heading,
        sections,
        pages,
        malformed_pages,
        notes,
        note_lists,
        continuations,
        note_refs,
        cross_refs,
        insertions,
        stray_brackets,
        narrowed,
    };
    (!stop.is_set()).then_some(record)
}

/// Whether the label of one of `notes` stands in `span`.
fn is_label_of_a_note(notes: &[Note], span: Span) -> bool {
    let behind = notes.partition_point(|note| note.label_span.end <= span.start);
    notes.get(behind).is_some_and(|note| note.label.is_some() && span.covers(note.label_span))
}

/// One note in this many of unannounced lists may lack its reference, which somebody may have forgotten. In a list with empty lines
/// between its items, which may as well be numbered paragraphs, every item needs a reference.
const LACKING: usize = 3;

/// What a record holds, given that certain lists are its note lists.
#[derive(Default)]
struct Reading {
    /// The number of the heading's line, and the heading.
    heading: Option<(usize, Heading)>,
    notes: Vec<Note>,
    note_lists: Vec<NoteList>,
    continuations: Vec<Continuation>,
    note_refs: Vec<NoteRef>,
    /// The bytes of the brackets that belong to footnote marks, in ascending order.
    brackets: Vec<usize>,
    /// What the pairing of the references with the notes is worth, in log-odds.
    score: f32,
    narrowed: bool,
}

impl Reading {
    /// How many of its notes a reference leads to, and how many lack one.
    fn led_to(&self) -> (usize, usize) {
        let notes: HashSet<_> = self.note_refs.iter().filter_map(|reference| reference.note).collect();
        (notes.len(), self.notes.len() - notes.len())
    }

    /// Whether references lead to half of the notes or more of each list, and to two of them: a numbered point may take a reference
    /// of another note. Superscripts are no points.
    fn uses_its_lists(&self) -> bool {
        let led_to: HashSet<_> = self.note_refs.iter().filter_map(|reference| reference.note).collect();
        let mut next = 0;
        self.note_lists.iter().all(|list| {
            let first = next;
            next = self.notes.partition_point(|note| note.span.start < list.span.end);
            let led = (first..next).filter(|note| led_to.contains(note)).count();
            let is_of_notes = led > 1 || self.notes.get(first).is_some_and(is_raised);
            is_of_notes && 2 * led >= next - first
        })
    }

    /// `other`, if it is worth more than this one.
    fn or_better(self, other: Self) -> Self {
        if other.score > self.score { other } else { self }
    }

    /// Adds the lists of `lettered` with their notes, and the references to these.
    fn add(&mut self, source: Source, lettered: Vec<(LetteredList, Vec<NoteRef>)>) {
        for (list, references) in lettered {
            let lines = list.lines;
            let span = Span::new(source.content(lines.start).start, source.content(lines.end - 1).end);
            let (first, count) = (self.notes.partition_point(|note| note.span.start < span.start), list.notes.len());
            let notes = self.note_refs.iter_mut().filter_map(|reference| reference.note.as_mut());
            notes.chain(self.continuations.iter_mut().filter_map(|rest| rest.note.as_mut())).for_each(|note| {
                *note += if *note < first { 0 } else { count };
            });
            self.notes.splice(first..first, list.notes);
            let references = references.into_iter();
            self.note_refs.extend(references.map(|r| NoteRef { note: r.note.map(|note| first + note), ..r }));
            let lists = self.note_lists.partition_point(|other| other.span.start < span.start);
            self.note_lists.insert(lists, NoteList { span, begins_anew: true });
            // Letters of another kind than these do not go on from them.
            let is_letter = |note: &Note| matches!(note.label.as_ref().map(Label::value), Some(Value::Letter(_)));
            if self.notes.get(first + count).is_some_and(is_letter)
                && let Some(next) = self.note_lists.get_mut(lists + 1)
            {
                next.begins_anew = true;
            }
        }
        self.note_refs.sort_by_key(|reference| reference.span);
    }
}

/// The lines `lines`, where those of the lists of `lettered` are blank. None if there are no such lists.
pub(super) fn without(lines: &[Line], lettered: &[(LetteredList, Vec<NoteRef>)]) -> Option<Vec<Line>> {
    let mut others = (!lettered.is_empty()).then(|| lines.to_vec())?;
    let of_lists = lettered.iter().flat_map(|(list, _)| list.lines.clone());
    for at in of_lists {
        let Some(line) = others.get_mut(at) else { continue };
        *line = Line { kind: LineKind::Blank, title: None, is_row: false, tokens: Arc::default(), content: 0, ..*line };
    }
    Some(others)
}

/// Reads the record by `marks`, footnote marks that say what they are.
fn read_marks(source: Source, marks: Vec<FootnoteMark>) -> Reading {
    let Marked { notes, note_lists, continuations, note_refs, brackets } = marked::read(source, marks);
    let heading = heading::find(source, note_lists.first().map_or(source.text.len(), |list| list.span.start));
    Reading { heading, notes, note_lists, continuations, note_refs, brackets, ..Reading::default() }
}

/// Finds the notes and pairs the references with them, those in the notes as well.
fn read(table: &Table, source: Source, course: Option<&mut Course>) -> Reading {
    let mut reading = read_text(table, source, course);
    let in_notes = in_notes::find(source, table, &reading.notes, &reading.note_refs);
    // No margin is known of them.
    let references = in_notes.into_iter().map(|(span, note)| reference(source.text, span, Some(note), Certainty::NONE));
    reading.note_refs.extend(references);
    reading.note_refs.sort_unstable_by_key(|reference| reference.span);
    reading
}

/// Finds the notes and pairs the references in the text with them.
fn read_text(table: &Table, source: Source, course: Option<&mut Course>) -> Reading {
    let budget = Budget::default();
    let lists = lists::find(source);
    let mut reading = read_with_lists(table, source, &lists.told, &budget, course);
    if let Some(all) = lists.with_those_within(source) {
        reading = reading.or_better(read_with_lists(table, source, &all, &budget, None));
    }
    // Numbered points that end a page may look like notes, and take the references of the list at the end.
    if let [_, .., last] = lists.told.as_slice()
        && reading.led_to().1 > 0
        && !reading.uses_its_lists()
    {
        let other = read_with_lists(table, source, slice::from_ref(last), &budget, None);
        // That lines which look like notes are none is no likelier than a note without a reference.
        let score = other.score + table.worth(Feature::Step(Step::Unreferenced));
        reading = reading.or_better(Reading { score, ..other });
    }
    if !(reading.notes.is_empty() || lists.is_in_the_text) || source.stop.is_set() {
        return reading;
    }
    let usual = unannounced::find(source, Wanted::Usual);
    let mut choices = [Wanted::Within, Wanted::Late].map(|wanted| unannounced::find(source, wanted)).to_vec();
    choices.retain(|lists| lists.len() > usual.len());
    choices.insert(0, usual);
    let read = |lists: &Vec<_>| read_unannounced(table, source, lists, &budget, reading.score);
    let best = choices.iter().filter_map(read).reduce(Reading::or_better);
    // A pairing that was given up tells of no list.
    reading.narrowed |= budget.is_spent();
    match best {
        Some(best) if reading.notes.is_empty() => best,
        Some(best) => reading.or_better(best),
        None => reading,
    }
}

/// Reads the record with those of `lists` as its note lists with which the pairing is worth most. None if it is worth nothing with
/// any of them, or much less than `without`, what the references are worth without a list.
fn read_unannounced(
    table: &Table,
    source: Source,
    lists: &[Unannounced],
    budget: &Budget,
    without: f32,
) -> Option<Reading> {
    if lists.is_empty() || source.stop.is_set() {
        return None;
    }
    let is_at_an_end = |list: &Unannounced| lists::ends_a_page_or_record(source, list.list.end);
    let attempt = |lists: &[Unannounced]| {
        let all: Vec<_> = lists.iter().map(|unannounced| unannounced.list.clone()).collect();
        let reading = read_with_lists(table, source, &all, budget, None);
        // Somebody may have forgotten some references.
        let (led_to, lacking) = reading.led_to();
        let forgotten = lacking > 0
            && lacking * LACKING <= led_to + lacking
            && lists.iter().all(|list| !list.apart && is_at_an_end(list));
        let worth =
            if forgotten { alignment::float(lacking) * table.worth(Feature::Step(Step::Unreferenced)) } else { 0.0 };
        let begins = alignment::float(unannounced::begin_otherwise(source, lists)) * costs::BEGINS_OTHERWISE;
        let points = alignment::float(unannounced::points(source, lists)) * costs::ALONE_IN_THE_TEXT;
        Reading { score: reading.score - worth + begins + points, ..reading }
    };
    let all = attempt(lists);
    let mut others: Vec<Vec<Unannounced>> = Vec::new();
    let is_left = |reference: &NoteRef| reference.note.is_none();
    if all.led_to().1 > 0 || all.note_refs.iter().any(is_left) || all.score < without {
        // Some may be numbered points that end a page.
        let led_to = unannounced::led_to(lists, &all.notes, &all.note_refs);
        for other in [unannounced::longest_chain(source, lists), unannounced::last(source), led_to] {
            if other != lists && !others.contains(&other) && unannounced::may_be_notes(source, &other) {
                others.push(other);
            }
        }
    }
    let all = Some(all).filter(|_| unannounced::may_be_notes(source, lists));
    let tried = all.into_iter().chain(others.iter().map(|lists| attempt(lists)));
    let best = tried.reduce(Reading::or_better);
    best.filter(|best| best.score > 0.0 && best.score + costs::SLACK > without && !source.stop.is_set())
}

/// Reads the record with `lists` as its note lists. `course` is that of the last search with such lists.
fn read_with_lists(
    table: &Table,
    source: Source,
    lists: &[ListLines],
    budget: &Budget,
    course: Option<&mut Course>,
) -> Reading {
    let text = source.text;
    let list_spans: Vec<Span> = lists.iter().map(|list| list.span(source)).collect();
    let (mut notes, mut continuations): (Vec<Note>, Vec<Continuation>) = Default::default();
    for list in lists {
        let rest = list.rest(source).map(|span| Continuation {
            span,
            text: span,
            goes_on: false,
            note: notes.len().checked_sub(1),
        });
        continuations.extend(rest);
        notes.extend(lists::notes(source, list));
    }
    let heading = heading::find(source, list_spans.first().map_or(text.len(), |list| list.start));
    if source.stop.is_set() {
        return Reading::default();
    }
    let mut candidates =
        candidates_in_text::find(source, &list_spans, heading.as_ref().map(|(line, _)| *line), &notes, table);
    // Where references and notes are raised, no digits on the line are a reference.
    if !notes.is_empty() && notes.iter().all(is_raised) && !candidates.superscripts().is_empty() {
        candidates = candidates.without_plain_digits();
    }
    let items = alignment::items(source, &notes, &list_spans);
    if source.stop.is_set() {
        return Reading::default();
    }
    let signs = signs::pair(source, &candidates, &notes, &items);
    let (mut note_refs, score, narrowed) = if signs.is_empty() {
        read_digits(table, source, &candidates, (&notes, &items), budget, course)
    } else {
        // The notes that signs lead to take no part in the rest.
        let led_to: HashSet<_> = signs.iter().map(|sign| sign.note).collect();
        let rest: Vec<_> = (0..notes.len()).filter(|note| !led_to.contains(note)).collect();
        let others = rest.iter().filter_map(|&note| Some((notes.get(note)?.clone(), *items.get(note)?)));
        let (other_notes, other_items): (Vec<_>, Vec<_>) = others.unzip();
        let mut found: Vec<_> =
            signs.iter().map(|sign| reference(text, sign.span, Some(sign.note), Certainty::FULL)).collect();
        let candidates = candidates.without_marks(&signs.iter().filter_map(|sign| sign.candidate).collect());
        let (mut others, score, narrowed) =
            read_digits(table, source, &candidates, (&other_notes, &other_items), budget, course);
        for reference in &mut others {
            reference.note = reference.note.and_then(|note| rest.get(note).copied());
        }
        found.append(&mut others);
        (found, score + SURE * alignment::float(signs.len()), narrowed)
    };
    note_refs.sort_unstable_by_key(|reference| reference.span);
    let note_lists = lists_of(list_spans, &notes);
    Reading { heading, notes, note_lists, continuations, note_refs, score, narrowed, ..Reading::default() }
}

/// Whether the label of `note` is raised.
fn is_raised(note: &Note) -> bool {
    note.label.as_ref().is_some_and(|label| label.as_str().starts_with(is_superscript))
}

/// The note lists at `spans`, of which `notes` are the notes.
fn lists_of(spans: Vec<Span>, notes: &[Note]) -> Vec<NoteList> {
    let list = |span: Span| {
        let (before, behind) = notes.split_at(notes.partition_point(|note| note.span.start < span.start));
        let due = before.last().and_then(Note::number).and_then(|last| last.checked_add(1));
        let goes_on = due.is_some() && behind.first().and_then(Note::number) == due;
        NoteList { span, begins_anew: !goes_on }
    };
    spans.into_iter().map(list).collect()
}

/// Reads the footnote references among `candidates`, in no order, and whether the bound on the work cut off likely ones.
/// `notes` and `items` are the same notes.
fn read_digits(
    table: &Table,
    source: Source,
    candidates: &Candidates,
    (notes, items): (&[Note], &[Item]),
    budget: &Budget,
    course: Option<&mut Course>,
) -> (Vec<NoteRef>, f32, bool) {
    let text = source.text;
    let mut evidence = Evidence::new(text, table, candidates, notes.iter().map(|note| note.text).collect());
    let alignment::Pairing { mut pairs, margins, narrowed, habit, mut unpaired, mistyped, further, mut score } =
        alignment::pair(table, candidates, items, &mut evidence, budget, course);
    let certain: HashMap<_, _> = pairs.iter().map(|pair| pair.candidate).zip(margins).collect();
    // One number below another list's only item tells nothing, unless it is the one that the item carries.
    if let ([pair], [item]) = (pairs.as_slice(), items)
        && tells_nothing(candidates, *pair, *item)
    {
        pairs.clear();
        unpaired.clear();
        score = 0.0;
    }
    // References behind a space are taught by records in English alone: of the eight single ones found in other languages none was
    // one.
    let in_english = *source.language == en::LANGUAGE;
    let may_be_spaced = in_english || habit == Some(Habit::Spaced);
    let is_alone = |candidate: &Candidate| candidate.is_spaced() && !candidate.is_set_as(habit);
    let is_taught = |pair: &Pair| may_be_spaced || !candidates.all.get(pair.candidate).is_some_and(is_alone);
    let rivalled = if in_english { HashSet::new() } else { rivalled(candidates, &pairs, habit) };
    let carried = LazyCell::new(|| items.iter().filter_map(|item| item.number).collect::<HashSet<_>>());
    let is_belied = |pair: &Pair| {
        let printed = candidates.all.get(pair.candidate).and_then(|candidate| candidate.number);
        let led_to = items.get(pair.note).and_then(|item| item.number);
        printed.zip(led_to).is_some_and(|(printed, led_to)| printed > led_to + 1 && carried.contains(&printed))
    };
    let is_sure = |pair: &Pair| is_taught(pair) && !rivalled.contains(&pair.candidate) && !is_belied(pair);
    let certainty = |pair: &Pair| match certain.get(&pair.candidate) {
        Some(margin) if !narrowed && is_sure(pair) => Certainty::of(*margin),
        _ => Certainty::NONE,
    };
    let mut found = paired_references(text, candidates, &pairs, certainty);
    // Too few published references lead back for their margins to be trusted.
    found.extend(paired_references(text, candidates, &further, |_| Certainty::NONE));
    let unpaired = unpaired.iter().chain(&mistyped).filter_map(|&at| candidates.all.get(at));
    found.extend(unpaired.map(|candidate| reference(text, candidate.span, None, Certainty::NONE)));
    (found, score, narrowed)
}

/// The candidates of `pairs`, in the order of the text, that stand behind a space and print the number of another one that does,
/// with at most one other reference between them: one of the two may count something.
fn rivalled(candidates: &Candidates, pairs: &[Pair], habit: Option<Habit>) -> HashSet<usize> {
    let at = |index: Option<usize>| index.and_then(|index| pairs.get(index)).map(|pair| pair.candidate);
    let is_rivalled = |(index, pair): (usize, &Pair)| {
        let own = candidates.all.get(pair.candidate).filter(|own| own.is_spaced() && !own.is_set_as(habit))?;
        let is_rival = |other: &Candidate| other.is_spaced() && other.number == own.number && other.span != own.span;
        let from = at(index.checked_sub(1)).unwrap_or_default();
        let until = at(Some(index + 1)).map_or(candidates.all.len(), |next| next + 1);
        candidates.all.get(from..until)?.iter().any(is_rival).then_some(pair.candidate)
    };
    pairs.iter().enumerate().filter_map(is_rivalled).collect()
}

/// Whether the only reference and the only note print numbers that have nothing to do with each other. A reference 0 over a
/// list from 1 counts by position.
fn tells_nothing(candidates: &Candidates, pair: Pair, item: Item) -> bool {
    let printed = candidates.all.get(pair.candidate).and_then(|candidate| candidate.number);
    printed.zip(item.number).is_some_and(|both| both.0 != both.1 && both != (0, 1))
}

/// The footnote references of `pairs`, with the certainty of each.
fn paired_references(
    text: &str,
    candidates: &Candidates,
    pairs: &[Pair],
    certainty: impl Fn(&Pair) -> Certainty,
) -> Vec<NoteRef> {
    let mut found = Vec::with_capacity(pairs.len());
    for pair in pairs {
        if let Some(&Candidate { span, second, .. }) = candidates.all.get(pair.candidate) {
            found.push(reference(text, span, Some(pair.note), certainty(pair)));
            found.extend(second.map(|second| reference(text, second, Some(pair.note + 1), certainty(pair))));
        }
    }
    found
}

/// The footnote reference at `span` of `text`, which leads to the note of index `note`.
fn reference(text: &str, span: Span, note: Option<usize>, certainty: Certainty) -> NoteRef {
    NoteRef { certainty, span, label: Label::new(span.of(text)), note }
}

/// The page markers and the misspelt page markers, each in the order of the text.
fn pages(source: Source) -> (Vec<PageMarker>, Vec<MalformedPage>) {
    let (mut pages, mut malformed) = (Vec::new(), Vec::new());
    for (line, span, token) in source.tokens() {
        let start = source.starts.get(line).copied().unwrap_or_default();
        match token.kind {
            TokenKind::Page { label, facsimile, at_foot, has_title } => {
                let label_span = label.shifted(start);
                let label = Label::page(label_span.of(source.text));
                pages.push(PageMarker { span, label, label_span, facsimile, at_foot, has_title });
            }
            TokenKind::MalformedPage { label } => {
                let label = source.convention.intended_page(label.shifted(start).of(source.text));
                malformed.push(MalformedPage { span, label: label.as_deref().map(Label::new) });
            }
            _ => {}
        }
    }
    (pages, malformed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::glued::weights::WEIGHTS;
    use crate::record::tests::source;

    #[test]
    fn a_search_that_was_given_up_is_better_than_no_other() {
        // No reference leads to these notes, which costs something.
        let text =
            "12. Minutes of the Board\n\nThey met at 9:30.1 It rained.\n\n  7. By day.\n  8. In May.\n  9. Late.\n";
        source(text, |source| {
            let lists = lists::find(source).told;
            let read = |budget: &Budget| read_with_lists(&WEIGHTS.english, source, &lists, budget, None);
            let (plenty, none) = (Budget::default(), Budget::of(0));
            assert!(read(&plenty).score < 0.0 && !read(&plenty).narrowed && read(&none).narrowed);
            assert!(!read(&plenty).or_better(read(&none)).narrowed);
            assert!(!read(&none).or_better(read(&plenty)).narrowed);
        });
    }
}
