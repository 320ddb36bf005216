//! What several requests share.

pub mod conversion;
pub mod conversion_action;
pub mod ignore_action;
pub mod resolve_data;
pub mod workspace_edit;
