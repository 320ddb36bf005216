//! `obelus config`: what is configured, and what can be.

use super::args::{Config, ConfigCommand};
use super::files::{config_problems, report_problems, report_unreadable, show_whole};
use super::output::{self, Printer, complain};
use crate::config::disk::Loader;
use crate::config::schema;
use crate::volume::read::reason;
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs, io};

/// Prints the configuration of a place, or the schema.
pub(super) fn run(args: &Config) -> ExitCode {
    let (text, readable) = match &args.what {
        ConfigCommand::Schema => (format!("{:#}\n", schema()), true),
        ConfigCommand::Show { path } => match show(path) {
            Ok(shown) => shown,
            Err(error) => {
                complain(&path.to_string_lossy(), &reason(&error));
                return ExitCode::from(2);
            }
        },
    };
    let mut out = Printer::new("");
    output::exit(out.around(&text).and_then(|()| out.flush()).map(|()| readable), false)
}

/// What applies at `path`, as TOML, and whether every `obelus.toml` concerned could be read. Reports on standard error
/// the ones that could not, and their problems.
fn show(path: &Path) -> io::Result<(String, bool)> {
    let folder = if fs::metadata(path)?.is_dir() { path } else { path.parent().unwrap_or(Path::new("")) };
    let here = env::current_dir()?;
    let mut loader = Loader::default();
    let folder = loader.folder(folder);
    let readable = report_unreadable(&loader, &here);
    report_problems(&config_problems(&loader, &here));
    Ok((folder.settings.to_toml(|file| show_whole(Path::new(file), &here)), readable))
}
