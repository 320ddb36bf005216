//! Obelus: a language server for historical records transcribed as plain text.
//!
//! The layers, each using only those above it in this list:
//!
//! | layer | what it knows |
//! | --- | --- |
//! | [`text`] | characters and positions: the rope, edits, positions in UTF-8, UTF-16 and UTF-32 |
//! | [`convention`] | what marks look like: one file a convention |
//! | [`lexicon`] | what words mean: one file a language |
//! | [`syntax`] | one line in, its tokens out |
//! | [`record`] | lines to records: heading, pages, notes, references, pairing, cross references |
//! | [`volume`] | many files: which there are, what is kept of them, where a cross reference leads |
//! | [`check`] | diagnostics: one file a family of rules |
//! | [`config`] | what the user sets: `obelus.toml`, and what of it applies where |
//! | [`assist`] | what the editor asks: one file a feature |
//! | [`server`] | LSP: transport, session, conversions to and from protocol types |
//! | [`cli`] | the commands: serve, check, fix, index, outline, config |
//!
//! In tests, `measure` uses [`record`], [`volume`] and [`check`] to say how often they are right on published records.
//!
//! Invariants, each held by tests:
//!
//! 1. Only [`server`] knows LSP. Everything above it speaks byte offsets and plain data.
//! 2. [`text`], [`convention`], [`syntax`], [`record`], [`check`], [`config`] (but for [`config::disk`]) and [`assist`]
//!    are pure: no I/O, no clock, no async, no global state, no panic on any input. Parsing never fails: any text is some
//!    record.
//! 3. Incremental equals from scratch: after any sequence of edits a document's state equals that of a fresh parse of
//!    the same text.
//! 4. One owner writes, readers take snapshots: cheap clones that no later edit changes.
//! 5. Offsets stored below the document are relative to their line or record, so that an edit shifts nothing behind it.
//! 6. Adding a convention, a rule or a feature is adding one file and one line where it is listed.

pub mod assist;
pub mod check;
pub mod cli;
pub mod config;
pub mod convention;
pub mod lexicon;
#[cfg(test)]
mod measure;
pub mod record;
pub mod server;
pub mod syntax;
pub mod text;
pub mod volume;
