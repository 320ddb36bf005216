//! How work grows with a text: linearly, whatever the text holds.
//!
//! Work is counted, not timed ([`work`]): the bytes that are looked at, and the steps that are tried. The search for a
//! pairing is not counted here: it has a bound of its own ([`crate::record`]). `cargo test --lib growth -- --nocapture`
//! prints the shapes whose work grows most.

mod shapes;

use super::edit::{Environment, actions, linked_editing_spans, rename_target, resolve};
use super::{
    VolumeContext, code_lens_spans, code_lens_title, completion_documentation, completions, definition,
    document_highlights, document_links, expected_mark, expected_mark_documentation, folding_ranges, hover,
    inlay_hints, on_enter, outline, record_tokens, references, selection_ranges, workspace_symbols,
};
use crate::check::{diagnostics, volume_diagnostics};
use crate::convention::{Convention, Marks};
use crate::record::{Document, Snapshot};
use crate::text::{Span, work};
use crate::volume::{Complete, FileEntry, Index};
use shapes::Shape;
use std::io::{self, Write};

/// The most that twice the text may take, in times of the work.
const MOST: f64 = 2.2;

/// Reads `text`, edits it in the middle, and then asks for all that an editor asks for.
fn read(text: &str, convention: Convention) {
    let mut document = Document::with(text, Marks::of(convention));
    document.snapshot();
    let middle = (0..=text.len() / 2).rev().find(|&at| text.is_char_boundary(at)).unwrap_or_default();
    document.edit(Span::new(middle, middle), "x");
    ask(&document.snapshot());
}

/// Asks for all that an editor asks for after a keystroke: what concerns the whole document, and what concerns the cursor, at a
/// few places.
fn ask(snapshot: &Snapshot) {
    const PATH: &str = "41.txt";
    snapshot.recognition();
    snapshot.unread_marks();
    snapshot.lines_like_notes();
    for placed in snapshot.records() {
        diagnostics(&placed.record);
        record_tokens(placed);
    }
    let mut index = Index::default();
    index.set(PATH, FileEntry::new(snapshot, 0));
    let volume = index.volume(PATH).unwrap();
    for &record in volume.records_of(PATH) {
        volume_diagnostics(volume, record, Complete::Yes);
    }
    workspace_symbols([&**volume], "report", 100);
    let context = VolumeContext { snapshot, volume, path: PATH, others: &|_| None };
    outline(snapshot);
    folding_ranges(snapshot);
    document_links(&context);
    inlay_hints(snapshot, Span::new(0, snapshot.text_len()));
    code_lens_spans(snapshot);
    for offset in places(snapshot) {
        ask_at(&context, offset);
    }
}

/// The places at which the cursor is put: the middle of the text, and in the record there a mark of each kind, of which answers
/// have much to say.
fn places(snapshot: &Snapshot) -> Vec<usize> {
    let middle = snapshot.text_len() / 2;
    let mut places = vec![middle];
    if let Some(placed) = snapshot.record_at(middle) {
        let record = &placed.record;
        let mut times = vec![0; record.notes.len()];
        record.note_refs.iter().filter_map(|reference| reference.note).for_each(|note| times[note] += 1);
        let note = record.notes.iter().zip(times).max_by_key(|(_, times)| *times);
        let marks = [
            record.heading.as_ref().map(|heading| heading.span),
            record.note_refs.iter().rfind(|reference| reference.note.is_some()).map(|reference| reference.span),
            note.map(|(note, _)| note.label_span),
            record.cross_refs.last().map(|cross_ref| cross_ref.span),
            record.pages.last().map(|page| page.span),
        ];
        places.extend(marks.into_iter().flatten().map(|span| span.end + placed.start));
    }
    places
}

/// Asks for what concerns the cursor at byte `offset`.
fn ask_at(context: &VolumeContext<'_>, offset: usize) {
    let snapshot = context.snapshot;
    document_highlights(snapshot, offset);
    linked_editing_spans(snapshot, offset);
    selection_ranges(snapshot, offset);
    hover(context, offset);
    definition(context, offset);
    references(context, offset, true);
    if let Some(offered) = completions(context, offset)
        && let Some(record) = offered.records.first()
    {
        completion_documentation(context, &record.number, offered.footnote.as_ref());
    }
    expected_mark(context, offset);
    expected_mark_documentation(context, offset);
    code_lens_title(context, offset);
    on_enter(snapshot, offset);
    let _ = rename_target(snapshot, offset);
    actions(snapshot, Span::new(offset, offset), Environment::default());
}

/// Checks that `work` on each of `shapes` at most grows as its texts do.
#[track_caller]
fn check(shapes: Vec<Shape>, work: impl Fn(&str)) {
    let mut factors = Vec::new();
    for Shape { name, texts } in shapes {
        let steps: Vec<_> = texts.iter().map(|text| work::steps_of(|| work(text))).collect();
        let times =
            |many: usize, few: usize| f64::from(u32::try_from(many).unwrap()) / f64::from(u32::try_from(few).unwrap());
        let most = steps.windows(2).map(|pair| times(pair[1], pair[0])).fold(0.0, f64::max);
        factors.push((most, format!("{name}: {steps:?}")));
    }
    factors.sort_by(|a, b| b.0.total_cmp(&a.0));
    let worst: Vec<_> = factors.iter().take(10).map(|(factor, shape)| format!("{factor:.2}  {shape}\n")).collect();
    writeln!(io::stdout(), "{}", worst.concat()).unwrap();
    assert!(factors.iter().all(|(factor, _)| *factor <= MOST), "{}", worst.concat());
}

/// Checks that reading, checking and answering is linear in texts of `convention`.
#[track_caller]
fn check_convention(convention: Convention) {
    check(shapes::all(convention), |text| read(text, convention));
}

#[test]
fn work_on_plain_text_is_linear() {
    check_convention(Convention::Plain);
}

#[test]
fn work_on_markdown_is_linear() {
    check_convention(Convention::Markdown);
}

#[test]
fn work_on_proofreaders_pages_is_linear() {
    check_convention(Convention::Proofreaders);
}

#[test]
fn work_on_finished_books_is_linear() {
    check_convention(Convention::Gutenberg);
}

#[test]
fn work_on_code_actions_over_lists_at_the_feet_of_pages_is_linear() {
    for convention in Convention::ALL {
        check(shapes::pages(convention), |text| {
            let snapshot = Document::with(text, Marks::of(convention)).snapshot();
            for offset in places(&snapshot) {
                for action in actions(&snapshot, Span::new(offset, offset), Environment::default()) {
                    let _ = resolve(&snapshot, action.place, action.id, Environment::default());
                }
            }
        });
    }
}
