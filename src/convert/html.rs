//! A document as a page of HTML to read proof on: it needs no scripts and no other file, and prints well.

use super::converted::{Converted, title_of};
use super::doubt;
use super::edition::{Block, Edition, Inline, Insertion};
use super::ids::{self, Ids, RecordIds};
use super::links::{Links, Scope};
use super::markup::Markup;
use super::whole_volume::{Entry, VolumeForm, VolumeIds};
use crate::assist::VolumeContext;
use crate::config::Settings;
use crate::record::{NoteRef, Record};
use std::collections::HashMap;

/// The style of the page.
const STYLE: &str = include_str!("html.css");
/// What the page may load: nothing but images, where facsimiles are configured.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src https: http: file: 'self'";

/// What is said of a reference whose pairing is in doubt.
const DOUBT: &str = "It is in doubt that this reference leads to this note";

/// The headings of a record and of its sections, where the record is the document, and where the document has a title above it.
const LEVELS: [&str; 2] = ["h1", "h2"];
const LEVELS_BELOW: [&str; 2] = ["h2", "h3"];

/// A volume as one page: its contents, and its records.
pub const VOLUME: VolumeForm =
    VolumeForm { head: volume_head, document: of_volume, tail: "</main>\n</body>\n</html>\n" };

/// Writes the document of `context` as HTML. `settings` apply to it, and `title` names it where its heading does not.
pub fn write(context: &VolumeContext, settings: &Settings, title: &str) -> Converted {
    let ids = Ids::default().of_document(context);
    let links = Links::new(context, settings, Scope::Document("html"));
    let heading = title_of(context.snapshot);
    let mut out = Markup::default();
    head(heading.unwrap_or(title), &mut out);
    out.open("main", &[]);
    out.line();
    let levels = if heading.is_some() {
        LEVELS
    } else {
        out.element("h1", &[], title);
        out.line();
        LEVELS_BELOW
    };
    articles(context, &links, &ids, levels, &mut out);
    out.raw(VOLUME.tail);
    Converted::of_markup(context.snapshot, out)
}

fn volume_head(title: &str, ids: &VolumeIds) -> String {
    let mut out = Markup::default();
    head(title, &mut out);
    out.open("header", &[]);
    out.element("h1", &[], title);
    out.close("header");
    out.line();
    out.open("nav", &[("aria-label", "Contents")]);
    out.open("ul", &[]);
    out.line();
    for Entry { id, words } in ids.contents() {
        out.open("li", &[]);
        out.element("a", &[("href", &format!("#{id}"))], words);
        out.close("li");
        out.line();
    }
    out.close("ul");
    out.close("nav");
    out.line();
    out.open("main", &[]);
    out.line();
    out.finish().0
}

/// Writes the document of `context` as a part of its volume.
fn of_volume(context: &VolumeContext, settings: &Settings, _: &str, ids: &VolumeIds) -> Converted {
    let links = Links::new(context, settings, Scope::Volume(ids));
    let mut out = Markup::default();
    articles(context, &links, ids.of_document(context.path), LEVELS_BELOW, &mut out);
    Converted::of_markup(context.snapshot, out)
}

