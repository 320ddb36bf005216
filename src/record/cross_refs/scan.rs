//! Scans a record for cross references, number by number.

use crate::convention::mark::{LineKind, TokenKind};
use crate::lexicon::{CrossRefWords, Language, Lexicon};
use crate::record::Label;
use crate::record::cross_refs::citation;
use crate::record::cross_refs::editorial::EditorialText;
use crate::record::cross_refs::keywords::{self, Keyword};
use crate::record::cross_refs::supra;
use crate::record::model::{CrossRef, CrossRefKind, Note, Whose};
use crate::record::source::{Source, floor};
use crate::text::Span;

/// How many bytes behind a number are searched for words that say more about it.
const AHEAD: usize = 160;

/// Finds the cross references of the record, in order.
///
/// Each number behind a keyword such as `Document`, `footnote` or `p.` is a cross reference, and so is each further
/// number behind a plural (`Documents 12, 14, and 15–17`), and each `supra` and `infra`.
///
/// `references` are the footnote references, in order; their digits are not part of any number. `notes` are the notes
/// of the record, in order, and `editorial` is its editorial text, in the language `language`.
pub fn find(
    source: Source,
    language: &'static Language,
    references: &[Span],
    notes: &[Note],
    editorial: &EditorialText,
) -> Vec<CrossRef> {
    let mut scan = Scan {
        source,
        lexicon: language.lexicon,
        notes,
        editorial,
        line: 0,
        paragraph: 0,
        found: Vec::new(),
        previous: None,
        cited: None,
        document: None,
    };
    let mut references = references.iter().copied().peekable();
    for (line, mut span, token) in source.tokens() {
        scan.advance(line);
        while references.next_if(|reference| reference.end <= span.start).is_some() {}
        if let Some(reference) = references.peek().filter(|reference| reference.start < span.end) {
            span.end = reference.start.max(span.start);
        }
        if matches!(token.kind, TokenKind::Digits) && !span.is_empty() {
            scan.read_number(span);
        }
    }
    let mut found = scan.found;
    supra::add(&language.lexicon.cross_refs, source.text, editorial, &mut found);
    found
}

/// The state of the search for cross references.
struct Scan<'a> {
    source: Source<'a>,
    lexicon: &'static Lexicon,
    notes: &'a [Note],
    editorial: &'a EditorialText,
    /// The number of the current line.
    line: usize,
    /// The byte at which its paragraph starts. A citation never begins in an earlier paragraph.
    paragraph: usize,
    /// The cross references found so far.
    found: Vec<CrossRef>,
    /// The last number, if it is part of a cross reference in this paragraph.
    previous: Option<Previous>,
    /// The owner of the footnotes of the document or page cited last, as in `footnote 2, ibid.`
    cited: Option<Whose>,
    /// The owner of the footnotes of the document cited last, and the byte at which its citation ends.
    document: Option<(Whose, usize)>,
}

/// A number that is part of a cross reference, as the numbers behind it depend on it.
#[derive(Clone, Copy)]
struct Previous {
    end: usize,
    kind: CrossRefKind,
    /// Whether its keyword is a plural, so that further numbers may belong to it.
    plural: bool,
    /// The first number of the list that it belongs to, an index into [`Scan::found`].
    first: usize,
}

/// A number behind a keyword. All texts are parts of the record's text.
#[derive(Clone, Copy)]
struct Number<'a> {
    /// The byte at which the keyword starts.
    start: usize,
    kind: CrossRefKind,
    /// The citation before the keyword.
    citation: &'a str,
    /// The text between the last number and the keyword; empty if there is no last number.
    between: &'a str,
    /// The text behind the number.
    after: &'a str,
    /// The text behind the list of numbers that the number begins.
    behind: &'a str,
}

