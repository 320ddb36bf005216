//! Watches whether the client's process still runs.

use std::time::Duration;

/// How often the process is looked for.
#[cfg(unix)]
const PERIOD: Duration = Duration::from_secs(2);

/// Completes when the process `id` has ended. Never completes if there is no such process at the time of the call,
/// since the client then numbers processes differently (in a container, on another machine).
#[cfg(unix)]
pub fn gone(id: i32) -> impl Future<Output = ()> {
    use rustix::io::Errno;
    use rustix::process::{Pid, test_kill_process};

    let lives = |pid| test_kill_process(pid) != Err(Errno::SRCH);
    let process = Pid::from_raw(id).filter(|&pid| lives(pid));
    async move {
        let Some(pid) = process else { return std::future::pending().await };
        while lives(pid) {
            tokio::time::sleep(PERIOD).await;
        }
    }
}

/// Never completes on this system. The end of input shows that the client is gone.
#[cfg(not(unix))]
pub fn gone(_id: i32) -> impl Future<Output = ()> {
    std::future::pending()
}
