//! `obelus check --format html`. `tests/page/run` opens the page in a real browser.

use crate::folder::{BROKEN, Folder, SOUND};
use std::fs;

const HTML: [&str; 3] = ["check", "--format", "html"];

/// The parts of `page` between `open` and `close`.
fn parts<'a>(page: &'a str, open: &str, close: &str) -> Vec<&'a str> {
    page.split(open).skip(1).map(|part| part.split_once(close).unwrap().0).collect()
}

#[test]
fn each_finding_is_shown_in_its_place() {
    let paged = BROKEN.replace("The pilot’s dog", "[Page 14]\nThe pilot’s dog");
    let folder = Folder::with("html", &[("v/d1.txt", SOUND), ("v/d2, 1900.txt", &paged), ("v/obelus.toml", "x = 1\n")]);
    let ran = folder.run(&[&HTML[..], &["v"]].concat());
    assert_eq!((ran.err.as_str(), ran.status), ("", Some(1)));
    let articles = parts(&ran.out, "<article ", "</article>");
    assert_eq!(articles.len(), folder.run(&["check", "--format", "jsonl", "v"]).lines().len());
    let dangling = articles.iter().find(|article| article.contains("dangling-reference")).unwrap();
    let (head, lines) = dangling.split_once("<pre>").unwrap();
    assert!(head.contains("No note 2 in record 2"), "{head}");
    assert!(head.contains("Line 4, column 37 · page 14 · record 2, Letter from Miss Amory"), "{head}");
    assert!(head.contains(concat!("href=\"", env!("CARGO_PKG_REPOSITORY"))), "{head}");
    let around = ["<span class=\"number\">2</span>", "[Page 14]", "dog.<mark>2</mark> Both", "You [sir know both."];
    let places: Vec<_> = around.iter().map(|words| lines.find(words).unwrap_or_else(|| panic!("{lines}"))).collect();
    assert!(places.is_sorted(), "{lines}");
    assert!(
        lines.contains("its note was expected") && lines.contains("line 8<pre>  <mark>1</mark>. The pilot"),
        "{lines}"
    );
    // The counts, which lead to the files' parts.
    assert!(ran.out.contains("1 error, 1 warning in 1 of 2 records"), "{}", ran.out);
    assert!(ran.out.contains(r##"<td class="count">2</td><td><a href="#file:v/d2%2C%201900.txt">v/d2, 1900.txt</a>"##));
    assert!(ran.out.contains(r#"<section id="file:v/d2%2C%201900.txt""#));
    assert!(ran.out.contains(r#"<h3><a href="v/d2%2C%201900.txt">v/d2, 1900.txt</a></h3>"#));
    assert!(ran.out.contains(r#"<h3><a href="v/obelus.toml">v/obelus.toml</a></h3>"#));
}

#[test]
fn the_links_lead_from_the_page_to_the_files() {
    let folder = Folder::with("html-links", &[("v/d2.txt", BROKEN), ("out/readme", "")]);
    // The second time it takes the place of the first.
    for _ in 0..2 {
        let ran = folder.run(&[&HTML[..], &["--output", "out/page.html", "v"]].concat());
        assert_eq!(ran.status, Some(1), "{}", ran.err);
        let page = fs::read_to_string(folder.path("out/page.html")).unwrap();
        assert!(page.contains(r#"<a href="../v/d2.txt">v/d2.txt</a>"#), "{page}");
    }
}

#[test]
fn where_nothing_is_broken_the_page_says_so() {
    let folder = Folder::with("html-sound", &[("v/d1.txt", SOUND)]);
    let ran = folder.run(&[&HTML[..], &["v"]].concat());
    assert_eq!(ran.status, Some(0));
    assert!(ran.out.contains("<p>nothing broken in 1 record (2 references, 2 notes, 1 page)</p>"), "{}", ran.out);
    assert!(!ran.out.contains("<script"), "{}", ran.out);
    let ran = folder.run(&[&HTML[..], &["nowhere"]].concat());
    assert!(ran.out.contains("<p>No record was read</p>"), "{}", ran.out);
    assert_eq!(ran.status, Some(2));
}

#[test]
fn no_text_of_a_record_is_markup() {
    let hostile = BROKEN
        .replace("Letter", "<script>alert(1)</script> \"Letter\"")
        .replace("sir", "<img src=x onerror='alert(2)'></pre>\u{1b}[31m\0");
    let folder = Folder::with("html-hostile", &[("v/d2.txt", &hostile)]);
    #[cfg(unix)]
    folder.write("v/\"><script>alert(3)<\u{1b}.txt", hostile.as_bytes());
    let ran = folder.run(&[&HTML[..], &["v"]].concat());
    assert!(ran.out.contains("&lt;script&gt;alert(1)") && ran.out.contains("&lt;img"), "{}", ran.out);
    assert_eq!(ran.out.matches("<script").count(), 1, "{}", ran.out);
    assert!(!ran.out.contains("<img"), "{}", ran.out);
    assert!(!ran.out.contains(|c: char| c.is_control() && c != '\n' && c != '\t'), "{:?}", ran.out);
}

#[test]
fn the_page_grows_with_the_findings_and_not_with_the_text() {
    let folder = Folder::new("html-size");
    let size = |folder: &Folder, records: usize, filler: &str| {
        for number in 1..=records {
            let text =
                BROKEN.replace("2. Letter", &format!("{number}. Letter")).replace("Both", &format!("{filler} Both"));
            folder.write(&format!("v{records}/d{number}.txt"), text.as_bytes());
        }
        folder.run(&[&HTML[..], &[&format!("v{records}")]].concat()).out.len()
    };
    let (few, many) = (size(&folder, 100, "well"), size(&folder, 200, "well"));
    assert!(many < 2 * few, "{few} {many}");
    let long = size(&folder, 100, &"far and away ".repeat(10_000));
    assert!(long < 2 * few, "{few} {long}");
}
