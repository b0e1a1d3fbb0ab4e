"""Limits of looking for like questions; no Django."""

from __future__ import annotations

# The dictionary of PostgreSQL that knows which Dutch words say nothing, and what a word is without its ending.
DICTIONARY = "dutch"
MOST_SHOWN = 10
# Somebody who may read more questions than this gets the newest of them compared: a page answers at once.
MOST_COMPARED = 1_000
# One word in common says little, unless there are hardly any.
LEAST_IN_COMMON, FEW_WORDS = 2, 3
# A word of fewer letters is an ordinary one.
SHORTEST_WORD = 3
# What the dictionary makes of words that say nothing about a question and that it does not leave out itself.
EMPTY = frozenset(
    (
        "all allemal allen ander beetj begin begint best bijna blijft blijv dag denk ding doe doet drie duurt echt eerst elk "
        "erg even gan gat gewon ging goed grag grot hel helemal help helpt hetzelfd hulp jar jij ker klein kom komt krijg "
        "krijgt kwam laatst lang lief liefst luk lukt maakt maand mag mak men mens minder misschien moet mog net niemand nik "
        "nodig nooit pas problem regel sam som stan stat sted tijd twee vertel vertell vier vijf vind vindt vorig vrag "
        "vroeger war weinig wek wel welk wer wet wij will zeg zegt zei zes zit"
    ).split()
)
# From so many questions on, a word that stands in a quarter of them says nothing about any.
ENOUGH_TO_TELL, TOO_COMMON = 12, 0.25
MOST_WORDS = 6
