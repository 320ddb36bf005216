//! Diagnostics as one HTML page, which needs nothing beside itself: counts, and each diagnostic with the lines around it.
//!
//! The page also reads without its script, which only filters what is there.

mod escape;
mod links;

use super::finding::{Finding, Place, Related};
use super::statistics::{Counts, File, Rule};
use super::window::{Width, Window};
use crate::assist::page_at;
use crate::check::home_page::HOME_PAGE;
use crate::cli::codes;
use crate::record::Record;
use crate::text::{Span, Text};
use escape::escape;
use links::Links;
use std::collections::HashMap;
use std::fmt::Write;
use std::path::Path;

const STYLE: &str = include_str!("report.css");
const SCRIPT: &str = include_str!("report.js");
/// The SHA-256 of the style sheet and of the script. A browser obeys no other, even if a record's text were taken for one.
const STYLE_HASH: &str = "G9OkIYPdbPRdvY7ls+vMZgYtGNenK99pKc0ayPqBGP8=";
const SCRIPT_HASH: &str = "yIkKkrwUjT+C74gRaO5Lfz1Hi/wC0MVi/7th5lZlBYI=";

/// How much is shown of the line that a diagnostic is in.
const WIDTH: Width = Width { before: 160, all: 400 };
/// How many lines are shown before that line, and behind it.
const AROUND: usize = 2;
/// How many characters are shown of each of these.
const WIDTH_AROUND: Width = Width { before: 0, all: 160 };
/// The most files that are listed at once; more are listed when the reader asks for them.
const FILES: usize = 20;

/// Makes the page.
pub(super) struct Html {
    /// Where each code is explained.
    explanations: HashMap<&'static str, String>,
    links: Links,
}

impl Html {
    /// Makes a page for the file `output`, or for the working directory.
    pub fn new(output: Option<&Path>) -> Self {
        Self { explanations: codes::all().map(|code| (code.name, code.url)).collect(), links: Links::from(output) }
    }

    /// A diagnostic.
    pub fn item(&self, finding: &Finding) -> String {
        let Finding { code, severity, message, place, text, .. } = finding;
        let severity = severity.as_str();
        let url = self.explanations.get(code).map(String::as_str).unwrap_or_default();
        format!(
            r#"<article data-severity="{severity}" data-rule="{code}">
<h4><span class="severity {severity}">{severity}</span> <a href="{}">{}</a></h4>
<p class="place">{}<br><code>{code}</code></p>
<pre>{}</pre>
{}</article>
"#,
            escape(url),
            escape(message),
            whereabouts(finding),
            lines(text, place),
            self.elsewhere(finding),
        )
    }

    /// The diagnostics `items` of the file at `path`, as it is printed.
    pub fn file(&self, path: &str, items: &str) -> String {
        if items.is_empty() {
            return String::new();
        }
        let (anchor, name) = (links::anchor(path), escape(path));
        format!("<section id=\"{anchor}\" data-file=\"{name}\">\n<h3>{}</h3>\n{items}</section>\n", self.links.to(path))
    }

    /// The page of what was counted and of the diagnostics `files`.
    pub fn page(&self, counts: &Counts, files: &str) -> String {
        let Counts { summary, statistics } = counts;
        let (rules, of_files) = statistics.counted();
        let summary = if summary.is_empty() { "No record was read".into() } else { escape(&summary.to_string()) };
        let repository = HOME_PAGE;
        let version = env!("CARGO_PKG_VERSION");
        let (tables, findings) = if files.is_empty() {
            (String::new(), String::new())
        } else {
            let tables =
                format!("<div class=\"summaries\">\n{}{}</div>\n", self.rules_table(&rules), files_table(&of_files));
            (tables, format!("{FILTERS}{files}"))
        };
        format!(
            r##"<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{STYLE_HASH}'; script-src 'sha256-{SCRIPT_HASH}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>What Obelus found</title>
<style>{STYLE}</style>
</head>
<body>
<a class="skip" href="#findings">Skip to what was found</a>
<header>
<h1>What Obelus found</h1>
<p>{summary}</p>
</header>
<main>
{tables}<section aria-labelledby="findings">
<h2 id="findings" tabindex="-1">Findings</h2>
{findings}</section>
</main>
<footer><p>Made by <a href="{repository}">Obelus</a> {version}</p></footer>
{}</body>
</html>
"##,
            if files.is_empty() { String::new() } else { format!("<script>{SCRIPT}</script>\n") }
        )
    }

    /// The other places that a diagnostic mentions.
    fn elsewhere(&self, finding: &Finding) -> String {
        let mut list = String::new();
        for Related { source, place, message } in &finding.related {
            let file = if source.path == finding.path { String::new() } else { self.links.to(&source.path) + ", " };
            let line = marked_line(source.snapshot.text(), place);
            // Writing to a string does not fail.
            let _ = writeln!(list, "<li>{}: {file}line {}<pre>{line}</pre></li>", escape(message), place.start.line);
        }
        if list.is_empty() { list } else { format!("<ul class=\"related\">\n{list}</ul>\n") }
    }

