"""Finds a citizen service number (BSN) in a text, so that nobody keeps one by accident; it keeps, shows and logs none itself."""

from __future__ import annotations

import re

WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
DIVISOR = 11
# Nine digits together, whatever number stands before or behind them.
TOGETHER = re.compile(r"(?<!\d)\d{9}(?!\d)")
# Nine digits in pieces, with one and the same sign between them; a piece of a longer number is none.
IN_PIECES = re.compile(r"(?<!\d)(?<!\d[ .\-/])\d(?:[ .\-/]?\d){8}(?![ .\-/]?\d)")
SIGNS = re.compile(r"[ .\-/]")
# An amount and a telephone number say that they are one.
MONEY_BEFORE = re.compile(r"(?:€|\beuro|\beur)\s*$", re.IGNORECASE)
PHONE_BEFORE = re.compile(r"(?:\+|\b00)\d{1,3}[ .\-/]?(?:\(0\)[ ]?)?$")
MONEY_BEHIND = re.compile(r"\s*(?:€|euro|eur\b)|,(?:\d{1,2}\b|-)", re.IGNORECASE)


def has_citizen_number(text: str) -> bool:
    """Whether nine digits in a text may be somebody's citizen service number.

    >>> has_citizen_number("mijn nummer is 1112.22.333"), has_citizen_number("bel 06 - 12 34 56 78")
    (True, False)
    """
    return any(_may_be_one(found, text=text) for pattern in (TOGETHER, IN_PIECES) for found in pattern.finditer(text))


def _may_be_one(found: re.Match[str], *, text: str) -> bool:
    number = found.group()
    if len(set(SIGNS.findall(number))) > 1 or not passes_eleven(number):
        return False
    before = text[: found.start()]
    return not (MONEY_BEFORE.search(before) or PHONE_BEFORE.search(before) or MONEY_BEHIND.match(text, found.end()))


def passes_eleven(number: str) -> bool:
    """Whether nine digits pass the test that every citizen service number passes, as one in eleven other numbers does."""
    digits = [int(sign) for sign in number if sign.isdecimal()]
    total = sum(digit * weight for digit, weight in zip(digits, WEIGHTS, strict=True))
    return any(digits) and total % DIVISOR == 0
