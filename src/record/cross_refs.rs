//! Cross references: words that point elsewhere.

use super::model::{CrossRef, CrossRefKind, Whose};
use super::source::Source;
use super::{Label, citation};
use crate::syntax::TokenKind;
use crate::text::Span;

/// What one number of a line was read as, for the numbers joined to it.
#[derive(Clone, Copy)]
struct Previous {
    end: usize,
    kind: CrossRefKind,
    /// Whether its word was a plural, which further numbers may belong to.
    plural: bool,
    /// The first of the numbers joined to each other, an index into those found.
    first: usize,
}

/// The cross references of the record, in order: each number after `Document`, `footnote` or `p.` is one, and so are
/// those joined to it by a plural (`Documents 12, 14, and 15–17`), and each `supra` and `infra`. `references` are the
/// footnote references, in order: digits of theirs belong to no number.
pub(super) fn find(source: Source, references: &[Span]) -> Vec<CrossRef> {
    let mut found: Vec<CrossRef> = Vec::new();
    let mut previous: Option<Previous> = None;
    let mut references = references.iter().copied().peekable();
    let mut last_line = usize::MAX;
    for (line, mut span, token) in source.tokens() {
        if line != last_line {
            (previous, last_line) = (None, line);
        }
        while references.next_if(|reference| reference.end <= span.start).is_some() {}
        if let Some(reference) = references.peek().filter(|reference| reference.start < span.end) {
            span.end = reference.start.max(span.start);
        }
        if !matches!(token.kind, TokenKind::Digits) || span.is_empty() {
            continue;
        }
        let content = source.content(line);
        let between = Span::new(previous.map_or(content.start, |p| p.end), span.start).of(source.text);
        let label = Label::new(span.of(source.text));
        let after = Span::new(span.end, content.end).of(source.text);
        // `Documents 1977–1980` is a title.
        let announced = keyword(between).filter(|_| !begins_years(span.of(source.text), after));
        let joined = previous.filter(|p| p.plural && joins(between));
        if let Some((word, kind, plural)) = announced {
            let start = span.start - (between.len() - word);
            let citation = citation::before(content.of(source.text), start - content.start);
            let link = previous.map(|previous| (previous, between.get(..word).unwrap_or_default()));
            let first = found.len();
            let mut whose = whose(kind, citation, after, link.map(|(p, between)| (between, found.get(p.first..))));
            // `footnote 2, ibid.`: of the document that was cited last.
            if kind == CrossRefKind::Footnote && after.starts_with(", ibid") {
                let last = found.iter().rev().find(|cross| cross.kind == CrossRefKind::Document);
                whose = last.map_or(Whose::Elsewhere, owner_of);
            }
            // `footnote 2, Document 40` is one reference: the document, or the page, says whose footnote.
            let owns = link.filter(|(p, between)| p.kind == CrossRefKind::Footnote && belongs(between));
            let owner = match (kind, &whose) {
                (CrossRefKind::Footnote, _) => None,
                (_, Whose::Elsewhere) => Some(Whose::Elsewhere),
                (CrossRefKind::Document, _) => Some(Whose::Document(label.clone())),
                (CrossRefKind::Page, _) => Some(Whose::Page(label.clone())),
            };
            let named = owns.and_then(|(p, _)| Some((found.get_mut(p.first..)?, owner?)));
            if let Some((footnotes, owner)) = named {
                for footnote in footnotes.iter_mut() {
                    footnote.whose = owner.clone();
                }
                if kind == CrossRefKind::Document {
                    if let Some(last) = footnotes.last_mut() {
                        last.span.end = span.end;
                    }
                    // What follows belongs to no list of documents.
                    previous = Some(Previous { end: span.end, kind, plural: false, first });
                    continue;
                }
            }
            found.push(CrossRef { span: Span::new(start, span.end), kind, label: Some(label), whose });
            previous = Some(Previous { end: span.end, kind, plural, first });
        } else if let Some(p) = joined {
            let whose = found.get(p.first).map_or(Whose::Here, |first| first.whose.clone());
            found.push(CrossRef { span, kind: p.kind, label: Some(label), whose });
            previous = Some(Previous { end: span.end, ..p });
        } else {
            previous = None;
        }
    }
    neighbours(source, &mut found);
    found
}

