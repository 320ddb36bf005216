//! `obelus config`: what is configured, and what can be.

use super::args::{Config, ConfigCommand};
use super::files::{configurations, say_problems, show_whole, unreadable};
use super::output::{self, Printer, complain};
use crate::config::disk::Loader;
use crate::config::schema;
use crate::volume::read::reason;
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs, io};

/// Prints what is asked for.
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

/// What applies at `path`, and whether all that is configured could be read; what could not, and what does not apply, is
/// said on standard error.
fn show(path: &Path) -> io::Result<(String, bool)> {
    let folder = if fs::metadata(path)?.is_dir() { path } else { path.parent().unwrap_or(Path::new("")) };
    let here = env::current_dir()?;
    let mut loader = Loader::default();
    let home = loader.home(folder);
    let readable = unreadable(&loader, &here);
    say_problems(&configurations(&loader, &here));
    Ok((home.settings.to_toml(|file| show_whole(Path::new(file), &here)), readable))
}
