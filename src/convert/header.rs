//! The `<teiHeader>`: what is known of a document or a volume, and how its transcription became TEI.

use super::converted::title_of;
use super::doubt;
use super::markup::Markup;
use crate::assist::VolumeContext;
use crate::record::{Placed, Record};
use crate::syntax::date::{self, Date};
use crate::text::{self, Span};

/// Who made the file.
const MADE_BY: &str = "Converted from a transcription by Obelus.";
/// How many lines with words the dateline is looked for in.
const FIRST_LINES: usize = 8;

/// What the transcription became: an element of `<editorialDecl>`, and what it says.
const DECLARED: [(&str, &str); 4] = [
    (
        "interpretation",
        "Each footnote stands where the first reference to it stands in the transcription, with the label that this reference \
         prints; other references are ref elements of the type footnote. Which note a reference leads to was told by a program: \
         where that is in doubt, the note or the reference has cert=\"low\". A note that no reference leads to stands at the end of its \
         record, with the type unreferenced. The attribute place says where the transcription has the note.",
    ),
    (
        "correction",
        "Nothing was corrected. Words that editors put into brackets are supplied elements, and words such as “illegible” in brackets \
         are gap elements; a paragraph in brackets is a note of the type editorial.",
    ),
    (
        "hyphenation",
        "Hyphens are those of the transcription, also at the ends of lines and pages. Lines of running text were joined; other line \
         ends are lb elements.",
    ),
    (
        "segmentation",
        "Each record is a div of the type document. Page markers are pb elements. A paragraph that goes on behind a page marker is one \
         paragraph.",
    ),
];

/// Writes the header of the document of `context`, which is named `title` where its heading does not name it. `with_encoding` says how
/// it became TEI; in a volume the header of the volume says so.
pub fn of_document(context: &VolumeContext, title: &str, with_encoding: bool, out: &mut Markup) {
    let name = context.path.rsplit('/').next().unwrap_or(context.path);
    let source = format!("Transcription in the file {name}.");
    let date = match context.snapshot.records() {
        [Placed { record, .. }] => dateline(record),
        _ => None,
    };
    header(title_of(context.snapshot).unwrap_or(title), &source, with_encoding, date.as_ref(), out);
}

/// Writes the header of the volume named `title`.
pub fn of_volume(title: &str, out: &mut Markup) {
    header(title, &format!("Transcriptions in the folder {title}."), true, None, out);
}

fn header(title: &str, source: &str, with_encoding: bool, date: Option<&(String, Date)>, out: &mut Markup) {
    out.open("teiHeader", &[]);
    out.open("fileDesc", &[]);
    out.open("titleStmt", &[]);
    out.element("title", &[], title);
    out.close("titleStmt");
    out.open("publicationStmt", &[]);
    out.element("p", &[], MADE_BY);
    out.close("publicationStmt");
    out.open("sourceDesc", &[]);
    out.element("p", &[], source);
    out.close("sourceDesc");
    out.close("fileDesc");
    if with_encoding {
        out.line();
        encoding(out);
    }
    if let Some((words, date)) = date {
        out.line();
        out.open("profileDesc", &[]);
        out.open("creation", &[]);
        out.element("date", &[("when", &date.to_string())], words);
        out.close("creation");
        out.close("profileDesc");
    }
    out.close("teiHeader");
    out.line();
}

fn encoding(out: &mut Markup) {
    out.open("encodingDesc", &[]);
    out.open("editorialDecl", &[]);
    for (name, said) in DECLARED {
        out.line();
        out.open(name, &[]);
        out.element("p", &[], said);
        out.close(name);
    }
    out.close("editorialDecl");
    out.open("appInfo", &[]);
    out.open("application", &[("ident", "obelus"), ("version", env!("CARGO_PKG_VERSION"))]);
    out.element("label", &[], "Obelus");
    out.close("application");
    out.close("appInfo");
    out.close("encodingDesc");
}

/// The date of `record`, and the words that say it: that of the only dateline among its first lines. None if one could be in doubt of
/// it.
fn dateline(record: &Record) -> Option<(String, Date)> {
    let lines = text::lines(&record.text).filter(|line| !line.of(&record.text).trim().is_empty());
    let mut dates = lines.take(FIRST_LINES).filter_map(|line| {
        let line = without_references(record, line);
        let (words, date) = date::of_dateline(line.trim())?;
        Some((words.of(line.trim()).to_owned(), date))
    });
    dates.next().filter(|_| dates.next().is_none())
}

/// The text of `line` without the footnote references in it.
fn without_references(record: &Record, line: Span) -> String {
    let first = record.note_refs.partition_point(|reference| reference.span.start < line.start);
    let (mut words, mut at) = (String::new(), line.start);
    for reference in record.note_refs.iter().skip(first).take_while(|reference| reference.span.end <= line.end) {
        let mark = doubt::mark(record, reference);
        words.push_str(Span::new(at, mark.start.max(at)).of(&record.text));
        at = mark.end;
    }
    words.push_str(Span::new(at, line.end.max(at)).of(&record.text));
    words
}

#[cfg(test)]
mod tests {
    use super::dateline;
    use crate::record::Document;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let snapshot = Document::new(text).snapshot();
        let date = dateline(&snapshot.records()[0].record);
        assert_eq!(date.map_or_else(String::new, |(words, date)| format!("{words} = {date}")), expected, "{text}");
    }

    #[test]
    fn the_date_of_a_record() {
        check("[Page 4]\n\n7. Letter\n\nTarn, May 3, 1861.\n\nHe came.\n", "May 3, 1861 = 1861-05-03");
        check(
            "7. Minutes0\n\nTarn, May 3, 1861.1\n\nThey met.2\n\n  1. Source: Files.\n  2. Late.\n  3. At noon.\n",
            "May 3, 1861 = 1861-05-03",
        );
        check("7. Letter\n\nTarn, May 3, 1861.\n\nMay 4, 1861.\n\nHe came.\n", "");
        check("7. Letter\n\nHe came on May 3, 1861.\n", "");
    }
}
