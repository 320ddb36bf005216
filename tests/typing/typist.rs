//! Somebody who types a record, one character after the other, and what is reported on the way.

use obelus::check::{Code, Severity, diagnostics};
use obelus::record::{Document, Record};
use obelus::text::Span;
use std::collections::HashMap;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// An error or warning: its rule, and where in the finished text its place starts.
type Alarm = (Code, usize);

/// An alarm that came and went.
#[derive(Clone, Debug)]
pub struct Flicker {
    /// The text as it was when the alarm appeared, `|` where the last character was typed.
    pub text: String,
    /// What was reported.
    pub alarm: Alarm,
    /// For how many keystrokes.
    pub lasted: usize,
    /// Its message.
    pub message: String,
}

/// The most that was reported at one moment.
#[derive(Clone, Debug, Default)]
pub struct Most {
    pub count: usize,
    /// The text at that moment, `|` where the last character was typed, and what was reported.
    pub text: String,
}

/// A record on its way to a finished text. What stands in it at any moment is a part of that text: its places are named
/// by their offsets in the finished one.
pub struct Typist {
    finished: String,
    /// For each byte of the finished text whether it stands in the record yet.
    present: Vec<bool>,
    document: Document,
    /// Where the finished text has references, note numbers, brackets, page markers: while one is typed, nobody is
    /// surprised by an alarm.
    marks: Vec<Range<usize>>,
    keystrokes: usize,
    /// What is reported now: since which keystroke, whether that one typed a mark, and the text then.
    alarms: HashMap<Alarm, Since>,
    pub flickers: Vec<Flicker>,
    pub most_errors: Most,
    pub most_alarms: Most,
}

struct Since {
    keystroke: usize,
    in_mark: bool,
    text: String,
    message: String,
}

/// An alarm that lasts no longer than so many keystrokes flickers.
const FLICKER: usize = 3;

impl Typist {
    /// A typist with an empty sheet.
    pub fn new(finished: &str) -> Self {
        Self {
            finished: finished.into(),
            present: vec![false; finished.len()],
            document: Document::new(""),
            marks: Document::new(finished)
                .snapshot()
                .records()
                .iter()
                .flat_map(|placed| {
                    marks(&placed.record).into_iter().map(|m| m.start + placed.start..m.end + placed.start)
                })
                .collect(),
            keystrokes: 0,
            alarms: HashMap::new(),
            flickers: Vec::new(),
            most_errors: Most::default(),
            most_alarms: Most::default(),
        }
    }

    /// Types what is not there yet of `range`, character by character.
    pub fn types(&mut self, range: Range<usize>) -> &mut Self {
        let finished = self.finished.clone();
        for (at, c) in finished[range.clone()].char_indices() {
            let at = range.start + at;
            if !self.present[at] {
                self.insert(at..at + c.len_utf8());
                self.look(at, false);
            }
        }
        self
    }

    /// Puts what is not there yet of `range` in at once, which nobody is surprised by either.
    pub fn pastes(&mut self, range: Range<usize>) -> &mut Self {
        let mut from = range.start;
        while let Some(start) = (from..range.end).find(|&at| !self.present[at]) {
            let end = (start..range.end).find(|&at| self.present[at]).unwrap_or(range.end);
            self.insert(start..end);
            from = end;
        }
        self.look(range.end - 1, true);
        self
    }

    /// Takes `range` out at once.
    pub fn cuts(&mut self, range: Range<usize>) -> &mut Self {
        let start = self.current(range.start);
        self.document.edit(Span::new(start, self.current(range.end)), "");
        self.present[range.clone()].fill(false);
        self.look(range.start, true);
        self
    }

    /// What went wrong on the way, each in a few words, with the text at that moment printed: more than `most_errors`
    /// errors at a time, or more than `most_alarms` errors and warnings; an error that flickered; what is left at the end.
    pub fn wrong(&self, most_errors: usize, most_alarms: usize) -> Vec<String> {
        let mut wrong = Vec::new();
        for (most, limit, name) in
            [(&self.most_errors, most_errors, "errors"), (&self.most_alarms, most_alarms, "alarms")]
        {
            if most.count > limit {
                eprintln!("{}", most.text);
                wrong.push(format!("{} {name}", most.count));
            }
        }
        for flicker in self.flickers.iter().filter(|flicker| flicker.alarm.0.severity() == Severity::Error) {
            eprintln!("{flicker}");
            let typed = flicker.text.split('|').next().unwrap_or_default();
            let end: String = typed.chars().skip(typed.chars().count().saturating_sub(12)).collect();
            wrong.push(format!("{} flickers at {end}", flicker.alarm.0));
        }
        wrong.extend(self.alarms().into_iter().map(|alarm| format!("left: {alarm}")));
        wrong
    }

