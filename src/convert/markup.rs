//! Writing elements, attributes and text of XML and HTML.

use quick_xml::escape::escape;
use std::borrow::Cow;

/// XML or HTML that is being written.
#[derive(Clone, Debug, Default)]
pub struct Markup {
    out: String,
    /// How many characters could not be written: XML has no control characters.
    left_out: usize,
}

impl Markup {
    /// Opens the element `name`. Attributes without a value are left out.
    pub fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes);
        self.out.push('>');
    }

    /// Writes the element `name`, which has no content.
    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes);
        self.out.push_str("/>");
    }

    /// Closes the element `name`.
    pub fn close(&mut self, name: &str) {
        self.out.extend(["</", name, ">"]);
    }

    /// Writes the element `name` with the text `text`.
    pub fn element(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.open(name, attributes);
        self.text(text);
        self.close(name);
    }

    /// Writes text.
    pub fn text(&mut self, text: &str) {
        let text = self.writable(text);
        self.out.push_str(&escape(text.as_ref()));
    }

    /// Writes markup as it is.
    pub fn raw(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    /// Begins a new line between two elements.
    pub fn line(&mut self) {
        self.out.push('\n');
    }

    /// What was written, and how many characters were not.
    pub fn finish(self) -> (String, usize) {
        (self.out, self.left_out)
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.out.extend(["<", name]);
        for (name, value) in attributes.iter().filter(|(_, value)| !value.is_empty()) {
            let value = self.writable(value);
            self.out.extend([" ", name, "=\"", &escape(value.as_ref()), "\""]);
        }
    }

    /// `text` with U+FFFD for each character that XML does not have, and with line breaks as XML has them.
    fn writable<'t>(&mut self, text: &'t str) -> Cow<'t, str> {
        let is_left_out = |c: char| {
            (c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}')
        };
        let count = text.chars().filter(|c| is_left_out(*c)).count();
        self.left_out += count;
        match (text.contains('\r'), count) {
            (false, 0) => text.into(),
            (true, 0) => text.replace("\r\n", "\n").replace('\r', "\n").into(),
            _ => text.replace("\r\n", "\n").replace('\r', "\n").replace(is_left_out, "\u{fffd}").into(),
        }
    }
}
