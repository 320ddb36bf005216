//! Interrupts that wait until no file is half replaced.

use std::io;
use std::sync::{PoisonError, RwLock, RwLockReadGuard};

/// Held for reading by each thread that is replacing a file, and for writing by the one that ends the program.
static REPLACING: RwLock<()> = RwLock::new(());

/// Keeps the program from being interrupted for as long as the value lives. It takes no new one once it was interrupted.
pub(super) fn hold_off() -> RwLockReadGuard<'static, ()> {
    // There is no value that a panic could have left half changed.
    REPLACING.read().unwrap_or_else(PoisonError::into_inner)
}

/// From now on, SIGINT, SIGTERM and SIGHUP end the program as they always do, but not while a value of [`hold_off`]
/// lives.
///
/// # Errors
///
/// Those of the system where signals cannot be received or no thread can be started.
#[cfg(unix)]
pub(super) fn hold_off_while_replacing() -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;
    use std::thread;

    let mut signals = Signals::new([SIGHUP, SIGINT, SIGTERM])?;
    thread::Builder::new().name("interrupt".into()).spawn(move || {
        for signal in signals.forever() {
            let _all_are_replaced = REPLACING.write().unwrap_or_else(PoisonError::into_inner);
            // It fails for signals that it does not know; these it knows.
            let _ = emulate_default_handler(signal);
        }
    })?;
    Ok(())
}

/// Elsewhere an interrupt ends the program at once.
///
/// # Errors
///
/// None.
#[cfg(not(unix))]
#[allow(clippy::unnecessary_wraps, reason = "on Unix it can fail")]
pub(super) fn hold_off_while_replacing() -> io::Result<()> {
    Ok(())
}
