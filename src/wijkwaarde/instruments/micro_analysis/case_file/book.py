"""The prices, norms and risks that a case may name: from an edition, from lists, and from the file itself."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from waarde import EURO, Band, BandNorm, Edition, Frequency, PriceItem, PriceListUsed, RiskNorm, Setting, Source, Unit
from wijkwaarde.instruments.micro_analysis.case_file.table import Table
from wijkwaarde.instruments.micro_analysis.terms import FIRST_EDITION, IN_THE_FILE
from wijkwaarde.kernel.errors import Problem, did_you_mean

PRICE_KEYS = (
    "key", "name", "value", "unit", "bearer", "source", "url", "quoted",
    "price_year", "low", "high", "grade", "setting", "currency",
)  # fmt: skip
NORM_KEYS = ("band", "quantity", "frequency", "source", "price", "unit", "since")
RISK_KEYS = ("key", "name", "low", "middle", "high", "source", "edition")

type Named = dict[str, tuple[PriceItem, ...]]


@dataclass(frozen=True)
class Book:
    """What a case may name. `bearers` has every way to write a bearer, without capitals, with its slug."""

    bearers: Mapping[str, str]
    edition: Edition | None = None
    own: Named = field(default_factory=dict)
    norms: tuple[BandNorm, ...] = ()
    risks: dict[str, RiskNorm] = field(default_factory=dict)

    @property
    def prices(self) -> Mapping[str, tuple[PriceItem, ...]]:
        """Every price by key and by name without capitals; what the file says goes before the edition."""
        return self.own if self.edition is None else ChainMap(self.own, self.edition.by_name)

    @property
    def used(self) -> PriceListUsed:
        """The price list as the analysis names it."""
        if self.edition is None:
            currency = next((price.currency for found in self.own.values() for price in found), EURO)
            return PriceListUsed(IN_THE_FILE, FIRST_EDITION, currency=currency)
        edition = self.edition
        currency = next((item.currency for item in edition.items), EURO)
        return PriceListUsed(edition.name, edition.edition, edition.price_year, currency, edition.example)


def price_named(book: Book, *, table: Table, key: str) -> PriceItem | None:
    """The price that a line names, by key or by name; None when it names none."""
    wanted = table.text(key)
    if not wanted:
        return None
    found = book.prices.get(wanted.casefold(), ())
    found = tuple(item for item in found if item.key == wanted) or found
    if not found:
        known = (name for items in book.prices.values() for item in items for name in (item.key, item.name))
        near = did_you_mean(wanted, known)
        raise table.wrong(
            key,
            expected=_("de naam van een prijs uit de prijslijst of uit dit bestand."),
            remedy=near or _("Zoek de prijs met 'wijkwaarde prices show', of zet hem als [[price]] in dit bestand."),
        )
    if len(found) > 1:
        raise _ambiguous(table, key, keys=[item.key for item in found])
    return found[0]


def _ambiguous(table: Table, key: str, *, keys: list[str]) -> Problem:
    if len(set(keys)) < len(keys):
        remedy = _("Geef elke [[price]] in dit bestand een eigen 'key'.")
    else:
        remedy = _("Schrijf de sleutel in plaats van de naam: er zijn {count} prijzen met deze naam.")
    expected = _("een van de sleutels: {keys}.").format(keys=", ".join(keys))
    return table.wrong(key, expected=expected, remedy=remedy.format(count=len(keys)))


def bearer_in(table: Table, key: str, *, book: Book) -> str | None:
    """The slug of the bearer that a table names, by slug or by name; None when it names none."""
    written = table.text(key)
    if not written:
        return None
    slug = book.bearers.get(written.casefold())
    if slug is None:
        slugs = dict.fromkeys(book.bearers.values())
        raise table.wrong(
            key,
            expected=_("een betaler uit de lijst: {known}.").format(known=", ".join(slugs)),
            remedy=did_you_mean(written, book.bearers) or _("Kies er een uit."),
        )
    return slug


def read_price(table: Table, *, book: Book) -> PriceItem:
    """One [[price]] written in the file, with its source."""
    table.check_keys(PRICE_KEYS)
    name = table.needed_text("name", expected=_("de naam van de prijs."))
    value = table.needed_number("value", expected=_("het bedrag per eenheid."))
    unit = table.term("unit", Unit)
    bearer = bearer_in(table, "bearer", book=book)
    if unit is None:
        raise table.missing("unit", expected=_('de eenheid waar de prijs voor geldt, zoals "hour".'))
    if bearer is None:
        raise table.missing("bearer", expected=_("wie dit betaalt."))
    source = Source(
        table.needed_text("source", expected=_("waar de prijs vandaan komt.")), table.text("url"), table.text("quoted")
    )
    year = table.data.get("price_year")
    with table.telling():
        return PriceItem(
            table.text("key") or name,
            name,
            value,
            unit,
            bearer,
            source,
            price_year=None if year is None else str(year),
            currency=table.text("currency") or EURO,
            low=table.number("low"),
            high=table.number("high"),
            grade=table.text("grade"),
            setting=table.term("setting", Setting) or Setting.OTHER,
            own=True,
        )


def read_norm(table: Table) -> BandNorm:
    """One [[norm]]: what a band stands for."""
    table.check_keys(NORM_KEYS)
    band, frequency = table.term("band", Band), table.term("frequency", Frequency)
    if band is None:
        raise table.missing("band", expected=_('ongeveer hoe vaak, zoals "every-week".'))
    if frequency is None:
        raise table.missing("frequency", expected=_('per wat, zoals "week".'))
    quantity = table.needed_number("quantity", expected=_("hoeveel het is."))
    if quantity <= 0:
        raise table.wrong(
            "quantity", expected=_("een getal boven 0."), remedy=_("Laat de norm weg als het niet gebeurt.")
        )
    if "price" not in table.data and "unit" not in table.data:
        raise table.missing("unit", expected=_("waarvoor de norm geldt: price of unit."))
    return BandNorm(
        band,
        quantity,
        frequency,
        table.needed_text("source", expected=_("waar de norm vandaan komt.")),
        table.text("price") or None,
        table.term("unit", Unit),
        table.day("since"),
    )


def read_risk_norm(table: Table) -> RiskNorm:
    """One [[risk]] of a list: its chance at three levels, with its source."""
    table.check_keys(RISK_KEYS)
    expected = _("een kans van 0 tot en met 1.")
    with table.telling():
        return RiskNorm(
            table.needed_text("key", expected=_("een korte naam.")),
            table.needed_text("name", expected=_("wat er kan gebeuren.")),
            table.needed_number("low", expected=expected),
            table.needed_number("middle", expected=expected),
            table.needed_number("high", expected=expected),
            table.needed_text("source", expected=_("waar de kansen vandaan komen.")),
            table.text("edition"),
        )
