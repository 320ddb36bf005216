//! A record while it is typed: what is reported of one that is not finished yet, which in an editor is nearly always so.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, missing_docs)]

mod edits;
mod examples;
mod fixtures;
mod orders;
mod published;
mod typist;
