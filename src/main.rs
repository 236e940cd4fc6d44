//! The process: its streams in, its exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    kb::env::hold_panics();
    let mut env = kb::env::Env::of_process();
    ExitCode::from(kb::run(&mut env).code())
}
