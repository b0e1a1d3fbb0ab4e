"""The parts of the page in their order, each with its finding and its proof; words from sentences, figures from waarde."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from waarde import HelpSource
from wijkwaarde.instruments.micro_analysis import labels, pictures, remarks, sentences
from wijkwaarde.instruments.micro_analysis.marks import first_and_last
from wijkwaarde.instruments.micro_analysis.origins import BEARERS_KEY, HOURS_KEY, anchor
from wijkwaarde.instruments.micro_analysis.texts import CaseTexts, PlanLineText
from wijkwaarde.instruments.micro_analysis.view_model import Mark, Section
from wijkwaarde.web import format as formats
from wijkwaarde.web.format import Money
from wijkwaarde.web.tables import Cell, table

Result = Mapping[str, Any]
Names = Mapping[str, str]


def sections(
    result: Result, *, texts: CaseTexts, marks: tuple[Mark, ...], names: Names, money: Money
) -> tuple[Section, ...]:
    """All parts that have something to say, in the order of the page."""
    found = [
        costs(result, money=money),
        bearers(result, names=names, money=money),
        differences(result, names=names, money=money),
        switching(result),
        hours(result),
        wellbeing(marks),
        unknowns(result),
        plan(result, texts=texts, names=names, money=money),
    ]
    return tuple(section for section in found if section is not None)


def costs(result: Result, *, money: Money) -> Section:
    """The situations beside each other."""
    title = sentences.costs_title(result["difference"], money=money)
    return Section(
        key="kosten",
        topic=_("Wat kost het in een jaar?"),
        title=title,
        picture=pictures.situations_picture(result, title=title, money=money),
        table=pictures.situations_table(result, title=_("Kosten in het eerste jaar"), money=money),
        origin=_first_origin(result, ("now", "nothing", "solution")),
    )


def bearers(result: Result, *, names: Names, money: Money) -> Section | None:
    """Who pays more and who pays less."""
    gains = pictures.gains_of(result)
    if not gains:
        return None
    title = sentences.bearers_title(gains, names=names)
    return Section(
        key="betalers",
        topic=_("Wie betaalt meer, wie minder?"),
        title=title,
        picture=pictures.bearers_picture(gains, names=names, title=title, money=money),
        table=pictures.bearers_table(
            result, names=names, title=_("Kosten per betaler in het eerste jaar"), money=money
        ),
        remarks=tuple(transfers(result, names=names, money=money)),
        origin=anchor(BEARERS_KEY) if any(key.startswith("bearer.") for key in explanations(result)) else "",
    )


def transfers(result: Result, *, names: Names, money: Money) -> Iterator[str]:
    """Money that goes from one party to another, told apart since it is nothing in the total."""
    told: dict[str, str] = {}
    for situation in pictures.SITUATIONS:
        for node in _lines_below(explanations(result).get(situation)):
            inputs = node["inputs"]
            if inputs.get("beneficiary"):
                text = _("{name}: {amount} in een jaar, van {giver} naar {receiver}.").format(
                    name=formats.sentence(inputs["name"]),
                    amount=money.whole(inputs["amount"]),
                    giver=names.get(inputs["bearer"], inputs["bearer"]),
                    receiver=names.get(inputs["beneficiary"], inputs["beneficiary"]),
                )
                told.setdefault(inputs["name"], text)
    if told:
        yield _("Dit geld gaat van de een naar de ander. Het telt niet mee in het totaal.")
        yield from told.values()


def _lines_below(node: Mapping[str, Any] | None) -> Iterator[Mapping[str, Any]]:
    for part in (node or {}).get("parts") or ():
        if part.get("kind") == "line":
            yield part
        else:
            yield from _lines_below(part)


def differences(result: Result, *, names: Names, money: Money) -> Section | None:
    """What the plan and what was realised cost beside 'nothing' and now, and what of it is cashable."""
    points = sentences.differences(result["difference"], ranges=result.get("ranges") or {}, money=money)
    if not points:
        return None
    found = sentences.cashable(result.get("cashable") or {}, names=names, money=money)
    lead = (_("Een plan mag duurder zijn dan nu. Het gaat ook om hoe het met mensen gaat."),)
    dearer = (result["difference"].get("planned") or 0) < 0
    return Section(
        key="verschil",
        topic=_("Wat scheelt het?"),
        title=_("De verschillen op een rij"),
        lead=lead if dearer else (),
        points=points,
        remarks=found,
        origin=_first_origin(result, ("difference.claimed", "difference.planned")),
    )


def switching(result: Result) -> Section | None:
    """At which chances the plan costs as much as nothing; not for who sees no chances."""
    if result["difference"].get("claimed") is None or "switching" not in result:
        return None
    return Section(
        key="kantelpunt",
        topic=_("Wat als we het verkeerd schatten?"),
        title=sentences.switching_title(result),
        points=sentences.switching(result),
        remarks=(_("Een kans gaat over een groep mensen in zo'n situatie, nooit over deze ene mens."),),
        origin=_first_origin(result, ("switching.common",)),
    )


def hours(result: Result) -> Section | None:
    """Unpaid hours beside the euros."""
    shown = pictures.hours_table(result, title=_("Onbetaalde uren in het eerste jaar"))
    if shown is None:
        return None
    return Section(
        key="uren",
        topic=_("Wat doen mensen zelf?"),
        title=_("Uren van mensen, naast het geld"),
        lead=(_("Uren tellen we niet op bij het geld. Minder uren kan ook het doel zijn."),),
        table=shown,
        origin=anchor(HOURS_KEY) if any(key.startswith("hours.") for key in explanations(result)) else "",
    )


def wellbeing(marks: tuple[Mark, ...]) -> Section | None:
    """Everybody's own mark through time."""
    if not marks:
        return None
    title = marks_title(marks)
    return Section(
        key="cijfer",
        topic=_("Hoe gaat het met de mensen?"),
        title=title,
        picture=pictures.marks_picture(marks, title=title),
        table=pictures.marks_table(marks, title=_("Het eigen cijfer, van 1 tot 10")),
        remarks=(_("Iedereen geeft een eigen cijfer. We maken er geen gemiddelde van."),),
    )


