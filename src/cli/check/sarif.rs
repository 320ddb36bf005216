//! Diagnostics in SARIF, the Static Analysis Results Interchange Format:
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>.

use super::finding::{Finding, Place};
use super::uri::uri;
use crate::check::Severity;
use crate::check::home_page::HOME_PAGE;
use crate::cli::plain_text::plain_text;
use crate::cli::{codes, output};
use serde::Serialize;

/// The output before the first result.
pub(super) fn before() -> String {
    let driver = Driver {
        name: "obelus",
        version: env!("CARGO_PKG_VERSION"),
        information_uri: HOME_PAGE,
        rules: rules().collect(),
    };
    format!(
        r#"{{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{{"tool":{{"driver":{}}},"columnKind":"unicodeCodePoints","results":[
"#,
        output::json(&driver)
    )
}

/// The output after the last result.
pub(super) const fn after() -> &'static str {
    "\n]}]}\n"
}

/// A diagnostic as one result.
pub(super) fn item(finding: &Finding) -> String {
    let Finding { path, code, severity, message, place, related, .. } = finding;
    output::json(&ResultItem {
        rule_id: code,
        rule_index: codes::all().position(|known| known.name == *code),
        level: level(*severity),
        message: Message { text: message },
        locations: vec![Location::new(uri(path), place, None)],
        related_locations: (related.iter())
            .map(|other| Location::new(uri(&other.source.path), &other.place, Some(Message { text: other.message })))
            .collect(),
    })
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    version: &'static str,
    information_uri: &'static str,
    rules: Vec<Rule>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    help: Help,
    help_uri: String,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Help {
    text: String,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ResultItem<'a> {
    rule_id: &'static str,
    rule_index: Option<usize>,
    level: &'static str,
    message: Message<'a>,
    locations: Vec<Location<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location<'a>>,
}

#[derive(Serialize)]
struct Message<'a> {
    text: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'a> {
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: Region,
}

#[derive(Serialize)]
struct ArtifactLocation {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
    byte_offset: usize,
    byte_length: usize,
}

/// The rules for records and those for `obelus.toml` files.
fn rules() -> impl Iterator<Item = Rule> {
    codes::all().map(|code| Rule {
        id: code.name,
        help: Help { text: plain_text(code.explanation) },
        help_uri: code.url,
        default_configuration: Configuration { level: level(code.severity) },
    })
}

impl<'a> Location<'a> {
    fn new(uri: String, place: &Place, message: Option<Message<'a>>) -> Self {
        let region = Region {
            start_line: place.start.line,
            start_column: place.start.column,
            end_line: place.end.line,
            end_column: place.end.column,
            byte_offset: place.file.start,
            byte_length: place.file.len(),
        };
        Self { physical_location: PhysicalLocation { artifact_location: ArtifactLocation { uri }, region }, message }
    }
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => "note",
    }
}
