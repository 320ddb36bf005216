//! A record as an edition prints it: blocks of text, each mark at its place, and the notes apart from the text.

use super::doubt;
use crate::lexicon::LANGUAGES;
use crate::record::{Note, NoteList, Record};
use crate::text::{self, Span};
use std::collections::{HashMap, HashSet};

/// A block of a record's text. All indices are into the lists of the [`Record`], all spans in bytes of its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A page begins between two blocks: an index into [`Record::pages`].
    Page(usize),
    /// The heading of the record.
    Heading(Vec<Inline>),
    /// The title of a section.
    Title(Vec<Inline>),
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list whose items begin with bullets.
    List(Vec<Vec<Inline>>),
    /// A table: rows of cells.
    Table(Vec<Vec<Vec<Inline>>>),
    /// A row such as `* * *`, which parts the text above it from the text below.
    Break(Span),
}

/// A part of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Text without marks. It may hold line breaks where the text goes on as one line.
    Text(Span),
    /// White space that stands beside the text in the source.
    Gap,
    /// The line ends here in the print.
    LineBreak,
    /// A page begins: an index into [`Record::pages`].
    Page(usize),
    /// A footnote reference: an index into [`Record::note_refs`].
    Reference(usize),
    /// A cross reference, an index into [`Record::cross_refs`], and its words.
    CrossRef(usize, Vec<Inline>),
    /// An editorial insertion, without its brackets.
    Insertion(Insertion, Vec<Inline>),
}

/// What an editorial insertion says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Insertion {
    /// Words that the editor adds to a sentence: `the Canadian [British] Ambassador`.
    Words,
    /// That something is left out or cannot be read: `[illegible]`, `[…]`.
    Gap,
    /// A remark, in a paragraph of its own: `[Here follows 1 paragraph on harbor dues.]`
    Remark,
}

/// The longest line of a wrapped text, in characters. In a text with longer lines a line is a paragraph.
const LONGEST_WRAPPED: usize = 120;
/// The width to which a text is wrapped at least, in characters. Shorter lines end where the print ends them.
const NARROWEST: usize = 60;
/// What stands for words that are left out.
const ELLIPSES: [&str; 3] = ["…", "...", ". . ."];
/// The bullets that begin the items of a list.
const BULLETS: [&str; 4] = ["• ", "- ", "– ", "* "];

/// A record with what its blocks are made from.
pub struct Edition<'r> {
    record: &'r Record,
    /// The whole mark of each footnote reference, with its brackets.
    references: Vec<Span>,
    /// What stands apart from the text: note lists, notes and their rests. In order, none within another.
    apart: Vec<Span>,
    /// The rests of each note on later pages.
    rests: HashMap<usize, Vec<Span>>,
    /// Whether each note stands within the text, where it is its own reference.
    inline: Vec<bool>,
}

impl Block {
    /// The words of the block, line by line and cell by cell; none of a page marker or a break.
    pub fn words(&self) -> Vec<&[Inline]> {
        match self {
            Self::Heading(words) | Self::Title(words) | Self::Paragraph(words) => vec![words],
            Self::List(items) => items.iter().map(Vec::as_slice).collect(),
            Self::Table(rows) => rows.iter().flatten().map(Vec::as_slice).collect(),
            Self::Page(_) | Self::Break(_) => Vec::new(),
        }
    }
}

