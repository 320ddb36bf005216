//! The project's home page, where the diagnostics are explained.

/// The URL of the home page.
pub const HOME_PAGE: &str = env!("CARGO_PKG_REPOSITORY");

/// The URL of a file of the project, given by its path from the top folder.
pub fn file(path: &str) -> String {
    format!("{HOME_PAGE}/blob/main/{path}")
}
