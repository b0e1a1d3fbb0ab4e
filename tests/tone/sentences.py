"""Counts the words of Dutch sentences: where one ends, and what is one word. It judges no word."""

import re
from dataclasses import dataclass

# A point behind these ends no sentence.
ABBREVIATIONS = frozenset(
    """bijv bv blz ca dhr dr drs d.w.z e.d enz etc evt excl i.p.v incl max mevr min mr m.u.v n.v.t nr o.a p p.p resp st
    t.a.v t.b.v tel vgl wo z.o.z""".split()
)
END = re.compile(r"(?<=[.?!…])[\"'”’)\]]*\s+|\s+·\s+")
LAST_WORD = re.compile(r"(\S+?)\.$")
# A phone number is one word, and so is an amount or a time; the day, month and year of a date are three.
NUMBER = re.compile(r"\+?\d+(?:(?:\s-\s|[ .,:/–-])\d+)*")
WORD = re.compile(r"\w+(?:['’./@-]\w+)*")
WHOLE = re.compile(r"[.?!…][\"'”’)\]]*$")


@dataclass(frozen=True)
class Sentence:
    """A sentence with the number of its words, and whether it ends as sentences do; a label or a heading does not."""

    text: str
    words: int
    whole: bool


def sentences_of(block):
    """The sentences of one block of a page, in order; a block without a word has none."""
    texts, begun = [], ""
    for part in END.split(" ".join(block.split())):
        begun = f"{begun} {part}".strip()
        if not is_abbreviated(begun):
            texts.append(begun)
            begun = ""
    found = (Sentence(text, count(text), bool(WHOLE.search(text))) for text in [*texts, begun])
    return [one for one in found if one.words]


def is_abbreviated(text):
    """Whether the point at the end of a text belongs to an abbreviation, an initial or a number in a list."""
    last = LAST_WORD.search(text)
    if last is None:
        return False
    word = last[1].casefold().lstrip("(\"'“‘")
    return word in ABBREVIATIONS or (len(word) == 1 and word.isalpha()) or (word.isdigit() and text == f"{word}.")


def count(text):
    """How many words a text has."""
    return len(WORD.findall(NUMBER.sub("0", text)))


def average(sentences):
    """How many words a sentence has on average; none have zero."""
    return sum(one.words for one in sentences) / len(sentences) if sentences else 0.0
