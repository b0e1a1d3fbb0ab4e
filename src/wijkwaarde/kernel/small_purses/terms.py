"""Limits of small purses; no Django."""

from __future__ import annotations

LONGEST_WHAT = 80
LONGEST_NUMBER = 12
LONGEST_AMOUNT = 20
LONGEST_SEARCH = 60
# Up to here nobody is asked, until a partnership says otherwise: a bicycle, a taxi, a set of bedding.
USUAL_LIMIT = 100_00
# Beyond it somebody typed cents as euros.
MOST_CENTS = 10_000_00
MOST_TOP_UP = 100_000_00
PAYMENTS_A_PAGE = 25
SHOWN_ON_THE_PHONE = 10
