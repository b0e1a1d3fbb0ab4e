"""From an analysis and the words of its case to one page and one PDF; the figures come from waarde."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from wijkwaarde.instruments.micro_analysis import labels, sections, sentences
from wijkwaarde.instruments.micro_analysis.marks import first_and_last, marks_in_words
from wijkwaarde.instruments.micro_analysis.origins import origins
from wijkwaarde.instruments.micro_analysis.pictures import compared_situations
from wijkwaarde.instruments.micro_analysis.terms import IN_THE_FILE
from wijkwaarde.instruments.micro_analysis.texts import CaseTexts
from wijkwaarde.instruments.micro_analysis.view_model import AnalysisPage, Box, KeyFigure, Mark
from wijkwaarde.web import format as formats
from wijkwaarde.web.format import Money
from wijkwaarde.web.pages import configure, render_standalone
from wijkwaarde.web.pdf import render_document

PAGE_TEMPLATE = "micro_analysis/analysis.html"
PAPER_TEMPLATE = "micro_analysis/analysis.typ"

__all__ = ["AnalysisPage", "CaseTexts", "build_page", "render_html", "render_pdf"]


def build_page(result: dict[str, Any], *, texts: CaseTexts, language: str = "nl") -> AnalysisPage:
    """The page of an analysis: `result` is what Analysis.to_json() gives, `texts` the case's own words."""
    configure()
    with translation.override(language):
        names, marks, money = labels.bearer_names(), _marks_of(result), labels.money_of(result)
        trees = sections.explanations(result)
        return AnalysisPage(
            language=language,
            title=texts.title,
            kind=_("Micro-analyse"),
            for_whom=sentences.for_whom(),
            example=_example(result),
            fiction=_("De mensen in dit verhaal zijn verzonnen.") if texts.fiction else "",
            question=_sayings(texts.question),
            finding=sentences.finding(result["difference"], money=money),
            key_figures=_key_figures(result, marks=marks, money=money),
            boxes=_boxes(texts),
            sections=sections.sections(result, texts=texts, marks=marks, names=names, money=money),
            origins_title=_("Waar komt dit vandaan?"),
            origins_lead=_("Elk bedrag op deze pagina, met de regels, prijzen en bronnen waar het uit komt."),
            origins=origins(trees, bearer_names=names, money=money),
            about=_about(result, looked_along=texts.looked_along),
        )


def render_html(page: AnalysisPage, *, language: str | None = None) -> str:
    """The page as one file of HTML that needs nothing else."""
    return render_standalone(PAGE_TEMPLATE, {"page": page}, language=language or page.language)


def render_pdf(page: AnalysisPage, *, language: str | None = None) -> bytes:
    """The page as an accessible PDF (PDF/UA-1)."""
    return render_document(PAPER_TEMPLATE, page, language=language or page.language)


def _marks_of(result: Mapping[str, Any]) -> tuple[Mark, ...]:
    told = result.get("wellbeing") or ()
    return marks_in_words((one["who"], one["moment"], one["mark"], one.get("day")) for one in told)


def _example(result: Mapping[str, Any]) -> str:
    if not (result.get("price_list") or {}).get("example"):
        return ""
    return _("VOORBEELDPRIJSLIJST: deze prijzen zijn een voorbeeld. Beslis er niets mee.")


def _sayings(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.splitlines() if part.strip())


def _key_figures(result: Mapping[str, Any], *, marks: tuple[Mark, ...], money: Money) -> tuple[KeyFigure, ...]:
    pair = compared_situations(result)
    shown = () if pair is None else dict.fromkeys(("now", *pair, "realised"))
    figures = [
        _amount_figure(result, name, money=money) for name in shown if result["first_year"].get(name) is not None
    ]
    figures += [KeyFigure(_("Eigen cijfer"), _mark_figure(told), who) for who, told in first_and_last(marks).items()]
    return tuple(figures)


def _amount_figure(result: Mapping[str, Any], name: str, *, money: Money) -> KeyFigure:
    detail = _("in het eerste jaar")
    return KeyFigure(labels.situation(name), money.whole(result["first_year"][name]), detail)


def _mark_figure(told: tuple[float, ...]) -> str:
    first, last = (formats.trimmed(mark, digits=1) for mark in (told[0], told[-1]))
    return first if len(told) == 1 else _("{first} naar {last}").format(first=first, last=last)


def _boxes(texts: CaseTexts) -> tuple[Box, ...]:
    found = (
        (_("Ik wil"), texts.wants),
        (_("Ik kan"), texts.cans),
        (_("Ik heb nodig"), texts.needs),
        (_("Waar ik bang voor ben"), texts.feared),
        (_("Is dat gebeurd?"), texts.feared_happened),
    )
    return tuple(Box(title, _sayings(text)) for title, text in found if _sayings(text))


def _about(result: Mapping[str, Any], *, looked_along: str) -> tuple[str, ...]:
    used, record = result.get("price_list") or {}, result.get("record") or {}
    prices = ", ".join(str(part) for part in (used.get("name"), used.get("edition")) if part)
    own = used.get("name") == IN_THE_FILE
    told = _("Prijzen: uit het bestand zelf.") if own else _("Prijzen: {prices}.").format(prices=prices)
    lines = [told] if prices else []
    if used.get("price_year"):
        lines.append(_("Prijspeil: {year}.").format(year=used["price_year"]))
    lines.append(_("Bedragen zijn afgerond op hele getallen. Daardoor kan een som 1 schelen."))
    if record.get("waarde"):
        lines.append(_("Berekend met waarde {version}.").format(version=record["waarde"]))
    if looked_along:
        lines.append(_("Wie meekeek: {name}.").format(name=looked_along))
    lines.append(sentences.for_whom())
    return tuple(lines)
