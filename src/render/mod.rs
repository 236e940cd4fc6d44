//! Values into bytes: no files, no environment, no decisions.

pub mod json;
//! Values in, bytes for people and machines out: the only user of colour.
//!
//! Names `domain` and `failure` only. Whatever a person will read goes through
//! [`screen::Screen`], so that no text of a stranger can steer a terminal.

pub mod body;
mod columns;
pub mod line;
pub mod screen;
pub mod snippet;
pub mod style;
mod table;
