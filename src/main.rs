//! The process: its streams in, its exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    let _env = kb::env::Env::of_process();
    ExitCode::SUCCESS
}
