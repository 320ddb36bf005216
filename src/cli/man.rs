//! `obelus man`: the manual pages.

use super::args::{Args, Man};
use super::output::complain;
use clap::{Command, CommandFactory};
use std::path::Path;
use std::process::ExitCode;
use std::{fs, io};

/// Writes a page for each command into the folder given.
pub(super) fn run(args: &Man) -> ExitCode {
    let mut command = Args::command();
    command.build();
    match fs::create_dir_all(&args.folder).and_then(|()| write(command, &args.folder)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&args.folder.to_string_lossy(), &format!("cannot be written: {error}"));
            ExitCode::from(2)
        }
    }
}

/// Writes the page of `command` and those of its subcommands. The recursion is as deep as they are nested.
fn write(command: Command, folder: &Path) -> io::Result<()> {
    for subcommand in command.get_subcommands().filter(|subcommand| !subcommand.is_hide_set()) {
        write(subcommand.clone(), folder)?;
    }
    let source = concat!("obelus ", env!("CARGO_PKG_VERSION"));
    // A page without a date has a space for it; an empty date would make the source the date.
    clap_mangen::Man::new(command).date(" ").source(source).manual("Obelus Manual").generate_to(folder)?;
    Ok(())
}
