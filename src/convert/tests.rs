//! What holds for the conversions of any text.

use super::{HTML_VOLUME, TEI_VOLUME, fixture, from_tei, rewrite, rewrite_in_place, to_html, to_tei};
use crate::assist::TextEdit;
use crate::assist::answer_properties::texts;
use crate::convention::{Convention, Marks};
use crate::record::Snapshot;
use crate::volume::{FileEntry, Index};
use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::HashSet;

/// The elements of `xml`, which has to be well formed.
fn elements(xml: &str) -> Vec<BytesStart<'static>> {
    let mut reader = Reader::from_str(xml);
    let mut found = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(element) | Event::Empty(element) => found.push(element.into_owned()),
            Event::Eof => return found,
            _ => {}
        }
    }
}

/// Checks how `text`, read in `marks`, is rewritten where it stands: `{old|new}` for what changes, or `! …` if it is refused.
#[track_caller]
fn check_in_place(text: &str, marks: &Marks, to: Convention, expected: &str) {
    for line_break in ["\n", "\r\n"] {
        let text = text.replace('\n', line_break);
        let changed = match rewrite_in_place(&Snapshot::new(&text, marks.clone()), to) {
            Ok((edits, _)) => {
                let mut changed = text.clone();
                for TextEdit { span, new_text } in edits.iter().rev() {
                    let shown = format!("{{{}|{new_text}}}", span.of(&text));
                    changed.replace_range(span.start..span.end, &shown);
                }
                changed
            }
            Err(reason) => format!("! {reason}"),
        };
        assert_eq!(changed.replace(line_break, "\n"), expected, "{line_break:?}");
    }
}

const LETTER: &str = "12. Letter\n\nHe came.1 [Page 7] He saw.2\n\n  1. On foot,\n    and late.\n  2. Little.\n";

#[test]
fn what_stays_the_same_is_not_touched() {
    check_in_place(
        LETTER,
        &Marks::default(),
        Convention::Markdown,
        "{|# }12. Letter\n\nHe came.{1|[^1]} [Page 7] He saw.{2|[^2]}\n\n{  1.|[^1]:} On foot,\n    and late.\n{  2.|\n[^2]:} Little.\n",
    );
}

#[test]
fn a_page_number_at_the_foot_stays_what_it_is() {
    let rain = "It rained on the ferry from noon until night, and nobody who came to the pier had a lamp or a horse, so that all of them stayed where they were.";
    check_in_place(
        &format!("{rain}1\n\n— 7 —\n\n{rain}\n\n— 8 —\n\n  1. Little.\n"),
        &Marks::default(),
        Convention::Markdown,
        &format!("{rain}{{1|[^1]}}\n\n— 7 —\n\n{rain}\n\n— 8 —\n\n{{  1.|[^1]:}} Little.\n"),
    );
}

#[test]
fn running_heads_stay_what_they_are_or_leave_their_titles() {
    let rain = "It rained on the ferry from noon until night, and nobody who came to the pier had a lamp or a horse, so that all of them stayed where they were.";
    let text = |pages: [&str; 3], mark: &str, note: &str| {
        let [first, second, third] = pages;
        format!("{first}\n\n{rain}{mark}\n\n{second}\n\n{rain}\n\n{third}\n\n{rain}\n\n{note}\n")
    };
    let heads = ["8    THE FERRY", "The Boat    9", "10    THE FERRY"];
    let plain = text(heads, "1", "  1. Little.");
    let markdown = text(heads, "{1|[^1]}", "{  1.|[^1]:} Little.");
    check_in_place(&plain, &Marks::default(), Convention::Markdown, &markdown);
    let heads = [
        "{8    |-----File: 8.png-----\n}THE FERRY",
        "{The Boat    9|-----File: 9.png-----\nThe Boat}",
        "{10    |-----File: 10.png-----\n}THE FERRY",
    ];
    let proofreaders = text(heads, "{1|[1]}", "{  1. Little.|[Footnote 1: Little.]}");
    check_in_place(&plain, &Marks::default(), Convention::Proofreaders, &proofreaders);
}

#[test]
fn what_would_not_be_read_in_its_place_is_refused() {
    let set = Marks { is_set: true, ..Marks::default() };
    check_in_place(LETTER, &set, Convention::Markdown, "! the document would still be read as plain");
}

fn attribute(element: &BytesStart, name: &str) -> Option<String> {
    element.try_get_attribute(name).unwrap().map(|attribute| attribute.unescape_value().unwrap().into_owned())
}

