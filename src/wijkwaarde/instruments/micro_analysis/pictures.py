"""Which picture and table show which part of an analysis; how they are drawn is the business of web/charts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from waarde import HoursKind
from wijkwaarde.instruments.micro_analysis import labels
from wijkwaarde.instruments.micro_analysis.marks import marks_given, moments_of, people_of
from wijkwaarde.instruments.micro_analysis.view_model import Mark
from wijkwaarde.web import format as formats
from wijkwaarde.web.charts import Bar, Headings, Line, Picture, Stream, bars, flows, lines
from wijkwaarde.web.format import Money
from wijkwaarde.web.tables import Cell, Table, table

SITUATIONS = ("now", "nothing", "solution", "realised")
COLOURS = {"now": "#6f8b90", "nothing": "#b0682a", "solution": "#0c505b", "realised": "#2f7d5b"}
LOWEST_MARK = 1
HIGHEST_MARK = 10


def unknown() -> str:
    """What stands where a figure is not known."""
    return _("niet bekend")


def whole_or_unknown(amount: float | None, *, money: Money) -> str:
    """An amount without cents, or 'niet bekend'."""
    return unknown() if amount is None else money.whole(amount)


def span_of(result: Mapping[str, Any], *, name: str) -> tuple[float, float] | None:
    """The range of a situation's first year; None where there is none, or where it is narrower than a euro on the screen."""
    low, high = (result.get("ranges") or {}).get("first_year", {}).get(name) or (0, 0)
    return (low, high) if formats.rounded(low) != formats.rounded(high) else None


def situations_shown(result: Mapping[str, Any]) -> tuple[str, ...]:
    """The situations on the page: what was realised only when it is known."""
    first_year = result["first_year"]
    return tuple(name for name in SITUATIONS if name != "realised" or first_year.get(name) is not None)


def situations_picture(result: Mapping[str, Any], *, title: str, money: Money) -> Picture:
    """The situations as bars: what runs in the year plain, what is paid once striped."""
    rows = tuple(_bar(result, name, money=money) for name in situations_shown(result))
    return bars(
        rows,
        key="situaties",
        title=title,
        description="; ".join(f"{row.name}: {row.value_text}" for row in rows) + ".",
        plain_name=_("in de twaalf maanden"),
        striped_name=_("eenmalig"),
    )


def _bar(result: Mapping[str, Any], name: str, *, money: Money) -> Bar:
    low, high = span_of(result, name=name) or (None, None)
    return Bar(
        name=labels.situation(name),
        value_text=whole_or_unknown(result["first_year"].get(name), money=money),
        plain=result["yearly"].get(name),
        striped=result["one_off"].get(name),
        colour=COLOURS[name],
        low=low,
        high=high,
    )


def situations_table(result: Mapping[str, Any], *, title: str, money: Money) -> Table:
    """The same figures as the bars, with the range where prices have one."""
    rows = tuple(
        (
            labels.situation(name),
            (
                whole_or_unknown(result["yearly"].get(name), money=money),
                whole_or_unknown(result["one_off"].get(name), money=money),
                Cell(
                    whole_or_unknown(result["first_year"].get(name), money=money),
                    detail=_range(result, name, money=money),
                ),
            ),
        )
        for name in situations_shown(result)
    )
    numeric = (_("In de twaalf maanden"), _("Eenmalig"), _("Samen"))
    return table(caption=title, first=_("Situatie"), numeric=numeric, rows=rows)


def _range(result: Mapping[str, Any], name: str, *, money: Money) -> str:
    span = span_of(result, name=name)
    if span is None:
        return ""
    low, high = (money.whole(value) for value in span)
    return _("{low} tot {high}").format(low=low, high=high)


def compared_situations(result: Mapping[str, Any]) -> tuple[str, str] | None:
    """Which two situations tell who pays: 'nothing' and the plan, else now and the plan, else nothing to tell."""
    difference = result["difference"]
    if difference.get("claimed") is not None:
        return "nothing", "solution"
    return ("now", "solution") if difference.get("planned") is not None else None


def gains_of(result: Mapping[str, Any]) -> dict[str, float]:
    """Euros that each party pays less (above 0) or more (below 0), largest gain first."""
    pair = compared_situations(result)
    if pair is None:
        return {}
    kind = "claimed" if pair[0] == "nothing" else "planned"
    gains = result.get("difference_by_bearer", {}).get(kind) or {}
    return dict(sorted(gains.items(), key=lambda gain: (-gain[1], gain[0])))


