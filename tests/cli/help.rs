//! `obelus help`.

use crate::folder::{Folder, Ran};

const TOPICS: [&str; 6] = ["records", "volumes", "configuration", "editing", "editors", "output"];

fn help(names: &[&str]) -> Ran {
    Folder::new("help").run(&[&["help"], names].concat())
}

#[test]
fn topics_are_listed_and_explained_in_plain_text() {
    let all = help(&[]);
    assert_eq!(all.status, Some(0), "{}", all.err);
    for topic in TOPICS {
        assert!(all.out.contains(&format!("\n  {topic} ")), "{topic} is not listed: {}", all.out);
        let ran = help(&[topic]);
        assert_eq!(ran.status, Some(0), "{}", ran.err);
        let lines = ran.out.lines().count();
        assert!(lines > 15 && !ran.out.contains("```") && !ran.out.contains("]("), "{}", ran.out);
    }
}

#[test]
fn help_on_a_command_is_what_the_command_says_itself() {
    let folder = Folder::new("help-commands");
    for command in [&["check"][..], &["config", "show"], &["explain"]] {
        let ran = help(command);
        assert_eq!(ran.status, Some(0), "{}", ran.err);
        assert_eq!(ran.out, folder.run(&[command, &["--help"]].concat()).out);
    }
    assert_eq!(help(&[]).out, folder.run(&["--help"]).out);
}

#[test]
fn of_an_unknown_topic_the_nearest_is_named() {
    for (mistyped, meant) in [("recrods", "'records'"), ("chek", "'check'")] {
        let ran = help(&[mistyped]);
        assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""));
        assert!(ran.err.contains(meant), "{}", ran.err);
    }
}

#[test]
fn a_topic_is_no_command() {
    assert_eq!(Folder::new("help-topic").run(&["records"]).status, Some(2));
}
