"""Turns the explanation trees of waarde into words: 'Waar komt dit vandaan?'; it counts nothing itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from waarde import Band, Frequency, HoursKind, Level
from wijkwaarde.instruments.micro_analysis import labels
from wijkwaarde.instruments.micro_analysis.terms import IN_THE_FILE
from wijkwaarde.instruments.micro_analysis.view_model import Fact, Origin
from wijkwaarde.web import format as formats
from wijkwaarde.web.format import Money

FACTOR_DIGITS = 6
SHARE_DIGITS = 4
NOT_REPEATED = {"once", "in-total"}
KINDS_OF_LINES = {"one-off", "yearly"}
BEARERS_KEY = "bearers"
HOURS_KEY = "hours"
CASHABLE_KEY = "cashable"
# What stands together in a group of its own, below the totals and differences.
GROUPED = {"bearer", "gain", "cashable", "hours"}
ORDER = ("now", "nothing", "solution", "realised", "difference.", "switching.")
NOT_IN_ANCHOR = re.compile(r"[^a-z0-9]+")
WEB_ADDRESS = re.compile(r"https?://[^\s<>\"']+\Z")

NAMES: dict[str, Promise | str] = {
    "difference.claimed": gettext_lazy("Verschil met: als er niets verandert"),
    "difference.planned": gettext_lazy("Verschil met nu"),
    "difference.realised-from-nothing": gettext_lazy("Gebleken verschil met: als er niets verandert"),
    "difference.realised-from-now": gettext_lazy("Gebleken verschil met nu"),
    "switching.common": gettext_lazy("Kantelpunt van alle kansen samen"),
}
KINDS: dict[str, Promise | str] = {
    "one-off": gettext_lazy("Eenmalig"),
    "yearly": gettext_lazy("In de twaalf maanden"),
    "use": gettext_lazy("Hoeveel in het eerste jaar"),
}
FORMULAS: dict[str, Promise | str] = {
    "nothing - solution": gettext_lazy("als er niets verandert − met het plan"),
    "now - solution": gettext_lazy("nu − met het plan"),
    "nothing - realised": gettext_lazy("als er niets verandert − gebleken"),
    "now - realised": gettext_lazy("nu − gebleken"),
    "one-off + yearly": gettext_lazy("eenmalig + in de twaalf maanden"),
    "sum of the lines": gettext_lazy("alle regels bij elkaar"),
    "sum of the people": gettext_lazy("alle mensen bij elkaar"),
    "gain x share": gettext_lazy("verschil × deel dat vrijkomt"),
    "quantity x price": gettext_lazy("hoeveel × prijs"),
    "quantity x price x chance": gettext_lazy("hoeveel × prijs × kans"),
    "quantity x price x share left": gettext_lazy("hoeveel × prijs × het deel dat doorloopt"),
    "quantity x periods x share of the year": gettext_lazy("hoeveel × hoe vaak × deel van het jaar"),
    "price x index": gettext_lazy("prijs × index"),
    "transfer: counts per party, zero in the total": gettext_lazy(
        "gaat van de een naar de ander: telt per partij, en nul in het totaal"
    ),
    "chance - claimed / effect": gettext_lazy("kans − verschil ÷ wat het kost als het gebeurt"),
    "1 - claimed / sum(chance x effect)": gettext_lazy("1 − verschil ÷ (alle kansen × wat het kost)"),
}
FACT_NAMES: dict[str, Promise | str] = {
    "bearer": gettext_lazy("Betaler"),
    "beneficiary": gettext_lazy("Ontvanger"),
    "person": gettext_lazy("Voor"),
    "doer": gettext_lazy("Wie"),
    "risk": gettext_lazy("Wat er kan gebeuren"),
    "chance": gettext_lazy("Kans (van een groep)"),
    "level": gettext_lazy("Niveau"),
    "risk_source": gettext_lazy("Bron van de kans"),
    "share_left": gettext_lazy("Deel dat doorloopt"),
    "share": gettext_lazy("Deel dat vrijkomt"),
    "when": gettext_lazy("Wanneer"),
    "amount": gettext_lazy("Bedrag"),
    "claimed": gettext_lazy("Verschil"),
    "effect": gettext_lazy("Wat het kost als het gebeurt"),
    "from": gettext_lazy("Van"),
    "to": gettext_lazy("Tot en met"),
    "band": gettext_lazy("Schatting"),
    "norm": gettext_lazy("Bron van de schatting"),
    "price_year": gettext_lazy("Prijspeil"),
    "source": gettext_lazy("Bron"),
    "quoted": gettext_lazy("Zo staat het daar"),
    "grade": gettext_lazy("Hoe goed is de bron"),
    "low": gettext_lazy("Laagste"),
    "high": gettext_lazy("Hoogste"),
}
GRADES: dict[str, Promise | str] = {
    "good": gettext_lazy("goed"),
    "fair": gettext_lazy("redelijk"),
    "low": gettext_lazy("laag"),
    "assumption": gettext_lazy("een aanname, zonder bron"),
}
AMOUNTS = {"amount", "claimed", "effect", "low", "high"}
FACT_WORDS: dict[str, Callable[[Any], str]] = {
    **dict.fromkeys(("chance", "share_left", "share"), formats.percent),
    **dict.fromkeys(("from", "to"), formats.day_of_iso),
    "grade": lambda value: str(GRADES.get(value, value)),
    "band": lambda value: labels.slug_word(value, Band),
    "level": lambda value: labels.slug_word(value, Level),
}


def anchor(key: str) -> str:
    """The place on the page where a figure is explained.

    >>> anchor("difference.claimed")
    'uitleg-difference-claimed'
    """
    return "uitleg-" + NOT_IN_ANCHOR.sub("-", key.lower()).strip("-")


@dataclass
class Teller:
    """Words one set of explanations: the names of bearers, the currency, and which prices were told already."""

    bearer_names: Mapping[str, str]
    money: Money
    told: set[str] = field(default_factory=set)

    def origin(self, node: Mapping[str, Any], *, place: str = "") -> Origin:
        """One node of a tree and everything below it; only the top has a place that can be pointed at."""
        repeated = node.get("kind") == "price" and node["key"] in self.told
        self.told.add(node["key"])
        return Origin(
            anchor=place,
            name=_name(node),
            value=_value(node, money=self.money),
            formula=_formula(node, money=self.money),
            facts=_facts(node, bearer_names=self.bearer_names, money=self.money),
            parts=tuple(self.origin(part) for part in node.get("parts") or () if not _empty(part)),
            repeated=repeated,
        )

    def per_bearer(self, nodes: Nodes) -> tuple[Origin, ...]:
        """What each bearer pays in each situation, and how much that is less or more."""
        grouped: dict[str, list[Mapping[str, Any]]] = {}
        for node in nodes:
            grouped.setdefault(node["text"], []).append(node)
        return tuple(
            Origin("", self.bearer_names.get(bearer, bearer), "", "", (), tuple(map(self.of_bearer, group)))
            for bearer, group in grouped.items()
        )

    def of_bearer(self, node: Mapping[str, Any]) -> Origin:
        """What one bearer pays in a situation, or the difference between two."""
        return self.of_situation(node) if node["kind"] == "bearer" else self.gain(node)

    def gain(self, node: Mapping[str, Any]) -> Origin:
        """How much less a bearer pays; where it pays nothing in a situation, that is 0."""
        paid = {part["key"].rpartition(".")[2]: part["value"] for part in node["parts"]}
        amounts = " − ".join(self.money.exact(paid.get(one, 0)) for one in node["formula"].split(" - "))
        formula = f"{FORMULAS[node['formula']]}: {amounts} = {_value(node, money=self.money)}"
        name = str(NAMES["difference." + node["key"].split(".")[1]])
        return Origin("", name, _value(node, money=self.money), formula, (), ())

    def cashable(self, node: Mapping[str, Any]) -> Origin:
        """What of a bearer's gain becomes money in hand: the gain times a share, where somebody has said one."""
        name = self.bearer_names.get(node["text"], node["text"])
        if node["value"] is None:
            return Origin("", name, _("niet bekend"), "", (), ())
        inputs = {key: value for key, value in node["inputs"].items() if key != "bearer"}
        return replace(self.origin({**node, "inputs": inputs}), name=name, parts=())

    def hours(self, node: Mapping[str, Any]) -> Origin:
        """Unpaid hours of one kind in one situation, per person and line."""
        kind = labels.slug_word(node["inputs"]["kind"], HoursKind)
        name = f"{labels.situation(node['inputs']['situation'])}: {kind}"
        people = tuple(
            Origin(
                "", labels.person(one["text"]), _value(one, money=self.money), "", (), self.hours_lines(one["parts"])
            )
            for one in node["parts"]
        )
        return Origin("", name, _value(node, money=self.money), _formula(node, money=self.money), (), people)

    def hours_lines(self, nodes: Nodes) -> tuple[Origin, ...]:
        """The lines in which somebody gives hours; how often is told at the line itself."""
        counted = [(self.origin(node), [self.origin(use) for use in node["parts"]]) for node in nodes]
        return tuple(
            replace(line, formula=uses[0].formula, facts=uses[0].facts, parts=()) if uses else line
            for line, uses in counted
        )

    def of_situation(self, node: Mapping[str, Any]) -> Origin:
        """The lines that a bearer pays for in one situation."""
        parts = tuple(self.origin(part) for part in node.get("parts") or ())
        return Origin("", labels.situation(node["inputs"]["situation"]), _value(node, money=self.money), "", (), parts)