/// Where what the number says is to be sought; `citation` stands before it, `after` behind it. `link` is what joins it to
/// the numbers before it, and these.
fn whose(kind: CrossRefKind, citation: &str, after: &str, link: Option<(&str, Option<&[CrossRef]>)>) -> Whose {
    let of_another = after.strip_prefix(" of ").is_some_and(|of| !of.starts_with("this volume"));
    match kind {
        CrossRefKind::Document if citation::names_publication(citation) => Whose::Elsewhere,
        CrossRefKind::Page if of_another => Whose::Elsewhere,
        // `described in footnote 2, p. 40`
        CrossRefKind::Page if is_of_note(citation, link) => Whose::Here,
        CrossRefKind::Page if !citation::leaves_page_here(citation) => Whose::Elsewhere,
        CrossRefKind::Document | CrossRefKind::Page => Whose::Here,
        CrossRefKind::Footnote => {
            // What it says of itself, and of the numbers joined to it.
            let sentence = after.split(['.', ';', ')']).next().unwrap_or_default();
            let after = after.trim_start_matches(',').trim_start();
            let document = link.and_then(|(between, numbers)| Some((between, numbers?.last()?)));
            let document = document.filter(|(_, last)| last.kind != CrossRefKind::Page);
            match document {
                _ if after.starts_with("above") || after.starts_with("below") => Whose::Here,
                _ if after.starts_with("supra") => Whose::Previous,
                _ if after.starts_with("infra") => Whose::Next,
                // `Document 40 and footnote 3 thereto`, `Document 40, footnote 3`
                Some((between, last)) if sentence.contains("thereto") || matches!(between, ", " | " (") => {
                    owner_of(last)
                }
                _ if citation::names_publication(citation) => Whose::Elsewhere,
                _ => Whose::Here,
            }
        }
    }
}

/// Whether `number` and what stands `after` it are a range of years.
fn begins_years(number: &str, after: &str) -> bool {
    let year = |text: &str| {
        text.len() >= 4 && text.bytes().take(4).all(|b| b.is_ascii_digit()) && text.starts_with(['1', '2'])
    };
    number.len() == 4 && year(number) && after.strip_prefix(['–', '-']).is_some_and(year)
}

/// Whose footnote one is that is said to be of `cross`.
fn owner_of(cross: &CrossRef) -> Whose {
    match (cross.kind, &cross.whose, &cross.label) {
        (CrossRefKind::Document, Whose::Here, Some(label)) => Whose::Document(label.clone()),
        (_, whose, _) => whose.clone(),
    }
}

/// Whether the page that ends `citation` is that of a note of this volume: `footnote 2, p. 40`, `editorial note, p. 7`.
fn is_of_note(citation: &str, link: Option<(&str, Option<&[CrossRef]>)>) -> bool {
    let footnote = link.filter(|(between, _)| belongs(between)).and_then(|(_, numbers)| numbers?.first());
    footnote.is_some_and(|last| last.kind == CrossRefKind::Footnote && last.whose == Whose::Here)
        || citation.trim_end_matches([' ', ',', '\u{a0}']).to_lowercase().ends_with("editorial note")
}

