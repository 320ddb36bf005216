//! The files of the workspace: which document a URI means, and what is read from disk.

pub mod indexer;
pub mod scan;
pub mod uri;
pub mod workspace_diagnostics;
