//! Properties that hold for the answers on any text and at any place in it.

use super::code_lens::{code_lens_spans, code_lens_title};
use super::completion::completions;
use super::definition::definition;
use super::document_highlights::document_highlights;
use super::document_links::document_links;
use super::expected_mark::{expected_mark, expected_mark_documentation};
use super::facsimile::facsimile_page;
use super::folding_ranges::folding_ranges;
use super::hover::hover;
use super::inlay_hints::inlay_hints;
use super::on_enter::on_enter;
use super::outline::{Symbol, outline};
use super::references::references;
use super::selection_ranges::selection_ranges;
use super::semantic_tokens::record_tokens;
use super::volume_context::VolumeContext;
use crate::check::diagnostics;
use crate::config::{Configuration, Settings};
use crate::record::{Document, Snapshot};
use crate::text::Span;
use crate::volume::{FileEntry, Index};
use proptest::prelude::*;

/// Random texts made of the pieces that records consist of.
pub(crate) fn texts() -> impl Strategy<Value = String> {
    const PIECES: [&str; 40] = [
        "They met",
        ".",
        ",",
        " ",
        "1",
        "2",
        "3",
        "12",
        "*",
        "†",
        "²",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\t",
        "  1. ",
        "  2. ",
        "  3. ",
        "\n  4. On foot.\n",
        "[Page 12]",
        "[Page 13",
        "Page 14]",
        "[Pgae 15]",
        "[Facsimile Page 2]",
        "[Page xiv]",
        "[",
        "]",
        "\n\n204. Talk in Aldmoor\n\n",
        "205. Walk to Æbleø\n\n",
        "See Document 204",
        "Documents 12 and ",
        "footnote 1, Document 205",
        "footnote 2 above",
        "p. 12",
        " infra ",
        "Notes\n",
        "𐐷é",
        "\u{feff}",
        "\u{2028}",
    ];
    prop::collection::vec(prop::sample::select(PIECES.as_slice()), 0..60).prop_map(|pieces| pieces.concat())
}

/// Checks that `span` lies in the text and cuts no character.
fn whole(text: &str, span: Span) {
    assert!(span.start <= span.end && text.get(span.start..span.end).is_some(), "{span:?} of {text:?}");
}

/// Checks the spans and names of `symbol` and its children.
fn nested(text: &str, symbol: &Symbol) {
    whole(text, symbol.full);
    assert!(!symbol.name.trim().is_empty(), "a symbol without a name in {text:?}");
    assert!(symbol.full.covers(symbol.selection), "{symbol:?} in {text:?}");
    let mut behind = symbol.full.start;
    for child in &symbol.children {
        assert!(behind <= child.full.start && child.full.end <= symbol.full.end, "{symbol:?} in {text:?}");
        behind = child.full.end;
        nested(text, child);
    }
}

/// Checks that the pages before and behind that at `offset` begin before and behind it, and know this page for their
/// neighbour.
fn between_its_neighbours(text: &str, context: &VolumeContext<'_>, settings: &Settings, offset: usize) {
    let Some(page) = facsimile_page(context, settings, offset) else { return };
    for beside in page.previous.into_iter().chain(page.next) {
        whole(text, Span::new(beside, beside));
    }
    assert!(page.previous.is_none_or(|start| start <= offset) && page.next.is_none_or(|start| offset < start));
    let before = page.next.map(|start| facsimile_page(context, settings, start).and_then(|next| next.previous));
    assert!(before.is_none_or(|before| before.is_some_and(|start| start <= offset)), "{text:?} at {offset}");
}