/// Begins the page named `title`.
fn head(title: &str, out: &mut Markup) {
    out.raw("<!DOCTYPE html>\n");
    out.open("html", &[("lang", "und")]);
    out.line();
    out.open("head", &[]);
    out.raw("<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"");
    out.raw(POLICY);
    out.raw("\">\n");
    out.element("title", &[], title);
    out.raw("\n<style>\n");
    out.raw(STYLE);
    out.raw("</style>\n");
    out.close("head");
    out.line();
    out.open("body", &[]);
    out.line();
}

/// Writes the records of the document of `context`, which have the ids `ids`.
fn articles(context: &VolumeContext, links: &Links, ids: &[RecordIds], levels: [&'static str; 2], out: &mut Markup) {
    for (at, (placed, ids)) in context.snapshot.records().iter().zip(ids).enumerate() {
        Writer::new(&placed.record, ids, links, at, levels).write(out);
    }
}

/// Writes one record.
struct Writer<'a> {
    record: &'a Record,
    edition: Edition<'a>,
    ids: &'a RecordIds,
    links: &'a Links<'a>,
    /// The index of the record in the document.
    at: usize,
    /// The elements of the record's heading and of those of its sections.
    levels: [&'static str; 2],
    /// The label by which the print calls each note.
    labels: Vec<String>,
    /// The references to each note, as indices.
    references: HashMap<usize, Vec<usize>>,
    /// What shows of each note where the pointer rests on its reference.
    popups: Vec<String>,
}

impl<'a> Writer<'a> {
    fn new(record: &'a Record, ids: &'a RecordIds, links: &'a Links<'a>, at: usize, levels: [&'static str; 2]) -> Self {
        let mut references: HashMap<usize, Vec<usize>> = HashMap::new();
        for (index, reference) in record.note_refs.iter().enumerate() {
            if let Some(note) = reference.note {
                references.entry(note).or_default().push(index);
            }
        }
        let edition = Edition::new(record);
        let popups = (0..record.notes.len()).map(|note| popup(record, &edition.note(note))).collect();
        Self { record, edition, ids, links, at, levels, labels: ids::note_labels(record), references, popups }
    }

    fn write(&self, out: &mut Markup) {
        let heading = format!("{}-heading", self.ids.record);
        let labelled = if self.record.heading.is_some() { &*heading } else { "" };
        out.open("article", &[("id", &self.ids.record), ("aria-labelledby", labelled)]);
        out.line();
        for block in &self.edition.blocks() {
            self.block(block, &heading, out);
        }
        if !self.record.notes.is_empty() {
            let notes = format!("{}-notes", self.ids.record);
            // Other records on the page have notes, too.
            let labelled = format!("{notes} {labelled}");
            let attributes = [("class", "notes"), ("role", "doc-endnotes"), ("aria-labelledby", labelled.trim_end())];
            out.open("section", &attributes);
            out.line();
            out.element(self.levels[1], &[("id", &notes)], "Notes");
            out.line();
            out.open("ol", &[]);
            out.line();
            for note in 0..self.record.notes.len() {
                self.note(note, out);
            }
            out.close("ol");
            out.line();
            out.close("section");
            out.line();
        }
        out.close("article");
        out.line();
    }

    fn block(&self, block: &Block, heading: &str, out: &mut Markup) {
        match block {
            Block::Page(page) => {
                out.open("div", &[("class", "break")]);
                self.page(*page, out);
                out.close("div");
            }
            Block::Heading(words) => self.element(self.levels[0], &[("id", heading)], words, out),
            Block::Title(words) => self.element(self.levels[1], &[], words, out),
            Block::Paragraph(words) => self.element("p", &[], words, out),
            Block::List(items) => {
                out.open("ul", &[]);
                for item in items {
                    self.element("li", &[], item, out);
                }
                out.close("ul");
            }
            Block::Table(rows) => {
                out.open("table", &[]);
                for row in rows {
                    out.open("tr", &[]);
                    for cell in row {
                        self.element("td", &[], cell, out);
                    }
                    out.close("tr");
                }
                out.close("table");
            }
            Block::Break(_) => out.raw("<hr>"),
        }
        out.line();
    }

    fn element(&self, name: &str, attributes: &[(&str, &str)], words: &[Inline], out: &mut Markup) {
        out.open(name, attributes);
        self.inlines(words, true, out);
        out.close(name);
    }

    fn page(&self, page: usize, out: &mut Markup) {
        let (Some(marker), Some(id)) = (self.record.pages.get(page), self.ids.pages.get(page)) else { return };
        let label = marker.label.as_str();
        let name = match (marker.facsimile, marker.at_foot) {
            (true, _) => format!("Facsimile page {label}"),
            (_, true) => format!("End of page {label}"),
            _ => format!("Page {label}"),
        };
        let printed = if marker.has_title { marker.span.of(&self.record.text) } else { label };
        out.element(
            "span",
            &[("class", "page"), ("role", "doc-pagebreak"), ("id", id), ("aria-label", &name)],
            printed,
        );
        if let Some(image) = self.links.image(self.at, page) {
            out.open("a", &[("class", "image"), ("href", &image)]);
            out.raw("<img loading=\"lazy\" src=\"");
            out.text(&image);
            out.raw("\" alt=\"");
            out.text(&format!("Facsimile of page {label}"));
            out.raw("\">");
            out.close("a");
        }
    }

    /// Writes `words`. `with_notes` shows the note of each reference when a pointer rests on it.
    fn inlines(&self, words: &[Inline], with_notes: bool, out: &mut Markup) {
        for inline in words {
            match inline {
                Inline::Text(span) => out.text(span.of(&self.record.text)),
                Inline::Gap => out.text(" "),
                Inline::LineBreak => out.raw("<br>\n"),
                Inline::Page(page) => self.page(*page, out),
                Inline::Reference(reference) => self.reference(*reference, with_notes, out),
                Inline::CrossRef(cross, words) => match self.links.target(self.at, *cross) {
                    Some(target) => {
                        out.open("a", &[("href", &target)]);
                        self.inlines(words, false, out);
                        out.close("a");
                    }
                    None => self.inlines(words, with_notes, out),
                },
                Inline::Insertion(kind, words) => {
                    let class = match kind {
                        Insertion::Words | Insertion::Gap => "insertion",
                        Insertion::Remark => "remark",
                    };
                    out.open("span", &[("class", class)]);
                    out.text("[");
                    self.inlines(words, with_notes, out);
                    out.text("]");
                    out.close("span");
                }
            }
        }
    }

    /// The id of the reference with the index `reference`.
    fn reference_id(&self, reference: usize) -> String {
        format!("{}ref{}", self.ids.record, reference + 1)
    }

    fn reference(&self, index: usize, with_notes: bool, out: &mut Markup) {
        let Some(reference) = self.record.note_refs.get(index) else { return };
        let id = self.reference_id(index);
        let label = self.printed(reference);
        let note = reference.note.and_then(|note| Some((note, self.ids.notes.get(note)?)));
        let Some((note, target)) = note else {
            out.element("sup", &[("id", &id), ("class", "missing"), ("title", "This reference has no note")], label);
            return;
        };
        out.open("span", &[("class", "reference")]);
        let (name, class, title) = if doubt::is_in_doubt(self.record, reference) {
            (format!("Note {label}, in doubt"), "doubtful", DOUBT)
        } else {
            (format!("Note {label}"), "", "")
        };
        out.open(
            "a",
            &[
                ("id", &id),
                ("href", &format!("#{target}")),
                ("role", "doc-noteref"),
                ("aria-label", &name),
                ("class", class),
                ("title", title),
            ],
        );
        out.element("sup", &[], label);
        out.close("a");
        if with_notes {
            let words = self.popups.get(note).map_or("", String::as_str);
            out.element("span", &[("class", "popup"), ("aria-hidden", "true")], words);
        }
        out.close("span");
    }

    /// The label of `reference` as it is shown: a note within the text has a number in its place.
    fn printed(&self, reference: &'a NoteRef) -> &str {
        let of_note = reference.note.and_then(|note| self.labels.get(note));
        match (reference.label.as_str(), of_note) {
            ("^", Some(label)) => label,
            (label, _) => label,
        }
    }

    /// Writes the note with the index `note` among the notes of the record.
    fn note(&self, note: usize, out: &mut Markup) {
        let (Some(id), Some(label)) = (self.ids.notes.get(note), self.labels.get(note)) else { return };
        let references = self.references.get(&note).map_or(&[][..], Vec::as_slice);
        out.open("li", &[("id", id), ("class", if references.is_empty() { "missing" } else { "" })]);
        match references.first() {
            Some(first) => {
                let name = format!("Back to reference {label}");
                let back = format!("#{}", self.reference_id(*first));
                let attributes =
                    [("class", "label"), ("href", &*back), ("role", "doc-backlink"), ("aria-label", &name)];
                out.element("a", &attributes, label);
            }
            None => out.element("span", &[("class", "label"), ("title", "No reference leads to this note")], label),
        }
        out.open("div", &[]);
        match &self.edition.note(note)[..] {
            [Block::Paragraph(words)] => self.inlines(words, false, out),
            blocks => {
                for block in blocks {
                    match block {
                        Block::Heading(words) | Block::Title(words) => self.element("p", &[], words, out),
                        _ => self.block(block, "", out),
                    }
                }
            }
        }
        for (at, reference) in references.iter().enumerate().skip(1) {
            out.text(" ");
            let back = format!("#{}", self.reference_id(*reference));
            let name = format!("Back to reference {label}, place {}", at + 1);
            out.element("a", &[("href", &back), ("role", "doc-backlink"), ("aria-label", &name)], "↑");
        }
        out.close("div");
        out.close("li");
        out.line();
    }
}

/// The longest part of a note that shows beside its references, in bytes. A note may have any number of references.
const LONGEST_POPUP: usize = 1_000;

/// The words of a note with the blocks `blocks`, without the marks in them, up to [`LONGEST_POPUP`].
fn popup(record: &Record, blocks: &[Block]) -> String {
    let mut words = String::new();
    for block in blocks {
        for inlines in block.words() {
            push(record, inlines, &mut words);
        }
        words.push(' ');
    }
    words.truncate(words.trim_end().len());
    if let Some((end, _)) = words.char_indices().find(|(at, _)| *at >= LONGEST_POPUP) {
        words.truncate(end);
        words.push('…');
    }
    words
}

/// Adds the words of `inlines` to `words`.
fn push(record: &Record, inlines: &[Inline], words: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(span) => words.push_str(span.of(&record.text)),
            Inline::Gap | Inline::LineBreak => words.push(' '),
            Inline::Page(_) | Inline::Reference(_) => {}
            Inline::CrossRef(_, inlines) => push(record, inlines, words),
            Inline::Insertion(_, inlines) => {
                words.push('[');
                push(record, inlines, words);
                words.push(']');
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::convert::fixture;

    /// Checks that the page for `text` contains each of `expected`.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        fixture::convert(text, |context, settings| {
            let page = super::write(context, settings, "d7").text;
            for expected in expected {
                assert!(page.contains(expected), "{expected} is not in {page}");
            }
            assert!(!page.contains("<script"), "{page}");
        });
    }

    #[test]
    fn references_and_notes_lead_to_each_other() {
        check(
            "7. Minutes\n\nThey met.1 They rose.2\n  1. At noon.\n  2. At five.\n",
            &[
                "They met.<span class=\"reference\"><a id=\"d7ref1\" href=\"#d7fn1\" role=\"doc-noteref\" aria-label=\"Note 1\"><sup>1</sup></a>",
                "<span class=\"popup\" aria-hidden=\"true\">At noon.</span>",
                "<li id=\"d7fn2\"><a class=\"label\" href=\"#d7ref2\" role=\"doc-backlink\" aria-label=\"Back to reference 2\">2</a>",
            ],
        );
    }

    #[test]
    fn what_lacks_is_shown() {
        check(
            "7. Minutes1\n\nThey met.2 They rose.3 They sat.4\n  1. Source: Files.\n  3. At five.\n  4. Typed.\n",
            &["They met.<sup id=\"d7ref2\" class=\"missing\" title=\"This reference has no note\">2</sup>"],
        );
        check(
            "7. Minutes1\n\nThey met. They rose.3\n  1. Source: Files.\n  2. At noon.\n  3. At five.\n",
            &[
                "<li id=\"d7fn2\" class=\"missing\"><span class=\"label\" title=\"No reference leads to this note\">2</span>",
            ],
        );
    }

    #[test]
    fn doubt_shows_at_the_reference() {
        check(
            "7. Minutes0\n\nThey met in Plan 31 or Plan 41 and rose.2\n\nAda Brock 3\n  1. Source: Files.\n  2. At noon.\n  3. At five.\n  4. Typed.\n",
            &[
                "<a id=\"d7ref2\" href=\"#d7fn1\" role=\"doc-noteref\" aria-label=\"Note 1, in doubt\" class=\"doubtful\" title=\"It is in doubt that this reference leads to this note\">",
                "<a id=\"d7ref3\" href=\"#d7fn2\" role=\"doc-noteref\" aria-label=\"Note 2\">",
            ],
        );
    }

    #[test]
    fn a_volume_begins_with_its_contents() {
        let volume = "==> d7.txt <==\n7. Minutes\n\nSee Document 8.\n==> d8.txt <==\n8. Letter1\n\nHe came.\n\n  1. Ada.\n\
                      ==> d9.txt <==\nNobody <came>.\n";
        let page = fixture::volume(volume, super::VOLUME);
        let (_, body) = page.split_once("<body>\n").unwrap();
        let expected = "<header><h1>v</h1></header>
<nav aria-label=\"Contents\"><ul>
<li><a href=\"#d7\">7. Minutes</a></li>
<li><a href=\"#d8\">8. Letter</a></li>
<li><a href=\"#d9\">d9.txt</a></li>
</ul></nav>
<main>
<article id=\"d7\" aria-labelledby=\"d7-heading\">
<h2 id=\"d7-heading\">7. Minutes</h2>
<p>See <a href=\"#d8\">Document 8</a>.</p>
</article>
";
        assert!(body.starts_with(expected), "{body}");
        assert!(body.ends_with("</article>\n</main>\n</body>\n</html>\n"), "{body}");
    }

    #[test]
    fn pages_stand_in_the_margin() {
        check(
            "7. Minutes\n\nThey met [Page 12] at noon.\n",
            &["<span class=\"page\" role=\"doc-pagebreak\" id=\"pg_12\" aria-label=\"Page 12\">12</span>"],
        );
    }
}
