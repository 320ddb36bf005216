//! `obelus help`: help on a command or on a topic.

pub(super) mod topics;

use super::args::{Args, Help};
use super::plain_text::plain_text;
use clap::{Command, CommandFactory};
use std::process::ExitCode;
use topics::TOPICS;

/// Prints the help on what the arguments name. Clap does so: a topic is a command that it knows only here.
pub(super) fn run(args: &Help) -> ExitCode {
    let topics = TOPICS
        .iter()
        .map(|topic| Command::new(topic.name).about(topic.about).override_help(plain_text(topic.text)).hide(true));
    let names = args.names.iter().map(String::as_str);
    let asked = ["obelus"].into_iter().chain(names).chain(["--help"]);
    Args::command().subcommands(topics).get_matches_from(asked);
    ExitCode::SUCCESS
}
