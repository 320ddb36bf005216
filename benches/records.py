#!/usr/bin/env python3
"""Makes up records for the benchmarks, the same ones in each run: benches/records.py CONVENTION SIZE

Prints a file as somebody works on it: `small` is a record of 6 KB as most are, `long` one of 138 KB, `longest` one of 926 KB,
and `volume` 500 records, 2.75 MB. The conventions are plain, markdown, proofreaders and gutenberg.
"""
import sys

CONVENTIONS = ["plain", "markdown", "proofreaders", "gutenberg"]
# How many records each is, and about how many bytes each of them has.
SIZES = {"small": (1, 6_000), "long": (1, 138_000), "longest": (1, 926_000), "volume": (500, 5_500)}

# A digit stands at each `#`, and a footnote reference may stand at `|`.
WITH_NUMBERS = [
    "The keeper of the light reported on March 1# that ### casks of oil had come|.",
    "His telegram ### was read to the Board on May #, 18##|.",
    "The toll rose to ## pence in 18##|, and fell again before the summer was over.",
    "We lay off the point until #:## p.m.|, when the tide turned.",
    "See Document ##, and the minutes of the same day|.",
]
SENTENCES = [
    "Nobody at the weir (so he said)| had seen the boat of Captain Thorn.",
    "“It is a matter of ropes,” said Mrs. Vance|, who had paid for them.",
    "The Council [of Sarn] voted against it without a debate|.",
    "The chest was opened before witnesses, who signed below|.",
    "They asked for pilots, and none came while the ice lay in the river.",
    "The harbor was quiet, as it is in the weeks before the herring.",
    "Had the dredger been mended in time, the channel would be open, and the barges would not have waited at the lock.",
    "It was agreed that the matter rest there until the surveyor had come back from the islands.",
    "The pilots held that no boat of that draught could have passed the bar at night|, whatever her master swore.",
    "Mr. Hale regretted the tone of the letter, but not its substance.",
    "The nets were torn, and there was no twine to be had on this side of the water|.",
    "The Warden then spoke at length of the duties that his office had lost to the Board, and of those that it had kept.",
    "Of the widow’s house nothing was left but the chimney, as the constable found|.",
    "He added that he saw no harm in waiting, since the price of oak could only fall.",
    "The clerk was asked to write to the owners once more, in plainer words than the last time.",
]
ROWS = ["18##\t\t#,###\t\tin salt|", "Upper weir\t\t###\t\t##", "Lower weir|\t\t##\t\t#", "Barges (empty)\t\t##\t\t###"]
NOTES = [
    "Not printed.",
    "Sarn Archive, Minutes, box ##.",
    "Telegram ### to Sarn, October ##, not found.",
    "The mill burned down in 18##; see Document ##.",
    "So in the original. Thorn counts ##.",
]
# About as in published records: one of so many places for a reference has one, one of so many sentences has numbers, one of
# so many paragraphs is a table, and so many make a page.
REFERENCE_EACH, NUMBERS_EACH, TABLE_EACH, PAGE = 11, 12, 40, 5


class Writer:
    """Writes records in a convention."""

    def __init__(self, convention):
        self.convention = convention
        self.parts = []
        self.length = 0
        # What is not listed yet: labels, and what the notes say.
        self.notes = []
        self.label = self.places = 0
        self.page = 1
        self.random = 41

    def below(self, limit):
        """A random number (Lehmer's generator)."""
        self.random = self.random * 48271 % 0x7FFFFFFF
        return self.random % limit

    def any(self, texts):
        """One of `texts`, with its digits."""
        return "".join("123456789"[self.below(9)] if c == "#" else c for c in texts[self.below(len(texts))])

    def write(self, text):
        self.parts.append(text)
        self.length += len(text.encode())

    def record(self, number, size):
        start, paragraphs = self.length, 0
        self.write(f"{'# ' if self.convention == 'markdown' else ''}{number}. Report of the Weir Board\n\n")
        if self.convention == "plain":
            self.label = 0
        while self.length - start + sum(len(note) + 8 for _, note in self.notes) < size:
            paragraphs += 1
            if paragraphs % TABLE_EACH == 0:
                self.write("\n".join(self.referenced(self.any(ROWS)) for _ in range(4)) + "\n\n")
            else:
                self.write(" ".join(self.referenced(self.any(self.sentences())) for _ in range(4)) + "\n\n")
            if paragraphs % PAGE == 0:
                self.end_page()
        self.list_notes()
        self.write("\n")

    def sentences(self):
        return SENTENCES if self.below(NUMBERS_EACH) else WITH_NUMBERS

    def referenced(self, text):
        """`text` with a footnote reference, or without."""
        before, place, behind = text.partition("|")
        self.places += len(place)
        if not place or self.places % REFERENCE_EACH:
            return before + behind
        self.label += 1
        self.notes.append((self.label, self.any(NOTES)))
        reference = {"plain": "{}", "markdown": "[^{}]"}.get(self.convention, "[{}]").format(self.label)
        words = behind.lstrip(".,;")
        return before + behind[: len(behind) - len(words)] + reference + words

    def end_page(self):
        self.page += 1
        if self.convention == "proofreaders":
            self.list_notes()
            self.label = 0
            self.write(f"-----File: {self.page:04}.png---\\ada\\bert\\-----\n\n")
        else:
            self.write(f"{{{self.page}}}\n\n" if self.convention == "gutenberg" else f"[Page {self.page}]\n\n")

    def list_notes(self):
        form = {"plain": "  {}. {}\n", "markdown": "[^{}]: {}\n\n"}.get(self.convention, "[Footnote {}: {}]\n\n")
        for note in self.notes:
            self.write(form.format(*note))
        self.notes = []


def text(convention, size):
    """The text of a file of the `size` in the `convention`."""
    writer = Writer(convention)
    records, length = SIZES[size]
    for number in range(1, records + 1):
        writer.record(number, length)
    return "".join(writer.parts)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    sys.stdout.write(text(*sys.argv[1:]))
