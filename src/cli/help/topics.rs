//! The topics of `obelus help`: what is to be known beside the commands.

/// A topic.
pub(in crate::cli) struct Topic {
    pub name: &'static str,
    /// What it is about, in a few words.
    pub about: &'static str,
    /// Its text in Markdown.
    pub text: &'static str,
}

/// All topics, in the order in which they are listed.
pub(in crate::cli) const TOPICS: [Topic; 7] = [
    Topic { name: "records", about: "What a record is, and which files are records", text: include_str!("records.md") },
    Topic {
        name: "volumes",
        about: "Which records belong together, and where cross references lead",
        text: include_str!("volumes.md"),
    },
    Topic { name: "configuration", about: "The keys of an obelus.toml", text: include_str!("configuration.md") },
    Topic {
        name: "editing",
        about: "Changes that Obelus makes to footnotes and pages",
        text: include_str!("editing.md"),
    },
    Topic {
        name: "conversion",
        about: "Records as TEI, HTML, Markdown and plain text, and back",
        text: include_str!("conversion.md"),
    },
    Topic { name: "editors", about: "How to use Obelus in your editor", text: include_str!("editors.md") },
    Topic { name: "output", about: "Formats for other programs, and the exit status", text: include_str!("output.md") },
];

/// A line for each topic, to be printed below the help on all commands.
pub(in crate::cli) fn list() -> String {
    let lines = TOPICS.iter().map(|topic| format!("  {:15}{}\n", topic.name, topic.about));
    lines.collect()
}
