//! Fuzz targets: what must hold for any bytes, and in time that grows with their number.
//!
//! `cargo +nightly fuzz run edits -- -max_len=4096 -dict=fuzz/marks.dict` runs one of them until it finds something.
//! `tests/any_input` runs the same functions on random pieces of records in the ordinary tests, and keeps what was found.

pub mod targets;

use rustix::time::{ClockId, clock_gettime};

/// The time that any input may take, in microseconds.
const BASE: i64 = 100_000;
/// The time that each byte of an input may take, in microseconds. Instrumented, with all assertions, a program takes some
/// hundred times as long as otherwise.
const EACH: i64 = 200;

/// Runs `target` on `data`, and panics if it takes longer than so many bytes may take. Only the time that this thread
/// computes is counted.
pub fn run(target: fn(&[u8]), data: &[u8]) {
    let start = microseconds();
    target(data);
    let taken = microseconds() - start;
    let most = BASE.saturating_add(EACH.saturating_mul(i64::try_from(data.len()).unwrap_or(i64::MAX)));
    assert!(taken <= most, "{} bytes took {taken} µs", data.len());
}

fn microseconds() -> i64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    time.tv_sec * 1_000_000 + time.tv_nsec / 1000
}