def bearers_picture(
    gains: Mapping[str, float], *, names: Mapping[str, str], title: str, money: Money
) -> Picture | None:
    """Who pays more and who pays less as streams; None where nothing moves."""
    moved = {bearer: amount for bearer, amount in gains.items() if formats.rounded(amount, digits=2)}
    if not moved:
        return None
    streams = tuple(
        Stream(bearer, names.get(bearer, bearer), amount, money.whole(abs(amount))) for bearer, amount in moved.items()
    )
    return flows(
        streams,
        key="betalers",
        title=title,
        description="; ".join(f"{one.name}: {_direction(one.amount, money=money)}" for one in streams) + ".",
        headings=Headings(_("Betaalt meer"), labels.situation("solution"), _("Betaalt minder")),
    )


def _direction(amount: float, *, money: Money) -> str:
    text = _("{euros} minder") if amount > 0 else _("{euros} meer")
    return text.format(euros=money.whole(abs(amount)))


def bearers_table(result: Mapping[str, Any], *, names: Mapping[str, str], title: str, money: Money) -> Table | None:
    """What each party pays in both situations, and the difference; the last row is the total."""
    pair = compared_situations(result)
    if pair is None:
        return None
    gains, by_bearer = gains_of(result), result["by_bearer"]
    rows = tuple(
        (
            names.get(bearer, bearer),
            (*(money.whole(by_bearer.get(bearer, {}).get(name, 0)) for name in pair), _gain(gain, money=money)),
        )
        for bearer, gain in gains.items()
    )
    totals = (
        *(whole_or_unknown(result["first_year"][name], money=money) for name in pair),
        _gain(sum(gains.values()), money=money),
    )
    numeric = (*(labels.situation(name) for name in pair), _("Scheelt"))
    return table(caption=title, first=_("Wie"), numeric=numeric, rows=rows, total=(_("Samen"), totals))


def _gain(amount: float, *, money: Money) -> str:
    return _direction(amount, money=money) if formats.rounded(amount) else pgettext("verschil", "niets")


def hours_table(result: Mapping[str, Any], *, title: str) -> Table | None:
    """Unpaid hours per person and situation; None where nobody gives any."""
    people = result.get("hours_by_person") or ()
    if not people:
        return None
    shown = [name for name in ("now", "solution", "realised") if any(one["situation"] == name for one in people)]
    who = list(dict.fromkeys((one["who"], one["kind"]) for one in people))
    found = {(one["who"], one["kind"], one["situation"]): one["hours"] for one in people}
    rows = tuple(
        (
            Cell(labels.person(name), detail=labels.slug_word(kind, HoursKind)),
            tuple(_hours(found, (name, kind, situation)) for situation in shown),
        )
        for name, kind in who
    )
    numeric = tuple(labels.situation(name) for name in shown)
    return table(caption=title, first=_("Wie"), numeric=numeric, rows=rows)


def _hours(found: Mapping[tuple[str, str, str], float | None], key: tuple[str, str, str]) -> str:
    if key not in found:
        return pgettext("uren", "niet genoemd")
    hours = found[key]
    return unknown() if hours is None else formats.hours(hours)


def marks_picture(marks: tuple[Mark, ...], *, title: str) -> Picture:
    """Everybody's own mark as a line through the moments; never averaged."""
    moments, people = moments_of(marks), people_of(marks)
    rows = tuple(
        Line(
            name=who or _("Cijfer"),
            values=tuple(given.get((who, moment)) for moment in moments),
            texts=tuple(_mark_text(given.get((who, moment))) for moment in moments),
        )
        for given in (marks_given(marks),)
        for who in people
    )
    said = (f"{row.name}: {', '.join(text or unknown() for text in row.texts)}" for row in rows)
    return lines(
        rows,
        moments=moments,
        lowest=LOWEST_MARK,
        highest=HIGHEST_MARK,
        key="cijfers",
        title=title,
        description="; ".join(said) + ".",
    )


def marks_table(marks: tuple[Mark, ...], *, title: str) -> Table:
    """The marks as given, a row for each person."""
    moments, given = moments_of(marks), marks_given(marks)
    rows = tuple(
        (who or _("Cijfer"), tuple(_mark_text(given.get((who, moment))) or "–" for moment in moments))
        for who in people_of(marks)
    )
    return table(caption=title, first=_("Wie"), numeric=moments, rows=rows)


def _mark_text(mark: float | None) -> str:
    return "" if mark is None else formats.trimmed(mark, digits=1)
