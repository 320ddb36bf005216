//! A document as TEI P5. What it says is valid by the schema `tei_all`.
//!
//! | in the record | in TEI |
//! | --- | --- |
//! | the record, its heading | `<div type="document" n="222" xml:id="d222">`, `<head>` |
//! | a section | `<div type="section">`, `<head>` |
//! | a footnote reference and its note | `<note n="2" xml:id="d222fn2">` where the first reference stands; `<ref type="footnote">` at the others |
//! | a pairing in doubt | `cert="low"` |
//! | a reference without a note | `<ref type="footnote" n="5">` that leads nowhere |
//! | a note without a reference | `<note type="unreferenced">` at the end of the record |
//! | a page marker | `<pb n="569" xml:id="pg_569"/>` |
//! | a page number at the foot | `<fw n="569" type="pageNum" place="bottom" xml:id="pg_569">- 569 -</fw><pb/>` |
//! | a running head | `<pb n="569" xml:id="pg_569"/><fw type="header" place="top">569    The Ferry</fw>` |
//! | a cross reference that leads somewhere | `<ref target="#d223">` |
//! | `[British]`, `[illegible]`, `[Here follows …]` | `<supplied>`, `<gap>`, `<note type="editorial">` |

use super::converted::Converted;
use super::doubt;
use super::edition::{Block, Edition, Inline, Insertion};
use super::header;
use super::ids::{self, Ids, RecordIds};
use super::links::{Links, Scope};
use super::markup::Markup;
use super::whole_volume::{VolumeForm, VolumeIds};
use crate::assist::VolumeContext;
use crate::config::Settings;
use crate::record::{NoteList, Record};
use crate::text::Span;

/// The namespace of TEI.
const NAMESPACE: &str = "http://www.tei-c.org/ns/1.0";
/// How deep notes stand within notes at most. Notes that are deeper stand at the end of the record.
const DEEPEST: usize = 4;
/// What stands before the first element.
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// A volume as a `<teiCorpus>`: a `<TEI>` for each document, each with what is known of it.
pub const VOLUME: VolumeForm = VolumeForm { head: volume_head, document: of_volume, tail: "</teiCorpus>\n" };

/// Writes the document of `context` as TEI. `settings` apply to it, and `title` names it where its heading does not.
pub fn write(context: &VolumeContext, settings: &Settings, title: &str) -> Converted {
    let ids = Ids::default().of_document(context);
    let mut out = Markup::default();
    out.raw(DECLARATION);
    out.open("TEI", &[("xmlns", NAMESPACE)]);
    out.line();
    header::of_document(context, title, true, &mut out);
    document(context, &Links::new(context, settings, Scope::Document("xml")), &ids, out)
}

fn volume_head(title: &str, _: &VolumeIds) -> String {
    let mut out = Markup::default();
    out.raw(DECLARATION);
    out.open("teiCorpus", &[("xmlns", NAMESPACE)]);
    out.line();
    header::of_volume(title, &mut out);
    out.finish().0
}

/// Writes the document of `context` as a part of its volume.
fn of_volume(context: &VolumeContext, settings: &Settings, title: &str, ids: &VolumeIds) -> Converted {
    let mut out = Markup::default();
    out.open("TEI", &[]);
    out.line();
    header::of_document(context, title, false, &mut out);
    document(context, &Links::new(context, settings, Scope::Volume(ids)), ids.of_document(context.path), out)
}

/// Goes on with `out`, which has the header of the document of `context`, whose records have the ids `ids`.
fn document(context: &VolumeContext, links: &Links, ids: &[RecordIds], mut out: Markup) -> Converted {
    facsimiles(links, ids, &mut out);
    out.open("text", &[]);
    out.open("body", &[]);
    out.line();
    for (at, (placed, ids)) in context.snapshot.records().iter().zip(ids).enumerate() {
        Writer::new(&placed.record, ids, links, at).write(&mut out);
    }
    out.close("body");
    out.close("text");
    out.close("TEI");
    out.line();
    Converted::of_markup(context.snapshot, out)
}

