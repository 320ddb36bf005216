//! `obelus outline`.

use crate::folder::{Folder, SOUND};
use serde_json::Value;

#[test]
fn a_tree_for_people() {
    let folder = Folder::with("tree", &[("v/d1.txt", SOUND), ("v/d2.txt", SOUND)]);
    let ran = folder.run(&["outline", "v"]);
    let files: Vec<_> = ran.out.split("\n\n").collect();
    assert_eq!(files.len(), 2, "{}", ran.out);
    let lines: Vec<_> = files[0].lines().collect();
    assert_eq!(lines[0], "v/d1.txt");
    assert!(lines[1].starts_with("└─ ") && lines[1].contains("Letter from the Harbour Master"), "{}", ran.out);
    assert!(lines.iter().any(|line| line.starts_with("   ├─ ") && line.contains("12")), "{}", ran.out);
    assert!(lines.iter().any(|line| line.starts_with("   └─ Notes")), "{}", ran.out);
    assert!(lines.last().unwrap().starts_with("      └─ "), "{}", ran.out);
    assert_eq!(ran.status, Some(0));
}

#[test]
fn json_for_programs() {
    let folder = Folder::with("outline-json", &[("d1.txt", &format!("\u{feff}{SOUND}"))]);
    let files: Value = serde_json::from_str(&folder.run(&["outline", "--format", "json", "."]).out).unwrap();
    assert_eq!(files[0]["path"], "d1.txt");
    let record = &files[0]["symbols"][0];
    assert_eq!(
        (&record["kind"], &record["start"], &record["end"]),
        (&"record".into(), &3.into(), &(SOUND.len() + 3).into())
    );
    let list = record["children"].as_array().unwrap().last().unwrap();
    assert_eq!((&list["kind"], &list["children"][1]["kind"]), (&"note-list".into(), &"note".into()));
}