/// Adds what says `supra` or `infra` without a number to those `found`.
fn neighbours(source: Source, found: &mut Vec<CrossRef>) {
    let before = found.len();
    for (word, whose) in [("supra", Whose::Previous), ("infra", Whose::Next)] {
        for start in memchr::memmem::find_iter(source.text.as_bytes(), word) {
            let span = Span::new(start, start + word.len());
            let around = (source.text.get(..start), source.text.get(span.end..));
            let (Some(left), Some(right)) = around else { continue };
            let alone =
                !left.ends_with(char::is_alphanumeric) && !right.starts_with(|c: char| c.is_alphanumeric() || c == '-');
            // `footnote 2, supra` is one reference.
            let at = found.get(..before).unwrap_or_default().partition_point(|known| known.span.end <= start);
            let last = at.checked_sub(1).and_then(|at| found.get_mut(at));
            let gap = last.as_ref().and_then(|last| source.text.get(last.span.end..start));
            if !alone {
            } else if let Some(last) =
                last.filter(|last| last.whose == whose && gap.is_some_and(|gap| gap.trim() == ","))
            {
                last.span.end = span.end;
            } else {
                found.push(CrossRef { span, kind: CrossRefKind::Document, label: None, whose: whose.clone() });
            }
        }
    }
    if found.len() > before {
        found.sort_by_key(|cross| cross.span);
    }
}

/// The word at the end of `text` that announces a number: where it starts, what it announces, and whether it is a
/// plural.
fn keyword(text: &str) -> Option<(usize, CrossRefKind, bool)> {
    const WORDS: [(&str, CrossRefKind, bool); 10] = [
        ("Document", CrossRefKind::Document, false),
        ("Documents", CrossRefKind::Document, true),
        ("footnote", CrossRefKind::Footnote, false),
        ("footnotes", CrossRefKind::Footnote, true),
        ("Footnote", CrossRefKind::Footnote, false),
        ("Footnotes", CrossRefKind::Footnote, true),
        ("p.", CrossRefKind::Page, false),
        ("pp.", CrossRefKind::Page, true),
        ("page", CrossRefKind::Page, false),
        ("pages", CrossRefKind::Page, true),
    ];
    let text = text.strip_suffix([' ', '\u{a0}'])?;
    WORDS.iter().find_map(|&(word, kind, plural)| {
        let start = text.strip_suffix(word)?.len();
        let alone = !text[..start].ends_with(|c: char| c.is_alphanumeric());
        alone.then_some((start, kind, plural))
    })
}

/// Whether `text` joins two numbers of a list or a range.
fn joins(text: &str) -> bool {
    matches!(text, ", " | " and " | ", and " | " or " | "–" | "-" | " to " | " through " | " & ")
}

/// Whether `text` joins a footnote's number to the document it belongs to.
fn belongs(text: &str) -> bool {
    matches!(text, ", " | " to " | " of " | " in ")
}

#[cfg(test)]
mod tests {
    use super::super::tests::source;
    use super::*;

    /// Each cross reference of `text` is shown as its words, `|`, and where they lead.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        source(text, |source| {
            let shown: Vec<_> = find(source, &[]).iter().map(|cross| show(cross, text)).collect();
            assert_eq!(shown, expected, "{text}");
        });
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
        check("See footnote 1, p. 47.", &["footnote 1|footnote 1 on 47", "p. 47|page 47"]);
    }

    #[test]
    fn neighbours_of_a_record() {
        check("See supra.", &["supra|document previous"]);
        check("See footnote 2, infra.", &["footnote 2, infra|footnote 2 next"]);
        check("a supra-national body, infrastructure", &[]);
    }

    #[test]
    fn pages() {
        check("See pp. 123–125 and p. 7.", &["pp. 123|page 123", "125|page 125", "p. 7|page 7"]);
        check("See telegram 12, May 3, p. 40.", &["p. 40|page 40"]);
        check("Harbor Bulletin, May 3, 1954, p. 40", &["p. 40|page 40 elsewhere"]);
        check("see p. 3 of the memorandum", &["p. 3|page 3 elsewhere"]);
        check("see p. 3 of this volume", &["p. 3|page 3"]);
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
    }

    #[test]
    fn digits_of_a_reference_belong_to_no_number() {
        source("See Document 2234", |source| {
            let found = find(source, &[Span::new(16, 17)]);
            assert_eq!(found.first().and_then(|r| r.label.as_ref()).map(ToString::to_string), Some("223".to_owned()));
        });
    }
}