/// Writes where the images of the pages are, if that is configured.
fn facsimiles(links: &Links, ids: &[RecordIds], out: &mut Markup) {
    if !links.have_images() {
        return;
    }
    out.open("facsimile", &[]);
    for (at, ids) in ids.iter().enumerate() {
        for (page, id) in ids.pages.iter().enumerate() {
            if let Some(image) = links.image(at, page) {
                out.empty("graphic", &[("xml:id", &image_id(id)), ("url", &image)]);
            }
        }
    }
    out.close("facsimile");
    out.line();
}

fn image_id(page: &str) -> String {
    format!("img_{page}")
}

/// Writes one record.
struct Writer<'a> {
    record: &'a Record,
    edition: Edition<'a>,
    ids: &'a RecordIds,
    links: &'a Links<'a>,
    /// The index of the record in the document.
    at: usize,
    /// The label by which the print calls each note.
    labels: Vec<String>,
    /// Whether a reference leads to each note.
    is_referenced: Vec<bool>,
}

impl<'a> Writer<'a> {
    fn new(record: &'a Record, ids: &'a RecordIds, links: &'a Links<'a>, at: usize) -> Self {
        let is_referenced = record.first_refs().iter().map(Option::is_some).collect();
        let labels = ids::note_labels(record);
        Self { record, edition: Edition::new(record), ids, links, at, labels, is_referenced }
    }

    fn write(&self, out: &mut Markup) {
        let number = self.links.number(self.at);
        let number = number.as_ref().map_or("", |number| number.as_str());
        out.open("div", &[("type", "document"), ("n", number), ("xml:id", &self.ids.record)]);
        out.line();
        let mut written = vec![false; self.record.notes.len()];
        let blocks = self.edition.blocks();
        let head = blocks.iter().position(|block| matches!(block, Block::Heading(_))).unwrap_or(0);
        let (above, below) = blocks.split_at(head);
        let (mut in_section, mut is_empty) = (false, true);
        for block in above {
            if let Block::Page(page) = block {
                self.page(*page, out);
            } else {
                // Nothing but an opener may stand above the heading.
                out.open("opener", &[]);
                self.words_of(block, &mut written, out);
                out.close("opener");
            }
            out.line();
        }
        for block in below {
            if let Block::Title(title) = block {
                if in_section {
                    Self::close_section(is_empty, out);
                }
                in_section = true;
                out.open("div", &[("type", "section")]);
                self.element("head", title, 0, &mut written, out);
                out.line();
                is_empty = true;
                continue;
            }
            is_empty &= matches!(block, Block::Page(_) | Block::Heading(_));
            self.block(block, &mut written, out);
        }
        if in_section {
            Self::close_section(is_empty, out);
        } else if is_empty {
            out.empty("p", &[]);
            out.line();
        }
        // Notes that no reference leads to, and those deep in others. A note may hold the reference to another.
        for note in 0..written.len() {
            if written.get(note) == Some(&false) {
                self.note(note, None, 0, &mut written, out);
                out.line();
            }
        }
        out.close("div");
        out.line();
    }

    fn close_section(is_empty: bool, out: &mut Markup) {
        if is_empty {
            out.empty("p", &[]);
        }
        out.close("div");
        out.line();
    }

    fn block(&self, block: &Block, written: &mut [bool], out: &mut Markup) {
        match block {
            Block::Page(page) => self.page(*page, out),
            Block::Heading(words) | Block::Title(words) => {
                self.element("head", words, 0, written, out);
            }
            Block::Paragraph(words) => {
                let (name, kind, words) = match &words[..] {
                    [Inline::Insertion(Insertion::Remark, remark)] => ("note", "editorial", remark),
                    _ => ("p", "", words),
                };
                out.open(name, &[("type", kind)]);
                self.inlines(words, 0, written, out);
                out.close(name);
            }
            Block::List(items) => {
                out.open("list", &[]);
                for item in items {
                    self.element("item", item, 0, written, out);
                }
                out.close("list");
            }
            Block::Table(rows) => {
                out.open("table", &[]);
                for row in rows {
                    out.open("row", &[]);
                    for cell in row {
                        self.element("cell", cell, 0, written, out);
                    }
                    out.close("row");
                }
                out.close("table");
            }
            Block::Break(_) => out.empty("milestone", &[("unit", "section"), ("rend", "break")]),
        }
        out.line();
    }