    fn rules_table(&self, rules: &[Rule]) -> String {
        let mut rows = String::new();
        for Rule { code, severity, count } in rules {
            let url = escape(self.explanations.get(code).map(String::as_str).unwrap_or_default());
            let _ = writeln!(
                rows,
                "<tr><td class=\"count\">{count}</td><td class=\"severity {severity}\">{severity}</td>\
                 <td><a href=\"{url}\">{code}</a></td></tr>"
            );
        }
        format!(
            "<details open>\n<summary><h2>By rule</h2></summary>\n<table>\n<thead><tr><th class=\"count\" scope=\"col\">Count\
             </th><th scope=\"col\">Severity</th><th scope=\"col\">Rule</th></tr></thead>\n<tbody>\n{rows}</tbody>\n\
             </table>\n</details>\n"
        )
    }
}

/// What filters the diagnostics; the script fills and shows it.
const FILTERS: &str = r#"<form id="filters" role="search" aria-label="Filter the findings" hidden>
<label>Severity <select name="severity"><option value="">all</option></select></label>
<label>Rule <select name="rule"><option value="">all</option></select></label>
<label>File <select name="file"><option value="">all</option></select></label>
<label>Text <input name="text" type="search" autocomplete="off"></label>
<button type="reset">Show all</button>
</form>
<p id="shown" role="status"></p>
"#;

fn files_table(files: &[File]) -> String {
    let mut rows = String::new();
    for File { path, count } in files {
        let (anchor, name) = (links::anchor(path), escape(path));
        let _ = writeln!(rows, "<tr><td class=\"count\">{count}</td><td><a href=\"#{anchor}\">{name}</a></td></tr>");
    }
    let open = if files.len() <= FILES { " open" } else { "" };
    format!(
        "<details{open}>\n<summary><h2>By file</h2></summary>\n<table>\n<thead><tr><th class=\"count\" scope=\"col\">Count\
         </th><th scope=\"col\">File</th></tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n</details>\n"
    )
}

/// Where a diagnostic is: its line and column, and its page and record by what is printed there.
fn whereabouts(finding: &Finding) -> String {
    let start = finding.place.start;
    let mut words = vec![format!("Line {}, column {}", start.line, start.column)];
    if let Some((record, span)) = finding.record {
        words.extend(page_at(record, span.start));
        words.extend(name(record));
    }
    escape(&words.join(" · "))
}

/// The number and the title of `record`; none where it has no heading.
fn name(record: &Record) -> Option<String> {
    let heading = record.heading.as_ref()?;
    let title = heading.title.of(&record.text);
    Some(match &heading.number {
        Some(number) => format!("record {number}, {title}"),
        None => title.to_owned(),
    })
}

/// The line of `place` with the place marked, and the lines around it, each with its number.
fn lines(text: &Text, place: &Place) -> String {
    // Lines are counted from 1 there.
    let line = place.start.line - 1;
    let mut lines = String::new();
    for at in line.saturating_sub(AROUND)..(line + AROUND + 1).min(text.line_count()) {
        let shown = if at == line {
            marked_line(text, place)
        } else {
            let start = text.line_start(at);
            let beginning = Place::new(text, 0, Span::new(start, start));
            escape(&Window::new(text, &beginning, WIDTH_AROUND).text)
        };
        let _ = write!(
            lines,
            "<span class=\"line\"><span class=\"number\">{}</span><span class=\"text\">{shown}\n</span></span>",
            at + 1
        );
    }
    lines
}

/// The line of `place`, with the place marked.
fn marked_line(text: &Text, place: &Place) -> String {
    let Window { text, place: Span { start, end } } = Window::new(text, place, WIDTH);
    let part = |span: Span| escape(span.of(&text));
    let (before, within, after) = (Span::new(0, start), Span::new(start, end), Span::new(end, text.len()));
    format!("{}<mark>{}</mark>{}", part(before), part(within), part(after))
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::prelude::{BASE64_STANDARD, Engine as _};
    use sha2::{Digest, Sha256};

    #[test]
    fn the_style_sheet_and_the_script_are_those_that_a_browser_obeys() {
        for (text, hash) in [(STYLE, STYLE_HASH), (SCRIPT, SCRIPT_HASH)] {
            // A browser reads the ends of lines so, whatever the page has.
            let text = text.replace("\r\n", "\n");
            assert_eq!(BASE64_STANDARD.encode(Sha256::digest(&text)), hash);
            assert!(!text.contains("</"), "it would end before its end");
        }
    }

    #[test]
    fn places_of_every_kind_are_marked_once() {
        let text = "\u{1}\t日本[\u{2028}\r\r</pre>end\0";
        for start in (0..=text.len()).filter(|&start| text.is_char_boundary(start)) {
            for end in (start..=text.len()).filter(|&end| text.is_char_boundary(end)) {
                let text = Text::new(text);
                let finding = Finding::fixture(&text, Span::new(start, end));
                let item = Html::new(None).item(&finding);
                assert_eq!((item.matches("<mark>").count(), item.matches("</pre>").count()), (1, 1), "{item}");
            }
        }
    }
}
