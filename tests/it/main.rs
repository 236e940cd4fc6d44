//! The only test binary.

mod shown;
