//! The command and the profile that an editor is started with: its own configuration in the throw-away folder, and
//! nothing of the user's.

use crate::cli::args::Editor;
use include_dir::{Dir, include_dir};
use serde_json::json;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs, io};

static NVIM: Dir = include_dir!("$CARGO_MANIFEST_DIR/editors/nvim");
const NVIM_INIT: &str = include_str!("init.lua");
const EMACS: &str = include_str!("../../../editors/emacs/obelus.el");
const EMACS_INIT: &str = include_str!("init.el");
const HELIX: &str = include_str!("../../../editors/helix/languages.toml");

/// The variables that tell Neovim and Helix where the user's files are.
const HOMES: [&str; 4] = ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"];

/// Writes a profile for `editor` below `folder`. Returns the command that starts the editor, whose path is `program`,
/// for a file in the folder `volume`; or, as words for the user, what it lacks.
///
/// # Errors
///
/// Those of writing the profile and of starting the editor to install its extension.
pub fn prepare(
    editor: Editor,
    program: &Path,
    folder: &Path,
    volume: &Path,
) -> io::Result<Result<Command, &'static str>> {
    let mut command = Command::new(program);
    command.env("PATH", path()?);
    match editor {
        Editor::Nvim => {
            let plugin = folder.join("nvim");
            fs::create_dir(&plugin)?;
            NVIM.extract(&plugin)?;
            let init = folder.join("init.lua");
            fs::write(&init, NVIM_INIT)?;
            homes(&mut command, folder);
            // No file of the editor's history, and no swap file.
            command.arg("-u").arg(init).args(["-i", "NONE", "-n"]);
        }
        Editor::Hx => {
            let configuration = folder.join("XDG_CONFIG_HOME").join("helix");
            fs::create_dir_all(&configuration)?;
            fs::write(configuration.join("languages.toml"), HELIX)?;
            homes(&mut command, folder);
            command.arg("--hsplit").arg(folder.join("keys"));
        }
        Editor::Emacs => {
            fs::write(folder.join("obelus.el"), EMACS)?;
            let init = folder.join("init.el");
            fs::write(&init, EMACS_INIT)?;
            command.args(["-q", "--no-site-file"]).arg("-l").arg(init);
        }
        Editor::Code => {
            let Some(extension) = extension() else {
                return Ok(Err(
                    "its extension is not built yet: `npm ci && npm run package` in editors/vscode does it",
                ));
            };
            let user = folder.join("code").join("User");
            fs::create_dir_all(&user)?;
            // VS Code asks new users questions that would hide the example.
            let settings = json!({"security.workspace.trust.enabled": false, "workbench.startupEditor": "none"});
            fs::write(user.join("settings.json"), settings.to_string())?;
            let profile = [
                OsString::from("--user-data-dir"),
                folder.join("code").into(),
                OsString::from("--extensions-dir"),
                folder.join("extensions").into(),
            ];
            let mut install = Command::new(program);
            install.args(&profile).arg("--install-extension").arg(extension).stdout(Stdio::null());
            if !install.status()?.success() {
                return Ok(Err("its extension cannot be installed"));
            }
            command.args(profile).args(["--new-window", "--wait"]).arg(volume);
        }
    }
    Ok(Ok(command))
}

/// The packaged extension for VS Code: beside this program, or in the repository that the program was built in or runs
/// in.
pub fn extension() -> Option<PathBuf> {
    let program = env::current_exe().ok()?;
    let beside = program.parent()?.to_owned();
    // target/release/obelus, or a target for a machine of its own: target/TRIPLE/release/obelus.
    let repositories = program.ancestors().skip(3).take(2).map(Path::to_owned).chain(env::current_dir());
    let built = repositories.map(|repository| repository.join("editors").join("vscode"));
    [beside].into_iter().chain(built).find_map(|folder| {
        let files = fs::read_dir(folder).ok()?.filter_map(Result::ok).map(|file| file.path());
        // The newest by its name, if there are several.
        files.filter(|path| path.extension().is_some_and(|extension| extension == "vsix")).max()
    })
}

/// The `PATH` with the folder of this program before all others, so that the editor starts this server and no other.
fn path() -> io::Result<OsString> {
    let program = env::current_exe()?;
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = program.parent().map(Path::to_owned).into_iter().chain(env::split_paths(&path));
    env::join_paths(folders).map_err(io::Error::other)
}

/// Makes `command` look for the user's files below `folder`.
fn homes(command: &mut Command, folder: &Path) {
    for home in HOMES {
        command.env(home, folder.join(home));
    }
    command.env_remove("NVIM_APPNAME");
}
