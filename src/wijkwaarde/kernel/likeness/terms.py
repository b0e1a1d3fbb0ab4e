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
# Words, without their endings, that the dictionary keeps and that say nothing about a question.
EMPTY = frozenset(
    {"wel", "wij", "jij", "weer", "elk", "heel", "erg", "goed", "gat", "gan", "gaat", "komt", "kom", "krijg", "krijgt"}
    | {"moet", "mogen", "mag", "will", "willen", "graag", "vraag", "iemand", "steed", "stat", "echt", "soms", "allen"}
)
# From so many questions on, a word that stands in a quarter of them says nothing about any.
ENOUGH_TO_TELL, TOO_COMMON = 12, 0.25
MOST_WORDS = 6
