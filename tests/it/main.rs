//! The only test binary.

#![expect(clippy::disallowed_methods, reason = "tests set up files of their own")]
#![allow(
    clippy::format_collect,
    clippy::assigning_clones,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "tests are read, not run in a loop"
)]

mod commands;
mod docs;
mod rules;
mod shown;
mod tidy;
mod world;
