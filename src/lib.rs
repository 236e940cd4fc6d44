//! `kb`: a knowledge base over a git repository that finds, checks and keeps fresh.
//!
//! The layers, from the outside in: `cli` reads arguments and prints,
//! `workspace` puts a library together, `fs`, `git`, `parse`, `rules`,
//! `lifecycle`, `index` and `render` each do one thing and never name one
//! another, `license` knows what licences mean, and `domain` holds the values they all
//! speak in.

pub mod cli;
pub mod domain;
pub mod env;
pub mod exit;
pub mod failure;
pub mod fs;
pub mod git;
pub mod index;
pub mod license;
pub mod lifecycle;
pub mod parse;
pub mod render;
pub mod rules;
pub mod workspace;

/// Runs the command that `env` asks for.
pub fn run(env: &mut env::Env) -> exit::Exit {
    env::prepare_color();
    let run = std::panic::AssertUnwindSafe(|| cli::run(&mut *env));
    let outcome = std::panic::catch_unwind(run);
    outcome.unwrap_or_else(|_| cli::report_fault(env))
}