    /// Writes the element `name` with `words`, which stand `depth` notes deep.
    fn element(&self, name: &str, words: &[Inline], depth: usize, written: &mut [bool], out: &mut Markup) {
        out.open(name, &[]);
        self.inlines(words, depth, written, out);
        out.close(name);
    }

    /// Writes the words of `block` alone.
    fn words_of(&self, block: &Block, written: &mut [bool], out: &mut Markup) {
        for (at, words) in block.words().into_iter().enumerate() {
            if at > 0 {
                out.empty("lb", &[]);
            }
            self.inlines(words, 0, written, out);
        }
    }

    fn page(&self, page: usize, out: &mut Markup) {
        let (Some(marker), Some(id)) = (self.record.pages.get(page), self.ids.pages.get(page)) else { return };
        let image = self.links.image(self.at, page).map(|_| format!("#{}", image_id(id))).unwrap_or_default();
        let (n, printed) = (marker.label.as_str(), marker.span.of(&self.record.text));
        if marker.at_foot {
            let kind = if marker.has_title { "footer" } else { "pageNum" };
            let attributes = [("n", n), ("type", kind), ("place", "bottom"), ("facs", &image), ("xml:id", id)];
            out.element("fw", &attributes, printed);
            out.empty("pb", &[]);
            return;
        }
        let kind = if marker.facsimile { "facsimile" } else { "" };
        out.empty("pb", &[("n", n), ("type", kind), ("facs", &image), ("xml:id", id)]);
        if marker.has_title {
            out.element("fw", &[("type", "header"), ("place", "top")], printed);
        }
    }

    /// Writes `words`, which stand `depth` notes deep.
    fn inlines(&self, words: &[Inline], depth: usize, written: &mut [bool], out: &mut Markup) {
        for inline in words {
            match inline {
                Inline::Text(span) => out.text(span.of(&self.record.text)),
                Inline::Gap => out.text(" "),
                Inline::LineBreak => {
                    out.empty("lb", &[]);
                    out.line();
                }
                Inline::Page(page) => self.page(*page, out),
                Inline::Reference(reference) => self.reference(*reference, depth, written, out),
                Inline::CrossRef(cross, words) => match self.links.target(self.at, *cross) {
                    Some(target) => {
                        out.open("ref", &[("target", &target)]);
                        self.inlines(words, depth, written, out);
                        out.close("ref");
                    }
                    None => self.inlines(words, depth, written, out),
                },
                Inline::Insertion(kind, words) => {
                    let (name, inner) = match kind {
                        Insertion::Words => ("supplied", None),
                        Insertion::Gap => ("gap", Some("desc")),
                        Insertion::Remark => ("note", None),
                    };
                    let kind = if *kind == Insertion::Remark { "editorial" } else { "" };
                    out.open(name, &[("type", kind)]);
                    inner.inspect(|inner| out.open(inner, &[]));
                    self.inlines(words, depth, written, out);
                    inner.inspect(|inner| out.close(inner));
                    out.close(name);
                }
            }
        }
    }

    /// Writes the reference with the index `reference`: its note, if that is not written yet.
    fn reference(&self, reference: usize, depth: usize, written: &mut [bool], out: &mut Markup) {
        let Some(reference) = self.record.note_refs.get(reference) else { return };
        let label = reference.label.as_str();
        let doubt = if doubt::is_in_doubt(self.record, reference) { "low" } else { "" };
        match reference.note {
            Some(note) if depth < DEEPEST && written.get(note) == Some(&false) => {
                self.note(note, Some(doubt), depth, written, out);
            }
            note => {
                let target = note.and_then(|note| self.ids.notes.get(note)).map(|id| format!("#{id}"));
                let target = target.unwrap_or_default();
                let attributes = [("type", "footnote"), ("n", label), ("target", &*target), ("cert", doubt)];
                out.element("ref", &attributes, label);
            }
        }
    }

