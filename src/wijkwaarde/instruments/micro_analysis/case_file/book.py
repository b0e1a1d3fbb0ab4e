"""The prices, norms and risks that a case may name: from an edition, from lists, and from the file itself."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from waarde import EURO, Band, BandNorm, Edition, Frequency, PriceItem, PriceListUsed, RiskNorm, Setting, Source, Unit
from wijkwaarde.instruments.micro_analysis.case_file.table import Table
from wijkwaarde.instruments.micro_analysis.terms import FIRST_EDITION, IN_THE_FILE
from wijkwaarde.kernel.errors import did_you_mean

PRICE_KEYS = (
    "key", "name", "value", "unit", "bearer", "source", "url", "quoted",
    "price_year", "low", "high", "grade", "setting", "currency",
)  # fmt: skip
NORM_KEYS = ("band", "quantity", "frequency", "source", "price", "unit", "since")
RISK_KEYS = ("key", "name", "low", "middle", "high", "source", "edition")


@dataclass(frozen=True)
class Book:
    """What a case may name. `bearers` are the slugs of the reference data."""

    bearers: tuple[str, ...]
    edition: Edition | None = None
    prices: dict[str, PriceItem] = field(default_factory=dict)
    norms: tuple[BandNorm, ...] = ()
    risks: dict[str, RiskNorm] = field(default_factory=dict)

    @property
    def used(self) -> PriceListUsed:
        """The price list as the analysis names it."""
        if self.edition is None:
            currency = next((price.currency for price in self.prices.values()), EURO)
            return PriceListUsed(IN_THE_FILE, FIRST_EDITION, currency=currency)
        edition = self.edition
        currency = next((item.currency for item in edition.items), EURO)
        return PriceListUsed(edition.name, edition.edition, edition.price_year, currency, edition.example)


def price_named(book: Book, *, table: Table, key: str) -> PriceItem | None:
    """The price that a line names, by key or by name; None when it names none."""
    wanted = table.text(key)
    if not wanted:
        return None
    found = book.prices.get(wanted.casefold())
    if found is None:
        near = did_you_mean(wanted, (name for item in book.prices.values() for name in (item.key, item.name)))
        raise table.wrong(
            key,
            expected=_("de naam van een prijs uit de prijslijst of uit dit bestand."),
            remedy=near or _("Zoek de prijs met 'wijkwaarde prices show', of zet hem als [[price]] in dit bestand."),
        )
    return found


def bearer_in(table: Table, key: str, *, book: Book) -> str | None:
    """A bearer that a table names; None when it names none."""
    slug = table.text(key)
    if not slug:
        return None
    if slug not in book.bearers:
        raise table.wrong(
            key,
            expected=_("een betaler uit de lijst: {known}.").format(known=", ".join(book.bearers)),
            remedy=did_you_mean(slug, book.bearers) or _("Kies er een uit."),
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
    return BandNorm(
        band,
        table.needed_number("quantity", expected=_("hoeveel het is.")),
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