    /// What is reported now.
    pub fn alarms(&self) -> Vec<String> {
        self.alarms.values().map(|since| since.message.clone()).collect()
    }

    /// The records as they are now.
    pub fn records(&mut self) -> Vec<Arc<Record>> {
        self.document.snapshot().records().iter().map(|placed| placed.record.clone()).collect()
    }

    fn insert(&mut self, range: Range<usize>) {
        let at = self.current(range.start);
        self.document.edit(Span::new(at, at), &self.finished[range.clone()]);
        self.present[range].fill(true);
    }

    /// Where the byte `at` of the finished text stands now, or would.
    fn current(&self, at: usize) -> usize {
        self.present[..at].iter().filter(|present| **present).count()
    }

    /// Looks at the screen after the character `typed` of the finished text was typed or deleted.
    fn look(&mut self, typed: usize, at_once: bool) {
        self.keystrokes += 1;
        let snapshot = self.document.snapshot();
        let in_finished = |offset: usize| {
            let mut standing = (0..self.present.len()).filter(|&at| self.present[at]);
            standing.nth(offset).unwrap_or(self.present.len())
        };
        let mut now = HashMap::new();
        let mut errors = Vec::new();
        for placed in snapshot.records() {
            for found in diagnostics(&placed.record) {
                if found.severity > Severity::Warning {
                    continue;
                }
                let span = found.span.shifted(placed.start);
                now.insert((found.code, in_finished(span.start)), found.message.clone());
                if found.severity == Severity::Error {
                    errors.push(found.message.clone());
                }
            }
        }
        let cursor = self
            .current((typed + 1..=self.finished.len()).find(|&at| self.finished.is_char_boundary(at)).unwrap_or(typed));
        let shown = || {
            let mut text = snapshot.text().to_string();
            text.insert(cursor, '|');
            text
        };
        if errors.len() > self.most_errors.count {
            self.most_errors = Most { count: errors.len(), text: format!("{}\n=> {}", shown(), errors.join("\n=> ")) };
        }
        if now.len() > self.most_alarms.count {
            let all: Vec<_> = now.values().cloned().collect();
            self.most_alarms = Most { count: now.len(), text: format!("{}\n=> {}", shown(), all.join("\n=> ")) };
        }
        let in_mark = at_once || self.marks.iter().any(|mark| mark.contains(&typed));
        let gone: Vec<_> = self.alarms.keys().filter(|alarm| !now.contains_key(*alarm)).copied().collect();
        for alarm in gone {
            let Some(since) = self.alarms.remove(&alarm) else { continue };
            let lasted = self.keystrokes - since.keystroke;
            if lasted <= FLICKER && !since.in_mark && !in_mark {
                let flicker = Flicker { text: since.text, alarm, lasted, message: since.message };
                self.flickers.push(flicker);
            }
        }
        for (alarm, message) in now {
            let keystroke = self.keystrokes;
            self.alarms.entry(alarm).or_insert_with(|| Since { keystroke, in_mark, text: shown(), message });
        }
    }
}

/// The references, note numbers, brackets and page markers of `record`: a number with what stands around it, and with the
/// first letter of its note.
fn marks(record: &Record) -> Vec<Range<usize>> {
    let references = record.note_refs.iter().map(|r| {
        let bracket =
            |at: Option<usize>| at.and_then(|at| record.text.as_bytes().get(at)).is_some_and(|b| b"([])".contains(b));
        let start = r.span.start - usize::from(bracket(r.span.start.checked_sub(1)));
        start..r.span.end + usize::from(bracket(Some(r.span.end)))
    });
    let numbers = record.notes.iter().map(|note| note.span.start..note.text.start + 1);
    let brackets = record.insertions.iter().map(|span| span.start..span.end);
    let pages = record.pages.iter().map(|page| page.span.start..page.span.end);
    references.chain(numbers).chain(brackets).chain(pages).collect()
}

impl fmt::Display for Flicker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} for {} keystrokes: {}\n{}", self.alarm.0, self.lasted, self.message, self.text)
    }
}
