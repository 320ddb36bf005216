//! Diagnostics as the protocol has them, kept record by record: after an edit only the records it changed are checked.

use super::client::Client;
use super::convert::ToProtocol;
use crate::check::{self, Severity};
use crate::record::{Placed, Record, Snapshot};
use crate::text::{Span, Text};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use tower_lsp::lsp_types::{
    self, CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString, Url,
};

/// Where the rules are explained: a rule's name follows.
const RULES: &str = "https://github.com/obelus-lsp/obelus#";

/// The diagnostics of a document, as of its last check.
#[derive(Debug, Default)]
pub struct Checked {
    records: Vec<CheckedRecord>,
}

#[derive(Debug)]
struct CheckedRecord {
    record: Arc<Record>,
    /// The line of the document that the record begins on.
    line: u32,
    /// Lines are counted from the record's first.
    diagnostics: Vec<Diagnostic>,
    /// The diagnostics in the document's lines as JSON, joined by commas.
    json: Vec<u8>,
}

impl Checked {
    /// Brings the diagnostics up to date with `snapshot`, the document at `uri`.
    pub fn update(&mut self, snapshot: &Snapshot, uri: &Url, client: Client) {
        let new = snapshot.records();
        let same = |(old, new): &(&CheckedRecord, &Placed)| Arc::ptr_eq(&old.record, &new.record);
        let before = self.records.iter().zip(new).take_while(same).count();
        let most = self.records.len().min(new.len()) - before;
        let after = self.records.iter().rev().zip(new.iter().rev()).take(most).take_while(same).count();

        // Between the two an edit fell: perhaps several, with untouched records between them.
        let touched = before..self.records.len() - after;
        let mut known: HashMap<*const Record, CheckedRecord> =
            self.records.drain(touched).map(|old| (Arc::as_ptr(&old.record), old)).collect();
        let checked = new.iter().skip(before).take(new.len() - before - after).map(|placed| {
            let known = known.remove(&Arc::as_ptr(&placed.record));
            known.unwrap_or_else(|| CheckedRecord::new(placed, snapshot.text(), uri, client))
        });
        let checked: Vec<_> = checked.collect();
        self.records.splice(before..before, checked);

        for (checked, placed) in self.records.iter_mut().zip(new).filter(|(checked, _)| !checked.diagnostics.is_empty())
        {
            checked.move_to(snapshot.text().line_of(placed.start) as u32);
        }
    }

    /// The diagnostics as JSON, without the brackets around them.
    pub fn json(&self) -> Vec<u8> {
        let with_some = self.records.iter().filter(|checked| !checked.json.is_empty());
        with_some.map(|checked| checked.json.as_slice()).collect::<Vec<_>>().join(&b',')
    }

    /// The diagnostics themselves.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        self.records.iter().flat_map(CheckedRecord::in_document).collect()
    }

    /// What tells these diagnostics from others of the document.
    pub fn result_id(&self) -> String {
        let mut hasher = DefaultHasher::new();
        self.records
            .iter()
            .filter(|checked| !checked.json.is_empty())
            .for_each(|checked| checked.json.hash(&mut hasher));
        format!("{:016x}", hasher.finish())
    }
}

impl CheckedRecord {
    fn new(placed: &Placed, text: &Text, uri: &Url, client: Client) -> Self {
        let line = text.line_of(placed.start) as u32;
        let convert = |diagnostic| to_protocol(diagnostic, placed.start, text, uri, client);
        let diagnostics: Vec<_> = check::diagnostics(&placed.record).iter().map(convert).collect();
        let diagnostics = diagnostics.iter().map(|diagnostic| moved(diagnostic, |at| at - line)).collect();
        let mut checked = Self { record: placed.record.clone(), line, diagnostics, json: Vec::new() };
        checked.write();
        checked
    }

    /// Follows the record to `line` of the document.
    fn move_to(&mut self, line: u32) {
        if self.line != line {
            self.line = line;
            self.write();
        }
    }

    fn in_document(&self) -> impl Iterator<Item = Diagnostic> {
        self.diagnostics.iter().map(|diagnostic| moved(diagnostic, |line| line + self.line))
    }

    fn write(&mut self) {
        self.json.clear();
        for diagnostic in self.diagnostics.iter().map(|diagnostic| moved(diagnostic, |line| line + self.line)) {
            // Plain data: there is nothing in it that JSON could not say.
            let json = serde_json::to_vec(&diagnostic).unwrap_or_default();
            self.json.extend_from_slice(if self.json.is_empty() { b"" } else { b"," });
            self.json.extend_from_slice(&json);
        }
    }
}

/// `diagnostic` with all its lines changed by `line`.
fn moved(diagnostic: &Diagnostic, line: impl Fn(u32) -> u32) -> Diagnostic {
    let range = |range: &mut lsp_types::Range| {
        range.start.line = line(range.start.line);
        range.end.line = line(range.end.line);
    };
    let mut moved = diagnostic.clone();
    range(&mut moved.range);
    moved.related_information.iter_mut().flatten().for_each(|related| range(&mut related.location.range));
    moved
}

/// `diagnostic` of the record that begins at `start` of `text`.
fn to_protocol(diagnostic: &check::Diagnostic, start: usize, text: &Text, uri: &Url, client: Client) -> Diagnostic {
    let range = |span: Span| text.protocol_range(span.shifted(start), client.encoding);
    let code = diagnostic.code.as_str();
    let related = diagnostic.related.iter().map(|related| DiagnosticRelatedInformation {
        location: Location::new(uri.clone(), range(related.span)),
        message: related.message.clone(),
    });
    Diagnostic {
        range: range(diagnostic.span),
        severity: Some(severity(diagnostic.severity)),
        code: Some(NumberOrString::String(code.to_owned())),
        code_description: Url::parse(&format!("{RULES}{code}")).ok().map(|href| CodeDescription { href }),
        source: Some("obelus".to_owned()),
        message: diagnostic.message.clone(),
        related_information: (client.related_information && !diagnostic.related.is_empty()).then(|| related.collect()),
        tags: None,
        data: None,
    }
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Information => DiagnosticSeverity::INFORMATION,
        Severity::Hint => DiagnosticSeverity::HINT,
    }
}
