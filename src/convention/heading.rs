//! Headings that a mark before them makes: `## Title`.

/// The deepest level of a heading.
const DEEPEST: usize = 6;

/// The level of the heading `line`, which is the number of `#` before its title: 2 for `## Title`.
pub fn heading_level(line: &str) -> Option<u8> {
    let title = line.trim_start_matches('#');
    let level = line.len() - title.len();
    let is_heading = (1..=DEEPEST).contains(&level) && title.starts_with([' ', '\t']) && !title.trim().is_empty();
    is_heading.then_some(u8::try_from(level).ok()).flatten()
}
