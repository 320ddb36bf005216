//! Settings as a person reads them: TOML in which a comment behind each value tells where it comes from.

use super::ignore::quoted;
use super::partial::CONVENTIONS;
use super::settings::{Origin, Settings};
use crate::check::{Code, Severity};
use crate::convention::Convention;
use crate::convention::patterns::PagePattern;
use crate::volume::Complete;

impl Settings {
    /// The settings as TOML, with a comment behind each value that tells where it comes from. `name` turns the path of
    /// an `obelus.toml` into what the comment shows.
    pub fn to_toml(&self, name: impl Fn(&str) -> String) -> String {
        let from = |origin: &Origin| match origin {
            Origin::Default => "default".into(),
            Origin::Editor => "the editor’s settings".into(),
            Origin::File { path, line } => format!("{}, line {line}", name(path).replace(char::is_control, "\u{fffd}")),
        };
        let convention = |wanted: Option<Convention>| {
            CONVENTIONS.into_iter().find(|(_, convention)| *convention == wanted).map_or("", |(name, _)| name)
        };
        let complete = match self.complete.value {
            Complete::Auto => "\"auto\"",
            Complete::Yes => "true",
            Complete::No => "false",
        };
        let mut lines = vec![
            line("convention", &quoted(convention(self.convention.value)), &from(&self.convention.origin)),
            line(
                "language",
                &quoted(self.language.value.map_or("auto", |language| language.code)),
                &from(&self.language.origin),
            ),
            line("include", &list(self.include.value.patterns()), &from(&self.include.origin)),
            "\n[volume]\n".into(),
            line("complete", complete, &from(&self.complete.origin)),
        ];
        let facsimile = self.facsimile.value.as_ref();
        lines.push(facsimile.map_or_else(
            || "# facsimile is not set\n".into(),
            |facsimile| line("facsimile", &quoted(facsimile.as_str()), &from(&self.facsimile.origin)),
        ));
        let patterns: Vec<_> = self.patterns.value.iter().map(PagePattern::as_str).collect();
        lines.push("\n[pages]\n".into());
        lines.push(line("patterns", &list(&patterns), &from(&self.patterns.origin)));
        lines.push("\n[rules]\n".into());
        lines.extend(Code::ALL.map(|code| {
            let rule = self.rule(code);
            line(code.as_str(), &quoted(rule.value.map_or("off", Severity::as_str)), &from(&rule.origin))
        }));
        for (ignore, origin) in self.all_ignores() {
            lines.push(format!("\n[[ignore]]  # {}\n", from(&origin)));
            lines.push(format!("file = {}\n", quoted(&ignore.file)));
            lines.push(format!("code = {}\n", quoted(ignore.code.as_str())));
            lines.extend(ignore.text.as_ref().map(|text| format!("text = {}\n", quoted(text))));
        }
        lines.concat()
    }

    /// The lines of [`Settings::to_toml`] with what somebody configured.
    pub fn configured(&self, name: impl Fn(&str) -> String) -> Vec<String> {
        let toml = self.to_toml(name);
        let is_configured = |line: &&str| line.contains("  # ") && !line.ends_with("  # default");
        toml.lines().filter(is_configured).map(str::to_owned).collect()
    }
}

fn line(key: &str, value: &str, from: &str) -> String {
    format!("{:<40}  # {from}\n", format!("{key} = {value}"))
}

fn list<T: AsRef<str>>(items: &[T]) -> String {
    let items: Vec<_> = items.iter().map(|item| quoted(item.as_ref())).collect();
    format!("[{}]", items.join(", "))
}
