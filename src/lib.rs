//! Obelus: a language server for historical records transcribed as plain text.
//!
//! # The map
//!
//! The layers, each using only those above it in this list:
//!
//! | layer | what it knows |
//! | --- | --- |
//! | [`text`] | characters and positions: the rope, edits, positions in UTF-8, UTF-16 and UTF-32 |
//! | [`lexicon`] | what words mean: one file a language |
//! | [`convention`] | what marks look like, and how they are written: one file a convention |
//! | [`syntax`] | one line in, its tokens out |
//! | [`record`] | lines to records: heading, pages, notes, references, pairing, cross references |
//! | [`volume`] | many files: which there are, what is kept of them, where a cross reference leads |
//! | [`check`] | diagnostics: one file a family of rules |
//! | [`config`] | what the user sets: `obelus.toml`, and what of it applies where |
//! | [`assist`] | what the editor asks: one file a feature; `assist::edit` has what changes text |
//! | [`convert`] | a document as TEI, as HTML, or in another convention |
//! | [`server`] | LSP: the main loop, the session, the requests, conversions to and from protocol types |
//! | [`cli`] | the commands: a file or a folder each, and what they share |
//!
//! In tests, `measure` uses [`record`], [`volume`] and [`check`] to say how often they are right on published records.
//!
//! # The life of a keystroke
//!
//! 1. [`server::main_loop`] takes the `didChange` message, and `server::dispatch` hands it to the session.
//! 2. The session (`server::session`) finds the open document, `server::session::document_state`.
//! 3. [`record::document`] replaces the bytes in the rope ([`text`]) and scans the lines that the edit touched
//!    ([`syntax`], by the document's [`convention`]). The record that holds them is forgotten; all others stay.
//! 4. When no further message waits, the main loop asks the session what to tell the client
//!    (`server::session::publish`).
//! 5. The document makes a snapshot. `record::divide` looks for headings near the edit, and `record::build` reads the one
//!    record again: note lists (`record::notes`), pairing (`record::glued`), cross references (`record::cross_refs`).
//! 6. [`volume::Library`] takes the record in, so that what cites it can be told.
//! 7. [`check`] finds what is wrong in the record, and in the volume if that changed (`server::cache` keeps the rest).
//! 8. The diagnostics become JSON and go to the client through [`server::write_queue`].
//!
//! # The life of a request
//!
//! 1. [`server::main_loop`] takes the message, and tower-lsp reads its parameters.
//! 2. `server::dispatch` starts the handler of the method, a file in `server::requests`.
//! 3. The handler takes a `server::session::document_snapshot` from the session, before the next message is looked at.
//! 4. On a worker ([`server::worker_pool`]) it turns the position into a byte offset (`server::positions`) and asks one
//!    function of [`assist`], such as [`assist::definition`].
//! 5. That reads the [`record::Snapshot`] and the [`volume::Volume`], which no edit changes any more.
//! 6. The handler turns the answer into the method's own result type, and that into JSON ([`server::finished`]).
//! 7. The main loop sends it through [`server::write_queue`]. A request that was cancelled meanwhile is dropped.
//!
//! # Invariants
//!
//! Each is held by tests; those of the map by `tests/architecture.rs`.
//!
//! 1. Only [`server`] knows LSP. Everything above it speaks byte offsets and plain data.
//! 2. [`text`] to [`convert`] are pure, except [`config::disk`] and [`volume::read`]: no I/O, no clock, no async, no global
//!    state, no panic on any input. Parsing never fails: any text is some record.
//! 3. Incremental equals from scratch: after any sequence of edits a document's state equals that of a fresh parse of
//!    the same text.
//! 4. One owner writes, readers take snapshots: cheap clones that no later edit changes.
//! 5. Offsets stored below the document are relative to their line or record, so that an edit shifts nothing behind it.
//! 6. Adding a convention, a language, a rule, a request or a feature is adding one file and a line where it is listed.
//!    Only [`convention`] knows how a mark looks. `.github/CONTRIBUTING.md` has the recipes.
//! 7. No edit is offered that was not made, read again and found to keep every pairing.

pub mod assist;
pub mod check;
pub mod cli;
pub mod config;
pub mod convention;
pub mod convert;
pub mod lexicon;
#[cfg(test)]
mod measure;
pub mod record;
pub mod server;
pub mod syntax;
pub mod text;
pub mod volume;