Nodes = Sequence[Mapping[str, Any]]


def origins(
    trees: Mapping[str, Mapping[str, Any]], *, bearer_names: Mapping[str, str], money: Money
) -> tuple[Origin, ...]:
    """All explanations: situations, differences, switching values; those of bearers and hours in groups at the end."""
    teller = Teller(bearer_names, money)
    order = sorted(trees, key=_rank)
    found = [teller.origin(trees[key], place=anchor(key)) for key in order if _group(key) not in GROUPED]
    in_group = {name: [trees[key] for key in order if _group(key) == name] for name in GROUPED}
    groups = (
        (BEARERS_KEY, _("Wat elke betaler betaalt"), teller.per_bearer(in_group["bearer"] + in_group["gain"])),
        (CASHABLE_KEY, _("Wat echt vrijkomt als geld"), tuple(map(teller.cashable, in_group["cashable"]))),
        (HOURS_KEY, _("Uren van mensen"), tuple(map(teller.hours, in_group["hours"]))),
    )
    found += [Origin(anchor(key), name, "", "", (), parts) for key, name, parts in groups if parts]
    return tuple(found)


def _group(key: str) -> str:
    return key.partition(".")[0]


def _rank(key: str) -> int:
    return next((place for place, start in enumerate(ORDER) if key.startswith(start)), len(ORDER))


