//! The only test binary.

#![expect(clippy::disallowed_methods, reason = "tests set up files of their own")]

mod commands;
mod docs;
mod rules;
mod shown;
mod tidy;
mod world;
