//! The example in the terminal: its outline, its diagnostics, and where a footnote reference leads.

use super::example::{RECORD, VOLUME};
use crate::assist::{VolumeContext, definition};
use crate::cli::args::{Check, Outline, OutlineFormat};
use crate::cli::output::{self, Printer};
use crate::cli::{check, outline};
use crate::record::{Document, Snapshot};
use crate::text::Span;
use crate::volume::{FileEntry, Index};
use std::collections::BTreeMap;
use std::{env, io};

/// How many characters of a line are shown.
const WIDTH: usize = 72;

/// Prints the tour.
///
/// # Errors
///
/// Those of writing the example into a throw-away folder, and of printing.
pub fn print() -> io::Result<()> {
    let folder = tempfile::Builder::new().prefix("obelus-try-").tempdir()?;
    VOLUME.extract(folder.path())?;
    let before = env::current_dir()?;
    // The commands then print the record's path as they do for somebody who works in its folder.
    env::set_current_dir(folder.path())?;
    say(&format!(
        "Obelus reads along while you transcribe historical records as plain text. This is record 15 of\n\
         a small invented volume, typed with mistakes.\n\n\
         Its pages and notes ($ obelus outline {RECORD}):\n\n"
    ))?;
    outline::run(&Outline { format: OutlineFormat::Human, paths: vec![RECORD.into()] });
    say(&format!("\nThe mistakes in it ($ obelus check {RECORD}):\n\n"))?;
    check::run(&Check { exit_zero: true, paths: vec![RECORD.into()], ..Check::default() });
    // On some systems a folder that cannot be left cannot be removed either; nothing else depends on this.
    let _ = env::set_current_dir(before);
    say(
        "\nAn editor shows all this while you type. With one key you go from a reference to the place it leads to:\n\n",
    )?;
    say(&followed().concat())?;
    say("\nIn your editor: obelus try nvim   (or code, hx, emacs). For your own records: obelus check FOLDER\n")
}

fn say(text: &str) -> io::Result<()> {
    let mut out = Printer::new("");
    out.around(text)?;
    out.flush()
}

/// Follows a footnote reference to its note, and the cross reference in that note to the record it names: a paragraph
/// for each.
fn followed() -> Vec<String> {
    let documents: BTreeMap<_, _> = VOLUME
        .files()
        .filter_map(|file| {
            let text = Document::new(file.contents_utf8()?).snapshot();
            Some((file.path().to_str()?, text))
        })
        .collect();
    let mut index = Index::default();
    for (name, snapshot) in &documents {
        index.set(*name, FileEntry::new(snapshot, 0));
    }
    let others = |path: &str| documents.get(path).cloned();
    let (Some(snapshot), Some(volume)) = (documents.get(RECORD), index.volume(RECORD)) else { return Vec::new() };
    let site = VolumeContext { snapshot, volume, path: RECORD, others: &others };
    let mut steps = Vec::new();
    // The first note with a cross reference, and the reference that leads to it.
    let found = snapshot.records().iter().find_map(|placed| {
        let record = &placed.record;
        record.cross_refs.iter().find_map(|cross_ref| {
            let at = record.notes.iter().position(|note| note.span.covers(cross_ref.span))?;
            let reference = record.refs_to(at).next()?;
            Some((reference.span.shifted(placed.start), cross_ref.span.shifted(placed.start)))
        })
    });
    for origin in found.into_iter().flat_map(|(reference, cross_ref)| [reference, cross_ref]) {
        let target = definition(&site, origin.start).and_then(|found| found.targets.first().copied());
        let Some(target) = target else { continue };
        let place = target.place();
        let Some(there) = place.path.map_or_else(|| Some(snapshot.clone()), others) else { continue };
        steps.push(format!(
            "  {}\n    leads to {}: {}\n",
            up_to(snapshot, origin),
            line(place.path.unwrap_or(RECORD), &there, place.span),
            from(&there, place.span)
        ));
    }
    steps
}

/// The path and the line of `span`, counted from 1: `d15.txt:44`.
fn line(path: &str, snapshot: &Snapshot, span: Span) -> String {
    format!("{path}:{}", snapshot.text().line_of(span.start) + 1)
}

/// The line of `span` up to its end, cut at the beginning to [`WIDTH`] characters.
fn up_to(snapshot: &Snapshot, span: Span) -> String {
    let start = snapshot.text().line_start(snapshot.text().line_of(span.start));
    let words = snapshot.text().slice(Span::new(start, span.end)).into_owned();
    match words.char_indices().rev().nth(WIDTH) {
        Some((cut, _)) => format!("…{}", output::visible(words.get(cut..).unwrap_or_default())),
        None => output::visible(words.trim_start()),
    }
}

/// The line of `span` from its start, cut at the end to [`WIDTH`] characters.
fn from(snapshot: &Snapshot, span: Span) -> String {
    let end = snapshot.text().line_content(snapshot.text().line_of(span.start)).end;
    let words = snapshot.text().slice(Span::new(span.start, end)).into_owned();
    match words.char_indices().nth(WIDTH) {
        Some((cut, _)) => format!("{}…", output::visible(words.get(..cut).unwrap_or_default())),
        None => output::visible(&words),
    }
}
