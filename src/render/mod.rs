//! Values into bytes: no files, no environment, no decisions.

pub mod json;
