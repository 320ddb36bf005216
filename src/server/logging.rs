//! Where log lines go: warnings and errors to the client, and what `OBELUS_LOG` names to a file.

use super::outbox::{self, WeakOutbox};
use std::fmt::{self, Write};
use std::fs::File;
use std::path::Path;
use std::sync::Mutex;
use tower_lsp::lsp_types::{LogMessageParams, MessageType};
use tracing::field::{Field, Visit};
use tracing::{Dispatch, Event, Level, Subscriber};
use tracing_subscriber::filter::{EnvFilter, LevelFilter};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};

/// The environment variable that says what is logged to the file, as in `obelus=debug`; without it `info`.
const FILTER: &str = "OBELUS_LOG";

/// A log to `file`, if there is one, and through `outbox` to the client. A file that cannot be written is one warning
/// to the client.
pub fn start(file: Option<&Path>, outbox: WeakOutbox) -> Dispatch {
    let opened = file.map(|path| File::options().create(true).append(true).open(path));
    let (log, problem) = match opened.transpose() {
        Ok(log) => (log, None),
        Err(error) => (None, Some(error)),
    };
    let filter = EnvFilter::builder().with_default_directive(LevelFilter::INFO.into()).with_env_var(FILTER);
    let to_file = log.map(|log| {
        tracing_subscriber::fmt::layer()
            .with_writer(Mutex::new(log))
            .with_ansi(false)
            .with_filter(filter.from_env_lossy())
    });
    let to_client = ToClient { outbox }.with_filter(LevelFilter::WARN);
    let dispatch = Dispatch::new(tracing_subscriber::registry().with(to_file).with(to_client));
    if let (Some(problem), Some(path)) = (problem, file) {
        tracing::dispatcher::with_default(&dispatch, || tracing::warn!("no log in {}: {problem}", path.display()));
    }
    dispatch
}

/// Sends events as `window/logMessage`.
struct ToClient {
    outbox: WeakOutbox,
}

impl<S: Subscriber> Layer<S> for ToClient {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let metadata = event.metadata();
        // Libraries speak of their own concerns.
        if !metadata.target().starts_with(env!("CARGO_PKG_NAME")) {
            return;
        }
        let mut message = Message(String::new());
        event.record(&mut message);
        let typ = if *metadata.level() == Level::ERROR { MessageType::ERROR } else { MessageType::WARNING };
        self.outbox.offer(outbox::notification("window/logMessage", LogMessageParams { typ, message: message.0 }));
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
