"""What somebody says yes or no to, how, and who decides; no Django."""

from __future__ import annotations

from enum import StrEnum

from wijkwaarde.kernel.cases.terms import Ground

LONGEST_SLUG = 20
LONGEST_ABOUT = 200
LONGEST_NAME = 100
LONGEST_LAW = 200
LONGEST_SOURCE = 300
# From this age on a child says it together with a parent; from sixteen on alone (kernel/cases/rules.py).
ASKED_TOO = 12


class LegalGround(StrEnum):
    """On which ground of the law a partnership keeps data about people."""

    PUBLIC_TASK = "public-task"
    LEGAL_DUTY = "legal-duty"
    AGREEMENT = "agreement"
    INTEREST = "interest"
    CONSENT = "consent"


class Subject(StrEnum):
    """What is said yes or no to: keeping data, telling somebody outside, measuring; the help itself is the plan's own yes."""

    DATA = "data"
    SECRECY = "secrecy"
    MEASURING = "measuring"


class How(StrEnum):
    """How it was said: on the site, or to a member who wrote it down."""

    SELF = "self"
    TABLE = "table"
    PHONE = "phone"
    PAPER = "paper"


class Decides(StrEnum):
    """Who says it for somebody of an age: the parents, both, or they themselves."""

    PARENTS = "parents"
    BOTH = "both"
    SELF = "self"


# Who represents somebody in everything; an administrator does in money, a helper reads and writes along.
DECIDING = frozenset({Ground.PARENT, Ground.MENTOR, Ground.CURATOR, Ground.PROXY})
