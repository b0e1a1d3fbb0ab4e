"""The reconciliation in words: parties with what is open, one party per product and period, and the same as a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkwaarde.instruments.reconciliation.calculation import MONTHS, Compared
from wijkwaarde.instruments.reconciliation.queries import Behind, Party, Why
from wijkwaarde.instruments.reconciliation.reading import Read
from wijkwaarde.instruments.reconciliation.terms import SHOWN, Column, Reason, Unread
from wijkwaarde.web.deliveries.panels import euros, period_words
from wijkwaarde.web.format import day, number, sentence
from wijkwaarde.web.tables import Cell, Table, table

HUNDREDTHS = 100
CENTURY = 100
ONE_DAY = timedelta(days=1)
YEAR, PARTY = "jaar", "organisatie"


@dataclass(frozen=True, slots=True)
class ToDo:
    """A difference that is still to be explained, or an explanation; `url` is where something can be done about it."""

    what: str
    about: str
    words: str = ""
    url: str = ""
    is_withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class AsideShown:
    """A line that could not be read: where it stands, why, and what it says."""

    place: str
    why: str
    said: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would give."""

    used: str
    remarks: tuple[str, ...]
    aside: tuple[AsideShown, ...]
    more: str
    has_used: bool


def reason_words() -> dict[Reason, str]:
    """Why a difference is there."""
    return {
        Reason.LATER: _("Het is later opgegeven"),
        Reason.OTHER_PERIOD: _("Het staat in een andere periode"),
        Reason.PRICE: _("Het tarief is anders"),
        Reason.OTHER_PARTY: _("Het staat bij een andere organisatie"),
        Reason.OTHER_PRODUCT: _("Het staat bij een ander product"),
        Reason.VACANCY: _("Het is een vacature: er is niet geleverd"),
        Reason.ELSEWHERE: _("Het hoort niet bij deze wijk"),
        Reason.ROUNDING: _("Het is afronding"),
        Reason.OTHER: _("Iets anders"),
    }


def column_words() -> dict[Column, str]:
    """How each column is called."""
    return {
        Column.COST_CENTRE: _("Kostenplaats"),
        Column.PRODUCT: _("Product"),
        Column.PERIOD: _("Periode"),
        Column.YEAR: _("Jaar"),
        Column.AMOUNT: _("Bedrag"),
    }


def _unread_words() -> dict[Unread, str]:
    return {
        Unread.COST_CENTRE: _("Er staat geen kostenplaats"),
        Unread.PERIOD: _("De periode is niet te lezen"),
        Unread.OTHER_YEAR: _("Dit is van een ander jaar"),
        Unread.AMOUNT: _("Het bedrag is niet te lezen"),
    }


# --- All parties ---


def overview(parties: Iterable[Party], *, year: int) -> Table:
    """The parties of a year, with what is still open."""
    numeric = (_("bij ons"), _("bij hen"), _("verschil"))
    rows = tuple((_party_cell(one, year=year), (_state(one), *_sums(one))) for one in parties)
    return table(caption=_("Per organisatie"), first=_("organisatie"), words=(_("stand"),), numeric=numeric, rows=rows)


def party_url(organisation_id: int, *, year: int) -> str:
    """The address of a party in a year."""
    return f"{reverse('reconciliation_party', args=[organisation_id])}?{YEAR}={year}"


def links(organisation_id: int, *, year: int) -> dict[str, str]:
    """The addresses that the page of a party leads to, each of this party and year."""
    asked = f"?{YEAR}={year}"
    return {
        "all": f"{reverse('reconciliation')}{asked}",
        "centres": f"{reverse('reconciliation_centres', args=[organisation_id])}{asked}",
        "save": f"{reverse('reconciliation_save', args=[organisation_id])}{asked}",
        "together": f"{reverse('reconciliation_together', args=[organisation_id])}{asked}",
        "upload": f"{reverse('reconciliation_upload')}{asked}&{PARTY}={organisation_id}",
        "party": party_url(organisation_id, year=year),
    }


def _party_cell(one: Party, *, year: int) -> Cell:
    return Cell(one.name, url=party_url(one.organisation_id, year=year))


def _sums(one: Party) -> tuple[str, ...]:
    if one.file is None:
        return euros(one.ours), "", ""
    return euros(one.ours), euros(one.theirs), euros(one.theirs - one.ours)


