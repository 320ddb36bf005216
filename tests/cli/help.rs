//! `obelus help`.

use crate::folder::{Folder, Ran};

const TOPICS: [&str; 6] = ["records", "volumes", "configuration", "editing", "editors", "output"];

fn help(folder: &Folder, names: &[&str]) -> Ran {
    folder.run(&[&["help"], names].concat())
}

#[test]
fn topics_are_listed_and_explained_in_plain_text() {
    let folder = Folder::new("help-topics");
    let all = help(&folder, &[]);
    assert_eq!(all.status, Some(0), "{}", all.err);
    for topic in TOPICS {
        assert!(all.out.contains(&format!("\n  {topic} ")), "{topic} is not listed: {}", all.out);
        let ran = help(&folder, &[topic]);
        assert_eq!(ran.status, Some(0), "{}", ran.err);
        let lines = ran.out.lines().count();
        assert!(lines > 15 && !ran.out.contains("```") && !ran.out.contains("]("), "{}", ran.out);
    }
}

#[test]
fn help_on_a_command_is_what_the_command_says_itself() {
    let folder = Folder::new("help-commands");
    for command in [&["check"][..], &["config", "show"], &["explain"]] {
        let ran = help(&folder, command);
        assert_eq!(ran.status, Some(0), "{}", ran.err);
        assert_eq!(ran.out, folder.run(&[command, &["--help"]].concat()).out);
    }
    assert_eq!(help(&folder, &[]).out, folder.run(&["--help"]).out);
}

#[test]
fn of_an_unknown_topic_the_nearest_is_named() {
    let folder = Folder::new("help-unknown");
    for (mistyped, meant) in [("recrods", "'records'"), ("chek", "'check'")] {
        let ran = help(&folder, &[mistyped]);
        assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""));
        assert!(ran.err.contains(meant), "{}", ran.err);
    }
}

#[test]
fn a_topic_is_no_command() {
    assert_eq!(Folder::new("help-no-command").run(&["records"]).status, Some(2));
}
