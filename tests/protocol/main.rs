//! The language server as its client sees it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::needless_pass_by_value,
    reason = "a test fails by panicking, and its JSON reads best in place"
)]

mod client;
mod configuration;
mod conversion;
mod diagnostics;
mod editing;
mod folder;
mod markdown;
mod process;
mod records;
mod requests;
mod soak;
mod sync;
mod transport;
mod typing;
mod volumes;
mod workspace;