def _state(one: Party) -> str:
    if one.file is None:
        return _("nog geen cijfers")
    if one.to_join:
        return _("nog koppelen")
    return open_words(len(one.open))


def open_words(count: int) -> str:
    """How many differences nobody explained yet."""
    if not count:
        return _("sluit aan")
    return ngettext("{count} verschil open", "{count} verschillen open", count).format(count=number(count))


# --- One party ---


def facts(party: Party) -> list[dict[str, str]]:
    """The sums of a party."""
    told = [
        (_("Bij ons"), party.ours),
        (_("Bij hen"), party.theirs),
        (_("Verschil"), party.theirs - party.ours),
        (_("Verklaard"), party.explained),
        (_("Nog open"), party.theirs - party.ours - party.explained),
    ]
    return [{"name": name, "text": euros(cents)} for name, cents in told]


def more_words(party: Party) -> str:
    """How many differences are open beside those that are listed, or nothing."""
    rest = len(party.open) - SHOWN
    return _("En nog {count}, in de tabel hieronder.").format(count=number(rest)) if rest > 0 else ""


def joined_words(party: Party) -> str:
    """What is still to be joined to a product, or nothing."""
    count, cents = len(party.to_join), sum(one.cents for one in party.to_join)
    if not count:
        return ""
    told = ngettext(
        "{count} kostenplaats is nog niet gekoppeld aan een product: {amount}. Die telt nog niet mee.",
        "{count} kostenplaatsen zijn nog niet gekoppeld aan een product: {amount}. Die tellen nog niet mee.",
        count,
    )
    return told.format(count=number(count), amount=euros(cents))


def open_rows(party: Party, *, names: Mapping[int, str]) -> list[tuple[Compared, str]]:
    """All differences that nobody explained, by product and month, each in words."""
    rows = sorted(party.open, key=lambda row: (names[row.product_id], row.month))
    return [(row, f"{names[row.product_id]}, {months_words(row)}: {euros(row.open)}") for row in rows]


def to_explain(party: Party, *, names: Mapping[int, str], keeps: bool) -> list[ToDo]:
    """The largest differences that nobody explained; all of them are in the table."""
    return [
        ToDo(
            what=f"{names[row.product_id]}, {months_words(row)}",
            about=_("{open} open. Bij ons {ours}, bij hen {theirs}.").format(
                open=euros(row.open), ours=euros(row.ours), theirs=euros(row.theirs)
            ),
            url=_explain_url(party, row) if keeps else "",
        )
        for row in party.open[:SHOWN]
    ]


def _explain_url(party: Party, row: Compared) -> str:
    month = row.month.year * CENTURY + row.month.month
    return reverse("reconciliation_explain", args=[party.organisation_id, row.product_id, month])


def months_words(row: Compared) -> str:
    """The months of a row, as people say them."""
    return period_words(row.month, until=until_of(row))