impl<'a> Scan<'a> {
    /// The words of cross references in the editors' language.
    fn words(&self) -> &'static CrossRefWords {
        &self.lexicon.cross_refs
    }

    /// Moves on to line `line`.
    fn advance(&mut self, line: usize) {
        while self.line < line {
            self.line += 1;
            let Some(start) = self.source.starts.get(self.line).copied() else { return };
            if self.begins_paragraph(self.line, start) {
                (self.paragraph, self.previous) = (start, None);
            }
        }
    }

    /// Whether a paragraph begins at line `line`, whose first byte is `start`.
    fn begins_paragraph(&self, line: usize, start: usize) -> bool {
        let kind = |line: usize| self.source.lines.get(line).map(|line| line.kind);
        if !matches!(line.checked_sub(1).and_then(kind), Some(LineKind::Text { .. } | LineKind::Item(_))) {
            return true;
        }
        match kind(line) {
            Some(LineKind::Text { .. }) => false,
            // `see Document` may stand above `40. It says`, which is then the end of a sentence and not an item.
            Some(LineKind::Item(item)) if item.style.may_be_any_list() || item.style.may_be_prose() => {
                let at = self.notes.partition_point(|note| note.span.start < start);
                let is_note = self.notes.get(at).is_some_and(|note| note.span.start == start);
                is_note
                    || (keywords::keyword_at_end(self.words(), self.text_before(start)).is_none()
                        && !self.may_join(start))
            }
            _ => true,
        }
    }

    /// Whether the number at byte `start` may continue the list of the last number.
    fn may_join(&self, start: usize) -> bool {
        self.previous.is_some_and(|p| p.plural && keywords::joins(self.words(), self.text(p.end, start)))
    }

    /// The text between the last number, or the start of the paragraph, and the byte `end`.
    fn text_before(&self, end: usize) -> &'a str {
        self.text(self.previous.map_or(self.paragraph, |p| p.end), end)
    }

    fn text(&self, start: usize, end: usize) -> &'a str {
        self.source.text.get(start..end).unwrap_or_default()
    }

    /// The text from byte `start` to the end of the current line, and of the next one if that continues it. At most
    /// about [`AHEAD`] bytes.
    fn ahead(&self, start: usize) -> &'a str {
        let next = self.source.lines.get(self.line + 1).map(|line| line.kind);
        let last = if matches!(next, Some(LineKind::Text { .. })) { self.line + 1 } else { self.line };
        let end = floor(self.source.text, self.source.content(last).end.min(start + AHEAD));
        self.text(start, end)
    }

    /// Adds the number at `span` as a cross reference, if it is one.
    fn read_number(&mut self, mut span: Span) {
        let (text, said) = (self.source.text, self.text_before(span.start));
        let word = keywords::keyword_at_end(self.words(), said);
        let joins = word.is_none() && self.previous.is_some();
        if word.is_none() && !joins {
            return;
        }
        let digits = span.of(text);
        span.end += letter_len(self.ahead(span.end));
        let after = self.ahead(span.end);
        // `Documents 1977–1980` is a title, and so is `Documents 1961`; `pp. 1977–1980` are pages.
        let titled = |word: &Keyword| {
            word.kind == CrossRefKind::Document
                && (keywords::begins_year_range(digits, after)
                    || (word.plural && keywords::is_year_of_title(self.words(), digits, after)))
        };
        let word = word.filter(|word| !titled(word));
        let number = word.map(|word| self.keyword_number(word, said, span, after));
        match (number.zip(word), self.previous) {
            (Some((number, word)), _) if word.sure || self.is_cited(&number) => {
                self.add(number, Label::new(span.of(text)), word.plural, span.end);
            }
            (None, Some(p))
                if joins
                    && (p.plural && keywords::joins(self.words(), said)
                        || joins_as_document(self.words(), p, said, after)) =>
            {
                let last = self.found.last().and_then(|last| last.label.as_ref()).map_or("", Label::as_str);
                let label = if keywords::is_dash(said) {
                    keywords::range_end(last, span.of(text))
                } else {
                    Label::new(span.of(text))
                };
                let whose = self.found.get(p.first).map_or(Whose::Here, |first| first.whose.clone());
                self.cite(p.kind, &whose, &label, span.end);
                self.found.push(CrossRef { span, kind: p.kind, label: Some(label), whose });
                self.previous = Some(Previous { end: span.end, ..p });
            }
            // A date may stand between a footnote and its document: its numbers must not part the two, if the citation of the document
            // may reach back to the footnote.
            _ => {
                let reaches_back = |p: &Previous| span.end - p.end <= citation::LONGEST;
                let footnotes = self.previous.filter(|p| p.kind == CrossRefKind::Footnote && reaches_back(p));
                self.previous = footnotes.map(|p| Previous { plural: false, ..p });
            }
        }
    }

    fn keyword_number(&self, word: Keyword, said: &'a str, span: Span, after: &'a str) -> Number<'a> {
        let start = span.start - (said.len() - word.start);
        let paragraph = self.text(self.paragraph, start);
        Number {
            start,
            kind: word.kind,
            citation: citation::before(self.lexicon, paragraph, paragraph.len()),
            between: self.previous.and_then(|_| said.get(..word.start)).unwrap_or_default(),
            after,
            behind: keywords::behind_list(self.words(), after),
        }
    }

    /// Adds the cross reference `number`, which has the label `label` and ends at byte `end`. `plural` says whether its
    /// keyword is a plural.
    fn add(&mut self, number: Number, label: Label, plural: bool, end: usize) {
        let kind = number.kind;
        let whose = match kind {
            CrossRefKind::Document => self.whose_document(&number),
            CrossRefKind::Page => self.whose_page(&number),
            CrossRefKind::Footnote => self.whose_footnote(&number),
        };
        self.cite(kind, &whose, &label, end);
        let first = self.found.len();
        // `footnote 2, Document 40` is one reference, to a footnote of the document. A page owns footnotes in the same
        // way.
        if let Some(p) = self.footnotes_before(&number).filter(|_| kind != CrossRefKind::Footnote) {
            let owner = self.cited.clone().unwrap_or(Whose::Elsewhere);
            let footnotes = self.found.get_mut(p.first..).unwrap_or_default();
            for footnote in footnotes.iter_mut() {
                footnote.whose = owner.clone();
            }
            if kind == CrossRefKind::Document {
                if let Some(last) = footnotes.last_mut() {
                    last.span.end = end;
                }
                // The document is not the first of a list.
                self.previous = Some(Previous { end, kind, plural: false, first: p.first });
                return;
            }
        }
        self.found.push(CrossRef { span: Span::new(number.start, end), kind, label: Some(label), whose });
        self.previous = Some(Previous { end, kind, plural, first });
    }

    /// Remembers the document or page that is cited, or whose footnote is cited, since more of its footnotes may
    /// follow. The citation ends at byte `end`.
    fn cite(&mut self, kind: CrossRefKind, whose: &Whose, label: &Label, end: usize) {
        let owner = match (kind, whose) {
            (CrossRefKind::Document, Whose::Here) => Whose::Document(label.clone()),
            (CrossRefKind::Page, Whose::Here) => Whose::Page(label.clone()),
            (CrossRefKind::Footnote, Whose::Here) => return,
            (_, whose) => whose.clone(),
        };
        if kind == CrossRefKind::Document {
            self.document = Some((owner.clone(), end));
        }
        self.cited = Some(owner);
    }

    /// The footnotes before `number` that belong to the document or page that it cites:
    /// `footnotes 2 and 4, Document 40`.
    fn footnotes_before(&self, number: &Number) -> Option<Previous> {
        let before = self.previous.filter(|p| p.kind == CrossRefKind::Footnote)?;
        let own =
            self.found.get(before.first).is_some_and(|first| matches!(first.whose, Whose::Here | Whose::Elsewhere));
        let joins = keywords::joins_footnote(self.words(), number.between, number.citation)
            || (number.kind == CrossRefKind::Document
                && keywords::joins_footnote_by_full_stop(number.between, number.after));
        (own && joins).then_some(before)
    }

    fn whose_document(&self, number: &Number) -> Whose {
        if citation::says_this_volume(self.lexicon, number.behind) {
            return Whose::Here;
        }
        // In `Harbor Papers, 1961, pp. 5–6, and Document 12` the document is of this volume: a publication that is
        // cited by its pages has no numbered documents.
        let other = self.previous.filter(|p| p.kind == CrossRefKind::Page);
        let of_pages = other.is_some() && (number.between.trim() == ";" || self.goes_on(number));
        let elsewhere = citation::names_series(self.lexicon, number.citation)
            || citation::names_publication_behind(self.lexicon, number.behind)
            || citation::names_part(self.lexicon, number.citation)
            || (!of_pages && citation::names_publication(self.lexicon, number.citation));
        if elsewhere { Whose::Elsewhere } else { Whose::Here }
    }

    fn whose_page(&self, number: &Number) -> Whose {
        let behind = number.behind;
        if citation::says_this_volume(self.lexicon, behind) {
            return Whose::Here;
        }
        // Only the editors cite pages of this volume: the document was written before it.
        let is_part = |of: &&str| behind.strip_prefix(of).is_some_and(|behind| behind.starts_with(' '));
        if self.words().of.iter().any(is_part)
            || citation::names_publication_behind(self.lexicon, behind)
            || !self.editorial.contains(number.start)
        {
            return Whose::Elsewhere;
        }
        // A page behind a note, as in `described in footnote 2, p. 40` and `editorial note, p. 7`, is usually of this
        // volume.
        let named = number.citation.trim_end_matches([' ', ',', '\u{a0}']).to_lowercase();
        let of_note = self.footnotes_before(number).is_some()
            || self.words().editorial_notes.iter().any(|title| named.ends_with(title));
        let here = if of_note {
            !citation::names_publication(self.lexicon, number.citation)
        } else {
            citation::is_page_of_this_volume(self.lexicon, number.citation, behind)
        };
        if here { Whose::Here } else { Whose::Elsewhere }
    }

    fn whose_footnote(&self, number: &Number) -> Whose {
        let behind =
            |word: &&str| number.behind.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
        let before = |word: &&str| number.citation.trim_end().ends_with(word);
        let words = self.words();
        let named = || citation::names_publication(self.lexicon, number.citation);
        if words.above.iter().any(behind) || words.supra.iter().any(before) {
            Whose::Here
        } else if behind(&"supra") {
            if words.supra_is_a_record { Whose::Previous } else { Whose::Here }
        } else if behind(&"infra") {
            if words.supra_is_a_record { Whose::Next } else { Whose::Here }
        } else if words.ibid.iter().any(behind) {
            self.cited.clone().unwrap_or(Whose::Elsewhere)
        } else if words.thereto.iter().any(behind) {
            // `Document 40 and footnote 3 thereto`
            let adjoins = number.between.trim() == "," || self.goes_on(number);
            let last = self.cited.as_ref().filter(|_| self.previous.is_some() && adjoins);
            let document = self.document.as_ref().filter(|(_, end)| *end > self.paragraph).map(|(whose, _)| whose);
            let neighbour = || citation::neighbour(self.lexicon, self.text(self.paragraph, number.start));
            last.or(document).cloned().unwrap_or_else(neighbour)
        } else if self.is_of_last_document(number) || self.is_of_last_page(number) {
            self.cited.clone().unwrap_or(Whose::Elsewhere)
        } else if named()
            || citation::names_publication_behind(self.lexicon, number.behind)
            || citation::names_owner(self.lexicon, number.citation)
            || citation::names_owner_behind(self.lexicon, number.after, number.behind)
        {
            Whose::Elsewhere
        } else {
            Whose::Here
        }
    }

    /// Whether the footnote `number` belongs to the document right before it: `Document 40, footnote 3`.
    fn is_of_last_document(&self, number: &Number) -> bool {
        let document = self.previous.is_some_and(|p| p.kind == CrossRefKind::Document);
        document && matches!(number.between.trim_end(), "" | "," | " (")
    }

    /// Whether the footnote `number` stands on the page cited right before it: `p. 40, footnote 3`.
    fn is_of_last_page(&self, number: &Number) -> bool {
        let page = self.previous.is_some_and(|p| p.kind == CrossRefKind::Page);
        page && matches!(number.between.trim_end(), "" | ",")
    }

    /// Whether `number` is joined to the one before it by `and`, or by `and see`.
    fn goes_on(&self, number: &Number) -> bool {
        let between = number.between.trim();
        let between = between.strip_prefix(',').map_or(between, str::trim_start);
        let CrossRefWords { and, see, also, .. } = self.words();
        and.iter().filter_map(|and| between.strip_prefix(and)).any(|rest| {
            let word = rest.trim_start();
            word.is_empty() || (word.len() < rest.len() && (see.contains(&word) || also.contains(&word)))
        })
    }

    /// Whether `number`, whose keyword alone does not tell, is a record or a footnote of this volume. Only the editors cite
    /// those, and the words around the number must say so.
    fn is_cited(&self, number: &Number) -> bool {
        self.editorial.contains(number.start)
            && match number.kind {
                CrossRefKind::Footnote => self.is_note_of_a_record(number),
                CrossRefKind::Document => {
                    self.is_sent_to(number) || self.continues(number) || self.footnotes_before(number).is_some()
                }
                CrossRefKind::Page => false,
            }
    }

    /// Whether `number`, whose keyword is `note`, is a footnote of this volume. The words around it must say so, as in
    /// `note 3 above`, since the keyword alone does not.
    fn is_note_of_a_record(&self, number: &Number) -> bool {
        let words = self.words();
        let says = |word: &&str| number.behind.starts_with(word);
        let begins = |next: &str, word: &str| next.strip_prefix(word).is_some_and(|next| next.starts_with(' '));
        let owned =
            number.after.strip_prefix(", ").is_some_and(|next| words.owners.iter().any(|word| begins(next, word)));
        let placed = [words.above, words.supra, words.thereto].into_iter().flatten().any(says);
        let sent_on = words.supra.iter().any(|word| number.citation.trim_end().ends_with(word));
        let seen = words.see_tells_notes
            && (self.is_sent_to(number) || self.continues(number) || self.is_of_last_page(number));
        owned || placed || sent_on || seen || self.is_of_last_document(number)
    }

    /// Whether `number` stands right behind a word such as `see`, and nothing about it behind it.
    fn is_sent_to(&self, number: &Number) -> bool {
        citation::ends_with_see(self.lexicon, number.citation)
            && citation::ends_behind(self.lexicon, number.after, number.behind)
    }

    /// Whether `number` is the next of a list: `vgl. Nr. 12 und Nr. 14`.
    fn continues(&self, number: &Number) -> bool {
        self.previous.is_some_and(|p| p.kind == number.kind) && keywords::joins(self.words(), number.between)
    }
}

