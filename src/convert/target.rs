//! What a document can be converted to.

use super::converted::Converted;
use super::rewrite::rewrite;
use super::{html, tei};
use crate::assist::VolumeContext;
use crate::config::Settings;
use crate::convention::Convention;

/// A form that a document can be converted to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// TEI P5.
    Tei,
    /// A page of HTML.
    Html,
    /// The text in a convention.
    Text(Convention),
}

impl Target {
    /// Every form.
    pub const ALL: [Self; 6] = [
        Self::Tei,
        Self::Html,
        Self::Text(Convention::Plain),
        Self::Text(Convention::Markdown),
        Self::Text(Convention::Gutenberg),
        Self::Text(Convention::Proofreaders),
    ];

    /// The name of the form, as the command line and editors write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Tei => "tei",
            Self::Html => "html",
            Self::Text(convention) => convention.name(),
        }
    }

    /// The form with this name. Returns `None` if there is none.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|target| target.name() == name)
    }

    /// How the names of files in this form end.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Tei => "xml",
            Self::Html => "html",
            Self::Text(convention) => convention.extension(),
        }
    }
}

/// Converts the document of `context` to the form `to`. `settings` apply to it, and `title` names it where its heading does
/// not.
///
/// # Errors
///
/// Returns what would be lost, in words for the user.
pub fn convert(context: &VolumeContext, settings: &Settings, title: &str, to: Target) -> Result<Converted, String> {
    match to {
        Target::Tei => Ok(tei::write(context, settings, title)),
        Target::Html => Ok(html::write(context, settings, title)),
        Target::Text(convention) => rewrite(context.snapshot, convention),
    }
}
