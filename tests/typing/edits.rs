//! Finished records that are edited in the middle.

use super::fixtures;
use super::typist::Typist;
use std::ops::Range;

#[test]
fn a_reference_and_its_note_put_in() {
    let mut wrong = Vec::new();
    for fixture in fixtures::all() {
        let record = fixture.record();
        for reference in &record.note_refs {
            let note = record.notes[reference.note.unwrap()].span;
            let mark = reference.span.start..reference.span.end;
            // The line break first, as one who goes to the end of the line above.
            let line = note.start - 1..note.end;
            for (first, second) in [(&mark, &line), (&line, &mark)] {
                let mut typist = Typist::new(&fixture.text);
                typist.pastes(0..fixture.text.len());
                typist.cuts(mark.clone()).cuts(line.clone());
                typist.types(first.clone()).types(second.clone());
                let name = format!("{} {}", fixture.name, reference.label);
                wrong.extend(typist.wrong(1, 3).into_iter().map(|wrong| format!("{name}: {wrong}")));
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn a_paragraph_taken_out_and_typed_anew() {
    let mut wrong = Vec::new();
    for fixture in fixtures::all() {
        let record = fixture.record();
        let lines = fixture.text.split_inclusive('\n').scan(0, |at, line| {
            *at += line.len();
            Some(*at - line.len()..*at)
        });
        let in_list =
            |line: &Range<usize>| record.note_lists.iter().any(|l| l.span.start < line.end && line.start < l.span.end);
        for line in lines.filter(|line| line.len() > 1 && !in_list(line)) {
            let within = |at: usize| line.contains(&at);
            let references = record.note_refs.iter().filter(|r| within(r.span.start)).count();
            let pages = record.pages.iter().filter(|page| within(page.span.start)).count();
            let mut typist = Typist::new(&fixture.text);
            typist.pastes(0..fixture.text.len()).cuts(line.clone());
            // One reported for each note that lost its reference, one where a page is missing, and a bracket while it is typed.
            let most = references + pages + 1;
            typist.types(line.clone());
            let name = format!("{}: {:?}", fixture.name, fixture.text[line].chars().take(12).collect::<String>());
            wrong.extend(typist.wrong(1, most).into_iter().map(|wrong| format!("{name}: {wrong}")));
        }
    }
    assert_eq!(wrong, [""; 0]);
}

/// A reference and its note are put in (`+…`), and those behind them renumbered, each number (`2>3`) for itself.
const RENUMBERED: &str = "\
9. Letter of Anna Dorn to her sister

It rained on May 3.{1} It hailed.{+2} It snowed.{2>3} It thawed in 1849.{3>4}

  {1}. On the third.
{+  2. As large as peas.
}  {2>3}. Until night.
  {3>4}. Or 1850.
";

#[test]
fn numbers_moved_up_for_one_put_in() {
    let mut text = String::new();
    let mut puts: Vec<Range<usize>> = Vec::new();
    let mut moves: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    for piece in RENUMBERED.split_inclusive(['{', '}']) {
        let said = piece.trim_end_matches(['{', '}']);
        let start = text.len();
        match said.split_once('>') {
            Some((old, new)) if piece.ends_with('}') => {
                text += old;
                text += new;
                let new = text.len() - new.len()..text.len();
                moves.push((start..new.start, new));
            }
            _ if piece.ends_with('}') && said.starts_with('+') => {
                text += &said[1..];
                puts.push(start..text.len());
            }
            _ => text += said,
        }
    }
    let mut edges: Vec<Range<usize>> = puts.iter().cloned().chain(moves.iter().map(|(_, new)| new.clone())).collect();
    edges.sort_by_key(|range| range.start);
    let mut typist = Typist::new(&text);
    let mut at = 0;
    for edge in &edges {
        typist.pastes(at..edge.start);
        at = edge.end;
    }
    typist.pastes(at..text.len());
    assert_eq!(typist.alarms(), [""; 0]);
    for put in &puts {
        typist.types(put.clone());
    }
    for (old, new) in &moves {
        typist.cuts(old.clone()).types(new.clone());
    }
    assert_eq!(typist.wrong(2, 3), [""; 0]);
    let record = typist.records().remove(0);
    let pairs: Vec<_> = record.note_refs.iter().map(|r| (r.label.as_str(), r.note)).collect();
    assert_eq!(pairs, [("1", Some(0)), ("2", Some(1)), ("3", Some(2)), ("4", Some(3))]);
}
