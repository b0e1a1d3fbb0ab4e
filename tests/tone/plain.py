"""Judges one Dutch text by rules of plain language (B1): length, hard words, passive, nouns for verbs, "not" twice. It reads no file but its list of words."""

import re
import tomllib
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from tests.tone.sentences import sentences_of

LIST = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
LONGEST_SENTENCE, MOST_SYLLABLES, LONGEST_WORD = 18, 3, 14
SYLLABLE = re.compile(r"ieu|eeu|aai|ooi|oei|aa|ee|ie|oe|oo|uu|ui|eu|ij|ei|ai|au|ou|[aeiouyàáâäèéêëìíîïòóôöùúûü]")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
MARKUP = re.compile(r"<[^>]+>")
PLACE = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
QUOTED = re.compile(r"'[^' ]+'|--\w[\w-]*|\S*[_/\\]\S*|\S+\.(?:toml|xlsx|csv|json|pdf)\b")
NAMED = "Bram"  # stands where a text takes a name, an amount or a day
BECOMES = re.compile(r"\b(?:word|wordt|worden|werd|werden)\b", re.IGNORECASE)
PARTICIPLE = re.compile(
    r"\b(?:\w{2,}ge\w{2,}(?:t|d|en)|ge\w{3,}(?:t|d|en)|(?:be|ver|ont|her)\w{2,}(?:t|d))\b", re.IGNORECASE
)
NOUN_FOR_VERB = re.compile(
    r"\bhet (?P<verb>\w{4,}en) van\b|\b(?:de|een) (?P<noun>\w{3,}(?:ing|atie)) van\b", re.IGNORECASE
)
NO = re.compile(r"\b(?:niet|geen|nooit|niemand|niets|nergens|zonder|noch)\b", re.IGNORECASE)
CLAUSE = re.compile(r"[,;:.?!]|\b(?:en|of|want|maar|dat|dan|als|die|wie|wat|om)\b", re.IGNORECASE)
SHORT = re.compile(r"\b(?:[a-z]\.){2,}|\b(?:bijv|enz|evt|incl|excl|resp|ca|nr|blz|tel|max|min)\.", re.IGNORECASE)
PLACE_OF_A_COMMAND = re.compile(r"[A-Z]+")  # what a command takes stands in capitals in its help
CAPITALS = re.compile(r"\b[A-Z][A-Z0-9]+\b")


def words_of(name):
    """A list of words, folded."""
    return frozenset(LIST["allowed"][name].casefold().split())


LONG, NO_PARTICIPLE, KNOWN_CAPITALS, NOUNS = map(words_of, ("long", "no_participle", "capitals", "plain_nouns"))
HARD = {
    re.compile(rf"\b{re.escape(hard).replace(r'\*', r'\w*')}\b", re.IGNORECASE): easier
    for hard, easier in LIST["easier"].items()
}


@dataclass(frozen=True, order=True)
class Miss:
    """What is not plain about a text: which rule, and the words it is about."""

    rule: str
    words: str


def kind_of(places):
    """For whom a text is, by the files that say it: one place for residents is enough to be for residents."""
    kinds = [next((kind["name"] for kind in LIST["kind"] if fits(place, kind)), RESIDENT) for place in places]
    return min(kinds, key=KINDS.index)


RESIDENT = "Pages of residents"
KINDS = [RESIDENT, *(kind["name"] for kind in reversed(LIST["kind"]))]


def fits(place, kind):
    """Whether a file belongs to a kind of pages."""
    return any(fnmatchcase(place, pattern) for pattern in kind["files"].split())


def misses(text):
    """What is not plain about a text, in order of the rules."""
    bare = PLACE.sub(NAMED, MARKUP.sub("", text))
    prose = QUOTED.sub(NAMED, bare)
    found = [Miss("long sentence", f"{one.words} words") for one in sentences_of(bare) if one.words > LONGEST_SENTENCE]
    found += [Miss("hard word", f"{hit} → {easier}") for hit, easier in hard_words(prose)]
    found += [Miss("long word", word) for word in long_words(prose)]
    for sentence in sentences_of(prose):
        found += of_sentence(sentence.text)
    return list(dict.fromkeys(found))


def of_sentence(text):
    """What is not plain about one sentence as a whole."""
    participles = [word for word in PARTICIPLE.findall(text) if word.casefold() not in NO_PARTICIPLE]
    if BECOMES.search(text) and participles:
        yield Miss("passive", f"{BECOMES.search(text)[0]} … {participles[0]}")
    for found in NOUN_FOR_VERB.finditer(text):
        if (found["verb"] or found["noun"]).casefold() not in NOUNS:
            yield Miss("noun for a verb", found[0])
    for clause in CLAUSE.split(text):
        if len(NO.findall(clause)) > 1:
            yield Miss("not twice", clause.strip())
    capitals = [] if PLACE_OF_A_COMMAND.fullmatch(text) else CAPITALS.findall(text)
    for short in [*SHORT.findall(text), *capitals]:
        if short.casefold() not in KNOWN_CAPITALS:
            yield Miss("abbreviation", short)


def hard_words(text):
    """The hard words in a text, each with an easier one."""
    return [(found[0], easier) for hard, easier in HARD.items() for found in hard.finditer(text)]


def long_words(text):
    """The words of a text that are long and not known to everybody."""
    return [word for word in WORD.findall(text) if is_long(word) and word.casefold() not in LONG]


def is_long(word):
    """Whether a word has many syllables or many letters; of words with a hyphen, whether a part has."""
    parts = word.split("-")
    return any(syllables(part) > MOST_SYLLABLES or len(part) > LONGEST_WORD for part in parts)


def syllables(word):
    """How many syllables a Dutch word has, by its vowels: two that sound as one count once."""
    return len(SYLLABLE.findall(word.casefold().replace("qu", "kw")))
