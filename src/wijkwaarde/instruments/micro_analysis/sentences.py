"""What the figures of an analysis mean, in plain sentences; the figures come from waarde, this only words them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from wijkwaarde.web import format as formats
from wijkwaarde.web.format import Money


def for_whom() -> str:
    """For whom an analysis is, and where it may not go."""
    return _("Deze analyse is voor wie hem maakt of nakijkt. Zet hem niet in het plan of het dossier van de bewoner.")


def compared(amount: float, *, with_nothing: bool, money: Money) -> str:
    """'€ 8.390 minder dan wanneer er niets verandert': a difference in words; above 0 is less."""
    euros = money.whole(abs(amount))
    if not formats.rounded(amount):
        return _("evenveel als wanneer er niets verandert") if with_nothing else _("evenveel als nu")
    if with_nothing:
        less = _("{euros} minder dan wanneer er niets verandert")
        more = _("{euros} meer dan wanneer er niets verandert")
    else:
        less, more = _("{euros} minder dan nu"), _("{euros} meer dan nu")
    return (less if amount > 0 else more).format(euros=euros)


def finding(difference: Mapping[str, Any], *, money: Money) -> str:
    """The one sentence on top: what the plan costs beside 'nothing' and beside now."""
    claimed, planned = difference.get("claimed"), difference.get("planned")
    if claimed is not None and planned is not None:
        return _("Met dit plan kost het dit jaar naar verwachting {claimed}, en {planned}.").format(
            claimed=compared(claimed, with_nothing=True, money=money),
            planned=compared(planned, with_nothing=False, money=money),
        )
    if claimed is not None or planned is not None:
        one = (
            compared(claimed, with_nothing=True, money=money)
            if claimed is not None
            else compared(planned or 0, with_nothing=False, money=money)
        )
        return _("Met dit plan kost het dit jaar naar verwachting {claimed}.").format(claimed=one)
    return _("Wat het plan scheelt, weten we nog niet.")


def costs_title(difference: Mapping[str, Any], *, money: Money) -> str:
    """The finding above the bars."""
    claimed, planned = difference.get("claimed"), difference.get("planned")
    if claimed is not None:
        return formats.sentence(
            _("met het plan {claimed}").format(claimed=compared(claimed, with_nothing=True, money=money))
        )
    if planned is not None:
        return formats.sentence(
            _("met het plan {claimed}").format(claimed=compared(planned, with_nothing=False, money=money))
        )
    return _("Nog niet alles is bekend")


def differences(difference: Mapping[str, Any], *, ranges: Mapping[str, Any], money: Money) -> tuple[str, ...]:
    """Every known difference as a sentence, with its range where prices have one."""
    realised = difference.get("realised") or {}
    spans = ranges.get("difference", {})
    said = [
        _plan_sentence(difference.get("claimed"), with_nothing=True, span=spans.get("claimed"), money=money),
        _plan_sentence(difference.get("planned"), with_nothing=False, span=spans.get("planned"), money=money),
        _realised_sentence(realised.get("nothing"), with_nothing=True, money=money),
        _realised_sentence(realised.get("now"), with_nothing=False, money=money),
    ]
    return tuple(sentence for sentence in said if sentence)


def _plan_sentence(amount: float | None, *, with_nothing: bool, span: list[float] | None, money: Money) -> str:
    if amount is None:
        return ""
    words = compared(amount, with_nothing=with_nothing, money=money)
    if with_nothing:
        text = _("Dit plan kost dit jaar naar verwachting {words}.").format(words=words)
    else:
        text = _("Dit plan kost dit jaar {words}.").format(words=words)
    if span is None or formats.rounded(span[0]) == formats.rounded(span[1]):
        return text
    return f"{text} {_span(amount, span, money=money)}"


def _span(amount: float, span: list[float], *, money: Money) -> str:
    low, high = sorted(value if amount >= 0 else -value for value in span)
    return _("Door de prijzen alleen kan dat liggen tussen {low} en {high}.").format(
        low=money.whole(low), high=money.whole(high)
    )


def _realised_sentence(amount: float | None, *, with_nothing: bool, money: Money) -> str:
    if amount is None:
        return ""
    words = compared(amount, with_nothing=with_nothing, money=money)
    if with_nothing:
        return _("Gebleken na een jaar, naast wat we verwachtten: het kostte {words}.").format(words=words)
    return _("Gebleken na een jaar: het kostte {words}.").format(words=words)


def cashable(parts: Mapping[str, Any], *, names: Mapping[str, str], money: Money) -> tuple[str, ...]:
    """Which part of what parties gain becomes money in hand; a second figure, never a factor in the first."""
    if not parts:
        return ()
    known = {bearer: part for bearer, part in parts.items() if part is not None}
    said = [_cashable_one(names.get(bearer, bearer), part, money=money) for bearer, part in known.items()]
    unknown = [names.get(bearer, bearer) for bearer in parts if bearer not in known]
    if unknown and not known:
        return (
            _("Hoeveel daarvan echt vrijkomt als geld, is niet bekend. Een gemiddelde prijs is nog geen besparing."),
        )
    if unknown:
        said.append(_("Van {names} is niet bekend hoeveel er echt vrijkomt.").format(names=enumerated(unknown)))
    return tuple(said)


def _cashable_one(name: str, part: Mapping[str, Any], *, money: Money) -> str:
    amount = money.whole(part["amount"])
    if part.get("when"):
        text = _("{name}: daarvan komt {amount} echt vrij, {when}.")
        return text.format(name=name, amount=amount, when=part["when"])
    return _("{name}: daarvan komt {amount} echt vrij.").format(name=name, amount=amount)


def enumerated(names: list[str] | tuple[str, ...]) -> str:
    """'a, b en c'.

    >>> from django.utils import translation
    >>> with translation.override("nl"): enumerated(["Ton", "Lot", "Ineke"])
    'Ton, Lot en Ineke'
    """
    if len(names) <= 1:
        return "".join(names)
    return _("{most} en {last}").format(most=", ".join(names[:-1]), last=names[-1])


def bearers_title(gains: Mapping[str, float], *, names: Mapping[str, str]) -> str:
    """Who pays less and who pays more, by name where it is one party, else as a count."""
    less = [names.get(bearer, bearer) for bearer, amount in gains.items() if formats.rounded(amount, digits=2) > 0]
    more = [names.get(bearer, bearer) for bearer, amount in gains.items() if formats.rounded(amount, digits=2) < 0]
    said = [_side(less, less=True), _side(more, less=False)]
    return "; ".join(text for text in said if text) or _("Voor niemand verandert er iets")


def _side(names: list[str], *, less: bool) -> str:
    if not names:
        return ""
    if len(names) == 1:
        text = _("{name} betaalt minder") if less else _("{name} betaalt meer")
        return text.format(name=names[0])
    text = _("{count} betalers betalen minder") if less else _("{count} betalers betalen meer")
    return text.format(count=len(names))


def switching(result: Mapping[str, Any]) -> tuple[str, ...]:
    """At which chances the plan would cost as much as 'nothing'; the title says why there is no such chance."""
    found = result.get("switching") or {}
    per_risk = found.get("per_risk") or []
    said = [_common(found["common"])] if len(per_risk) > 1 and found.get("common") is not None else []
    said += [_one_risk(risk) for risk in per_risk if risk.get("switches_at") is not None]
    without: dict[str, list[str]] = {}
    for risk in per_risk:
        if risk.get("switches_at") is None and not _in_title(risk, found=found):
            without.setdefault(risk.get("reason") or "", []).append(f"'{_risk_words(risk)}'")
    return (*said, *(_no_switch_risk(reason, names=names) for reason, names in without.items()))


def _in_title(risk: Mapping[str, Any], *, found: Mapping[str, Any]) -> bool:
    same = risk.get("reason") == found.get("reason")
    # All chances as high as they can together is not each of them certain: only for a single risk it is the same.
    return same and (risk.get("reason") != "dearer-anyway" or len(found["per_risk"]) == 1)


def _risk_words(risk: Mapping[str, Any]) -> str:
    return str(risk.get("title") or risk["line"])


def _common(factor: float) -> str:
    return _(
        "Zijn alle kansen samen {share} van wat nu is geschat, dan kost het plan evenveel als niets veranderen."
    ).format(share=formats.percent(factor, digits=0))


def _one_risk(risk: Mapping[str, Any]) -> str:
    return _("Bij een kans van {chance} op '{risk}' kost het plan evenveel. Geschat is {estimated}.").format(
        chance=formats.percent(risk["switches_at"]), risk=_risk_words(risk), estimated=formats.percent(risk["chance"])
    )


def _no_switch(reason: str) -> str:
    return {
        "unknown-situation": _("Dit is nog niet te zeggen: niet alle situaties zijn bekend."),
        "no-risks": _("Er is geen kans geschat, dus er valt niets te kantelen."),
        "no-effect": _("De kansen maken voor de kosten geen verschil."),
        "cheaper-anyway": _("Ook zonder deze kansen is het plan goedkoper dan niets veranderen."),
        "dearer-anyway": _(
            "Ook als we alle kansen samen zo hoog schatten als kan, is het plan duurder dan niets veranderen."
        ),
    }.get(reason, reason)


def _no_switch_risk(reason: str, *, names: list[str]) -> str:
    certain = _("{names}: ook als dit zeker gebeurt, is het plan duurder.")
    one_certain = _("{names}: ook als één daarvan zeker gebeurt, is het plan duurder.")
    text = {
        "unknown-situation": _("{names}: dit is nog niet te zeggen."),
        "no-effect": _("{names}: deze kans maakt voor de kosten geen verschil."),
        "cheaper-anyway": _("{names}: valt één van deze kansen weg, dan is het plan nog steeds goedkoper."),
        "dearer-anyway": certain if len(names) == 1 else one_certain,
    }.get(reason, "{names}")
    return formats.sentence(text.format(names=enumerated(names)))


def switching_title(result: Mapping[str, Any]) -> str:
    """The finding above the switching values."""
    found = result.get("switching") or {}
    if found.get("reason") or not found.get("per_risk"):
        return _no_switch(found.get("reason") or "no-risks").rstrip(".")
    per_risk = [risk for risk in found.get("per_risk") or [] if risk.get("switches_at") is not None]
    if found.get("common") is None or not per_risk:
        return _("Het hangt af van de kansen")
    if len(found["per_risk"]) == 1:
        return _("Het plan kost evenveel bij een kans van {chance}").format(
            chance=formats.percent(per_risk[0]["switches_at"])
        )
    return _("Het plan kost evenveel als de kansen {share} zijn van de schatting").format(
        share=formats.percent(found["common"], digits=0)
    )
