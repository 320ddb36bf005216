//! What is kept between answers, so that an edit costs only the records that it changed.

pub mod document_diagnostics;
pub mod file_texts;
pub mod json_cache;
pub mod outline;
pub mod per_record;
pub mod semantic_tokens;
pub mod volume_diagnostics;
