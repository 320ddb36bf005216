//! A volume as one file, as some keep it.

use crate::record::learn::{Published, Truth, Volume};

/// Whether most records of `volume` begin with their number: where none do, nobody can tell from a file of them all where
/// one begins.
pub(super) fn is_numbered(volume: &Volume) -> bool {
    let begins = |Published { text, truth }: &&Published| {
        truth.headings.first().is_some_and(|&heading| text[heading..].starts_with(&format!("{}.", truth.number)))
    };
    volume.records.iter().filter(begins).count() * 2 > volume.records.len()
}

/// The records of `volume` in one file, an empty line between them.
pub(super) fn joined(volume: &Volume) -> Published {
    let path = format!("{0}/{0}.txt", volume.name);
    let mut whole = Published { text: String::new(), truth: Truth { path, ..Truth::default() } };
    for Published { text, truth } in &volume.records {
        let (base, notes) = (whole.text.len(), whole.truth.notes.len());
        let mut truth = truth.clone();
        truth.shift(|at| at + base);
        truth.note_refs.iter_mut().for_each(|reference| reference.note += notes);
        whole.truth.headings.extend(truth.headings);
        whole.truth.pages.extend(truth.pages);
        whole.truth.note_refs.extend(truth.note_refs);
        whole.truth.notes.extend(truth.notes);
        whole.text += text.trim_end_matches('\n');
        whole.text += "\n\n";
    }
    whole
}

mod tests {
    use super::*;
    use crate::record::learn::testing::{published, told};

    fn volume(numbers: &[&str]) -> Volume {
        let letter = |number: &&str| {
            let path = format!("canal/d{number}.txt");
            published(&path, &format!("{number}Letter\n\n[Page 11] It sank.1\n\n  1. In May ({number})\n"))
        };
        Volume { name: "canal".into(), records: numbers.iter().map(letter).collect() }
    }

    #[test]
    fn the_truth_goes_with_its_words() {
        let whole = joined(&volume(&["1. ", "2. "]));
        let one = |number: &str| format!("{number}Letter\n\n[Page 11] It sank.1\n\n  1. In May ({number})\n\n");
        assert_eq!(whole.text, one("1. ") + &one("2. "));
        let expected = ["1. Letter", "2. Letter", "[Page 11]", "[Page 11]", "1 → In May (1. )", "1 → In May (2. )"];
        assert_eq!(told(&whole), expected);
        assert_eq!(whole.truth.path, "canal/canal.txt");
    }

    #[test]
    fn a_volume_is_numbered_where_most_of_its_headings_are() {
        assert!(is_numbered(&volume(&["1. ", "2. ", ""])));
        assert!(!is_numbered(&volume(&["1. ", ""])));
    }
}
