//! The editors that `obelus try` knows.

use super::profile;
use crate::cli::args::Editor;
use crate::cli::programs;
use clap::ValueEnum;
use std::env;
use std::path::{Path, PathBuf};

impl Editor {
    /// The name of the editor's program.
    pub const fn program(self) -> &'static str {
        match self {
            Self::Nvim => "nvim",
            Self::Code => "code",
            Self::Hx => "hx",
            Self::Emacs => "emacs",
        }
    }

    /// What to press in the editor: three lines that fit into a terminal of 80 columns.
    pub const fn keys(self) -> [&'static str; 3] {
        match self {
            Self::Nvim => [
                "]o  next mistake   K  on a footnote reference: its note   Ctrl-]  go there",
                "\\f  insert a footnote   \\b  reference and note together   :Obelus page 44",
                "gO  outline   grn  rename a footnote   :qa!  quit and delete all this",
            ],
            Self::Code => [
                "F8  next mistake   F12  on a footnote reference: go to its note, or point",
                "Ctrl+K Ctrl+F  insert a footnote   Ctrl+K Ctrl+G  go to a page   F2  rename",
                "Ctrl+Shift+O  outline   close the window to quit and delete all this",
            ],
            Self::Hx => [
                "]d  next mistake   space k  on a footnote reference: its note   gd  go there",
                "space a  possible changes, such as a new footnote   space r  rename a footnote",
                "space s  outline   :qa!  quit and delete all this",
            ],
            Self::Emacs => [
                "M-n  next mistake   C-h .  on a footnote reference: its note   M-.  go there",
                "C-c C-f  insert a footnote   C-c C-r  rename a footnote   C-c C-o  outline",
                "C-x C-c  quit and delete all this",
            ],
        }
    }

    /// The editor that `VISUAL` or `EDITOR` names, otherwise the first one that is installed; `None` where none is.
    pub fn at_hand() -> Option<Self> {
        let named = ["VISUAL", "EDITOR"].into_iter().filter_map(|variable| {
            let value = env::var(variable).ok()?;
            let program = Path::new(value.split_whitespace().next()?).file_stem()?.to_str()?.to_owned();
            Self::value_variants().iter().copied().find(|editor| editor.program() == program)
        });
        named.chain(Self::value_variants().iter().copied()).find(|editor| editor.is_ready())
    }

    /// The path of the editor's program; `None` where it is not on the `PATH`.
    pub fn find(self) -> Option<PathBuf> {
        programs::find(self.program())
    }

    /// Whether the editor is installed with all that the example needs.
    fn is_ready(self) -> bool {
        self.find().is_some() && (self != Self::Code || profile::extension().is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_to_press_fits_into_a_terminal() {
        for editor in Editor::value_variants() {
            for line in editor.keys() {
                assert!(line.chars().count() <= 80, "{editor:?}: {line}");
            }
        }
    }
}
