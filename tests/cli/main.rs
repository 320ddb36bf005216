//! The commands, as somebody runs them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper that cannot do its work fails the test")]

mod check;
mod config;
mod convert;
#[cfg(unix)]
mod doctor;
mod encodings;
mod explain;
mod files;
mod fix;
mod folder;
mod help;
mod index;
mod input;
mod outline;
mod page;
mod report_file;
mod serve;
mod shell;
mod try_it;
mod watch;
