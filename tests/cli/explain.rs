//! `obelus explain`.

use crate::folder::{Folder, Ran};

/// Explains in a folder that is named by the test.
fn explain(test: &str, args: &[&str]) -> Ran {
    Folder::new(&format!("explain-{test}")).run(&[&["explain"], args].concat())
}

#[test]
fn a_code_is_explained_in_plain_text() {
    let ran = explain("code", &["dangling-reference"]);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    assert!(ran.out.starts_with("dangling-reference\n\nError: no note "), "{}", ran.out);
    assert!(ran.out.contains("\n    The dredger sails at noon.2 The envoy wants more time.3\n"), "{}", ran.out);
    assert!(!ran.out.contains("](") && !ran.out.contains("```"), "{}", ran.out);
    assert!(explain("code", &["unknown-key"]).out.starts_with("unknown-key\n\nWarning: "));
}

#[test]
fn without_a_code_all_are_listed() {
    let ran = explain("list", &[]);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    let lines: Vec<_> = ran.out.lines().collect();
    assert!(lines.len() > 20, "{}", ran.out);
    assert_eq!(lines[0], "dangling-reference      error        no note belongs to this footnote reference");
    for line in lines {
        assert!(line.split_whitespace().count() > 4, "{line}");
    }
}

#[test]
fn of_an_unknown_code_the_nearest_is_named() {
    let ran = explain("unknown", &["dangling-refrence"]);
    assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""));
    assert!(ran.err.contains("'dangling-reference'"), "{}", ran.err);
}
