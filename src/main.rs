//! The process: its streams in, its exit code out.

fn main() {}
