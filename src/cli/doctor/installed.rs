//! The editors that are installed, and whether they are set up for Obelus.
//!
//! No editor is started but to print its version: what its settings do is not known, only whether they name Obelus.

use super::findings::Findings;
use crate::cli::programs;
use ignore::{DirEntry, WalkBuilder};
use std::path::{Path, PathBuf};
use std::{env, fs};

/// How many folders deep settings and packages are looked for.
const DEPTH: usize = 4;

/// Files of settings are shorter than this, in bytes.
const LONGEST: u64 = 1 << 20;

/// An editor that Obelus has files for.
///
/// Places are relative to the user's home, or to the folders where programs keep their settings (`config/`) or data (`data/`).
struct Known {
    name: &'static str,
    program: &'static str,
    /// Files of settings, or folders of them, that name Obelus where the editor is set up.
    settings: &'static [&'static str],
    /// Folders of packages, in which one is called after Obelus where the editor is set up.
    packages: &'static [&'static str],
    /// Where its log is.
    log: &'static str,
}

const KNOWN: [Known; 6] = [
    Known {
        name: "Neovim",
        program: "nvim",
        settings: &["config/nvim"],
        packages: &["data/nvim/lazy", "data/nvim/site/pack", "data/nvim-data/lazy", "data/nvim-data/site/pack"],
        log: "`:Obelus log`",
    },
    Known {
        name: "VS Code",
        program: "code",
        settings: &[],
        packages: &[".vscode/extensions", ".vscode-server/extensions"],
        log: "View → Output → Obelus",
    },
    Known {
        name: "VSCodium",
        program: "codium",
        settings: &[],
        packages: &[".vscode-oss/extensions"],
        log: "View → Output → Obelus",
    },
    Known {
        name: "Helix",
        program: "hx",
        settings: &["config/helix/languages.toml"],
        packages: &[],
        log: "`:log-open`, if it was started as `hx -v`",
    },
    Known {
        name: "Emacs",
        program: "emacs",
        settings: &[".emacs", ".emacs.el", ".emacs.d/init.el", "config/emacs/init.el"],
        packages: &[],
        log: "`M-x eglot-events-buffer`",
    },
    Known {
        name: "Vim",
        program: "vim",
        settings: &[".vimrc", ".vim/vimrc", "config/vim/vimrc"],
        packages: &[".vim/pack", ".vim/plugged"],
        log: "`:ALEInfo`",
    },
];

/// Says which editors are there and which are set up.
pub(super) fn look(findings: &mut Findings) {
    let mut any = false;
    for known in &KNOWN {
        let Some(program) = programs::find(known.program) else { continue };
        any = true;
        let version = programs::version(&program).unwrap_or_else(|| "does not print its version".into());
        findings.say(&format!("{}: {}: {version}", known.name, program.display()));
        match known.set_up() {
            None => findings.say("  does not seem to be set up"),
            Some(place) if known.program == "nvim" && is_too_old(&version) => findings.warn(&format!(
                "  seems to be set up, but this Neovim is too old, as Obelus needs 0.10 or newer: {}",
                place.display()
            )),
            Some(place) => {
                findings.say(&format!("  seems to be set up: {}", place.display()));
                findings.say(&format!("  log: {}", known.log));
            }
        }
    }
    if !any {
        findings.say("none of those that Obelus has files for is on the PATH");
    }
    findings.say("`obelus help editors` says how to set up an editor");
}

impl Known {
    /// The file or folder by which the editor is set up for Obelus.
    fn set_up(&self) -> Option<PathBuf> {
        let settings = self.settings.iter().flat_map(|place| paths(place)).find_map(|path| first(&path, names_it));
        let packages =
            || self.packages.iter().flat_map(|place| paths(place)).find_map(|path| first(&path, is_called_so));
        settings.or_else(packages)
    }
}

/// The paths that a place in [`Known`] stands for.
fn paths(place: &str) -> Vec<PathBuf> {
    let home = env::home_dir().unwrap_or_default();
    let (variables, usual, place) = if let Some(place) = place.strip_prefix("config/") {
        (&["XDG_CONFIG_HOME", "LOCALAPPDATA", "APPDATA"][..], ".config", place)
    } else if let Some(place) = place.strip_prefix("data/") {
        (&["XDG_DATA_HOME", "LOCALAPPDATA"][..], ".local/share", place)
    } else {
        (&[][..], "", place)
    };
    let set = variables.iter().filter_map(env::var_os).map(PathBuf::from).filter(|folder| folder.is_absolute());
    set.chain([home.join(usual)]).map(|folder| folder.join(place)).collect()
}

/// The first file or folder at or below `place` for which `is_it` holds.
fn first(place: &Path, is_it: impl Fn(&Path) -> bool) -> Option<PathBuf> {
    let mut walk = WalkBuilder::new(place);
    walk.standard_filters(false).max_depth(Some(DEPTH)).sort_by_file_name(Ord::cmp);
    walk.build().filter_map(Result::ok).map(DirEntry::into_path).find(|path| is_it(path))
}

/// Whether a file or folder is called after Obelus.
fn is_called_so(path: &Path) -> bool {
    path.file_name().is_some_and(|name| names(&name.to_string_lossy()))
}

/// Whether a file names Obelus.
fn names_it(path: &Path) -> bool {
    let is_short = fs::metadata(path).is_ok_and(|found| found.is_file() && found.len() < LONGEST);
    is_short && fs::read(path).is_ok_and(|bytes| names(&String::from_utf8_lossy(&bytes)))
}

fn names(text: &str) -> bool {
    text.to_ascii_lowercase().contains("obelus")
}

/// Whether this is the version of a Neovim before 0.10: `NVIM v0.9.5`.
fn is_too_old(version: &str) -> bool {
    let mut numbers = version.trim_start_matches("NVIM v").split('.').map(str::parse::<u32>);
    matches!((numbers.next(), numbers.next()), (Some(Ok(0)), Some(Ok(minor))) if minor < 10)
}
