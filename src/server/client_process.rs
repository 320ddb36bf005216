//! Whether the client's process is still there.

use std::time::Duration;

/// How often the client's process is looked for.
#[cfg(unix)]
const PERIOD: Duration = Duration::from_secs(2);

/// Completes once the process `id` is gone; never where there is none when this is called, since then the client counts
/// processes otherwise (in a container, on another machine), and never where the system has no way to ask.
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

/// Never completes: the end of input tells that the client is gone.
#[cfg(not(unix))]
pub fn gone(_id: i32) -> impl Future<Output = ()> {
    std::future::pending()
}
