//! The editors that `obelus try` knows.

use clap::ValueEnum;
use std::env;
use std::path::{Path, PathBuf};

/// An editor to try Obelus in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Editor {
    /// Neovim, 0.10 or newer
    Nvim,
    /// VS Code, with the extension built
    Code,
    /// Helix
    Hx,
    /// Emacs with eglot
    Emacs,
}

impl Editor {
    /// The name of its program.
    pub const fn program(self) -> &'static str {
        match self {
            Self::Nvim => "nvim",
            Self::Code => "code",
            Self::Hx => "hx",
            Self::Emacs => "emacs",
        }
    }

    /// What to press in it, in three lines.
    pub const fn keys(self) -> [&'static str; 3] {
        match self {
            Self::Nvim => [
                "]o  the next thing that is wrong    K  on a footnote reference: its note    Ctrl-]  go there, Ctrl-T back",
                "\\f  insert a footnote (backslash f)    \\b  reference and note together    :Obelus page 44  go to a page",
                "gO  the outline    grn  rename a footnote    :qa!  leave; all of this is thrown away",
            ],
            Self::Code => [
                "F8  the next thing that is wrong    point at a footnote reference: its note    F12  go there, Alt+Left back",
                "Ctrl+K Ctrl+F  insert a footnote    Ctrl+K Ctrl+B  reference and note together    Ctrl+K Ctrl+G  go to a page",
                "Ctrl+Shift+O  the outline    F2  rename a footnote    close the window to leave; all of this is thrown away",
            ],
            Self::Hx => [
                "]d  the next thing that is wrong    space k  on a footnote reference: its note    gd  go there, Ctrl-o back",
                "space a  what can be done here, as to insert a footnote    space r  rename a footnote",
                "space s  the outline    :qa!  leave; all of this is thrown away",
            ],
            Self::Emacs => [
                "M-n  the next thing that is wrong    C-h .  on a footnote reference: its note    M-.  go there, M-, back",
                "C-c C-f  insert a footnote    C-c C-r  rename a footnote    M-x eglot-code-actions  what can be done here",
                "C-c C-o  the outline    C-x C-c  leave; all of this is thrown away",
            ],
        }
    }

    /// The editor that its user names in `VISUAL` or `EDITOR`, else the first that is there.
    pub fn at_hand() -> Option<Self> {
        let named = ["VISUAL", "EDITOR"].into_iter().filter_map(|variable| {
            let value = env::var(variable).ok()?;
            let program = Path::new(value.split_whitespace().next()?).file_stem()?.to_str()?.to_owned();
            Self::value_variants().iter().copied().find(|editor| editor.program() == program)
        });
        named.chain(Self::value_variants().iter().copied()).find(|editor| editor.is_ready())
    }

    /// Where its program is.
    pub fn find(self) -> Option<PathBuf> {
        let names = if cfg!(windows) { &["exe", "cmd"][..] } else { &[""] };
        let path = env::var_os("PATH")?;
        env::split_paths(&path)
            .flat_map(|folder| names.iter().map(move |end| folder.join(self.program()).with_extension(end)))
            .find(|program| program.is_file())
    }

    /// Whether it is there with all it needs.
    fn is_ready(self) -> bool {
        self.find().is_some() && (self != Self::Code || super::profile::extension().is_some())
    }
}