    /// Writes the note with the index `note`; `doubt` is none where no reference leads to it.
    fn note(&self, note: usize, doubt: Option<&str>, depth: usize, written: &mut [bool], out: &mut Markup) {
        let (Some(id), Some(label)) = (self.ids.notes.get(note), self.labels.get(note)) else { return };
        if let Some(written) = written.get_mut(note) {
            *written = true;
        }
        let is_referenced = self.is_referenced.get(note) == Some(&true);
        let kind = if is_referenced { "" } else { "unreferenced" };
        let place = self.place(note);
        out.open(
            "note",
            &[("type", kind), ("place", place), ("n", label), ("cert", doubt.unwrap_or_default()), ("xml:id", id)],
        );
        match &self.edition.note(note)[..] {
            [Block::Paragraph(words)] => self.inlines(words, depth + 1, written, out),
            blocks => {
                for block in blocks {
                    match block {
                        Block::Paragraph(words) | Block::Heading(words) | Block::Title(words) => {
                            self.element("p", words, depth + 1, written, out);
                        }
                        Block::List(_) | Block::Table(_) => self.block(block, written, out),
                        Block::Page(page) => self.page(*page, out),
                        Block::Break(_) => {}
                    }
                }
            }
        }
        out.close("note");
    }

    /// Where the note stands in the source: at the foot of a page or at the end of the record; empty if elsewhere.
    fn place(&self, note: usize) -> &'static str {
        let Some(note) = self.record.notes.get(note) else { return "" };
        let lists = &self.record.note_lists;
        let list = lists.partition_point(|list| list.span.start <= note.span.start).checked_sub(1);
        let Some(NoteList { span, .. }) = list.and_then(|list| lists.get(list)).copied() else { return "" };
        let behind = Span::new(span.end, self.record.text.len()).of(&self.record.text);
        let next = span.end + (behind.len() - behind.trim_start().len());
        let page = self.record.pages.partition_point(|page| page.span.start < next);
        let is_foot = self.record.pages.get(page).is_some_and(|page| page.span.start == next);
        if behind.trim_start().is_empty() {
            "end"
        } else if is_foot {
            "bottom"
        } else {
            ""
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::convention::{Convention, Marks};
    use crate::convert::{Remark, fixture};
    use crate::record::Snapshot;
    use crate::volume::{FileEntry, Index};

    /// Checks the content of `<body>` for a text in plain marks.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        fixture::convert(text, |context, settings| {
            let converted = super::write(context, settings, "d7");
            let (_, body) = converted.text.split_once("<body>\n").unwrap();
            assert_eq!(body.strip_suffix("</body></text></TEI>\n").unwrap(), expected, "{text}");
        });
    }

    #[test]
    fn a_note_stands_at_its_reference() {
        check(
            "7. Minutes0\n\nThey met in Plan 31 or Plan 41 and rose.2\n\nAda Brock 3\n  1. Source: Files.\n  2. At noon.\n  3. At five.\n  4. Typed.\n",
            "<div type=\"document\" n=\"7\" xml:id=\"d7\">
<head>7. Minutes<note place=\"end\" n=\"0\" xml:id=\"d7fn0\">Source: Files.</note></head>
<p>They met in Plan 31 or Plan 4<note place=\"end\" n=\"1\" cert=\"low\" xml:id=\"d7fn1\">At noon.</note> and rose.<note place=\"end\" n=\"2\" xml:id=\"d7fn2\">At five.</note></p>
<p>Ada Brock <note place=\"end\" n=\"3\" xml:id=\"d7fn3\">Typed.</note></p>
</div>
",
        );
    }

    #[test]
    fn a_running_head_is_printed_at_the_head_of_its_page() {
        let rain = "It rained on the ferry from noon until night, and nobody who came to the pier had a lamp or a horse, so that all of them stayed where they were.";
        check(
            &format!("7. Minutes\n\n10    THE FERRY\n\n{rain}\n\nTHE BOAT    11\n\nand {rain}\n"),
            &format!(
                "<div type=\"document\" n=\"7\" xml:id=\"d7\">
<head>7. Minutes</head>
<pb n=\"10\" xml:id=\"pg_10\"/><fw type=\"header\" place=\"top\">10    THE FERRY</fw>
<p>{rain}</p>
<pb n=\"11\" xml:id=\"pg_11\"/><fw type=\"header\" place=\"top\">THE BOAT    11</fw>
<p>and {rain}</p>
</div>
"
            ),
        );
    }

    #[test]
    fn a_number_at_the_foot_of_its_page_is_printed_there() {
        let rain = "It rained on the ferry from noon until night, and nobody who came to the pier had a lamp or a horse, so that all of them stayed where they were.";
        check(
            &format!("7. Minutes\n\n{rain}\n\n- 11 -\n\n{rain}\n\n- 12 -\n"),
            &format!(
                "<div type=\"document\" n=\"7\" xml:id=\"d7\">
<head>7. Minutes</head>
<p>{rain}</p>
<fw n=\"11\" type=\"pageNum\" place=\"bottom\" xml:id=\"pg_11\">- 11 -</fw><pb/>
<p>{rain}</p>
<fw n=\"12\" type=\"pageNum\" place=\"bottom\" xml:id=\"pg_12\">- 12 -</fw><pb/>
</div>
"
            ),
        );
    }

    #[test]
    fn pages_and_insertions() {
        check(
            "[Page 11]\n\n7. Minutes\n\nThe Orlandan [Velmark] men [illegible] met [Page 12] at noon.\n\n[Here follows a table.]\n",
            "<div type=\"document\" n=\"7\" xml:id=\"d7\">
<pb n=\"11\" xml:id=\"pg_11\"/>
<head>7. Minutes</head>
<p>The Orlandan <supplied>Velmark</supplied> men <gap><desc>illegible</desc></gap> met <pb n=\"12\" xml:id=\"pg_12\"/> at noon.</p>
<note type=\"editorial\">Here follows a table.</note>
</div>
",
        );
    }

    #[test]
    fn a_reference_that_lacks_its_note_and_a_note_that_lacks_its_reference() {
        check(
            "7. Minutes1\n\nThey met.2 They rose.3 They sat.4\n  1. Source: Files.\n  3. At five.\n  4. Typed.\n",
            "<div type=\"document\" n=\"7\" xml:id=\"d7\">
<head>7. Minutes<note place=\"end\" n=\"1\" xml:id=\"d7fn1\">Source: Files.</note></head>
<p>They met.<ref type=\"footnote\" n=\"2\" cert=\"low\">2</ref> They rose.<note place=\"end\" n=\"3\" xml:id=\"d7fn3\">At five.</note> They \
             sat.<note place=\"end\" n=\"4\" xml:id=\"d7fn4\">Typed.</note></p>
</div>
",
        );
        check(
            "7. Minutes1\n\nThey met. They rose.3\n  1. Source: Files.\n  2. At noon.\n  3. At five.\n",
            "<div type=\"document\" n=\"7\" xml:id=\"d7\">
<head>7. Minutes<note place=\"end\" n=\"1\" xml:id=\"d7fn1\">Source: Files.</note></head>
<p>They met. They rose.<note place=\"end\" n=\"3\" xml:id=\"d7fn3\">At five.</note></p>
<note type=\"unreferenced\" place=\"end\" n=\"2\" xml:id=\"d7fn2\">At noon.</note>
</div>
",
        );
    }

    #[test]
    fn a_sign_at_the_start_of_a_line_is_no_bullet() {
        check(
            "7. Minutes\n\n* They met.\n\n  * At noon.\n",
            "<div type=\"document\" n=\"7\" xml:id=\"d7\">
<head>7. Minutes</head>
<p><note place=\"end\" n=\"*\" xml:id=\"d7fnx2a\">At noon.</note> They met.</p>
</div>
",
        );
    }

    #[test]
    fn a_paragraph_goes_on_over_a_page_break() {
        check(
            "7. Minutes\n\nThe whole com-\n\n[Page 12]\n\nmittee met,\n\n[Page 13]\n\nAda Brock too.\n",
            "<div type=\"document\" n=\"7\" xml:id=\"d7\">
<head>7. Minutes</head>
<p>The whole com- <pb n=\"12\" xml:id=\"pg_12\"/> mittee met,</p>
<pb n=\"13\" xml:id=\"pg_13\"/>
<p>Ada Brock too.</p>
</div>
",
        );
    }

    #[test]
    fn a_note_within_the_text() {
        let markdown = "[Page 5]\n\n# 7. Letter\n\nHe came.^[On 1 May.] He sat.[^2]\n\n[^2]: Late.\n";
        let snapshot = Snapshot::new(markdown, Marks::of(Convention::Markdown));
        let mut index = Index::default();
        index.set("d7.md", FileEntry::new(&snapshot, 0));
        let converted = fixture::of(&snapshot, &index, "d7.md", &|_| None, |context, settings| {
            super::write(context, settings, "d7")
        });
        let expected = "<p>He came.<note n=\"1\" xml:id=\"d7fn1\">On 1 May.</note> He sat.<note place=\"end\" n=\"2\" xml:id=\"d7fn2\">Late.</note></p>";
        assert!(converted.text.contains(expected), "{}", converted.text);
        assert!(converted.text.contains("<title>Letter</title>"), "{}", converted.text);
    }

    #[test]
    fn cross_references_are_links() {
        let volume =
            "==> d7.txt <==\n7. Minutes\n\n\nSee Document 8 and Document 7.\n==> d8.txt <==\n8. Letter\n\nHe came.";
        fixture::convert(volume, |context, settings| {
            let text = super::write(context, settings, "d7").text;
            assert!(text.contains("<ref target=\"d8.xml#d8\">Document 8</ref>"), "{text}");
            assert!(text.contains("<ref target=\"#d7\">Document 7</ref>"), "{text}");
        });
    }

    #[test]
    fn a_volume_is_one_file() {
        let volume = "==> d7.txt <==\n7. Minutes\n\nTarn, 3 May 1861\n\n[Page 12]\n\nSee Document 8, footnote 1, Document 8 and p. 12.\n\
                      ==> d8.txt <==\n8. Letter\n\n[Page 12]\n\nHe came.1\n\n  1. See Document 7.\n";
        let text = fixture::volume(volume, super::VOLUME);
        let (head, documents) = text.split_once("</teiHeader>\n").unwrap();
        assert!(head.contains("<title>v</title>") && head.contains("<encodingDesc>"), "{head}");
        let expected = "<TEI>
<teiHeader><fileDesc><titleStmt><title>Minutes</title></titleStmt><publicationStmt><p>Converted from a transcription by \
             Obelus.</p></publicationStmt><sourceDesc><p>Transcription in the file d7.txt.</p></sourceDesc></fileDesc>
<profileDesc><creation><date when=\"1861-05-03\">3 May 1861</date></creation></profileDesc></teiHeader>
<text><body>
<div type=\"document\" n=\"7\" xml:id=\"d7\">
<head>7. Minutes</head>
<p>Tarn, 3 May 1861</p>
<pb n=\"12\" xml:id=\"pg_12\"/>
<p>See <ref target=\"#d8\">Document 8</ref>, <ref target=\"#d8fn1\">footnote 1</ref>, <ref target=\"#d8\">Document 8</ref> and <ref target=\"#pg_12\">p. 12</ref>.</p>
</div>
</body></text></TEI>
<TEI>
<teiHeader><fileDesc><titleStmt><title>Letter</title></titleStmt><publicationStmt><p>Converted from a transcription by \
             Obelus.</p></publicationStmt><sourceDesc><p>Transcription in the file d8.txt.</p></sourceDesc></fileDesc></teiHeader>
<text><body>
<div type=\"document\" n=\"8\" xml:id=\"d8\">
<head>8. Letter</head>
<pb n=\"12\" xml:id=\"pg_12-1\"/>
<p>He came.<note place=\"end\" n=\"1\" xml:id=\"d8fn1\">See <ref target=\"#d7\">Document 7</ref>.</note></p>
</div>
</body></text></TEI>
</teiCorpus>
";
        assert_eq!(documents, expected);
    }

    #[test]
    fn records_are_numbered_as_their_volume_is() {
        let volume = "==> d7.txt <==\nLetter\n\nSee Document 9.\n==> d8.txt <==\nLetter\n\nHe came.\n==> d9.txt <==\n1. Letter\n\nHe left.\n";
        let text = fixture::volume(volume, super::VOLUME);
        assert!(text.contains("See <ref target=\"#d9\">Document 9</ref>"), "{text}");
        assert!(text.contains("<div type=\"document\" n=\"9\" xml:id=\"d9\">"), "{text}");
    }

    #[test]
    fn what_xml_does_not_have() {
        fixture::convert("7. Fish & <Chips>\u{1}\n\nThey met.", |context, settings| {
            let converted = super::write(context, settings, "d7");
            assert!(converted.text.contains("<head>7. Fish &amp; &lt;Chips&gt;\u{fffd}</head>"), "{}", converted.text);
            assert_eq!(converted.remarks, [Remark::Characters(2)]);
        });
    }
}
