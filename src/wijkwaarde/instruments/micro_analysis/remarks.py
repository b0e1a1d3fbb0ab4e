"""What a reader must know beside the figures, in plain words for each key of waarde's remarks; it finds none itself."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wijkwaarde.web import format as formats

REMARKS: dict[str, Promise | str] = {
    "example-prices": _("De prijzen zijn een voorbeeld. Beslis er niets mee."),
    "now-unknown": _("Wat er nu aan hulp loopt, is niet bekend."),
    "nothing-unknown": _("Wat er gebeurt als er niets verandert, is niet bekend."),
    "nothing-on-unknown-now": _(
        "Wat er nu aan hulp loopt, is niet bekend. Bij 'als er niets verandert' telt daarom alleen mee wat daar is opgeschreven."
    ),
    "solution-unknown": _("Het plan is nog niet beschreven."),
    "price-year-unknown": _("Van deze prijzen is niet bekend van welk jaar ze zijn: {names}."),
    "price-years-mixed": _("De prijzen zijn van verschillende jaren: {years}."),
    "assumptions": _("Deze prijzen zijn een aanname zonder bron: {names}."),
    "mixed-bearer": _("Meer betalers betalen samen: {names}."),
    "estimated-from-band": _("Hoe vaak dit gebeurt, is een schatting: {names}."),
    "periods-and-dates": _("Wat iemand echt gebruikt in een jaar, is geteld voor het deel tussen de datums: {names}."),
    "hours-unknown": _("Van deze mensen weten we niet hoeveel uur het kost: {names}."),
    "transfers": _("Dit geld gaat van de een naar de ander en telt niet mee in het totaal: {names}."),
    "chances-of-groups": _("Een kans gaat over een groep mensen in zo'n situatie, nooit over deze ene mens."),
    "realised-unconfirmed": _("Van deze afspraken is nog niet gezegd hoe het ging: {names}."),
    "assumed-chances": _("Zo zijn de kansen geschat: {names}."),
    "plan-without-risks": _(
        "Bij het plan telt geen enkele kans mee. We rekenen alsof dan niet gebeurt waar we bang voor zijn."
    ),
    "ends-with-plan": _("Dit loopt nu en staat niet in het plan. We rekenen alsof het dan stopt: {names}."),
    "prices-of-another-year": _("Het plan begint in {start}. De prijzen zijn van {years}."),
    "no-ranges": _("De prijzen hebben geen laagste en hoogste waarde. De uitkomst lijkt daardoor zekerder dan zij is."),
    "some-ranges": _(
        "Van de {priced} prijzen is bij {with_range} een laagste en een hoogste waarde bekend, bij de andere niet."
    ),
    "stay-and-home": _(
        "'{stay}' is een verblijf ergens anders en '{home}' is hulp thuis voor dezelfde persoon ({person}), in dezelfde tijd. "
        "Dat telt dubbel. Kan het verblijf gebeuren als er niets verandert, zet er dan bij wat er stopt, met stop_days voor "
        "hoeveel dagen: stops = {stops}. Zet anders bij beide regels van wanneer tot wanneer."
    ),
}
NO_PERSON = "-"
# Said elsewhere on the page, in a place of its own.
NOBODY: frozenset[str] = frozenset()
# A remark that another one says as well.
COVERED_BY = {"now-unknown": frozenset({"nothing-on-unknown-now"})}
ELSEWHERE = {"example-prices", "transfers", "cashable-unknown", "chances-of-groups"}


def remarks(found: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Each remark as a sentence in the current language; a key nobody knows keeps its own English text."""
    told = [one for one in found if one["key"] not in ELSEWHERE]
    keys = {one["key"] for one in told}
    return tuple(_remark(one) for one in told if not COVERED_BY.get(one["key"], NOBODY) & keys)


def _chances(given: Iterable[Mapping[str, Any]]) -> str:
    """Risks with their chance, those of one source together."""
    by_source: dict[str, list[str]] = {}
    for one in given:
        chance = formats.percent(one["chance"], digits=0)
        by_source.setdefault(one["source"] or str(_("geen bron")), []).append(f"{one['risk']} {chance}")
    return "; ".join(
        str(_("{risks} (bron: {source})")).format(risks=", ".join(risks), source=source)
        for source, risks in by_source.items()
    )


def _remark(one: Mapping[str, Any]) -> str:
    if one["key"] not in REMARKS:
        return formats.sentence(str(one.get("text", one["key"])))
    values = dict(one.get("values") or {})
    if one["key"] == "assumed-chances":
        values["names"] = _chances(values["list"])
    if one["key"] == "stay-and-home":
        values["stops"] = json.dumps([values["home"]], ensure_ascii=False)
        values["person"] = values["person"] if values["person"] != NO_PERSON else _("niet genoemd")
    return str(REMARKS[one["key"]]).format(**values)
