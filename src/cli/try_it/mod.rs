//! `obelus try`: an example record, in an editor or in the terminal.

mod editor;
mod example;
mod profile;
mod tour;

use super::args::{Editor, Try};
use super::output::{self, complain};
use example::{RECORD, VOLUME};
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

/// Opens the example in the editor named, otherwise in one that is installed, otherwise shows it in the terminal.
pub(super) fn run(args: &Try) -> ExitCode {
    // Without a terminal nobody is there to type.
    let on_terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
    match args.editor.or_else(|| Editor::at_hand().filter(|_| on_terminal)) {
        Some(editor) => open(editor, args),
        None => output::exit(tour::print().map(|()| true), false),
    }
}

/// Opens the example in `editor`, and removes all of it when the editor has ended.
fn open(editor: Editor, args: &Try) -> ExitCode {
    let Some(program) = editor.find() else {
        complain(editor.program(), "not found on the PATH; `obelus try` alone takes an editor that is there");
        return ExitCode::from(2);
    };
    let opened = tempfile::Builder::new().prefix("obelus-try-").tempdir().and_then(|folder| {
        let volume = folder.path().join("canal");
        fs::create_dir(&volume)?;
        VOLUME.extract(&volume)?;
        start(editor, &program, folder.path(), &volume, args)
    });
    match opened {
        Ok(status) => status,
        Err(error) => {
            complain(editor.program(), &format!("cannot be started: {error}"));
            ExitCode::from(2)
        }
    }
}

/// Starts `editor` with its own profile in `folder`, and waits until it ends.
fn start(editor: Editor, program: &Path, folder: &Path, volume: &Path, args: &Try) -> io::Result<ExitCode> {
    let keys = editor.keys().join("\n") + "\n";
    fs::write(folder.join("keys"), &keys)?;
    let mut command = match profile::prepare(editor, program, folder, volume)? {
        Ok(command) => command,
        Err(lacking) => {
            complain(editor.program(), lacking);
            return Ok(ExitCode::from(2));
        }
    };
    // Editors in the terminal cover this, and show it themselves.
    let _ = write!(io::stderr(), "{keys}");
    let ended = command.args(&args.arguments).arg(volume.join(RECORD)).current_dir(volume).status()?;
    Ok(if ended.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
