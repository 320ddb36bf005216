//! What kind of address a text is: one on the web, or the path of a file.

/// Whether `path` begins at the root of a file system.
pub(super) fn is_absolute(path: &str) -> bool {
    path.starts_with(['/', '\\']) || path.get(1..).is_some_and(|rest| rest.starts_with(':'))
}

/// How many parts of `path` lead to the folder above.
pub(super) fn steps_up(path: &str) -> usize {
    path.split(['/', '\\']).filter(|part| *part == "..").count()
}

/// Whether `text` is a URL that begins with `https:` or `http:`.
pub(super) fn is_url(text: &str) -> bool {
    let begins = |scheme: &str| text.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme));
    begins("https://") || begins("http://")
}
