//! The chapters of a record that is not divided at them, because one note list serves several.

use crate::record::headings::titles::possible_title;
use crate::record::model::{NoteList, Section};
use crate::record::source::Source;
use crate::syntax::TitleForm;
use crate::text::Span;
use std::collections::HashMap;

/// The sections of the record: what stands below titles such as `CHAPTER II` and `# Title`, of a form that comes twice. A
/// title in one of `lists`, the note lists, begins none.
pub fn find(source: Source, lists: &[NoteList]) -> Vec<Section> {
    let line = |number: usize| source.lines.get(number);
    let is_listed = |at: usize| {
        let behind = lists.partition_point(|list| list.span.start <= at);
        behind.checked_sub(1).and_then(|list| lists.get(list)).is_some_and(|list| at < list.span.end)
    };
    let mut counts: HashMap<TitleForm, usize> = HashMap::new();
    let mut titles = Vec::new();
    for number in 0..source.lines.len() {
        let may_be = line(number).and_then(|line| line.title).is_some_and(|title| title.form.says_what_it_is());
        let title = if may_be { possible_title(number, &line) } else { None };
        if let Some(form) = title.and_then(|title| title.form)
            && !is_listed(source.content(number).start)
        {
            *counts.entry(form).or_default() += 1;
            titles.push((form, number));
        }
    }
    titles.retain(|(form, _)| counts.get(form).is_some_and(|count| *count > 1));
    let starts = titles.iter().map(|(_, number)| source.content(*number));
    let ends = starts.clone().skip(1).map(|next| next.start).chain([source.text.len()]);
    let section = |(title, end): (Span, usize)| Section { span: Span::new(title.start, end), title };
    starts.zip(ends).map(section).collect()
}

#[cfg(test)]
mod tests {
    use crate::convention::{Convention, Marks};
    use crate::record::Snapshot;

    #[track_caller]
    fn check(convention: Convention, text: &str, expected: &[&str]) {
        let snapshot = Snapshot::new(text, Marks::of(convention));
        let [placed] = snapshot.records() else { panic!("{text}") };
        let record = &placed.record;
        let titles: Vec<_> = record.sections.iter().map(|section| section.title.of(&record.text)).collect();
        assert_eq!(titles, expected, "{text}");
    }

    #[test]
    fn chapters_whose_notes_stand_together() {
        // The groups of the list are sections, too.
        let text = "FERRIES\n\nCHAPTER I\n\nIt sank.[1]\n\nCHAPTER II\n\nIt rose.[1]\n\nNOTES\n\nCHAPTER I\n\n[1] At noon.\n\nCHAPTER II\n\n[1] At night.\n";
        check(Convention::Gutenberg, text, &["CHAPTER I", "CHAPTER II", "CHAPTER I", "CHAPTER II"]);
        let text = "# Ferries\n\nIt sank.[^1]\n\n# Locks\n\nIt rose.[^2]\n\n[^1]: At noon.\n\n[^2]: At night.\n";
        check(Convention::Markdown, text, &["# Ferries", "# Locks"]);
        let page = "-----File: 001.png---\n";
        let text =
            format!("{page}CHAPTER I\n\nIt sank.\n\n{page}CHAPTER II\n\nIt rose.[1]\n\n[Footnote 1: At night.]\n");
        check(Convention::Proofreaders, &text, &["CHAPTER I", "CHAPTER II"]);
        check(Convention::Gutenberg, "FERRIES\n\nCHAPTER I\n\nIt sank.\n", &[]);
    }
}
