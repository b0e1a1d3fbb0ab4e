"""How an amount is said: so much per so often, for how much, and who pays; it counts nothing."""

from __future__ import annotations

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from waarde import Frequency, Hours, HoursKind, PriceItem, Unit, Use
from wijkwaarde.kernel.flows.rules import Amount
from wijkwaarde.kernel.prices.bearers import bearers
from wijkwaarde.kernel.words import word
from wijkwaarde.web.format import DUTCH, Money, trimmed

ONE, MORE = 1, 2


def bearer_name(slug: str) -> str:
    """The name of who pays, in the language of the reader; a slug nobody knows as it is."""
    found = bearers().get(slug)
    return slug if found is None else found.name(get_language() or DUTCH)


def amount_words(amount: Amount) -> str:
    """What a row takes, in one line."""
    price, use = amount.price, amount.use
    if price is None:
        return _("nog niet ingevuld") if amount.proposed else _("kost geen geld")
    if use is None:
        return _("{price}, hoeveel is nog niet ingevuld").format(price=price_words(price))
    parts = [*use_words(use, unit=price.unit), price_words(price), bearer_name(amount.payer)]
    if amount.beneficiary:
        parts.append(_("voor {who}").format(who=bearer_name(amount.beneficiary)))
    return ", ".join(parts)


def price_words(price: PriceItem) -> str:
    """How much one unit costs: "€ 45,77 per uur"."""
    amount = Money(price.currency).exact(price.value)
    return amount if price.unit is Unit.EURO else f"{amount} {_('per {unit}').format(unit=word(price.unit))}"


def use_words(use: Use, *, unit: Unit) -> list[str]:
    """How much, per how often, and in how many weeks; what a norm says is said to be about that."""
    count = counted_words(use.quantity, unit=unit)
    how_often = word(use.frequency)
    if use.quantity == 1 and unit.value == use.frequency.value:
        parts = [how_often]  # a month per month
    else:
        parts = [count, how_often] if use.frequency is Frequency.ONCE else [f"{count} {how_often}"]
    if use.band is not None:
        parts[0] = _("{band}: ongeveer {count}").format(band=word(use.band), count=parts[0])
    if use.periods is not None:
        parts.append(_("{count} weken").format(count=trimmed(use.periods)))
    return parts


def counted_words(quantity: float, *, unit: Unit) -> str:
    """So many of a unit: "2 dagdelen"."""
    return f"{trimmed(quantity)} {unit_words(ONE if quantity == 1 else MORE)[unit]}"


def unit_words(count: int) -> dict[Unit, str]:
    """What each unit is called when there are so many."""
    return {
        Unit.MINUTE: ngettext("minuut", "minuten", count),
        Unit.HOUR: ngettext("uur", "uur", count),
        Unit.HALF_DAY: ngettext("dagdeel", "dagdelen", count),
        Unit.DAY: ngettext("dag", "dagen", count),
        Unit.FULL_DAY: ngettext("etmaal", "etmalen", count),
        Unit.WEEK: ngettext("week", "weken", count),
        Unit.MONTH: ngettext("maand", "maanden", count),
        Unit.QUARTER: ngettext("kwartaal", "kwartalen", count),
        Unit.YEAR: ngettext("jaar", "jaar", count),
        Unit.CONTACT: ngettext("contact", "contacten", count),
        Unit.PIECE: ngettext("stuk", "stuks", count),
        Unit.TRIP: ngettext("rit", "ritten", count),
        Unit.KM: ngettext("km", "km", count),
        Unit.COURSE: ngettext("traject", "trajecten", count),
        Unit.EURO: ngettext("euro", "euro", count),
    }


def hours_words(hours: Hours) -> str:
    """Unpaid hours of one person: "Selma: 3 uur per week (mensen om de bewoner heen)"."""
    if hours.use is None:
        return _("{who}: uren, hoeveel weten we niet ({kind})").format(who=hours.who, kind=word(hours.kind))
    count = ", ".join(use_words(hours.use, unit=Unit.HOUR))
    return _("{who}: {count} ({kind})").format(who=hours.who, count=count, kind=word(hours.kind))


def hours_kinds() -> list[tuple[str, str]]:
    """Whose hours somebody may write down, to choose from."""
    kinds = (HoursKind.OWN_NETWORK, HoursKind.VOLUNTEER, HoursKind.RESIDENT_FOR_OTHERS)
    return [(kind.value, word(kind)) for kind in kinds]
