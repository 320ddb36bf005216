//! Builds of records that take so long that the main loop does not wait for them. Each has a thread of its own, so that
//! none waits for another.

use crate::record::Stop;
use crate::server::session::record_build::{BuildOutcome, RecordBuild};
use crate::server::worker_pool::Cancelled;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Duration;
use std::{fmt, thread};
use tokio::sync::Notify;

/// How long the builds together may hold up the main loop, each time that it has something to build. What takes longer
/// goes on in the background.
const LONGEST_WAIT: Duration = Duration::from_millis(15);

/// The builds in the background.
pub struct Background {
    /// How long builds may hold up the main loop.
    pub longest_wait: Duration,
    /// Runs a build's work elsewhere.
    pub run: Box<dyn Fn(Work) + Send>,
    started: u64,
    /// Where the builds leave what came of them, each with its number.
    sender: Sender<(u64, BuildOutcome)>,
    done: Receiver<(u64, BuildOutcome)>,
    /// Notified when a build is done.
    woken: Arc<Notify>,
}

/// The work of a build.
pub type Work = Box<dyn FnOnce() + Send>;

impl Background {
    /// Starts a build, which is given up when `cancelled` is set. Returns its number.
    pub fn start(&mut self, build: RecordBuild, cancelled: Cancelled) -> u64 {
        self.started += 1;
        let (number, sender, woken) = (self.started, self.sender.clone(), self.woken.clone());
        (self.run)(Box::new(move || {
            let outcome = build.run(&Stop::when(&|| cancelled.is_set()));
            // The session may have ended meanwhile.
            let _ = sender.send((number, outcome));
            woken.notify_one();
        }));
        number
    }

    /// The builds that are done, by their numbers.
    pub fn done(&self) -> impl Iterator<Item = (u64, BuildOutcome)> {
        self.done.try_iter()
    }

    /// Notified when a build is done.
    pub fn woken(&self) -> &Arc<Notify> {
        &self.woken
    }
}

impl Default for Background {
    fn default() -> Self {
        let (sender, done) = mpsc::channel();
        Self { longest_wait: LONGEST_WAIT, run: Box::new(on_a_thread), started: 0, sender, done, woken: Arc::default() }
    }
}

impl fmt::Debug for Background {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Background").field("started", &self.started).finish_non_exhaustive()
    }
}

