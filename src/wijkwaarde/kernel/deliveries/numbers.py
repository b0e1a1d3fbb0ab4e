"""The short number of an agreement in a plan, for bills and files: it names a line and says nothing about anybody."""

from __future__ import annotations

# No vowels and no Y, so that no word comes out of it; no 0 and 1, which people read as another sign.
SIGNS = "23456789BCDFGHJKLMNPQRSTVWXZ"
BASE = len(SIGNS)
SHORTEST, LONGEST = 5, 8


def number_of(line_id: int) -> str:
    """The short number of a line of a plan: its last sign is a check, so that every wrong sign is found.

    Formula: the id in base 28, and the check sign of ISO 7064 MOD 29,28 (29 is a prime).

    >>> number_of(1), number_of(123_456)
    ('2223J', '7MH6D')
    """
    digits: list[int] = []
    rest = line_id
    while rest:
        rest, last = divmod(rest, BASE)
        digits.append(last)
    body = "".join(SIGNS[one] for one in reversed(digits)).rjust(SHORTEST - 1, SIGNS[0])
    return body + SIGNS[-(_carried(body) - 1) % BASE]


def line_of(number: str) -> int | None:
    """The id of the line that a number names; None for a slip. Small letters, spaces and dashes are no slip.

    >>> line_of("7mh 6d"), line_of("7MH62"), line_of("7HM6D"), line_of("")
    (123456, None, None, None)
    """
    plain = tidied(number)
    if not SHORTEST <= len(plain) <= LONGEST or any(sign not in SIGNS for sign in plain):
        return None
    line_id = 0
    for sign in plain[:-1]:
        line_id = line_id * BASE + SIGNS.index(sign)
    return line_id if line_id and number_of(line_id) == plain else None


def tidied(number: str) -> str:
    """A number as it is kept: capitals, without spaces and dashes."""
    return number.upper().translate({ord(sign): None for sign in " -\N{NO-BREAK SPACE}"})


def _carried(body: str) -> int:
    """What the check sign has to make one of, as ISO 7064 carries it along the signs."""
    carried = BASE
    for sign in body:
        carried = ((carried + SIGNS.index(sign)) % BASE or BASE) * 2 % (BASE + 1)
    return carried