proptest! {
    #[test]
    fn every_mark_is_in_the_tei_once(text in texts(), convention in prop::sample::select(Convention::ALL.to_vec())) {
        let snapshot = Snapshot::new(&text, Marks::of(convention));
        let mut index = Index::default();
        index.set("d1.txt", FileEntry::new(&snapshot, 0));
        fixture::of(&snapshot, &index, "d1.txt", &|_| None, |context, settings| {
            let converted = to_tei(context, settings, "d1");
            let elements = elements(&converted.text);
            let count = |is: &dyn Fn(&BytesStart) -> bool| elements.iter().filter(|element| is(element)).count();
            let is = |element: &BytesStart, name: &str| element.name().as_ref() == name.as_bytes();
            let kind = |element: &BytesStart| attribute(element, "type").unwrap_or_default();
            let records = snapshot.records();
            let sum = |of: &dyn Fn(&crate::record::Record) -> usize| records.iter().map(|placed| of(&placed.record)).sum::<usize>();
            prop_assert_eq!(count(&|element| is(element, "pb")), sum(&|record| record.pages.len()));
            let is_note = |element: &BytesStart| is(element, "note") && kind(element) != "editorial";
            prop_assert_eq!(count(&is_note), sum(&|record| record.notes.len()));
            let references = count(&|element| is_note(element) && kind(element) != "unreferenced")
                + count(&|element| is(element, "ref") && kind(element) == "footnote");
            // A note that only a reference too deep within notes leads to stands at the end, and its reference where it was.
            prop_assert!(references >= sum(&|record| record.note_refs.len()));
            let ids: Vec<_> = elements.iter().filter_map(|element| attribute(element, "xml:id")).collect();
            prop_assert_eq!(ids.iter().collect::<HashSet<_>>().len(), ids.len());
            // What was written is read, and nothing of it is unknown.
            let read = from_tei(&converted.text).unwrap();
            prop_assert!(read.unknown.is_empty(), "{:?}", read.unknown);
            elements_of_page(&to_html(context, settings, "d1").text);
            Ok(())
        })?;
    }

    #[test]
    fn every_id_is_in_a_volume_once(texts in prop::collection::vec(texts(), 2..4)) {
        let paths = ["v/d1.txt", "v/d2.txt", "v/letters.txt"];
        let documents = || {
            let documents = texts.iter().map(|text| Snapshot::new(text, Marks::of(Convention::Plain)));
            paths.into_iter().zip(documents)
        };
        let tei = elements(&fixture::whole(documents(), TEI_VOLUME));
        check_ids(&tei, "xml:id", "target")?;
        check_ids(&elements_of_page(&fixture::whole(documents(), HTML_VOLUME)), "id", "href")?;
    }

    #[test]
    fn a_conversion_keeps_all_or_is_refused(text in texts(), from in prop::sample::select(Convention::ALL.to_vec())) {
        let snapshot = Snapshot::new(&text, Marks::of(from));
        for to in Convention::ALL {
            // The result is read again and compared, so that whatever is returned is right; it must not be refused where the text
            // is in that convention already and has no marks.
            let _ = rewrite(&snapshot, to);
        }
    }

    #[test]
    fn the_changes_in_place_lead_to_the_conversion(text in texts(), from in prop::sample::select(Convention::ALL.to_vec())) {
        let snapshot = Snapshot::new(&text, Marks { is_set: false, ..Marks::of(from) });
        for to in Convention::ALL {
            let Ok((edits, remarks)) = rewrite_in_place(&snapshot, to) else { continue };
            prop_assert!(edits.windows(2).all(|pair| pair[0].span.end < pair[1].span.start), "{:?}", edits);
            let mut edited = text.clone();
            for edit in edits.iter().rev() {
                prop_assert_ne!(edit.span.of(&text), &edit.new_text);
                edited.replace_range(edit.span.start..edit.span.end, &edit.new_text);
            }
            // The conversion of a file also makes all its line breaks alike, and may be refused for that.
            let Ok(converted) = rewrite(&snapshot, to) else {
                prop_assert!(text.contains("\r\n") && text.replace("\r\n", "").contains('\n'));
                continue;
            };
            prop_assert_eq!(&converted.remarks, &remarks);
            prop_assert_eq!(converted.text.replace("\r\n", "\n"), edited.replace("\r\n", "\n"));
        }
    }

    #[test]
    fn any_xml_is_read_or_refused(pieces in prop::collection::vec(prop::sample::select(vec![
        "<TEI>", "</TEI>", "<p>", "</p>", "<note>", "</note>", "<note n='1'>", "<pb n='3'/>", "A", " ", "\n", "&amp;", "&x;", "<!--", "-->", "<row>",
        "</row>", "<cell>", "</cell>", "<ref type='footnote' n='1'>", "</ref>", "<gap/>", "<div type='document'>", "</div>", "]]>", "<", "&",
    ]), 0..40)) {
        let _ = from_tei(&pieces.concat());
    }
}

/// Checks that each id of `elements` stands there once, and that each link leads to one of them.
fn check_ids(elements: &[BytesStart], id: &str, link: &str) -> Result<(), TestCaseError> {
    let all: Vec<_> = elements.iter().filter_map(|element| attribute(element, id)).collect();
    let ids: HashSet<_> = all.iter().map(String::as_str).collect();
    prop_assert_eq!(ids.len(), all.len());
    for target in elements.iter().filter_map(|element| attribute(element, link)) {
        prop_assert!(target.strip_prefix('#').is_some_and(|id| ids.contains(id)), "{} leads nowhere", target);
    }
    Ok(())
}

/// The elements of a page, each of which is closed.
fn elements_of_page(page: &str) -> Vec<BytesStart<'static>> {
    let (_, body) = page.split_once("<body>").unwrap();
    let body = body.strip_suffix("</html>\n").unwrap().replace("<br>", "<br/>").replace("<hr>", "<hr/>");
    elements(&format!("<body>{body}"))
}
