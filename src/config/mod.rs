//! What the user sets: `obelus.toml`, the same keys in an editor's settings, and what of it applies where.
//!
//! A [`Configuration`] holds every `obelus.toml` that was read, and what the editor says; it gives each folder its
//! [`Settings`]: key by key the value of the nearest file that has it. What makes no sense is a [`Problem`] with its place in
//! the file, and the rest applies. All this is pure but for [`disk`], which reads the files.

mod configuration;
pub mod disk;
mod facsimile;
mod ignore;
mod include;
mod partial;
mod problem;
mod schema;
mod settings;
mod show;
mod tree;

pub use configuration::{Configuration, File, NAME};
pub use facsimile::{Facsimile, Page, Target};
pub use ignore::{Ignore, ignore_edit, ignore_entry};
pub use include::Globs;
pub use partial::{LARGEST, Level, Partial};
pub use problem::{Problem, ProblemCode};
pub use schema::schema;
pub use settings::{Origin, Setting, Settings};