def _empty(node: Mapping[str, Any]) -> bool:
    return node.get("kind") in KINDS_OF_LINES and not node.get("parts")


def _name(node: Mapping[str, Any]) -> str:
    key, kind = node["key"], node.get("kind", "")
    if key in NAMES:
        return str(NAMES[key])
    if kind in KINDS:
        return str(KINDS[kind])
    if kind == "situation":
        return labels.situation(key)
    if kind == "price":
        return _("Prijs: {name}").format(name=node["text"])
    return formats.sentence(str(node.get("text") or key))


def _value(node: Mapping[str, Any], *, money: Money) -> str:
    value, unit = node.get("value"), str(node.get("unit", ""))
    if value is None:
        return pgettext("kantelpunt", "geen") if (node.get("inputs") or {}).get("reason") else _("niet bekend")
    if unit.isupper():  # the code of a currency
        per = (node.get("inputs") or {}).get("unit") if node.get("kind") == "price" else None
        amount = money.exact(value)
        return _("{amount} per {unit}").format(amount=amount, unit=labels.unit(per, money=money)) if per else amount
    if unit in {"chance", "factor", "share"}:
        return formats.percent(value)
    if unit == "hour":
        return formats.hours(value)
    return f"{formats.trimmed(value)} × {labels.unit(unit, money=money)}"


def _formula(node: Mapping[str, Any], *, money: Money) -> str:
    raw, inputs = str(node.get("formula", "")), node.get("inputs") or {}
    if node.get("kind") == "use" and inputs.get("frequency") in NOT_REPEATED:
        return ""
    words = str(FORMULAS.get(raw, raw))
    figures = _figures(node, inputs, money=money)
    return f"{words}: {figures}" if words and figures else words


def _figures(node: Mapping[str, Any], inputs: Mapping[str, Any], *, money: Money) -> str:
    kind = node.get("kind")
    if kind == "line" and "quantity" in inputs:
        quantity = f"{formats.trimmed(inputs['quantity'])} {labels.unit(inputs['unit'], money=money)}"
        factors = [quantity, money.exact(inputs["price"])]
        factors += [formats.percent(inputs["chance"])] if "chance" in inputs else []
        factors += [formats.percent(inputs["share_left"], digits=SHARE_DIGITS)] if "share_left" in inputs else []
        return " × ".join(factors) + f" = {_value(node, money=money)}" * ("beneficiary" not in inputs)
    if kind == "cashable":
        gain = money.exact(node["parts"][0]["value"])
        return f"{gain} × {formats.percent(inputs['share'])} = {_value(node, money=money)}"
    if kind == "use" and inputs.get("frequency"):
        return _counted(inputs, value=_value(node, money=money))
    if kind == "difference" and node.get("parts"):
        return " − ".join(_value(part, money=money) for part in node["parts"]) + f" = {_value(node, money=money)}"
    return ""


