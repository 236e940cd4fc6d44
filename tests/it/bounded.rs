//! The bounds within which `kb` must answer whatever lies in a library.
//!
//! They are the kernel's own limits on a process, so that a machine under load
//! changes nothing: processor time counts, not the clock.

use std::path::Path;
use std::process::{Command, Output, Stdio};

/// All address space of the process; `kb` with nothing to do takes less than 40 MiB of it.
const MEMORY_KIB: u32 = 96 * 1024;
/// Generous even for a build that is not optimised.
const PROCESSOR_SECONDS: u32 = 10;

fn limited(root: &Path, arguments: &str, memory_kib: u32) -> Output {
    let script =
        format!("ulimit -v {memory_kib}; ulimit -t {PROCESSOR_SECONDS}; exec \"$0\" {arguments}");
    let mut shell = Command::new("/bin/sh");
    shell.args(["-c", &script, env!("CARGO_BIN_EXE_kb")]).current_dir(root).stdin(Stdio::null());
    // One arena and two threads: how many cores a machine has changes nothing either.
    shell.env_clear().env("HOME", root).env("MALLOC_ARENA_MAX", "1").env("RAYON_NUM_THREADS", "2");
    shell.output().expect("the shell can be started")
}

/// `kb` with `arguments`, which may find fault but must neither fail nor exceed its bounds.
#[track_caller]
pub fn answers(root: &Path, arguments: &str, what: &str) -> Output {
    let output = limited(root, arguments, MEMORY_KIB);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{what}: {:?}: {said}", output.status);
    output
}

#[test]
fn who_exceeds_the_bounds_is_seen() {
    let world = super::hostile::neighbours();
    answers(&world.root(), "check", "sound articles");
    let output = limited(&world.root(), "check", 8 * 1024);
    assert!(!matches!(output.status.code(), Some(0 | 1)), "{:?}", output.status);
}
