//! References of which it is in doubt where they lead.
//!
//! In plain text they look as all others do, and are judged again whenever the text is read. In a convention whose marks say what they
//! are, a comment behind the mark keeps the doubt. Programs that show Markdown do not show it.

use crate::record::{NoteRef, Record};
use crate::text::Span;

/// The comment behind a reference of which it is in doubt where it leads.
pub const COMMENT: &str = "<!-- in doubt -->";

/// Whether it is in doubt where `reference` leads, or whether somebody doubted it before.
pub fn is_in_doubt(record: &Record, reference: &NoteRef) -> bool {
    !reference.is_certain() || has_comment(record, record.reference_span(reference.span))
}

/// The whole mark of `reference`, with the comment behind it.
pub fn mark(record: &Record, reference: &NoteRef) -> Span {
    let mark = record.reference_span(reference.span);
    if has_comment(record, mark) { Span::new(mark.start, mark.end + COMMENT.len()) } else { mark }
}

/// `words` without the comment at their end.
pub fn without_comment(words: &str) -> &str {
    words.strip_suffix(COMMENT).unwrap_or(words)
}

fn has_comment(record: &Record, mark: Span) -> bool {
    record.text.get(mark.end..).is_some_and(|behind| behind.starts_with(COMMENT))
}

#[cfg(test)]
mod tests {
    use crate::convention::{Convention, Marks};
    use crate::convert::{Remark, fixture, rewrite, to_html, to_tei};
    use crate::record::Snapshot;
    use crate::volume::{FileEntry, Index};

    const DOUBTFUL: &str = "7. Minutes0\n\nThey met in Plan 31 or Plan 41 and rose.2\n\n  1. Source: Files.\n  2. At noon.\n  3. At five.\n";

    fn rewritten(text: &str, from: Convention, to: Convention) -> (String, Vec<Remark>) {
        let converted = rewrite(&Snapshot::new(text, Marks::of(from)), to).unwrap();
        (converted.text, converted.remarks)
    }

    #[test]
    fn a_comment_keeps_the_doubt() {
        let doubt = Remark::Doubt { record: "7".into(), references: 1 };
        let (markdown, remarks) = rewritten(DOUBTFUL, Convention::Plain, Convention::Markdown);
        assert!(markdown.contains("in Plan 31 or Plan 4[^1]<!-- in doubt --> and rose.[^2]\n"), "{markdown}");
        assert!(remarks.contains(&doubt), "{remarks:?}");
        let (gutenberg, remarks) = rewritten(&markdown, Convention::Markdown, Convention::Gutenberg);
        assert!(gutenberg.contains("in Plan 31 or Plan 4[1]<!-- in doubt --> and rose.[2]\n"), "{gutenberg}");
        assert!(remarks.contains(&doubt), "{remarks:?}");
        // Plain text is judged anew.
        let (plain, _) = rewritten(&gutenberg, Convention::Gutenberg, Convention::Plain);
        assert!(plain.contains("in Plan 31 or Plan 41 and rose.2\n"), "{plain}");
    }

    #[test]
    fn a_comment_is_no_text() {
        let markdown = "# 7. Minutes[^1]<!-- in doubt -->\n\nThey met.[^2]\n\n[^1]: At noon.\n\n[^2]: Late.\n";
        let snapshot = Snapshot::new(markdown, Marks::of(Convention::Markdown));
        let mut index = Index::default();
        index.set("d7.md", FileEntry::new(&snapshot, 0));
        fixture::of(&snapshot, &index, "d7.md", &|_| None, |context, settings| {
            let tei = to_tei(context, settings, "d7").text;
            assert!(tei.contains("<note place=\"end\" n=\"1\" cert=\"low\" xml:id=\"d7fn1\">"), "{tei}");
            assert!(tei.contains("<note place=\"end\" n=\"2\" xml:id=\"d7fn2\">"), "{tei}");
            assert!(tei.contains("<title>Minutes</title>") && !tei.contains("in doubt --"), "{tei}");
            let html = to_html(context, settings, "d7").text;
            assert!(html.contains("aria-label=\"Note 1, in doubt\" class=\"doubtful\""), "{html}");
            assert!(!html.contains("in doubt --"), "{html}");
        });
    }
}
