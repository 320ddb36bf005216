//! What the user sets, in `obelus.toml` or by the same keys in the editor's settings, and what of it applies where.
//!
//! A [`Configuration`] holds every `obelus.toml` that was read, and the editor's settings. For each folder it has
//! [`Settings`]: each key has the value of the nearest `obelus.toml` that sets it. A key or value that makes no sense
//! is a [`Problem`] with its place in the file; the rest of the file applies. Only [`disk`] accesses the disk.

mod address;
mod configuration;
pub mod disk;
mod facsimile;
mod ignore;
mod iiif;
mod images;
mod include;
mod partial;
mod problem;
mod schema;
mod settings;
mod show;
mod tree;

pub use configuration::{ConfigFile, Configuration, NAME, NamedManifest};
pub use facsimile::{Facsimile, Page, Target};
pub use ignore::{Ignore, ignore_edit, ignore_entry};
pub use iiif::{MAX_MANIFEST_BYTES, Manifest};
pub use images::{ImageFolder, Images, MAX_IMAGES};
pub use include::Globs;
pub use partial::{Level, MAX_BYTES, Partial};
pub use problem::{Problem, ProblemCode};
pub use schema::schema;
pub use settings::{Origin, Setting, Settings};
