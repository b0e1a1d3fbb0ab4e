"""How the books call what an account tells, what happened, and on what it rests; asks nothing."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from wijkwaarde.kernel.ledger.terms import AccountKind, Because, BookingKind, Commodity


def kind_words() -> dict[AccountKind, str]:
    """What each kind of account tells, in the order of the page."""
    return {
        AccountKind.INCOME: _("Ontvangen"),
        AccountKind.EXPENSE: _("Uitgegeven"),
        AccountKind.ASSET: _("Wat er is, of nog komt"),
        AccountKind.LIABILITY: _("Wat van iemand is, of nog betaald wordt"),
        AccountKind.EQUITY: _("Resultaat"),
    }


def booking_words() -> dict[BookingKind, str]:
    """What happened, per kind of booking."""
    return {
        BookingKind.OPENING: _("beginstand"),
        BookingKind.SUBSIDY: _("subsidie"),
        BookingKind.DELIVERY: _("levering"),
        BookingKind.SMALL_PURSE: _("kleine beurs"),
        BookingKind.TRANSFER: _("overboeking"),
        BookingKind.SETTLEMENT: _("besparing gedeeld"),
        BookingKind.HOURS: _("uren"),
        BookingKind.REVERSAL: _("terugboeking"),
    }


def because_words() -> dict[Because, str]:
    """On what a booking rests."""
    return {
        Because.DECISION: _("besluit"),
        Because.PLAN_LINE: _("afspraak in een plan"),
        Because.AGREEMENT: _("afspraak tussen partijen"),
        Because.DOCUMENT: pgettext("waarom geboekt", "stuk"),
        Because.BOOKING: _("eerdere boeking"),
    }


def commodity_words() -> dict[Commodity, str]:
    """In what an account counts."""
    return {Commodity.EURO: _("euro"), Commodity.HOUR: _("uur")}
