//! Markdown as plain text, for the terminal.

/// The program's own Markdown as plain text: headings without `#`, code blocks indented, links without their targets.
pub(super) fn plain_text(markdown: &str) -> String {
    let (mut text, mut in_code) = (String::with_capacity(markdown.len()), false);
    for line in markdown.lines() {
        if line.starts_with("```") {
            in_code = !in_code;
            continue;
        }
        if in_code {
            text += if line.is_empty() { "" } else { "    " };
            text += line;
        } else {
            let words = if line.starts_with('#') { line.trim_start_matches('#').trim_start() } else { line };
            text += &without_targets(words);
        }
        text.push('\n');
    }
    text
}

/// `line` with only the words of its links: `[words](target)`.
fn without_targets(line: &str) -> String {
    let (mut text, mut rest) = (String::new(), line);
    while let Some((before, target)) = rest.split_once("](")
        && let Some((before, words)) = before.rsplit_once('[')
        && let Some((_, after)) = target.split_once(')')
    {
        text = text + before + words;
        rest = after;
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::plain_text;

    #[test]
    fn markdown_reads_as_plain_text() {
        let markdown = "# empty-note\n\nSee [`obelus help volumes`](volumes.md) and [TOML](https://toml.io).\n\n```\n# [a](b)\n\n  2.\n```\n\n- `[Page 3]`\n";
        let plain = "empty-note\n\nSee `obelus help volumes` and TOML.\n\n    # [a](b)\n\n      2.\n\n- `[Page 3]`\n";
        assert_eq!(plain_text(markdown), plain);
    }
}