/// Whether a number joined by `said` continues the document `previous` although its keyword is in the singular:
/// `Document 157 and 175.`
fn joins_as_document(words: &CrossRefWords, previous: Previous, said: &str, after: &str) -> bool {
    previous.kind == CrossRefKind::Document && keywords::joins_second(words, said, after)
}

/// The length in bytes of the letter at the start of `after` that belongs to the number before it: 1 for the `a` of
/// `Document 60a`, 0 for the `f` of `p. 60f`.
fn letter_len(after: &str) -> usize {
    let mut next = after.chars();
    let letter = next.next().is_some_and(|c| c.is_ascii_lowercase() && c != 'f');
    usize::from(letter && !next.next().is_some_and(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{de, en, fr, it, nl};
    use crate::record::Document;
    use crate::record::tests::source;

    /// The cross references of `text`.
    fn scanned(text: &str) -> Vec<CrossRef> {
        scanned_in(&en::LANGUAGE, text)
    }

    /// The cross references of `text`, which is in `language`.
    fn scanned_in(language: &'static Language, text: &str) -> Vec<CrossRef> {
        let mut found = Vec::new();
        source(text, |source| found = find(source, language, &[], &[], &EditorialText::new("", &[], &[])));
        found
    }

    /// Checks the cross references of `text`, which is in `language`, as [`check`] does.
    #[track_caller]
    fn check_in(language: &'static Language, text: &str, expected: &[&str]) {
        let shown: Vec<_> = scanned_in(language, text).iter().map(|cross| show(cross, text)).collect();
        assert_eq!(shown, expected, "{text}");
    }

    /// Checks the cross references of `text`, each shown as its words, `|`, and its target.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let shown: Vec<_> = scanned(text).iter().map(|cross| show(cross, text)).collect();
        assert_eq!(shown, expected, "{text}");
    }

    /// Checks the cross references of the record `text`, in which only notes and insertions are editorial text.
    #[track_caller]
    fn check_record(text: &str, expected: &[&str]) {
        let snapshot = Document::new(text).snapshot();
        let record = &snapshot.records().first().unwrap().record;
        let shown: Vec<_> = record.cross_refs.iter().map(|cross| show(cross, &record.text)).collect();
        assert_eq!(shown, expected, "{text}");
    }

    fn show(cross: &CrossRef, text: &str) -> String {
        let label = cross.label.as_ref().map_or("", Label::as_str);
        let kind = format!("{:?}", cross.kind).to_lowercase();
        let whose = match &cross.whose {
            Whose::Here => String::new(),
            Whose::Document(document) => format!(" of {document}"),
            Whose::Page(page) => format!(" on {page}"),
            other => format!(" {other:?}").to_lowercase(),
        };
        format!("{}|{}{whose}", cross.span.of(text), format!("{kind} {label}").trim_end())
    }

    #[test]
    fn documents() {
        check("See Document 223.", &["Document 223|document 223"]);
        check(
            "Documents 12, 14, and 15–17 say so in 1962",
            &["Documents 12|document 12", "14|document 14", "15|document 15", "17|document 17"],
        );
        check("in 1962, JCS document 1234, the 3", &[]);
        check("See Docs. 12 and 14.", &["Docs. 12|document 12", "14|document 14"]);
        check("Documents 121– 124 & 127", &["Documents 121|document 121", "124|document 124", "127|document 127"]);
        check(
            "See Document 157 and 175. Document 4 and 2 more",
            &["Document 157|document 157", "175|document 175", "Document 4|document 4"],
        );
        check("See Document 60a.", &["Document 60a|document 60a"]);
    }

    #[test]
    fn documents_of_another_series() {
        check(
            "(HB Document 5031) the Senate Document 4",
            &["Document 5031|document 5031 elsewhere", "Document 4|document 4 elsewhere"],
        );
        check("S. Doc. 12", &["Doc. 12|document 12 elsewhere"]);
        check("After Document 12 was sent. See Document 3.", &["Document 12|document 12", "Document 3|document 3"]);
    }

    #[test]
    fn footnotes() {
        check("See footnote 3 above.", &["footnote 3|footnote 3"]);
        check("see footnote 2, Document 40, and", &["footnote 2, Document 40|footnote 2 of 40"]);
        check(
            "See footnotes 2 and 4, Document 40.",
            &["footnotes 2|footnote 2 of 40", "4, Document 40|footnote 4 of 40"],
        );
        check("Document 40 and footnote 3 thereto", &["Document 40|document 40", "footnote 3|footnote 3 of 40"]);
        check(
            "See Document 40 and footnotes 3 and 4 thereto.",
            &["Document 40|document 40", "footnotes 3|footnote 3 of 40", "4|footnote 4 of 40"],
        );
        check("Document 40, footnote 3", &["Document 40|document 40", "footnote 3|footnote 3 of 40"]);
        check("See Document 40 and footnote 3 above.", &["Document 40|document 40", "footnote 3|footnote 3"]);
        check("Document 40.\nSee footnote 2, ibid.", &["Document 40|document 40", "footnote 2|footnote 2 of 40"]);
        check(
            "See footnote 2, Document 7.\nSee footnote 5, ibid.",
            &["footnote 2, Document 7|footnote 2 of 7", "footnote 5|footnote 5 of 7"],
        );
        check("See footnote 1, p. 47.", &["footnote 1|footnote 1 on 47", "p. 47|page 47"]);
        check("See footnote 1 to the telegram of May 3, p. 47.", &["footnote 1|footnote 1 on 47", "p. 47|page 47"]);
        check(
            "See footnote 2 to the minutes of May 5. See footnote 2 to this letter.",
            &["footnote 2|footnote 2 elsewhere", "footnote 2|footnote 2"],
        );
        check("See footnotes 2, 5, and 6 above.", &["footnotes 2|footnote 2", "5|footnote 5", "6|footnote 6"]);
        check(
            "See footnote 1 in Harbor Papers, 1952–1954, vol. IX, p. 5.",
            &["footnote 1|footnote 1 elsewhere", "p. 5|page 5 elsewhere"],
        );
        check("See fn. 3, Doc. 12.", &["fn. 3, Doc. 12|footnote 3 of 12"]);
    }

    #[test]
    fn footnotes_of_what_was_cited_before() {
        check(
            "Telegram 371 is printed as Document 278. Regarding telegram 4, see footnote 2 thereto.",
            &["Document 278|document 278", "footnote 2|footnote 2 of 278"],
        );
        check(
            "Document 9. See p. 40 and footnote 2 thereto.",
            &["Document 9|document 9", "p. 40|page 40", "footnote 2|footnote 2 on 40"],
        );
        check(
            "His letter, supra; see footnote 1 thereto.",
            &["supra|document previous", "footnote 1|footnote 1 previous"],
        );
        // Nothing says to what.
        check("Document 9.\n\nSee footnote 2 thereto.", &["Document 9|document 9", "footnote 2|footnote 2 elsewhere"]);
    }

    #[test]
    fn footnotes_of_other_papers() {
        for text in [
            "Holt tells of them (Ch. XII, Footnote 54).",
            "See HB Paper 12/3, footnote 7.",
            "see the Harbor Statute, footnote 2",
            "The HB footnote 3 says so.",
            "See footnote 2, Annex B.",
            "See footnote 2, HB 12/3.",
            "See footnote 3 in the Board’s paper.",
            "See footnote 3 in telegram 14.",
        ] {
            let cross_refs: Vec<_> = scanned(text).into_iter().map(|cross| (cross.kind, cross.whose)).collect();
            assert_eq!(cross_refs, [(CrossRefKind::Footnote, Whose::Elsewhere)], "{text}");
        }
        check("See footnotes 7 and 9 to HB 12/3.", &["footnotes 7|footnote 7 elsewhere", "9|footnote 9 elsewhere"]);
        for text in [
            "See footnote 3.",
            "In footnote 3, Dorn says so.",
            "For his letter, see footnote 3.",
            "See footnote 3 in connection with that.",
            "See footnote 3 on dredging.",
            "See footnote 3 to this letter.",
            "See footnote 3, May 5.",
            "Not found. Footnote 3 tells why.",
            "For the letter of May 5, see also footnote 3.",
        ] {
            let cross_refs: Vec<_> = scanned(text).into_iter().map(|cross| (cross.kind, cross.whose)).collect();
            assert_eq!(cross_refs, [(CrossRefKind::Footnote, Whose::Here)], "{text}");
        }
        check("See p. 40, footnote 3.", &["p. 40|page 40", "footnote 3|footnote 3 on 40"]);
        check("See footnote 3 on p. 40.", &["footnote 3|footnote 3 on 40", "p. 40|page 40"]);
        check("Harbor Times, p. 4, footnote 3.", &["p. 4|page 4 elsewhere", "footnote 3|footnote 3 elsewhere"]);
    }

    #[test]
    fn a_full_stop_between_a_footnote_and_its_document() {
        check("See footnote 5. Document 40.", &["footnote 5. Document 40|footnote 5 of 40"]);
        check(
            "See footnotes 2 and 5. Document 40; he wrote.",
            &["footnotes 2|footnote 2 of 40", "5. Document 40|footnote 5 of 40"],
        );
        check("See footnote 5. Document 40 is his reply.", &["footnote 5|footnote 5", "Document 40|document 40"]);
        check("See footnote 5. See Document 40.", &["footnote 5|footnote 5", "Document 40|document 40"]);
    }

    #[test]
    fn other_parts() {
        check("See Part 2, Document 81.", &["Document 81|document 81 elsewhere"]);
        check("See Part II, Documents 81 and 83.", &["Documents 81|document 81 elsewhere", "83|document 83 elsewhere"]);
        check(
            "See Part 2, Document 81, footnote 10. See Document 4.",
            &["Document 81|document 81 elsewhere", "footnote 10|footnote 10 elsewhere", "Document 4|document 4"],
        );
        check(
            "See footnote 10, Part 2, Document 81.",
            &["footnote 10|footnote 10 elsewhere", "Document 81|document 81 elsewhere"],
        );
        check("The first part, Document 4, is old.", &["Document 4|document 4"]);
        check("See Tab 2, Document 4.", &["Document 4|document 4"]);
    }

    #[test]
    fn titles_with_their_years() {
        check("Harbor Office, Misc. Documents 1961.", &[]);
        check("the table in Basic Documents 1947–64", &[]);
        check("See Documents 1561 and 1564.", &["Documents 1561|document 1561", "1564|document 1564"]);
        check("See Document 1961.", &["Document 1961|document 1961"]);
        check("See pp. 1647–1648.", &["pp. 1647|page 1647", "1648|page 1648"]);
    }

    #[test]
    fn notes_that_are_footnotes() {
        check("See note 3 above.", &["note 3|footnote 3"]);
        check(
            "See note 3, Document 4, and n. 5, p. 6.",
            &["note 3, Document 4|footnote 3 of 4", "n. 5|footnote 5 on 6", "p. 6|page 6"],
        );
        check("Document 4, n. 2", &["Document 4|document 4", "n. 2|footnote 2 of 4"]);
        check("supra note 3, and note 4 supra", &["note 3|footnote 3", "note 4 supra|footnote 4 previous"]);
        check("Intelligence Note 931, note 5 of May 3, Op. Cit., note 25.", &[]);
    }

    #[test]
    fn a_citation_goes_on_in_the_next_line() {
        check("see footnote 2,\n     Document 40, and", &["footnote 2,\n     Document 40|footnote 2 of 40"]);
        check("  1. See Document\n     40. Not printed.", &["Document\n     40|document 40"]);
        check("See Documents 12 and\n14.", &["Documents 12|document 12", "14|document 14"]);
        check("In Harbor Papers, 1961–1963,\nvol. X, Document 15", &["Document 15|document 15 elsewhere"]);
        check("See footnote 2\nabove and Document 7.", &["footnote 2|footnote 2", "Document 7|document 7"]);
        check("  1. Harbor Papers, vol. X\n  2. Document 40.", &["Document 40|document 40"]);
        check("the whole Document\n\n40 ships", &[]);
        check("  1. See footnote 3\n  2. Supra.", &["footnote 3|footnote 3", "Supra|document previous"]);
    }

    #[test]
    fn the_words_of_the_document_cite_no_pages_of_the_volume() {
        check_record(
            "3. Letter From the Harbour Master

The ferry is late (see page 2 above), the infra structure old.1 [For the rest, see p. 12.]

  1. See p. 14.
",
            &["page 2|page 2 elsewhere", "p. 12|page 12", "p. 14|page 14"],
        );
        check_record(
            "3. Editorial Note

A ferry sank; see page 14.
",
            &["page 14|page 14"],
        );
    }

    #[test]
    fn neighbours_of_a_record() {
        check("See supra.", &["supra|document previous"]);
        check("See footnote 2, infra.", &["footnote 2, infra|footnote 2 next"]);
        check("a supra-national body, infrastructure", &[]);
        check(
            "Supra. Infra and Document 5.",
            &["Supra|document previous", "Infra|document next", "Document 5|document 5"],
        );
        // They say where the page is.
        check("see infra, p. 40, and p. 5, supra", &["p. 40|page 40", "p. 5|page 5"]);
    }

    #[test]
    fn pages() {
        check("See pp. 123–125 and p. 7.", &["pp. 123|page 123", "125|page 125", "p. 7|page 7"]);
        check("See telegram 12, May 3, p. 40.", &["p. 40|page 40"]);
        check("Harbor Bulletin, May 3, 1954, p. 40", &["p. 40|page 40 elsewhere"]);
        check("see p. 3 of the memorandum", &["p. 3|page 3 elsewhere"]);
        check("see p. 3 of this volume", &["p. 3|page 3"]);
        check("See pp. 123–25, 1004–6.", &["pp. 123|page 123", "25|page 125", "1004|page 1004", "6|page 1006"]);
        check("See pp. 205 ff.", &["pp. 205|page 205"]);
        check("Ante, p. 7; the text printed on p. 8, and p. 9 above.", &["p. 7|page 7", "p. 8|page 8", "p. 9|page 9"]);
        check("see Mr. Dorn’s letter to Mr. Vale, Aug. 25, 1953, p. 642.", &["p. 642|page 642"]);
        check("For the letter, see Harbor Bulletin, May 3, 1954, p. 40.", &["p. 40|page 40 elsewhere"]);
        check("(Harbor Times, October 24, page 23)", &["page 23|page 23 elsewhere"]);
        check("in telegrams 395 and 398, vol. pp. 690", &["pp. 690|page 690 elsewhere"]);
        check("in 1962, page the 3", &[]);
    }

    #[test]
    fn other_publications() {
        check(
            "See Harbor Papers, 1961–1963, vol. X, Documents 15 and 16. See Document 4.",
            &["Documents 15|document 15 elsewhere", "16|document 16 elsewhere", "Document 4|document 4"],
        );
        check("See ibid., Document 12.", &["Document 12|document 12 elsewhere"]);
        check("(Ibid.) The telegram is Document 12.", &["Document 12|document 12"]);
        check("vol. XIV, footnote 2, p. 88", &["footnote 2|footnote 2 elsewhere", "p. 88|page 88 elsewhere"]);
        check("Basic Documents 1977–1980, Document 4", &["Document 4|document 4 elsewhere"]);
        check("Documents 15 and 16 in vol. X", &["Documents 15|document 15 elsewhere", "16|document 16 elsewhere"]);
        check("see ibid., 1947, vol. i, editorial note, p. 14", &["p. 14|page 14 elsewhere"]);
        // What is cited by its pages is not cited by documents, and a bracket is closed.
        check(
            "Harbor Papers, 1962, pp. 7–9, and Document 4",
            &["pp. 7|page 7 elsewhere", "9|page 9 elsewhere", "Document 4|document 4"],
        );
        check("see vol. XIV, p. 868 or Document 5 herein", &["p. 868|page 868 elsewhere", "Document 5|document 5"]);
        check("a letter to him (ibid.) and Document 4", &["Document 4|document 4"]);
        check("The list is ibid. Others are printed as Document 4.", &["Document 4|document 4"]);
        check("His diary is in vol. 3, but see Document 4", &["Document 4|document 4"]);
        check("For Action 2422-k, see Document 5", &["Document 5|document 5"]);
    }

    #[test]
    fn digits_of_a_reference_belong_to_no_number() {
        source("See Document 2234", |source| {
            let found = find(source, &en::LANGUAGE, &[Span::new(16, 17)], &[], &EditorialText::new("", &[], &[]));
            assert_eq!(found.first().and_then(|r| r.label.as_ref()).map(ToString::to_string), Some("223".to_owned()));
        });
    }

    #[test]
    fn german() {
        for (text, expected) in [
            ("Siehe Anm. 3.", &["Anm. 3|footnote 3"][..]),
            ("Vgl. dazu oben Anm. 2 und S. 124.", &["Anm. 2|footnote 2", "S. 124|page 124"]),
            ("Siehe Anm. 3 zu Nr. 12.", &["Anm. 3 zu Nr. 12|footnote 3 of 12"]),
            ("Dok. 12, Anm. 3", &["Dok. 12|document 12", "Anm. 3|footnote 3 of 12"]),
            ("Vgl. Nr. 12 und Nr. 14.", &["Nr. 12|document 12", "Nr. 14|document 14"]),
            (
                "Siehe Nrn. 12, 14 und 15–17.",
                &["Nrn. 12|document 12", "14|document 14", "15|document 15", "17|document 17"],
            ),
            ("Zum Brand s. Nr. 12; s. auch Dok. Nr. 4.", &["Nr. 12|document 12", "Dok. Nr. 4|document 4"]),
            ("Siehe den Brief vom 3. Mai, Anm. 2 oben.", &["Anm. 2|footnote 2"]),
            ("Siehe Fußnote 3 zu diesem Brief.", &["Fußnote 3|footnote 3"]),
            // Of another book.
            ("Dorn: Der Hafen, S. 124.", &["S. 124|page 124 elsewhere"]),
            ("Ebd., S. 12, Anm. 3.", &["S. 12|page 12 elsewhere", "Anm. 3|footnote 3 elsewhere"]),
            ("Siehe Dorn, Bd. 3, Dok. 12.", &["Dok. 12|document 12 elsewhere"]),
            // Of something else.
            ("Siehe Nr. 12 der Hafenzeitung vom 3. Mai.", &[]),
            ("Hafenzeitung, Nr. 12, 3. Mai 1904, Haus Nr. 4.", &[]),
            ("Er gab uns drei Dokumente 1. in Abschrift und Brief 8.", &[]),
        ] {
            check_in(&de::LANGUAGE, text, expected);
        }
    }

    #[test]
    fn french() {
        for (text, expected) in [
            ("Voir note 2.", &["note 2|footnote 2"][..]),
            ("V. note 2 et doc. n° 12.", &["note 2|footnote 2", "doc. n° 12|document 12"]),
            ("Voir aussi la note 2 ci-dessus.", &["note 2|footnote 2"]),
            ("Voir notes 2 et 4.", &["notes 2|footnote 2", "4|footnote 4"]),
            ("Cf. n° 12, note 3.", &["n° 12|document 12", "note 3|footnote 3 of 12"]),
            ("Voir la note 3 du document 12.", &["note 3 du document 12|footnote 3 of 12"]),
            ("Voir supra, p. 124.", &["p. 124|page 124"]),
            ("Voir note 4, supra.", &["note 4|footnote 4"]),
            // Of another book.
            ("Dorn, Le Port, p. 124.", &["p. 124|page 124 elsewhere"]),
            ("Ibid., p. 12, note 3.", &["p. 12|page 12 elsewhere", "note 3|footnote 3 elsewhere"]),
            ("Hist. du Port, v. p. 321.", &["p. 321|page 321 elsewhere"]),
            // Of something else.
            ("Voir la note 12 de l’ambassadeur.", &[]),
            ("La note 12 et le document 4 sont supra.", &[]),
        ] {
            check_in(&fr::LANGUAGE, text, expected);
        }
    }

    #[test]
    fn dutch() {
        for (text, expected) in [
            ("Zie noot 3.", &["noot 3|footnote 3"][..]),
            ("Zie ook blz. 12.", &["blz. 12|page 12"]),
            ("Vgl. nr. 12.", &["nr. 12|document 12"]),
            ("Zie nr. 12, noot 3.", &["nr. 12|document 12", "noot 3|footnote 3 of 12"]),
            ("Zie noot 1 bij nr. 16.", &["noot 1 bij nr. 16|footnote 1 of 16"]),
            ("Zie noot 1 op blz. 16.", &["noot 1|footnote 1 on 16", "blz. 16|page 16"]),
            ("Vgl. p. 80 noot 2.", &["p. 80|page 80", "noot 2|footnote 2 on 80"]),
            ("Dorn, De haven, blz. 12 noot 3.", &["blz. 12|page 12 elsewhere", "noot 3|footnote 3 elsewhere"]),
            ("Het nr. 12 van de lijst, zie de inventaris nr. 4.", &[]),
        ] {
            check_in(&nl::LANGUAGE, text, expected);
        }
    }

    #[test]
    fn italian() {
        for (text, expected) in [
            ("Cfr. nota 2.", &["nota 2|footnote 2"][..]),
            ("V. nota 3 e doc. 12.", &["nota 3|footnote 3", "doc. 12|document 12"]),
            ("Vedi n. 12.", &["n. 12|document 12"]),
            ("Cfr. nn. 12 e 14.", &["nn. 12|document 12", "14|document 14"]),
            ("Vedi sopra, p. 124.", &["p. 124|page 124"]),
            ("Dorn, Il porto, vol. II, p. 124, nota 3.", &["p. 124|page 124 elsewhere", "nota 3|footnote 3 elsewhere"]),
            ("La nota 12 del ministro, busta n. 4.", &[]),
        ] {
            check_in(&it::LANGUAGE, text, expected);
        }
    }
}
