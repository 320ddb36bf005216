//! Links from the page to the files.

use super::escape::escape;
use crate::cli::check::uri::uri;
use crate::volume::files;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// How links lead from the page to the files.
#[derive(Debug)]
pub(super) struct Links {
    /// The URI of the working directory, to which paths are relative, as seen from the page: empty or with a slash at its
    /// end.
    base: String,
}

impl Links {
    /// Links from the file `output`; without one, from a file in the working directory.
    pub fn from(output: Option<&Path>) -> Self {
        let folder = output.map(|output| output.parent().unwrap_or(Path::new("")));
        let folder = folder.map(|folder| if folder.as_os_str().is_empty() { Path::new(".") } else { folder });
        let here = env::current_dir().and_then(fs::canonicalize).unwrap_or_default();
        let folder = folder.map_or_else(|| here.clone(), |folder| fs::canonicalize(folder).unwrap_or(folder.into()));
        Self::between(&folder, &here)
    }

    /// Links from a file in `folder` to files below the working directory `here`.
    fn between(folder: &Path, here: &Path) -> Self {
        let base = match folder.strip_prefix(here) {
            Ok(below) => "../".repeat(below.components().count()),
            Err(_) => uri(&files::name(&here.join(""))),
        };
        Self { base }
    }

    /// A link to the file at `path`, as it is printed.
    pub fn to(&self, path: &str) -> String {
        let name = escape(path);
        // Standard input is no file.
        if path == "-" {
            return name;
        }
        let base = if path.starts_with('/') || PathBuf::from(path).is_absolute() { "" } else { &self.base };
        format!("<a href=\"{base}{}\">{name}</a>", uri(path))
    }
}

/// The name by which the page leads to the part for the file at `path`.
pub(super) fn anchor(path: &str) -> String {
    format!("file:{}", uri(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_from_the_page_to_the_file() {
        let check = |folder: &str, path: &str, expected: &str| {
            let links = Links::between(Path::new(folder), Path::new("/home/ada"));
            assert_eq!(links.to(path), expected, "{folder}");
        };
        check("/home/ada", "v/d 1.txt", r#"<a href="v/d%201.txt">v/d 1.txt</a>"#);
        check("/home/ada/out/html", "v/d1.txt", r#"<a href="../../v/d1.txt">v/d1.txt</a>"#);
        check("/home/ada/out", "../v/d1.txt", r#"<a href="../../v/d1.txt">../v/d1.txt</a>"#);
        check("/srv/www", "v/d1.txt", r#"<a href="file:///home/ada/v/d1.txt">v/d1.txt</a>"#);
        check("/home/ada/out", "/srv/d1.txt", r#"<a href="file:///srv/d1.txt">/srv/d1.txt</a>"#);
        check("/home/ada", "<b>\".txt", r#"<a href="%3Cb%3E%22.txt">&lt;b&gt;&quot;.txt</a>"#);
        check("/home/ada", "-", "-");
    }
}
