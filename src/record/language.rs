//! The languages of a record: that of its text, which tells what its numbers are, and that of its editors, in which its
//! cross references are.

use crate::convention::Marks;
use crate::lexicon::{Language, en, language_of};
use crate::record::model::Note;

/// So much of the notes is looked at to tell their language, in bytes.
const TELLING: usize = 2048;

/// The language of the record `text`, in a document with the marks `marks`. None if neither they nor its words tell.
pub(super) fn of_text(marks: &Marks, text: &str) -> Option<&'static Language> {
    marks.language.or_else(|| language_of(text))
}

/// The language of the editors of the record `text`, whose notes are `notes`: editors may write another language than the
/// record. `told` is what [`of_text`] told of the record.
///
/// Notes on a text in English are in English, since they may be full of titles in other languages.
pub(super) fn of_editors(
    marks: &Marks,
    told: Option<&'static Language>,
    notes: &[Note],
    text: &str,
) -> &'static Language {
    let language = told.unwrap_or(&en::LANGUAGE);
    if marks.language.is_some() || told == Some(&en::LANGUAGE) {
        return language;
    }
    let mut words = String::new();
    for note in notes {
        words.push_str(note.text.of(text));
        words.push('\n');
        if words.len() > TELLING {
            break;
        }
    }
    language_of(&words).unwrap_or(language)
}

#[cfg(test)]
mod tests {
    use crate::convention::Marks;
    use crate::lexicon::{Language, de, en};
    use crate::record::Snapshot;
    use crate::text::Span;

    /// Checks the record `text`, in `language` if there is one: the up to eight characters before each reference that leads
    /// to a note, with its label; and the words of the cross references.
    #[track_caller]
    fn check_in(language: Option<&'static Language>, text: &str, references: &[&str], cross_refs: &[&str]) {
        let snapshot = Snapshot::new(text, Marks { language, ..Marks::default() });
        let record = &snapshot.records().first().unwrap().record;
        let reference = |span: Span| {
            let from = record.text[..span.start].char_indices().rev().nth(7).map_or(0, |(from, _)| from);
            let before = record.text[from..span.start].rsplit('\n').next().unwrap_or_default();
            format!("{before}|{}", span.of(&record.text))
        };
        let paired = record.note_refs.iter().filter(|reference| reference.note.is_some());
        let paired: Vec<_> = paired.map(|paired| reference(paired.span)).collect();
        assert_eq!(paired, references, "{text}");
        let found: Vec<_> = record.cross_refs.iter().map(|cross| cross.span.of(&record.text)).collect();
        assert_eq!(found, cross_refs, "{text}");
    }

    #[track_caller]
    fn check(text: &str, references: &[&str], cross_refs: &[&str]) {
        check_in(None, text, references, cross_refs);
    }

    const GERMAN: &str = "\
7. Der Hafenmeister an den Rat

Staben, am 3. Mai 1904

Die Fähre ist am 2. Jänner gesunken,1 wie es in dem Schreiben Nr. 12 steht.2 Es liegt nicht bei, und in dem Heft
vom 4. d. M. ist davon auch nichts zu lesen.3

  1. Siehe Anm. 2.
  2. Nicht gedruckt. Vgl. Dok. Nr. 6.
  3. Siehe oben S. 12.
";

    #[test]
    fn german() {
        check(GERMAN, &["esunken,|1", "2 steht.|2", "u lesen.|3"], &["Anm. 2", "Dok. Nr. 6", "S. 12"]);
    }

    #[test]
    fn french() {
        check(
            "\
8. Le gardien au Conseil du port

Brune, le 3 mai 1847

La barque est perdue depuis le 2 février,1 et la dépêche n° 12 ne le dit pas.2 Elle est dans le registre, avec la lettre
du 1er août, mais on ne la trouve plus.3

  1. Voir note 2.
  2. Elle n’est pas imprimée. Cf. doc. n° 6.
  3. Voir ci-dessus p. 12.
",
            &["février,|1", "dit pas.|2", "ve plus.|3"],
            &["note 2", "doc. n° 6", "p. 12"],
        );
    }

