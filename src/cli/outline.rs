//! `obelus outline`: the pages and notes of records as a tree.

use super::args::{Outline, OutlineFormat};
use super::batches;
use super::files;
use super::output::{self, Printer, Remarks};
use super::source::Source;
use crate::assist::{self, Symbol, SymbolKind};
use serde::Serialize;
use std::io;
use std::process::ExitCode;

/// Prints the outlines of the paths given.
pub(super) fn run(args: &Outline) -> ExitCode {
    output::exit(print(args), false)
}

fn print(args: &Outline) -> io::Result<bool> {
    let (before, between, after) = match args.format {
        OutlineFormat::Human => ("", "\n", ""),
        OutlineFormat::Json => ("[", ",\n", "]\n"),
    };
    let listing = files::list(&args.paths);
    files::report_problems(&listing.config_problems);
    let mut out = Printer::new(between);
    out.around(before)?;
    let item = |source: &Source| match args.format {
        OutlineFormat::Human => tree(source),
        OutlineFormat::Json => output::json(&File::new(source)),
    };
    let readable = batches::print_each(listing, Remarks::Said, &mut out, |source, _, _| (item(source), ()), |()| {})?;
    out.around(after)?;
    out.flush()?;
    Ok(readable)
}

/// The outline of a file as a tree.
fn tree(source: &Source) -> String {
    let mut tree = output::visible(&source.path) + "\n";
    branches(&assist::outline(&source.snapshot), "", &mut tree);
    tree
}

/// Appends a line for each of `symbols` and, indented, for each of its children. The recursion is as deep as the
/// outline of a record, which no input makes deeper.
fn branches(symbols: &[Symbol], indent: &str, tree: &mut String) {
    for (index, symbol) in symbols.iter().enumerate() {
        let last = index + 1 == symbols.len();
        let space = if symbol.detail.is_empty() { "" } else { "  " };
        let (branch, below) = if last { ("└─ ", "   ") } else { ("├─ ", "│  ") };
        tree.extend([indent, branch, &output::visible(&symbol.name), space, &output::visible(&symbol.detail), "\n"]);
        branches(&symbol.children, &format!("{indent}{below}"), tree);
    }
}

/// The outline of a file as one object of the output.
#[derive(Serialize)]
struct File<'a> {
    path: &'a str,
    symbols: Vec<Entry>,
}

/// A record, section, page, note list or note; its place in bytes of the file.
#[derive(Serialize)]
struct Entry {
    name: String,
    detail: String,
    kind: &'static str,
    start: usize,
    end: usize,
    children: Vec<Entry>,
}

impl<'a> File<'a> {
    fn new(source: &'a Source) -> Self {
        let symbols = assist::outline(&source.snapshot);
        Self { path: &source.path, symbols: symbols.into_iter().map(|symbol| Entry::new(source, symbol)).collect() }
    }
}

impl Entry {
    fn new(source: &Source, symbol: Symbol) -> Self {
        let bytes = source.in_file(symbol.full);
        Self {
            name: symbol.name,
            detail: symbol.detail,
            kind: match symbol.kind {
                SymbolKind::Record => "record",
                SymbolKind::Section => "section",
                SymbolKind::Page => "page",
                SymbolKind::NoteList => "note-list",
                SymbolKind::Note => "note",
            },
            start: bytes.start,
            end: bytes.end,
            children: symbol.children.into_iter().map(|child| Self::new(source, child)).collect(),
        }
    }
}