impl<'r> Edition<'r> {
    /// The edition of `record`.
    pub fn new(record: &'r Record) -> Self {
        let inline = inline_notes(record);
        let mark = |at: usize| {
            let reference = record.note_refs.get(at)?;
            let note = reference.note.filter(|note| inline.get(*note) == Some(&true));
            let note = note.and_then(|note| record.notes.get(note));
            Some(note.map_or_else(|| doubt::mark(record, reference), |note| note.span))
        };
        let mut references: Vec<Span> = Vec::with_capacity(record.note_refs.len());
        for (at, reference) in record.note_refs.iter().enumerate() {
            // Brackets belong to one mark.
            let above = references.last().map_or(0, |mark| mark.end);
            let whole = mark(at).filter(|mark| mark.start >= above);
            references.push(whole.unwrap_or(reference.span));
        }
        let notes = record.notes.iter().zip(&inline).filter(|(_, inline)| !**inline).map(|(note, _)| note.span);
        let mut rests: HashMap<usize, Vec<Span>> = HashMap::new();
        for rest in &record.continuations {
            if let Some(note) = rest.note {
                rests.entry(note).or_default().push(rest.text);
            }
        }
        // A note within the text is a list of its own.
        let is_inline_list = |list: &&NoteList| {
            let first = record.notes.partition_point(|note| note.span.start < list.span.start);
            inline.get(first) == Some(&true)
        };
        let lists = record.note_lists.iter().filter(|list| !is_inline_list(list)).map(|list| list.span);
        let mut all: Vec<_> = lists.chain(notes).collect();
        all.extend(record.continuations.iter().map(|rest| rest.span));
        all.sort_by_key(|span| (span.start, span.end));
        let mut apart: Vec<Span> = Vec::new();
        for span in all {
            match apart.last_mut() {
                Some(last) if span.start < last.end => last.end = last.end.max(span.end),
                _ => apart.push(span),
            }
        }
        Self { record, references, apart, rests, inline }
    }

    /// The blocks of the record, without its notes.
    pub fn blocks(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut at = 0;
        for span in &self.apart {
            self.push_blocks(Span::new(at, span.start.max(at)), &mut blocks);
            blocks.extend(self.pages_beside_notes(*span));
            at = span.end.max(at);
        }
        self.push_blocks(Span::new(at, self.record.text.len()), &mut blocks);
        self.joined_over_pages(blocks)
    }

    /// `blocks` with a page marker in the paragraph that goes on behind it: the words before it end no sentence, and those behind
    /// it begin none.
    fn joined_over_pages(&self, blocks: Vec<Block>) -> Vec<Block> {
        let mut joined: Vec<Block> = Vec::with_capacity(blocks.len());
        for block in blocks {
            let Block::Paragraph(below) = block else {
                joined.push(block);
                continue;
            };
            let pages = joined.iter().rev().take_while(|block| matches!(block, Block::Page(_))).count();
            let above = joined.len().checked_sub(pages + 1).and_then(|above| joined.get(above));
            let goes_on = matches!(above, Some(Block::Paragraph(above)) if pages > 0 && self.goes_on(above, &below));
            if !goes_on {
                joined.push(Block::Paragraph(below));
                continue;
            }
            let markers = joined.split_off(joined.len() - pages);
            if let Some(Block::Paragraph(words)) = joined.last_mut() {
                for marker in markers {
                    if let Block::Page(page) = marker {
                        words.extend([Inline::Gap, Inline::Page(page)]);
                    }
                }
                words.push(Inline::Gap);
                words.extend(below);
            }
        }
        joined
    }

    /// Whether the sentence at the end of `above` goes on in `below`.
    fn goes_on(&self, above: &[Inline], below: &[Inline]) -> bool {
        let (Some(Inline::Text(above)), Some(Inline::Text(below))) = (above.last(), below.first()) else {
            return false;
        };
        let text = &self.record.text;
        let last = above.of(text).trim_end().chars().next_back();
        let first = below.of(text).trim_start().chars().next();
        last.is_some_and(|c| c.is_alphanumeric() || matches!(c, ',' | ';' | '-' | '–'))
            && first.is_some_and(char::is_lowercase)
    }

    /// The blocks of the note with the index `note`, with its rests on later pages.
    pub fn note(&self, note: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        for span in self.note_texts(note) {
            self.push_blocks(span, &mut blocks);
        }
        blocks
    }

    /// The text of the note with the index `note`, and of its rests on later pages.
    pub fn note_texts(&self, note: usize) -> impl Iterator<Item = Span> {
        let said = self.record.notes.get(note).map(|note| note.text);
        said.into_iter().chain(self.rests.get(&note).into_iter().flatten().copied())
    }

