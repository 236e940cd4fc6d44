//! What other processes want of one that has taken over the terminal.
//!
//! A signal that ends us finds the terminal given back first, and then does what it would have
//! done, so that whoever waits for us learns of it (`waitpid` of POSIX: ended by a signal).

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
use signal_hook::iterator::Signals;
use signal_hook::low_level::{emulate_default_handler, raise};

/// Nobody has taken the terminal over.
const OURS_NOT: u8 = 0;
/// We have.
const OURS: u8 = 1;
/// Another program has it, that we started and wait for.
const LENT: u8 = 2;

/// Waits for signals, on a thread of its own. Once this is dropped, they end us at once.
pub(super) struct Watch {
    state: Arc<AtomicU8>,
}

impl Watch {
    /// Begins to wait; `out` is a way to the terminal.
    pub(super) fn start(mut out: Box<dyn Write + Send>) -> io::Result<Self> {
        let state = Arc::new(AtomicU8::new(OURS_NOT));
        let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT])?;
        let seen = Arc::clone(&state);
        let wait = move || {
            for signal in signals.forever() {
                let state = seen.load(Ordering::Acquire);
                // Keys of the terminal reach every program on it; this one means the other.
                if state == LENT && matches!(signal, SIGINT | SIGQUIT) {
                    continue;
                }
                if state == OURS {
                    drop(super::leave(&mut out));
                }
                drop(emulate_default_handler(signal));
            }
        };
        std::thread::Builder::new().name("signals".to_owned()).spawn(wait)?;
        Ok(Self { state })
    }

    /// Another program has the terminal from now on.
    pub(super) fn pause(&self) {
        self.state.store(LENT, Ordering::Release);
    }

    /// We have it again.
    pub(super) fn resume(&self) {
        self.state.store(OURS, Ordering::Release);
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.state.store(OURS_NOT, Ordering::Release);
    }
}

/// Stops until somebody lets us go on.
pub(super) fn stop() -> io::Result<()> {
    raise(SIGTSTP)
}

/// Ends the process as by Ctrl-C.
pub(super) fn interrupt() -> io::Result<()> {
    emulate_default_handler(SIGINT)
}
