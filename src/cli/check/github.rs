//! Diagnostics as workflow commands, which GitHub shows beside the lines.
//!
//! The form and its escapes:
//! <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message>,
//! <https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts>.

use super::finding::Finding;
use crate::check::Severity;
use crate::cli::output::visible;

/// A diagnostic as one workflow command.
pub(super) fn item(finding: &Finding) -> String {
    let Finding { path, code, severity, message, place, .. } = finding;
    let command = match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => "notice",
    };
    let (start, end) = (place.start, place.end);
    // Columns may be given only where they belong to one line.
    let columns =
        if start.line == end.line { format!(",col={},endColumn={}", start.column, end.column) } else { String::new() };
    format!(
        "::{command} file={},line={},endLine={}{columns},title={code}::{}",
        property(path),
        start.line,
        end.line,
        data(message)
    )
}

/// Escapes the message of a command. A log may be read in a terminal, which would obey other control characters.
fn data(text: &str) -> String {
    visible(&text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A"))
}

/// Escapes the value of a command's property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_a_command_is_escaped() {
        assert_eq!(data("50%: a,\r\nb"), "50%25: a,%0D%0Ab");
        assert_eq!(property("a,b: 50%\n.txt"), "a%2Cb%3A 50%25%0A.txt");
        assert_eq!(property("a\u{1b}[31m.txt"), "a\u{fffd}[31m.txt");
    }
}
