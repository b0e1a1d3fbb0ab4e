"""The budget in plain words over HTTP: for everybody, and the controller's page that publishes it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wijkwaarde.instruments.budget_in_plain_words import queries
from wijkwaarde.instruments.budget_in_plain_words.actions import NewPublication, publish, take_back
from wijkwaarde.instruments.budget_in_plain_words.forms import PublishForm, YearForm
from wijkwaarde.instruments.budget_in_plain_words.page import book_of, page_of
from wijkwaarde.instruments.budget_in_plain_words.panels import PublishPage
from wijkwaarde.instruments.budget_in_plain_words.rules import may_publish
from wijkwaarde.instruments.budget_in_plain_words.steungroep import page_for
from wijkwaarde.kernel.errors import Refused
from wijkwaarde.web.doors import board_too, public
from wijkwaarde.web.saves.files import Kind, answer
from wijkwaarde.web.saves.forms import SaveForm
from wijkwaarde.web.transaction import Asked

OK, WRONG = 200, 422


@public
@require_safe
def areas(request: Asked) -> HttpResponse:
    """Every area that shows its budget; the only one at once."""
    found = queries.areas()
    if len(found) == 1:
        return redirect("plain_budget", area=found[0][0])
    return render(request, "budget_in_plain_words/areas.html", {"areas": found})


@public
@require_safe
def plain(request: Asked, area: str) -> HttpResponse:
    """What was published about a year, in plain words."""
    one = queries.released(area, year=YearForm(request.GET).year())
    told = {"page": page_of(one), "one": one, "query": f"?jaar={one.figures.year}"}
    return render(request, "budget_in_plain_words/plain.html", told)


@public
@require_POST
def save_plain(request: Asked, area: str) -> HttpResponseBase:
    """The same as a file. Errors: Refused."""
    form = SaveForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Kies als wat je dit wilt bewaren."))
    one = queries.released(area, year=YearForm(request.GET).year())
    return answer(book_of(one), kind=Kind(form.cleaned_data["kind"]))


@require_http_methods(["GET", "HEAD", "POST"])
def publishing(request: Asked) -> HttpResponse:
    """What a year would look like for everybody, and the button that publishes it."""
    page = PublishPage(by=request.actor, today=request.today, year=YearForm(request.GET).year())
    form = PublishForm(request.POST or None, initial={"fund_words": page.told_of_fund})
    if form.is_valid() and page.year is not None:
        try:
            publish(NewPublication(year=page.year, **form.cleaned_data), by=request.actor, today=request.today)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.text)
        else:
            messages.success(request, _("Het staat er. Iedereen kan het nu lezen."))
            return redirect("plain_budget_publish")
    told = {"page": page, "form": form}
    return render(request, "budget_in_plain_words/publish.html", told, status=WRONG if form.errors else OK)


@require_POST
def withdraw(request: Asked, publication_id: int) -> HttpResponse:
    """Take back what was published today."""
    take_back(publication_id, by=request.actor, today=request.today)
    messages.success(request, _("Het staat er niet meer."))
    return redirect("plain_budget_publish")


@board_too
@require_safe
def steungroep(request: Asked) -> HttpResponse:
    """People and agreements beside the money, over the years: for controller, managers and the board."""
    page = page_for(by=request.actor, today=request.today)
    told = {"page": page, "may_publish": may_publish(request.actor.role)}
    return render(request, "budget_in_plain_words/steungroep.html", told)
