"""Writes analyses: to files as pages, papers and tables, and to the database; each whole or not at all."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any
from unicodedata import category
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from waarde import Situation
from wijkwaarde.instruments.micro_analysis import rules
from wijkwaarde.instruments.micro_analysis.models import MicroAnalysis
from wijkwaarde.instruments.micro_analysis.overview import COLUMNS, CaseRow, Overview
from wijkwaarde.instruments.micro_analysis.overview_page import render_overview
from wijkwaarde.instruments.micro_analysis.page import build_page, render_html, render_pdf
from wijkwaarde.instruments.micro_analysis.queries import KIND, Analysed, as_json
from wijkwaarde.instruments.micro_analysis.terms import IN_THE_FILE, LONGEST_TITLE
from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.cases.models import Case
from wijkwaarde.kernel.cases.queries import case_for
from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.files import write_whole, writing_to
from wijkwaarde.kernel.flows.actions import NewEstimate, make_estimate
from wijkwaarde.kernel.flows.rules import NewFlow
from wijkwaarde.kernel.flows.terms import EstimateKind
from wijkwaarde.kernel.prices.models import StoredEdition
from wijkwaarde.kernel.prices.queries import stored_edition
from wijkwaarde.kernel.sheets.formulas import harmless

HTML = ".html"
PDF = ".pdf"
JSON = ".json"
TABLE = "cases.csv"
OVERVIEW = ("index", "overzicht")
SEPARATOR = ";"


def write_analysis(analysed: Analysed, *, to: Path, language: str) -> Path:
    """Write one analysis in the format that the name of `to` ends in (.html, .pdf, .json); replaces an older one."""
    return _written(to, content=content_of(analysed, suffix=to.suffix, language=language))


def content_of(analysed: Analysed, *, suffix: str, language: str) -> bytes:
    """The bytes of a page, a paper or a saved analysis; the last is the same in every language."""
    if suffix == JSON:
        return json.dumps(as_json(analysed), ensure_ascii=False, indent=1, default=str).encode()
    page = build_page(analysed.result, texts=analysed.texts, language=language)
    return render_pdf(page) if suffix == PDF else render_html(page).encode()


def write_table(overview: Overview, *, folder: Path) -> Path:
    """Write the table of a folder as CSV with a decimal comma, as Dutch spreadsheets open it."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=SEPARATOR)
    writer.writerow(COLUMNS)
    writer.writerows(_cells(row) for row in overview.rows)
    return _written(folder / TABLE, content=f"\ufeff{text.getvalue()}".encode())


def write_overview(overview: Overview, *, folder: Path, ending: str, language: str) -> Path:
    """Write the table of a folder as a page with a link to the page or paper of every case."""
    content = render_overview(overview, ending=ending, language=language).encode()
    taken = {row.stem.casefold() for row in overview.rows} if ending == HTML else set()
    free = next(name for name in _overview_names() if name not in taken)
    return _written(folder / f"{free}{HTML}", content=content)


def _overview_names() -> Iterator[str]:
    """What the page of a folder is called; the next where a case has that name."""
    yield from OVERVIEW
    yield from (f"{OVERVIEW[-1]}-{number}" for number in count(len(OVERVIEW)))


def _written(path: Path, *, content: bytes) -> Path:
    with writing_to(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, chunks=[content], may_replace=lambda _old: True, private=True)
    return path


def _cells(row: CaseRow) -> Iterable[str]:
    yield from (harmless(row.case), harmless(row.title))
    yield from (_number(amount) for amount in row.amounts.values())
    yield from (_number(row.switching), harmless(row.marks), str(row.remarks), row.currency, harmless(row.file))


def _number(value: float | None) -> str:
    return "" if value is None else str(value).replace(".", ",")


def save_analysis(*, by: Actor, case: Case, analysed: Analysed, request_key: UUID, today: date) -> MicroAnalysis:
    """Keep an analysis of a case with its estimate and flows, all at once; the same request again gives what it made.

    Errors: NotFound, Refused when the actor may not, or when the price list is not kept in this partnership.
    """
    _check_may_make(by=by, case=case, today=today)
    made = MicroAnalysis.objects.filter(partnership_id=case.partnership_id, request_key=request_key)
    found = made.first()
    if found is not None:
        return found
    try:
        with transaction.atomic():
            saved = _saved(by=by, case=case, analysed=analysed, request_key=request_key, today=today)
    except IntegrityError:
        found = made.first()  # the same request, a moment earlier
        if found is None:
            raise
        return found
    by.record(Act.WRITE, KIND, object_id=saved.pk, subjects=[case.resident_id])
    return saved


def _check_may_make(*, by: Actor, case: Case, today: date) -> None:
    if by.user_id is None:
        rules.check_may_make_analysis(part=None, reads_case=False, is_command=True)
        return
    seen = case_for(case.key, by=by, today=today)
    rules.check_may_make_analysis(part=seen.part, reads_case=seen.may_read, is_command=False)


def _saved(*, by: Actor, case: Case, analysed: Analysed, request_key: UUID, today: date) -> MicroAnalysis:
    used = analysed.analysis.case.price_list
    entries = analysed.analysis.entries
    new = NewEstimate(
        kind=EstimateKind.ANALYSIS,
        known=tuple(situation for situation, found in entries.items() if found is not None),
        flows=tuple(flows_of(analysed)),
        case=case,
        edition=_edition(analysed, by=by),
        start=analysed.analysis.case.start,
        price_year=used.price_year or "",
        currency=used.currency,
    )
    return MicroAnalysis.objects.create(
        partnership_id=case.partnership_id,
        case=case,
        estimate=make_estimate(new, by=by, today=today),
        title=analysed.texts.title[:LONGEST_TITLE],
        record=_plain(analysed.result["record"]),
        texts=_plain(asdict(analysed.texts)),
        made_on=today,
        request_key=request_key,
    )


def flows_of(analysed: Analysed) -> Iterator[NewFlow]:
    """Every use of every priced line of every situation, with the chance it counts with."""
    for situation, entries in analysed.analysis.entries.items():
        for entry in entries or ():
            line, risk = entry.line, entry.risk
            for use in line.uses if line.price is not None else ():
                assert line.price is not None
                yield NewFlow(
                    situation=Situation(situation),
                    name=line.name,
                    price=line.price,
                    use=use,
                    bearer=str(line.payer),
                    beneficiary=line.beneficiary or "",
                    risk=risk.name if risk else "",
                    chance=risk.chance if risk else None,
                    share_left=1.0 if risk else max(entry.weight, 0.0),
                )


def _edition(analysed: Analysed, *, by: Actor) -> StoredEdition | None:
    """The stored edition that the analysis was made with; None when all its prices stand in the case itself."""
    used = analysed.analysis.case.price_list
    if used.name == IN_THE_FILE:
        return None
    found = stored_edition(by=by, name=used.name, edition=used.edition)
    if found is None:
        text = _("De prijslijst '{name}', editie '{edition}', is hier nog niet bewaard. Bewaar eerst de prijslijst.")
        raise Refused(text.format(name=used.name, edition=used.edition))
    return found


def _plain(data: dict[str, Any]) -> Any:
    """Data as JSON gives it back. Errors: Refused when a text holds signs that are no text."""
    written = json.dumps(data, ensure_ascii=False, default=str)
    if "\\u0000" in written or any(category(sign) == "Cs" for sign in written):
        raise Refused(_("In deze casus staat een teken dat geen tekst is."))
    return json.loads(written)