def marks_title(marks: tuple[Mark, ...]) -> str:
    """'Amina van 3 naar 8; Zus Selma van 5 naar 7'."""
    return "; ".join(_mark_said(who or _("Het cijfer"), told) for who, told in first_and_last(marks).items())


def _mark_said(who: str, told: tuple[float, ...]) -> str:
    first, last = (formats.trimmed(mark, digits=1) for mark in (told[0], told[-1]))
    if len(told) == 1:
        return _("{who} geeft een {mark}").format(who=who, mark=first)
    return _("{who} van {first} naar {last}").format(who=who, first=first, last=last)


def unknowns(result: Result) -> Section | None:
    """What is not known, and what has to be said beside the figures."""
    found = result.get("remarks") or ()
    points = (*remarks.remarks(found), *(result.get("author_notes") or ()))
    if not points:
        return None
    return Section(key="onbekend", topic=_("Wat weten we niet?"), title=_("Let hierop bij het lezen"), points=points)


def plan(result: Result, *, texts: CaseTexts, names: Names, money: Money) -> Section | None:
    """What was agreed, by whom, from which source of help, and what it costs in the first year."""
    if not texts.plan:
        return None
    nodes: dict[str, list[Mapping[str, Any]]] = {}
    for node in _lines_below(explanations(result).get("solution")):
        nodes.setdefault(str(node["text"]), []).append(node)
    shown = table(
        caption=_("Wat we afspraken, en wat het in het eerste jaar kost"),
        first=_("Afspraak"),
        numeric=(_("Kosten"),),
        rows=tuple(_plan_row(line, nodes=nodes.get(line.what, []), names=names, money=money) for line in texts.plan),
    )
    return Section(key="plan", topic=_("Wat spraken we af?"), title=_("Het plan"), table=shown)


def _plan_row(
    line: PlanLineText, *, nodes: list[Mapping[str, Any]], names: Names, money: Money
) -> tuple[Cell, tuple[Cell, ...]]:
    source = labels.slug_word(line.source, HelpSource)
    details = " · ".join(part for part in (formats.sentence(line.who), source) if part)
    return Cell(formats.sentence(line.what), details), (_plan_costs(nodes, names=names, money=money),)


def _plan_costs(nodes: list[Mapping[str, Any]], *, names: Names, money: Money) -> Cell:
    if not nodes:
        return Cell(_("kost geen geld"))
    inputs = nodes[0]["inputs"]
    details = [names.get(inputs["bearer"], inputs["bearer"])]
    if inputs.get("beneficiary"):
        return Cell(money.whole(inputs["amount"]), ", ".join([*details, _("telt niet mee")]))
    if all(".one-off." in node["key"] for node in nodes):
        details.append(_("eenmalig"))
    return Cell(money.whole(sum(node["value"] for node in nodes)), ", ".join(details))


def explanations(result: Result) -> dict[str, Mapping[str, Any]]:
    """The explanation trees by key; one tree only where that is all there is."""
    trees = dict(result.get("explanations") or {})
    main = result.get("explanation")
    return trees or ({main["key"]: main} if main else {})


def _first_origin(result: Result, keys: tuple[str, ...]) -> str:
    return next((anchor(key) for key in keys if key in explanations(result)), "")