/// Does `work` on a thread of its own; at once if the system gives none.
fn on_a_thread(work: Work) {
    let log = tracing::dispatcher::get_default(Clone::clone);
    let (sender, receiver) = mpsc::channel::<Work>();
    let thread = thread::Builder::new().name("builder".to_owned()).spawn(move || {
        let _guard = tracing::dispatcher::set_default(&log);
        if let Ok(work) = receiver.recv() {
            work();
        }
    });
    let not_taken = match thread {
        Ok(_) => sender.send(work).err().map(|unsent| unsent.0),
        Err(error) => {
            tracing::error!("the system gives no thread to build records on: {error}");
            Some(work)
        }
    };
    if let Some(work) = not_taken {
        work();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::session::Session;
    use serde_json::Value;
    use std::sync::Mutex;
    use tokio::sync::oneshot::error::TryRecvError;
    use tower_lsp::lsp_types::{TextDocumentContentChangeEvent, TextDocumentItem, Url};

    /// The builds that were started and not yet run.
    type Held = Arc<Mutex<Vec<Work>>>;

    /// A session that builds long texts only when the test runs the build, and all others at once.
    fn session() -> (Session, Held) {
        let (mut session, held) = (Session::default(), Held::default());
        let to_hold = held.clone();
        session.background.longest_wait = Duration::MAX;
        session.background.run = Box::new(move |work| to_hold.lock().unwrap().push(work));
        (session, held)
    }

    /// Runs all builds that are held. Returns how many.
    fn run(held: &Held) -> usize {
        let works = std::mem::take(&mut *held.lock().unwrap());
        works.into_iter().map(|work| work()).count()
    }

    /// A record of 285 KB, whose second page marker repeats the first.
    fn long() -> String {
        format!("1. Letter\n\n[Page 2]\n[Page 2]\n{}", format!("{}\n", "The dredger sails. ".repeat(150)).repeat(100))
    }

    fn open(session: &mut Session, path: &str, text: &str) -> Url {
        let uri = Url::parse(path).unwrap();
        session.open(TextDocumentItem::new(uri.clone(), "record".to_owned(), 1, text.to_owned()));
        uri
    }

    fn change(session: &mut Session, uri: &Url, version: i32, text: &str) {
        let change = TextDocumentContentChangeEvent { range: None, range_length: None, text: text.to_owned() };
        session.change(uri, version, &[change]);
    }

    /// What is published: the path of each document, its version, and how many diagnostics it has.
    fn published(session: &mut Session) -> Vec<String> {
        let told = |message: Vec<u8>| {
            let params = serde_json::from_slice::<Value>(&message).unwrap()["params"].take();
            let count = params["diagnostics"].as_array().unwrap().len();
            format!("{} {}: {count}", params["uri"].as_str().unwrap(), params["version"])
        };
        let mut told: Vec<_> = session.take_messages().into_iter().map(told).collect();
        told.sort();
        told
    }

    #[test]
    fn a_long_build_delays_no_other_document() {
        let (mut session, held) = session();
        let long = open(&mut session, "file:///long.txt", &long());
        let short = open(&mut session, "file:///short.txt", "2. Reply\n");
        assert_eq!(published(&mut session), ["file:///short.txt 1: 0"]);
        assert!(session.snapshot(&short).unwrap().is_some());
        let mut waiting = session.snapshot(&long).err().unwrap();
        assert_eq!(waiting.try_recv(), Err(TryRecvError::Empty));
        assert!(session.diagnostics(&long).is_err());

        assert_eq!(run(&held), 1);
        assert_eq!(published(&mut session), ["file:///long.txt 1: 1"]);
        assert_eq!(waiting.try_recv(), Ok(()));
        assert!(session.snapshot(&long).unwrap().is_some());
        assert!(session.diagnostics(&long).unwrap().is_some());
        assert_eq!(run(&held), 0);
    }

    #[test]
    fn only_the_newest_version_is_built() {
        let (mut session, held) = session();
        let uri = open(&mut session, "file:///long.txt", &long());
        assert_eq!(published(&mut session), [""; 0]);
        let mut waiting = session.snapshot(&uri).err().unwrap();
        for version in 2..5 {
            change(&mut session, &uri, version, &long().replace("[Page 2]\n[Page 2]", &"[Page 7]\n".repeat(4)));
            assert_eq!(published(&mut session), [""; 0]);
        }
        assert_eq!(waiting.try_recv(), Err(TryRecvError::Closed));

        // The build of the first version is given up, and that of the last one begins.
        let mut waiting = session.snapshot(&uri).err().unwrap();
        assert_eq!(run(&held), 1);
        assert_eq!(published(&mut session), [""; 0]);
        assert_eq!(waiting.try_recv(), Err(TryRecvError::Empty));
        assert_eq!(run(&held), 1);
        assert_eq!(published(&mut session), ["file:///long.txt 4: 3"]);
        assert_eq!(waiting.try_recv(), Ok(()));
        assert_eq!(session.snapshot(&uri).unwrap().unwrap().version, Some(4));
    }

    #[test]
    fn what_is_built_after_another_edit_is_not_published() {
        let (mut session, held) = session();
        let uri = open(&mut session, "file:///long.txt", &long());
        assert_eq!(published(&mut session), [""; 0]);
        assert_eq!(run(&held), 1);
        let text = "1. Letter\n".to_owned() + &"The dredger sails.\n".repeat(1000);
        change(&mut session, &uri, 2, &text);
        assert_eq!(published(&mut session), ["file:///long.txt 2: 0"]);
        assert_eq!(session.snapshot(&uri).unwrap().unwrap().snapshot.text().to_string(), text);
    }

    #[test]
    fn what_is_closed_is_not_built() {
        let (mut session, held) = session();
        let uri = open(&mut session, "file:///long.txt", &long());
        assert_eq!(published(&mut session), [""; 0]);
        let mut waiting = session.snapshot(&uri).err().unwrap();
        session.close(&uri);
        assert_eq!(waiting.try_recv(), Err(TryRecvError::Closed));
        assert_eq!(published(&mut session), ["file:///long.txt null: 0"]);
        assert_eq!(run(&held), 1);
        assert_eq!(published(&mut session), [""; 0]);
        assert!(session.snapshot(&uri).unwrap().is_none());
    }

    #[test]
    fn a_build_that_takes_long_goes_on_elsewhere_and_so_does_the_next() {
        let (mut session, held) = session();
        session.background.longest_wait = Duration::ZERO;
        let text = |number| format!("{number}. Reply\n{}", "The dredger sails.\n".repeat(1000));
        let uri = open(&mut session, "file:///short.txt", &text(2));
        for version in 2..4 {
            assert_eq!(published(&mut session), [""; 0]);
            assert_eq!(run(&held), 1);
            assert_eq!(published(&mut session), [format!("file:///short.txt {}: 0", version - 1)]);
            change(&mut session, &uri, version, &text(version));
        }
        session.background.longest_wait = Duration::MAX;
        assert_eq!(published(&mut session), [""; 0]);
        assert_eq!(run(&held), 1);
        assert_eq!(published(&mut session), ["file:///short.txt 3: 0"]);
        // That one was fast again.
        change(&mut session, &uri, 4, &text(4));
        assert_eq!(published(&mut session), ["file:///short.txt 4: 0"]);
    }

    #[test]
    fn other_marks_begin_the_build_anew() {
        let (mut session, held) = session();
        let uri = open(&mut session, "file:///long.txt", &long().replace("[Page 2]", "[fol. 2r]"));
        assert_eq!(published(&mut session), [""; 0]);
        let config = r"pages.patterns = ['\[fol\. (?<label>\d+[rv])\]']";
        open(&mut session, "file:///obelus.toml", config);
        assert_eq!(published(&mut session), [""; 0]);
        // That of the text with the old marks is of no use.
        assert_eq!(run(&held), 2);
        assert_eq!(published(&mut session), ["file:///long.txt 1: 1"]);
        assert!(session.snapshot(&uri).unwrap().is_some());
    }
}