def _counted(inputs: Mapping[str, Any], *, value: str) -> str:
    often = labels.slug_word(inputs["frequency"], Frequency)
    factors = [f"{formats.trimmed(inputs['quantity'])} {often}"]
    factors += [formats.trimmed(inputs["periods"])] if inputs.get("periods", 1) != 1 else []
    factors += [formats.percent(inputs["share_of_year"])] if inputs.get("share_of_year", 1) != 1 else []
    return " × ".join(factors) + f" = {value}"


def _facts(node: Mapping[str, Any], *, bearer_names: Mapping[str, str], money: Money) -> tuple[Fact, ...]:
    inputs = node.get("inputs") or {}
    shown = [
        _fact(name, value, inputs=inputs, bearer_names=bearer_names, money=money)
        for name, value in inputs.items()
        if name in FACT_NAMES and value not in (None, "") and not (name == "level" and "range" in inputs)
    ]
    return (
        *shown,
        *_stops(inputs.get("stopped_by") or ()),
        *_range(inputs, money=money),
        *_indexing(inputs.get("indexing"), money=money),
        *_price_list(inputs),
        *_reason(inputs),
    )


def _fact(name: str, value: Any, *, inputs: Mapping[str, Any], bearer_names: Mapping[str, str], money: Money) -> Fact:
    address = str(inputs.get("url") or "") if name == "source" else ""
    url = address if WEB_ADDRESS.match(address) else ""
    return Fact(str(FACT_NAMES[name]), _fact_text(name, value, bearer_names=bearer_names, money=money), url)


def _fact_text(name: str, value: Any, *, bearer_names: Mapping[str, str], money: Money) -> str:
    if name in {"bearer", "beneficiary"}:
        return bearer_names.get(value, str(value))
    if name in AMOUNTS:
        return money.exact(value)
    if name in FACT_WORDS:
        return FACT_WORDS[name](value)
    return formats.trimmed(value) if isinstance(value, int | float) else str(value)


def _indexing(indexing: Mapping[str, Any] | None, *, money: Money) -> tuple[Fact, ...]:
    if not indexing:
        return ()
    text = _("{original} van {from_year} × {factor} = prijspeil {to_year}").format(
        original=money.exact(indexing["original_value"]),
        from_year=indexing["from_year"],
        factor=formats.trimmed(indexing["factor"], digits=FACTOR_DIGITS),
        to_year=indexing["to_year"],
    )
    series = f"{indexing['series']} ({indexing['vintage']})" if indexing.get("vintage") else indexing["series"]
    return (Fact(_("Index"), text), Fact(_("Reeks van de index"), series))


def _stops(stops: Nodes) -> tuple[Fact, ...]:
    return tuple(
        Fact(
            _("Stopt"),
            ngettext(
                "{days} dag bij '{risk}', kans {chance}", "{days} dagen bij '{risk}', kans {chance}", one["days"]
            ).format(days=formats.trimmed(one["days"]), risk=one["risk"], chance=formats.percent(one["chance"])),
        )
        for one in stops
    )


def _range(inputs: Mapping[str, Any], *, money: Money) -> tuple[Fact, ...]:
    low, high = (money.whole(value) for value in inputs.get("range") or (0, 0))
    if low == high:
        return ()
    text = _("{low} tot {high} ({level} van {draws} keer rekenen)").format(
        low=low, high=high, level=formats.percent(inputs["level"]), draws=formats.number(inputs["draws"])
    )
    return (Fact(_("Waarschijnlijk"), text),)


def _price_list(inputs: Mapping[str, Any]) -> tuple[Fact, ...]:
    if not inputs.get("price_list"):
        return ()
    if inputs["price_list"] == IN_THE_FILE:
        return (Fact(_("Prijslijst"), _("geen: deze prijs staat in het bestand zelf")),)
    edition = f"{inputs['price_list']}, {inputs['edition']}" if inputs.get("edition") else inputs["price_list"]
    example = f" ({_('VOORBEELDPRIJSLIJST')})" if inputs.get("example") else ""
    return (Fact(_("Prijslijst"), f"{edition}{example}"),)


def _reason(inputs: Mapping[str, Any]) -> tuple[Fact, ...]:
    if inputs.get("reason") != "cheaper-anyway":
        return ()
    return (Fact(_("Waarom geen kantelpunt"), _("Ook zonder deze kansen is het plan goedkoper.")),)
