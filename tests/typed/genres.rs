//! What the records that are tried are made of.

use crate::invented::{Genre, Matter};

/// Records of which each reference leads to a note of its own.
pub static ONCE: Matter = Matter { genres: GENRES, notes: NOTES, repeated: 0 };

/// Letters, minutes, telegrams, a return with a table, a paper: nothing is learned from them.
const GENRES: &[Genre] = &[
    Genre {
        title: "17. Letter From Captain Ruiz to the Warden of the Mint|",
        dated: "Santa Rosa, May #d, #y.",
        opening: "SIR|:",
        sentences: &[
            "The silver came on the 3rd in #n chests, of which #s were sound|.",
            "I have had it weighed at the Customs House|, and find #n ounces where the bill of lading has #n.",
            "The pilot of the Concepcion| says that no chest was opened at sea.",
            "My letter of April #d| was not answered.",
            "Of #n barrels #s had leaked|; the rest are in the yard.",
            "Captain Orm (who was not there)| denies it.",
            "The price was $#n a ton| in #y, and it is #n crowns now.",
            "“Nobody,” he said, “has seen it”|.",
            "We sailed on March #d, #y|, at #h o’clock.",
            "In #y| the lighthouse burned down.",
            "There were #n men aboard, #s of them sick.",
            "I wrote on June #d and again on July #d.",
        ],
        paragraph: (4, " "),
        signature: "J. Ruiz|",
    },
    Genre {
        title: "Minutes of the Ferry Board|",
        dated: "Quarrow, June #d, #y, #h p.m.",
        opening: "Mr. Hale took the chair|.",
        sentences: &[
            "The minutes of May #d| were read and agreed to.",
            "1. The Board resolved that the fare be #s pence| from July #d.",
            "2. The Board heard Captain Orme on the rope|.",
            "Of #n fathoms #s were rotten.",
            "Mr. Hale—for the Council|—said that #n tickets were sold in #y.",
            "The vote was #s to #s.",
            "It was agreed|: no boat leaves Brill before #h a.m.",
            "Mr. Orme asked for #n planks|, each of #s feet.",
            "Resolution #s| was put off to October #d.",
            "Mr. Hale closed the meeting at #h:30 p.m.|",
        ],
        paragraph: (1, ""),
        signature: "Anselm Orm, Clerk|",
    },
    Genre {
        title: "41. Telegram From the Consulate at Brill to the Chancery|",
        dated: "Brill, November #d, #y, #h p.m.",
        opening: "#t. Reference your #t|.",
        sentences: &[
            "Harbor Master told me today that U-2 buoy was laid on October #d|, and that he had #s tugs for #n barges.",
            "He has since read your #t| to the pilots.",
            "Pilots ask for #s days|.",
            "In your #t|, paragraph #s, you ask for #n copies.",
            "See Contel #t| on tolls.",
            "I see no harm in it|.",
            "Of #n barges #s were empty and #n held grain.",
            "Harbor Master’s #t| mentions this.",
            "Embtel #t| reported #n tons.",
            "Rate is #s percent below that of #y.",
            "Telegram #t to Tarn| repeats this.",
            "Saw him on August #d|; he was ill.",
            "He left on May #d, #y|.",
        ],
        paragraph: (4, " "),
        signature: "Marsh|",
    },
    Genre {
        title: "12. Return of the Tolls at Hadrow|",
        dated: "Hadrow, #y",
        opening: "The tolls of the last #s years|, in crowns:",
        sentences: &[
            "#y\t\t#n\t\tin oats|",
            "#y\t\t#s,#t\t\tnone|",
            "Upper lock\t\t#n\t\t#n",
            "Lower lock|\t\t#n\t\t#n",
            "Barges (laden)|\t\t#s\t\t#n",
            "Total|\t\t#n\t\t#n",
        ],
        paragraph: (6, "\n"),
        signature: "The lock-master|",
    },
    Genre {
        title: "8. Paper Prepared in the Survey Office|",
        dated: "Stave, #d March #y",
        opening: "It is asked what the new chart may cost|.",
        sentences: &[
            "The coast between Brill and Tarn [Tarnow] was measured in #y|.",
            "The work took #s weeks.",
            "It was found that the light at Brill stood #n yards from its place on the chart|, and that of Tarn #s.",
            "[Here follow #s paragraphs on the cost.]|",
            "The Office recommends a new chart before #y.",
            "Sheet #s| is lost; sheets #s and #s are at Tarn.",
            "The party of Lieutenant Voss| had #s boats.",
            "Point #s| of the order was not kept.",
            "Its cost was #n crowns in #y–#y|.",
            "Is it safe|? Nobody knows.",
        ],
        paragraph: (3, " "),
        signature: "Voss|",
    },
];

/// What their notes say.
const NOTES: &[&str] = &[
    "Not printed.",
    "Source: Harbor Archive, Box #s.",
    "Telegram #t to Brill, October #d.",
    "The Customs House burned in #y.",
    "See the report of March #d.",
    "Mr. Pell had seen #s.",
    "So in the original.",
    "It had been #s pence since #y.",
    "Printed from a copy that bears this typed signature.",
    "Elder Voss counts #n.",
];
