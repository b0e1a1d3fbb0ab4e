"""Prints the page of the docs with the texts that are not plain yet: python -m tests.tone.printed."""

from collections import defaultdict
from pathlib import Path

from gates.catalogue import catalogue_of, extracted, forms_of
from tests.tone.plain import HARD, KINDS, LONG, LONGEST_SENTENCE, LONGEST_WORD, MOST_SYLLABLES, kind_of, misses

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reference" / "plain-language.md"
SHOWN = 160
HEAD = f"""# Plain Dutch: what is not plain yet

Printed by a check of our own over every Dutch text in the catalogue; do not edit. Make it anew with
`.venv/bin/python -m tests.tone.printed`, after `make messages`. It looks for

- sentences of more than {LONGEST_SENTENCE} words (on pages of residents they average at most 12, which is counted on the pages themselves);
- words of more than {MOST_SYLLABLES} syllables or {LONGEST_WORD} letters, but for {len(LONG)} that everybody knows;
- {len(HARD)} hard words or turns that have an easier one, such as *indien*: *als*;
- passive (*wordt ... gedaan*), nouns for verbs (*het invullen van*), *not* twice in a clause, abbreviations.

Syllables are counted by their vowels, and a participle is known by its ending: now and then it is wrong. A word that is
right and that everybody knows gets a place in `tests/tone/words.toml`; anything else is written anew. **A text for
residents has no hard word, no long sentence, no passive and no abbreviation: a test holds that.** How B1 reads to
people who have trouble reading only they can say: nobody asked them yet.
"""
RULES = {
    "long sentence": "Long sentences",
    "hard word": "Hard words",
    "passive": "Passive",
    "noun for a verb": "Nouns for verbs",
    "not twice": "Not twice",
    "abbreviation": "Abbreviations",
    "long word": "Long words",
}


def texts_in(catalogue):
    """Every text of a catalogue, each form of it, with for whom it is."""
    for message in catalogue:
        if message.id:
            kind = kind_of([str(place) for place, _line in message.locations])
            yield from ((kind, form) for form in forms_of(message.id))


def live():
    """The texts as they stand in code and templates now."""
    return list(texts_in(extracted(ROOT)))


def page():
    """The page as it should be for the catalogue that is there."""
    found = {kind: defaultdict(set) for kind in KINDS}
    for kind, text in texts_in(catalogue_of(ROOT)):
        for miss in misses(text):
            found[kind][miss.rule].add((miss.words, text))
    return HEAD + "".join(part(kind, found[kind]) for kind in KINDS)


def part(kind, found):
    """What there is to mend in one kind of texts."""
    told = "".join(of_rule(rule, found[rule]) for rule in RULES if found.get(rule))
    return f"\n## {kind}\n" + (told or "\nNothing found.\n")


def of_rule(rule, hits):
    """The finds of one rule; of long words the words are enough."""
    if rule == "long word":
        words = sorted({words.casefold() for words, _text in hits})
        return f"\n**{RULES[rule]}**: {', '.join(words)}.\n"
    rows = "".join(f"- *{words}*: {shown(text)}\n" for words, text in sorted(hits))
    return f"\n**{RULES[rule]}**\n\n{rows}"


def shown(text):
    """A text in one line of the page."""
    told = " ".join(text.split()).replace("`", "'").replace("<", "&lt;")
    return f"`{told}`" if len(told) <= SHOWN else f"`{told[:SHOWN].rstrip()}…`"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
