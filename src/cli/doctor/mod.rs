//! `obelus doctor`: whether Obelus can work here, and what it would do.

mod findings;
mod installed;

use super::args::Doctor;
use super::explain_files::{self, Explained};
use super::files::ConfigProblems;
use super::output::{self, Printer, complain};
use super::{files, programs};
use crate::config::disk::Loader;
use crate::volume::read::reason;
use findings::Findings;
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

/// How many files are named of those that are records, or no records, for the same reason.
const NAMED: usize = 3;

/// Prints what there is to say of the program, of a folder and of the editors.
pub(super) fn run(args: &Doctor) -> ExitCode {
    if let Err(error) = fs::metadata(&args.path) {
        complain(&args.path.to_string_lossy(), &reason(&error));
        return ExitCode::from(2);
    }
    let mut findings = Findings::default();
    findings.section("Program");
    look_at_program(&mut findings);
    findings.section("Configuration");
    look_at_configuration(&args.path, &mut findings);
    findings.section("Files");
    let readable = look_at_files(&args.path, &mut findings);
    findings.section("Editors");
    installed::look(&mut findings);
    findings.section("Log");
    findings.say("an editor that starts `obelus serve --log FILE` appends what the server does to FILE");
    findings.say("in the environment of the editor, `OBELUS_LOG=debug` adds detail");
    let found = findings.need_attention();
    let mut out = Printer::new("");
    output::exit(out.around(&findings.summed_up()).and_then(|()| out.flush()).map(|()| readable), found)
}

fn look_at_program(findings: &mut Findings) {
    findings.say(&format!("obelus {}", env!("OBELUS_VERSION")));
    let this = env::current_exe().ok();
    findings.say(&this.as_ref().map_or("it cannot be told where it is".into(), |path| path.display().to_string()));
    let whole = |path: &Path| fs::canonicalize(path).ok();
    match programs::find("obelus") {
        None => findings.warn("there is no `obelus` on the PATH, where editors look for it"),
        Some(found) if whole(&found) != this.as_deref().and_then(whole) => {
            findings.warn(&format!("editors start another program, the first on the PATH: {}", found.display()));
        }
        Some(_) => findings.say("it is on the PATH, where editors look for it"),
    }
}

/// Says what is configured at `path` and by which files.
fn look_at_configuration(path: &Path, findings: &mut Findings) {
    let folder = if path.is_file() { path.parent().unwrap_or(Path::new("")) } else { path };
    let here = env::current_dir().unwrap_or_default();
    let mut loader = Loader::default();
    let settings = loader.folder(folder).settings;
    let lines = settings.configured(|file| files::show_whole(Path::new(file), &here));
    if lines.is_empty() {
        findings.say("nothing is configured; `obelus help configuration` says what can be");
    }
    for line in lines {
        findings.say(&line);
    }
}

/// Says which files at `path` are records and why, and what is wrong in the configuration of their folders. Returns
/// whether all could be read.
fn look_at_files(path: &Path, findings: &mut Findings) -> bool {
    let Explained { files, config_problems, readable } = explain_files::explain(&[path.into()]);
    for (place, message) in config_problems.iter().flat_map(ConfigProblems::messages) {
        findings.warn(&format!("{place}: {message}"));
    }
    let mut reasons: Vec<&str> = Vec::new();
    for file in &files {
        if !reasons.contains(&file.why.as_str()) {
            reasons.push(&file.why);
        }
    }
    match files.iter().filter(|file| file.is_record).count() {
        0 => findings.warn("none is a record"),
        records => findings.say(&format!("records: {records} of {}", files.len())),
    }
    for why in reasons {
        let alike: Vec<_> = files.iter().filter(|file| file.why == why).map(|file| file.shown.as_str()).collect();
        let named = alike.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
        let more = alike.len().saturating_sub(NAMED);
        findings.say(why);
        findings.say(&if more > 0 { format!("  {named} and {more} more") } else { format!("  {named}") });
    }
    readable
}
