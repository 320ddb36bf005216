//! Where log lines go: warnings and errors to the client, and what the environment variable `OBELUS_LOG` selects to a
//! file.

use crate::server::write_queue::{self, WeakWriteQueue};
use std::any::Any;
use std::fmt::{self, Write};
use std::fs::File;
use std::sync::Mutex;
use tower_lsp::lsp_types::{LogMessageParams, MessageType};
use tracing::field::{Field, Visit};
use tracing::{Dispatch, Event, Level, Subscriber};
use tracing_subscriber::filter::{EnvFilter, LevelFilter};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};

/// The environment variable that selects what is logged to the file, as in `obelus=debug`. The default is `info`.
const FILTER: &str = "OBELUS_LOG";

/// Logs to `file`, if there is one, and through `queue` to the client.
pub fn start(file: Option<File>, queue: WeakWriteQueue) -> Dispatch {
    let filter = std::env::var(FILTER).unwrap_or_else(|_| "info".to_owned());
    let (filter, problem) = match EnvFilter::try_new(&filter) {
        Ok(filter) => (filter, None),
        Err(problem) => (EnvFilter::new("info"), Some(problem)),
    };
    let to_file = file.map(|file| {
        tracing_subscriber::fmt::layer().with_writer(Mutex::new(file)).with_ansi(false).with_filter(filter)
    });
    let to_client = ToClient { queue }.with_filter(LevelFilter::WARN);
    let dispatch = Dispatch::new(tracing_subscriber::registry().with(to_file).with(to_client));
    if let Some(problem) = problem {
        tracing::dispatcher::with_default(&dispatch, || {
            tracing::warn!("{FILTER} is no filter of log lines: {problem}");
        });
    }
    dispatch
}

/// Logs that `what` failed by `panic`.
pub fn log_panic(what: &str, panic: &(dyn Any + Send)) {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    tracing::error!("{what} failed: {}", text.unwrap_or("no reason given"));
}

/// Sends events as `window/logMessage`.
struct ToClient {
    queue: WeakWriteQueue,
}

impl<S: Subscriber> Layer<S> for ToClient {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let metadata = event.metadata();
        // Messages of libraries are of no use to the client.
        if !metadata.target().starts_with(env!("CARGO_PKG_NAME")) {
            return;
        }
        let mut message = Message(String::new());
        event.record(&mut message);
        let typ = if *metadata.level() == Level::ERROR { MessageType::ERROR } else { MessageType::WARNING };
        self.queue.offer(write_queue::notification("window/logMessage", LogMessageParams { typ, message: message.0 }));
    }
}

struct Message(String);

impl Visit for Message {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        if field.name() == "message" {
            let _a_string_takes_all = write!(self.0, "{value:?}");
        }
    }
}