    #[test]
    fn dutch() {
        check(
            "\
9. De havenmeester aan de raad

Stave, den 3den julij 1747

De schuit is op 2 october vergaan,1 en dat staat niet in de brief nr. 12 van de wachter.2 Hij is met een schip van 40 last
naar de overkant, en daar is hij nog.3

  1. Zie noot 2.
  2. Niet gedrukt. Vgl. doc. nr. 6.
  3. Zie hierboven blz. 12.
",
            &["vergaan,|1", "wachter.|2", "hij nog.|3"],
            &["noot 2", "doc. nr. 6", "blz. 12"],
        );
    }

    #[test]
    fn italian() {
        check(
            "\
10. Il custode al Consiglio del porto

Torra, li 3 maggio 1847

La barca è perduta dal 2 febbraio,1 e nel dispaccio n. 12 non è scritto.2 Il custode è andato con 40 uomini alla torre, ma
non si vede ancora.3

  1. Cfr. nota 2.
  2. Non è stampato. V. doc. n. 6.
  3. Vedi sopra, p. 12.
",
            &["ebbraio,|1", "scritto.|2", " ancora.|3"],
            &["nota 2", "doc. n. 6", "p. 12"],
        );
    }

    #[test]
    fn quotation_marks_close_otherwise_than_in_english() {
        let german =
            GERMAN.replace("gesunken,1 wie", "„gesunken“1, wie").replace("Nr. 12 steht", "Nr. 12 und in § 2 steht");
        check(&german, &["esunken“|1", "2 steht.|2", "u lesen.|3"], &["Anm. 2", "Dok. Nr. 6", "S. 12"]);
        let guillemets = GERMAN.replace("gesunken,1 wie", "»gesunken«1, wie");
        check(&guillemets, &["esunken«|1", "2 steht.|2", "u lesen.|3"], &["Anm. 2", "Dok. Nr. 6", "S. 12"]);
    }

    #[test]
    fn numbers_beside_the_references_of_other_languages() {
        check(
            "\
12. Il custode al Consiglio del porto

Torra, li 3 maggio 1847

La barca1 è perduta, con 2 ancore e 3 casse di vino, che non valgono più di 12,50 lire.2 Il custode è andato alla torre.3

  1. Non è stampato.
  2. Si vede nel libro di conti.
  3. È la torre del molo.
",
            &["La barca|1", "50 lire.|2", "a torre.|3"],
            &[],
        );
    }

    #[test]
    fn editors_may_write_another_language() {
        let english = GERMAN.replace("Siehe Anm. 2.", "See footnote 2 above, which is from the same.");
        let references = ["esunken,|1", "2 steht.|2", "u lesen.|3"];
        let english = english.replace("Nicht gedruckt. Vgl. Dok. Nr. 6.", "It was not printed, but see Document 6.");
        check(&english, &references, &["footnote 2", "Document 6"]);
    }

    #[test]
    fn what_is_set_is_not_told_by_the_words() {
        check_in(Some(&en::LANGUAGE), GERMAN, &["esunken,|1", "2 steht.|2", "u lesen.|3"], &[]);
        let short = "1. Fähre\n\nDie Fähre.1\n\n  1. Siehe Anm. 1.\n";
        check(short, &["e Fähre.|1"], &[]);
        check_in(Some(&de::LANGUAGE), short, &["e Fähre.|1"], &["Anm. 1"]);
    }

    #[test]
    fn the_words_of_other_languages_say_nothing_in_english() {
        check(
            "\
11. The Harbour Master to the Board

The ferry is late,1 and it was so on the day of the fair.2 See Anm. 3 and doc. 4 of the Swedish book.

  1. Siehe Anm. 2. Vgl. Dok. 6, and so it is in the first of the books.
  2. See footnote 1. Voir note 1, and not the one that was here.
",
            &["is late,|1", "he fair.|2"],
            &["footnote 1"],
        );
    }
}
