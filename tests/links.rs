//! The links in the documents lead somewhere.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use ignore::WalkBuilder;
use std::fs;
use std::path::{Path, PathBuf};

/// The Markdown files of the repository, without those that version control ignores.
fn documents() -> Vec<PathBuf> {
    let files = WalkBuilder::new(env!("CARGO_MANIFEST_DIR")).hidden(false).require_git(false).build();
    let paths = files.map(|entry| entry.unwrap().into_path());
    let documents = paths.filter(|path| path.extension().is_some_and(|extension| extension == "md"));
    // What it links to is put beside it when the extension is packaged.
    documents.filter(|path| !path.ends_with("editors/vscode/LICENSE.md")).collect()
}

/// The text of a document without its blocks of code.
fn prose(document: &Path) -> String {
    let text = fs::read_to_string(document).unwrap();
    text.split("\n```").step_by(2).collect::<Vec<_>>().join("\n")
}

/// The targets of the links in `document`: `[words](target)`.
fn targets(document: &Path) -> Vec<String> {
    let prose = prose(document);
    let targets = prose.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
    targets.map(|(target, _)| target.to_owned()).collect()
}

/// The anchors that the headings of `document` get.
fn anchors(document: &Path) -> Vec<String> {
    let prose = prose(document);
    let headings = prose.lines().filter(|line| line.starts_with('#'));
    let words = headings.map(|line| line.trim_start_matches('#').trim().to_lowercase().replace(' ', "-"));
    words.map(|anchor| anchor.chars().filter(|c| c.is_alphanumeric() || "-_".contains(*c)).collect()).collect()
}

/// Whether `target` in `document` leads to a file, and to a heading if it names one.
fn leads_somewhere(document: &Path, target: &str) -> bool {
    let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
    let file = if path.is_empty() { document.into() } else { document.parent().unwrap().join(path) };
    file.exists() && (anchor.is_empty() || anchors(&file).iter().any(|known| known == anchor))
}

#[test]
fn every_link_in_a_document_leads_somewhere() {
    let home = concat!(env!("CARGO_PKG_REPOSITORY"), "/blob/main/");
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let mut links = 0;
    for document in documents() {
        for target in targets(&document) {
            let leads = match target.strip_prefix(home) {
                Some(path) => leads_somewhere(&top, path),
                None => target.contains("://") || leads_somewhere(&document, &target),
            };
            assert!(leads, "{} links to {target}", document.display());
            links += 1;
        }
    }
    assert!(links > 40, "{links} links");
}