/// Checks all answers for the cursor at `offset`.
fn at_every_place(text: &str, context: &VolumeContext<'_>, offset: usize) {
    let snapshot: &Snapshot = context.snapshot;
    for mark in document_highlights(snapshot, offset) {
        whole(text, mark.span);
    }
    for reference in references(context, offset, true) {
        whole(text, reference.span);
    }
    if let Some(found) = definition(context, offset) {
        assert!(!found.targets.is_empty());
        let placed = snapshot.record_at(found.origin.start).expect("a record");
        let crosses = placed.record.cross_refs.iter().any(|cross| cross.span.shifted(placed.start) == found.origin);
        for to in found.targets {
            whole(text, to.full.span);
            assert!(to.full.span.covers(to.selection));
            // A note's definition leads back to the reference that leads to it.
            let back = || definition(context, to.selection.start).expect("a way back");
            let leads_back = || back().targets.iter().any(|back| back.selection == found.origin);
            assert!(crosses || leads_back(), "{text:?} at {offset}");
            // The references of what a cross reference names include that cross reference.
            let cites = || references(context, found.origin.start, false).iter().any(|spot| spot.span == found.origin);
            assert!(!crosses || cites(), "{text:?} at {offset}");
        }
    }
    if let Some(told) = hover(context, offset) {
        whole(text, told.span);
        assert!(!told.plain.is_empty() && !told.markdown.is_empty());
    }
    if let Some(found) = completions(context, offset) {
        whole(text, found.typed);
        assert!(found.records.iter().all(|record| !record.name.is_empty()));
    }
    if let Some(found) = expected_mark(context, offset) {
        whole(text, found.typed);
        whole(text, found.replaced);
        assert!(found.replaced.covers(found.typed) && found.typed.end == offset.min(text.len()));
        assert!(!found.rest.is_empty() && found.new.ends_with(&found.rest), "{found:?} in {text:?}");
        assert!(
            expected_mark_documentation(context, offset)
                .is_none_or(|(markdown, plain)| !markdown.is_empty() && !plain.is_empty())
        );
    }
    if let Some(edit) = on_enter(snapshot, offset) {
        whole(text, edit.span);
        // Enter may only delete the label of an item without text.
        let lost = edit.span.of(text).trim();
        assert!(lost.len() < 16 && (lost.is_empty() || edit.new_text.is_empty()), "{edit:?} in {text:?}");
    }
    let ranges = selection_ranges(snapshot, offset);
    assert_eq!(ranges.last(), Some(&Span::new(0, text.len())));
    for pair in ranges.windows(2) {
        whole(text, pair[0]);
        assert!(pair[1].covers(pair[0]) && pair[0] != pair[1], "{ranges:?} of {text:?}");
    }
}

proptest! {
    #[test]
    fn every_answer_lies_in_the_text(text in texts()) {
        let snapshot = Document::new(&text).snapshot();
        let mut index = Index::default();
        index.set("d204.txt", FileEntry::new(&snapshot, 0));
        let volume = index.volume("d204.txt").expect("its volume");
        let context = VolumeContext { snapshot: &snapshot, volume, path: "d204.txt", others: &|_| None };
        let mut configuration = Configuration::default();
        configuration.set("obelus.toml", Some("volume.facsimile = '{page}.jpg'"));
        let settings = configuration.at("d204.txt");
        for symbol in outline(&snapshot) {
            nested(&text, &symbol);
        }
        for fold in folding_ranges(&snapshot) {
            whole(&text, fold.span);
            let words = fold.span.of(&text);
            prop_assert!(words.contains(['\n', '\r']) && words.trim() == words);
        }
        for link in document_links(&context) {
            whole(&text, link.span);
            prop_assert!(definition(&context, link.span.start).is_some() && !link.name.is_empty());
        }
        let mut behind = 0;
        for token in snapshot.records().iter().flat_map(record_tokens) {
            whole(&text, token.span);
            prop_assert!(behind <= token.span.start && !token.span.is_empty(), "{:?} in {:?}", token, text);
            prop_assert!(!token.span.of(&text).contains(['\n', '\r']));
            behind = token.span.end;
        }
        let all = inlay_hints(&snapshot, Span::new(0, text.len()));
        for hint in &all {
            whole(&text, Span::new(hint.offset, hint.offset));
            prop_assert_eq!(inlay_hints(&snapshot, Span::new(hint.offset, hint.offset)), vec![hint.clone()]);
        }
        for heading in code_lens_spans(&snapshot) {
            whole(&text, heading);
            prop_assert!(code_lens_title(&context, heading.start).is_some_and(|said| !said.is_empty()));
        }
        for placed in snapshot.records() {
            for found in diagnostics(&placed.record) {
                whole(&placed.record.text, found.span);
                prop_assert!(!found.message.is_empty());
                for other in found.related {
                    whole(&placed.record.text, other.span);
                }
            }
        }
        for offset in (0..=text.len() + 1).filter(|offset| *offset > text.len() || text.is_char_boundary(*offset)) {
            at_every_place(&text, &context, offset);
            between_its_neighbours(&text, &context, &settings, offset);
        }
    }
}
