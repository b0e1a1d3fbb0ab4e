"""A file of hours over HTTP: which column is what, what the file would give, and then yes; and undoing it on the same day."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from wijkwaarde.kernel.budgets.rules import products_by_word
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.staffing import actions, queries
from wijkwaarde.kernel.staffing.calculation import Hours, hours_of_fte
from wijkwaarde.kernel.staffing.reading import HoursReading, MonthInFile, OtherColumns, read_months
from wijkwaarde.kernel.staffing.rules import KIND, check_writes
from wijkwaarde.web.fields import OLD_BUTTON, Version, sent
from wijkwaarde.web.staffing.forms import ColumnsForm, Counted, FileForm, MonthsForm
from wijkwaarde.web.staffing.panels import file_preview, head_words
from wijkwaarde.web.transaction import Asked

PAGE = "staffing/file.html"


@require_http_methods(["GET", "HEAD", "POST"])
def file(request: Asked, organisation_id: int) -> HttpResponse:
    """Choose a file, say which column is what where that is not clear, see what it gives, and keep it."""
    party = _writing(request, organisation_id=organisation_id)
    if request.POST.get("months"):
        return _write(request, organisation_id=organisation_id)
    norm = queries.norm_on(request.today, by=request.actor)
    form = _form(request, norm=norm)
    told: dict[str, Any] = {"form": form, "party": party, "columns": ", ".join(head_words().values())}
    if form.is_valid():
        try:
            told |= _preview(request, form=form, organisation_id=organisation_id, norm=norm)
        except OtherColumns as other:
            told |= _columns(request, form=form, other=other)
        except Refused as refused:
            form.add_error("file", refused.text)
    is_wrong = form.errors or ("asks" in told and told["asks"].errors)
    return render(request, PAGE, told, status=422 if is_wrong else 200)


def _form(request: Asked, *, norm: queries.Norm | None) -> FileForm:
    if request.method != "POST":
        return FileForm(norm=norm)
    return FileForm(request.POST, request.FILES, norm=norm)


def _preview(request: Asked, *, form: FileForm, organisation_id: int, norm: queries.Norm | None) -> dict[str, Any]:
    """What the file would give beside what stands there. Errors: Refused, OtherColumns."""
    products = {one.pk: one.name for one in queries.products_on(request.today, by=request.actor)}
    reading = _read(request, form=form, norm=norm)
    known = queries.months_told(organisation_id, by=request.actor)
    return {
        "preview": file_preview(reading, known=known, products=products),
        "months": _text(reading) if reading.months else "",
        "name": form.called(),
    }


def _read(request: Asked, *, form: FileForm, norm: queries.Norm | None) -> HoursReading:
    running = queries.products_on(request.today, by=request.actor)
    names = {
        key.removeprefix("column-"): str(value) for key, value in request.POST.items() if key.startswith("column-")
    }
    return read_months(
        form.raw(),
        name=form.called(),
        products={word.casefold(): pk for word, pk in products_by_word(running).items()},
        in_hours=_in_hours(norm) if form.cleaned_data["counted"] == Counted.FTE.value else None,
        names=names,
    )


def _in_hours(norm: queries.Norm | None) -> Callable[[int, date], int] | None:
    return None if norm is None else lambda fte, _month: hours_of_fte(fte, hours_a_year=norm.hours_a_year)


def _columns(request: Asked, *, form: FileForm, other: OtherColumns) -> dict[str, Any]:
    """The question which column is what, with the file in it."""
    sent = request.POST if any(key.startswith("column-") for key in request.POST) else None
    asks = ColumnsForm(sent, words=head_words(), heads=other.heads)
    hidden = {"kept": b64encode(form.raw()).decode(), "name": form.called(), "counted": form.cleaned_data["counted"]}
    return {"asks": asks, "text": other.text, "hidden": hidden}


def _text(reading: HoursReading) -> str:
    """The usable months as the button to keep them sends them back."""
    return json.dumps([[one.product_id, one.month.isoformat(), *asdict(one.hours).values()] for one in reading.months])


def _write(request: Asked, *, organisation_id: int) -> HttpResponse:
    form = MonthsForm(request.POST)
    if not form.is_valid():
        raise Refused(str(OLD_BUTTON))
    months = _months(form.cleaned_data["months"], products=_products(request))
    name = form.cleaned_data["name"]
    count = actions.tell_file(organisation_id, by=request.actor, months=months, name=name, today=request.today)
    words = ngettext("{count} maand is nieuw of veranderd.", "{count} maanden zijn nieuw of veranderd.", count)
    messages.success(request, words.format(count=count))
    return redirect("staffing_party", organisation_id)


def _products(request: Asked) -> Mapping[int, object]:
    return {one.pk: one for one in queries.products_on(request.today, by=request.actor)}


def _months(text: str, *, products: Mapping[int, object]) -> list[MonthInFile]:
    """What the button sent. Errors: Refused where it cannot be that."""
    try:
        told = [
            MonthInFile(int(product), date.fromisoformat(month), Hours(*map(int, hours)))
            for product, month, *hours in json.loads(text)
        ]
    except (TypeError, ValueError) as error:
        raise Refused(str(OLD_BUTTON)) from error
    if any(one.product_id not in products or one.month.day != 1 for one in told):
        raise Refused(str(OLD_BUTTON))
    return told


def _writing(request: Asked, *, organisation_id: int) -> queries.Party:
    """The party, for who tells its hours. Errors: NotFound."""
    found = queries.party_for(organisation_id, by=request.actor)
    check_writes(request.actor.role, is_own=queries.is_own(organisation_id, by=request.actor))
    return found


@require_POST
def undo(request: Asked, organisation_id: int) -> HttpResponse:
    """Put back what stood there before a file of today; clicked twice it is that file, and not the one before it."""
    _writing(request, organisation_id=organisation_id)
    found = queries.file_for(sent(Version(), request.POST.get("which")), by=request.actor)
    if found.organisation_id != organisation_id:
        raise NotFound(KIND, object_id=organisation_id)
    left = actions.undo_file(found.pk, by=request.actor, today=request.today)
    words = _("Ongedaan gemaakt. Er staat weer wat er eerst stond.")
    if left:
        words = ngettext(
            "Ongedaan gemaakt, maar {count} maand veranderde daarna al. Die bleef zoals hij was.",
            "Ongedaan gemaakt, maar {count} maanden veranderden daarna al. Die bleven zoals ze waren.",
            left,
        ).format(count=left)
    messages.success(request, words)
    return redirect("staffing_party", organisation_id)