    /// Whether the note with the index `note` stands within the text, where it is its own reference.
    pub fn is_inline(&self, note: usize) -> bool {
        self.inline.get(note) == Some(&true)
    }

    /// The page markers in `apart` that stand in no note.
    fn pages_beside_notes(&self, apart: Span) -> impl Iterator<Item = Block> + '_ {
        let pages = &self.record.pages;
        let first = pages.partition_point(|page| page.span.start < apart.start);
        let within = pages.iter().enumerate().skip(first).take_while(move |(_, page)| page.span.start < apart.end);
        within.filter(|(_, page)| !self.is_in_words_of_note(page.span)).map(|(page, _)| Block::Page(page))
    }

    /// Whether all of `mark` stands in the words of a note or of its rest.
    fn is_in_words_of_note(&self, mark: Span) -> bool {
        let (notes, rests) = (&self.record.notes, &self.record.continuations);
        let note = notes.partition_point(|note| note.span.start <= mark.start).checked_sub(1);
        let rest = rests.partition_point(|rest| rest.span.start <= mark.start).checked_sub(1);
        let note = note.and_then(|note| notes.get(note)).map(|note| note.text);
        let rest = rest.and_then(|rest| rests.get(rest)).map(|rest| rest.text);
        note.into_iter().chain(rest).any(|words| words.covers(mark))
    }

    /// Adds the blocks of `span`, in which no notes stand.
    fn push_blocks(&self, span: Span, blocks: &mut Vec<Block>) {
        let mut paragraph: Vec<Span> = Vec::new();
        for line in text::lines(span.of(&self.record.text)) {
            let line = self.trimmed(line.shifted(span.start));
            if line.is_empty() {
                self.push_paragraph(&mut paragraph, blocks);
                continue;
            }
            if let Some(block) = self.block_of_line(line, paragraph.is_empty()) {
                self.push_paragraph(&mut paragraph, blocks);
                blocks.push(block);
                continue;
            }
            paragraph.push(line);
        }
        self.push_paragraph(&mut paragraph, blocks);
    }

    /// `line` without the white space around it.
    fn trimmed(&self, line: Span) -> Span {
        let said = line.of(&self.record.text);
        let start = line.start + (said.len() - said.trim_start().len());
        Span::new(start, (line.start + said.trim_end().len()).max(start))
    }

    /// The block that `line` is alone: the heading, a title, a row that parts the text, and, where a paragraph may begin, a
    /// page marker.
    fn block_of_line(&self, line: Span, may_begin: bool) -> Option<Block> {
        let record = self.record;
        if record.heading.as_ref().is_some_and(|heading| line.contains(heading.span.start)) {
            return Some(Block::Heading(self.inlines(&[self.title_words(line)])));
        }
        let section = record.sections.partition_point(|section| section.title.start < line.start);
        if record.sections.get(section).is_some_and(|section| section.title.start == line.start) {
            return Some(Block::Title(self.inlines(&[self.title_words(line)])));
        }
        let page = record.pages.partition_point(|page| page.span.start < line.start);
        if may_begin && record.pages.get(page).is_some_and(|page| page.span == line) {
            return Some(Block::Page(page));
        }
        record.convention.is_break(line.of(&record.text)).then_some(Block::Break(line))
    }

    /// The words of the title `line`, without a mark of its convention before them.
    fn title_words(&self, line: Span) -> Span {
        let words = self.record.convention.title_words(line.of(&self.record.text));
        Span::new(line.end - words.len(), line.end)
    }

    /// Adds the block that the lines `paragraph` are, and empties it.
    fn push_paragraph(&self, paragraph: &mut Vec<Span>, blocks: &mut Vec<Block>) {
        let lines = std::mem::take(paragraph);
        if lines.is_empty() {
            return;
        }
        let said = |line: &Span| line.of(&self.record.text);
        // An asterisk may be a footnote reference.
        let is_mark = |line: &Span| self.references.binary_search_by_key(&line.start, |mark| mark.start).is_ok();
        let bullet =
            |line: &Span| BULLETS.iter().find(|bullet| said(line).starts_with(**bullet)).filter(|_| !is_mark(line));
        let cells = lines.first().map_or(0, |line| said(line).matches('\t').count());
        if lines.iter().all(|line| bullet(line).is_some()) {
            let item = |line: &Span| {
                let behind = line.start + bullet(line).map_or(0, |bullet| bullet.len());
                self.inlines(&[self.trimmed(Span::new(behind, line.end))])
            };
            blocks.push(Block::List(lines.iter().map(item).collect()));
        } else if lines.len() > 1 && cells > 0 && lines.iter().all(|line| said(line).matches('\t').count() == cells) {
            let row = |line: &Span| {
                let mut at = line.start;
                let cell = |cell: &str| {
                    let span = Span::new(at, at + cell.len());
                    at = span.end + 1;
                    self.inlines(&[self.trimmed(span)])
                };
                said(line).split('\t').map(cell).collect()
            };
            blocks.push(Block::Table(lines.iter().map(row).collect()));
        } else {
            blocks.push(Block::Paragraph(self.inlines(&lines)));
        }
    }

    /// The parts of `lines`, which are lines of a paragraph without the white space around them.
    fn inlines(&self, lines: &[Span]) -> Vec<Inline> {
        let Some((first, last)) = lines.first().zip(lines.last()) else { return Vec::new() };
        let breaks = self.breaks(lines);
        let mut found = Vec::new();
        self.push_insertions(Span::new(first.start, last.end), &breaks, &mut found);
        found
    }

    /// Where the print ends a line within a paragraph: the white space between two lines, if the first word of the second
    /// would have found room in the first.
    fn breaks(&self, lines: &[Span]) -> Vec<Span> {
        let width = |line: &Span| line.of(&self.record.text).chars().count();
        let longest = lines.iter().map(width).max().unwrap_or_default();
        let has_room = |line: &Span, next: &Span| {
            let word = next.of(&self.record.text).split_whitespace().next().map_or(0, |word| word.chars().count());
            longest > LONGEST_WRAPPED || width(line) + 1 + word <= longest.max(NARROWEST)
        };
        let pairs = lines.windows(2).filter_map(|pair| Some((pair.first()?, pair.get(1)?)));
        pairs.filter(|(line, next)| has_room(line, next)).map(|(line, next)| Span::new(line.end, next.start)).collect()
    }

    /// Adds the parts of `span`, editorial insertions among them. One within another stays text.
    fn push_insertions(&self, span: Span, breaks: &[Span], found: &mut Vec<Inline>) {
        let insertions = &self.record.insertions;
        let first = insertions.partition_point(|insertion| insertion.start < span.start);
        let mut at = span.start;
        for insertion in insertions.iter().skip(first).take_while(|insertion| insertion.start < span.end) {
            let ends = [insertion.start, insertion.start + 1, insertion.end.saturating_sub(1), insertion.end];
            if insertion.start < at || insertion.end > span.end || insertion.len() < 2 || self.cuts_a_mark(&ends) {
                continue;
            }
            self.push_cross_refs(Span::new(at, insertion.start), breaks, found);
            let words = Span::new(insertion.start + 1, insertion.end - 1);
            let mut parts = Vec::new();
            self.push_cross_refs(words, breaks, &mut parts);
            found.push(Inline::Insertion(kind_of(words.of(&self.record.text), *insertion == span), parts));
            at = insertion.end;
        }
        self.push_cross_refs(Span::new(at, span.end), breaks, found);
    }

    /// Whether one of the places `ends` lies within a footnote reference or a page marker.
    fn cuts_a_mark(&self, ends: &[usize]) -> bool {
        let pages = &self.record.pages;
        ends.iter().any(|&end| {
            let mark = self.references.partition_point(|mark| mark.start < end).checked_sub(1);
            let page = pages.partition_point(|page| page.span.start < end).checked_sub(1);
            let mark = mark.and_then(|mark| self.references.get(mark).copied());
            let page = page.and_then(|page| pages.get(page)).map(|page| page.span);
            mark.into_iter().chain(page).any(|mark| end < mark.end)
        })
    }

    /// Adds the parts of `span`, cross references among them.
    fn push_cross_refs(&self, span: Span, breaks: &[Span], found: &mut Vec<Inline>) {
        let all = &self.record.cross_refs;
        let first = all.partition_point(|cross| cross.span.start < span.start);
        let mut at = span.start;
        for (index, cross) in all.iter().enumerate().skip(first).take_while(|(_, cross)| cross.span.start < span.end) {
            if cross.span.start < at
                || cross.span.end > span.end
                || self.cuts_a_mark(&[cross.span.start, cross.span.end])
            {
                continue;
            }
            self.push_marks(Span::new(at, cross.span.start), breaks, found);
            let mut words = Vec::new();
            self.push_marks(cross.span, breaks, &mut words);
            found.push(Inline::CrossRef(index, words));
            at = cross.span.end;
        }
        self.push_marks(Span::new(at, span.end), breaks, found);
    }

    /// Adds the text, page markers and footnote references of `span`.
    fn push_marks(&self, span: Span, breaks: &[Span], found: &mut Vec<Inline>) {
        let pages = &self.record.pages;
        let page = pages.partition_point(|page| page.span.start < span.start);
        let reference = self.references.partition_point(|mark| mark.start < span.start);
        let first_break = breaks.partition_point(|gap| gap.start < span.start);
        let pages = pages.iter().enumerate().skip(page).map(|(at, page)| (page.span, Inline::Page(at)));
        let references =
            self.references.iter().enumerate().skip(reference).map(|(at, mark)| (*mark, Inline::Reference(at)));
        let breaks = breaks.iter().skip(first_break).map(|gap| (*gap, Inline::LineBreak));
        let (mut pages, mut references, mut breaks) = (pages.peekable(), references.peekable(), breaks.peekable());
        let mut at = span.start;
        loop {
            let starts = [pages.peek(), references.peek(), breaks.peek()].map(|mark| mark.map(|(span, _)| span.start));
            let next = match starts.iter().flatten().min() {
                next if next == starts[0].as_ref() => pages.next(),
                next if next == starts[1].as_ref() => references.next(),
                _ => breaks.next(),
            };
            let Some((mark, inline)) = next.filter(|(mark, _)| mark.start < span.end) else { break };
            if mark.start < at || mark.end > span.end {
                continue;
            }
            push_text(Span::new(at, mark.start), found);
            found.push(inline);
            at = mark.end;
        }
        push_text(Span::new(at, span.end), found);
    }
}

/// Whether each note of `record` stands within the text, where it is its own reference.
fn inline_notes(record: &Record) -> Vec<bool> {
    let places: HashSet<_> = record.note_refs.iter().map(|reference| (reference.span.start, reference.note)).collect();
    let is_inline = |(at, note): (usize, &Note)| places.contains(&(note.span.start, Some(at)));
    record.notes.iter().enumerate().map(is_inline).collect()
}

/// Adds the text `span` if there is any.
fn push_text(span: Span, found: &mut Vec<Inline>) {
    if !span.is_empty() {
        found.push(Inline::Text(span));
    }
}

/// What the insertion with the words `words` says. `is_alone` if it is a paragraph of its own.
fn kind_of(words: &str, is_alone: bool) -> Insertion {
    let words = words.trim();
    let is_gap = ELLIPSES.contains(&words)
        || LANGUAGES.iter().flat_map(|language| language.lexicon.gaps).any(|gap| gap.eq_ignore_ascii_case(words));
    match (is_gap, is_alone) {
        (true, _) => Insertion::Gap,
        (false, true) => Insertion::Remark,
        (false, false) => Insertion::Words,
    }
}