def until_of(row: Compared) -> date:
    """The first day after the months of a row."""
    place = row.month.month - 1 + row.months
    return date(row.month.year + place // MONTHS, place % MONTHS + 1, 1)


def side_by_side(party: Party, *, names: Mapping[int, str], keeps: bool) -> Table:
    """All products and periods of a party; an open one leads to where it is explained, for who keeps the budget."""
    rows = tuple(
        (
            Cell(
                names[row.product_id],
                months_words(row),
                url=_explain_url(party, row) if keeps and row.open and party.file else "",
            ),
            tuple(euros(cents) for cents in (row.ours, row.theirs, row.difference, row.explained, row.open)),
        )
        for row in party.rows
    )
    sums = party.ours, party.theirs, party.theirs - party.ours, party.explained
    total = (_("Samen"), tuple(euros(cents) for cents in (*sums, sums[2] - sums[3])))
    numeric = (_("bij ons"), _("bij hen"), _("verschil"), _("verklaard"), _("open"))
    return table(caption=_("Per product en periode"), first=_("product"), numeric=numeric, rows=rows, total=total)


def explained(rows: Iterable[Why], *, keeps: bool) -> list[ToDo]:
    """What was explained, the newest first; what was said in one go is one."""
    groups: dict[object, list[Why]] = {}
    for one in rows:
        groups.setdefault((one.together or one.pk, one.withdrawn_on), []).append(one)
    return [_explained(those, keeps=keeps) for those in reversed(groups.values())]


def _explained(those: list[Why], *, keeps: bool) -> ToDo:
    one = those[0]
    where = (f"{name}, {period_words(first, until=_next(last))}" for name, first, last in _spans(those))
    return ToDo(
        what=f"{reason_words()[Reason(one.reason)]}: {euros(sum(each.cents for each in those))}",
        about=" · ".join((*where, day(one.said_on))),
        words=one.words,
        url=reverse("reconciliation_withdraw", args=[one.pk]) if keeps and one.withdrawn_on is None else "",
        is_withdrawn=one.withdrawn_on is not None,
    )


def _spans(those: Iterable[Why]) -> list[tuple[str, date, date]]:
    """Each product with its first and last month, months that follow each other as one."""
    spans: list[tuple[str, date, date]] = []
    for name, month in sorted((one.product.name, one.month) for one in those):
        if spans and spans[-1][0] == name and _next(spans[-1][2]) == month:
            spans[-1] = (name, spans[-1][1], month)
        else:
            spans.append((name, month, month))
    return spans


def _next(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)


def aside_of(rows: Iterable[Mapping[str, object]]) -> list[AsideShown]:
    """The lines of a used file that could not be read."""
    return [
        AsideShown(
            _("Rij {row}").format(row=one["row"]), _unread_words()[Unread(str(one["reason"]))], _said(one["said"])
        )
        for one in rows
    ]


def _said(said: object) -> str:
    told = said if isinstance(said, Mapping) else {}
    return " · ".join(f"{word}: {told[column]}" for column, word in column_words().items() if told.get(column))


def preview(found: Read) -> Preview:
    """What a file would give."""
    used, aside = len(found.used), len(found.aside)
    told = ngettext("{count} regel te lezen, samen {amount}", "{count} regels te lezen, samen {amount}", used)
    return Preview(
        used=told.format(count=number(used), amount=euros(found.cents)),
        remarks=tuple(sentence(one) for one in found.remarks),
        aside=tuple(
            AsideShown(_("Rij {row}").format(row=one.row), _unread_words()[one.reason], _said(one.said))
            for one in found.aside[:SHOWN]
        ),
        more=_("En nog {count}.").format(count=number(aside - SHOWN)) if aside > SHOWN else "",
        has_used=bool(used),
    )


def row_facts(row: Compared) -> list[dict[str, str]]:
    """What stands on both sides of one row."""
    told = ((_("Bij ons"), row.ours), (_("Bij hen"), row.theirs), (_("Al verklaard"), row.explained))
    return [
        *({"name": name, "text": euros(cents)} for name, cents in told),
        {"name": _("Open"), "text": euros(row.open)},
    ]


def sides(found: Behind) -> tuple[Table, Table]:
    """What stands behind a row: in their books, and in ours."""
    theirs = tuple(
        (one.cost_centre, (one.article, period_words(one.begin, until=one.until), euros(one.cents)))
        for one in found.theirs
    )
    ours = tuple(
        (period_words(one.begin, until=one.until), (one.number, day(one.declared_on), euros(one.cents)))
        for one in found.ours
    )
    names, others = (
        (_("kostenplaats"), _("zo noemen zij het"), _("periode")),
        (_("periode"), _("afspraak"), _("gemeld op")),
    )
    captions = _counted(_("Bij hen"), found.their_count), _counted(_("Bij ons"), found.our_count)
    one, other = (
        table(caption=caption, first=head[0], words=head[1:], numeric=(_("bedrag"),), rows=rows)
        for caption, head, rows in zip(captions, (names, others), (theirs, ours), strict=True)
    )
    return one, other


def _counted(name: str, count: int) -> str:
    if count <= SHOWN:
        return name
    return _("{name}: de grootste {shown} van {count}").format(name=name, shown=SHOWN, count=number(count))


def typed(cents: int) -> str:
    """An amount as somebody would type it; nothing for nothing.

    >>> typed(-123450), typed(0)
    ('-1234,50', '')
    """
    euro, rest = divmod(abs(cents), HUNDREDTHS)
    return f"{'-' if cents < 0 else ''}{euro},{rest:02}" if cents else ""
