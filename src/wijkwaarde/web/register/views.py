"""The register over HTTP: it is about nobody, so everybody may read it and take it along; its privacy contact changes it."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wijkwaarde.kernel.activities.actions import change_activity
from wijkwaarde.kernel.activities.queries import Own, may_change, number_of, own_activities, versions_of
from wijkwaarde.kernel.activities.terms import ANSWERED
from wijkwaarde.kernel.errors import NotFound, Refused, Stale
from wijkwaarde.kernel.register.reading import grounds
from wijkwaarde.kernel.retention.queries import terms
from wijkwaarde.web.cases.stale import rows_of
from wijkwaarde.web.doors import public
from wijkwaarde.web.register.forms import ActivityForm, DayForm
from wijkwaarde.web.register.panels import activity_cards, open_words, register_book, version_cards
from wijkwaarde.web.retention.wording import terms_table
from wijkwaarde.web.saves.files import Kind, answer
from wijkwaarde.web.saves.forms import SaveForm
from wijkwaarde.web.transaction import Asked


@public
@require_safe
def register(request: Asked) -> HttpResponse:
    """What is done with data about people, why, and for how long; as it holds today or held on a day."""
    form = DayForm(request.GET or None)
    on = _day(form, today=request.today)
    own = own_activities(by=request.actor, on=on)
    context = {
        "query": f"?op={on.isoformat()}",
        "form": form,
        "cards": activity_cards(own),
        "open": open_words(own) if request.actor.partnership_id else "",
        "terms": terms_table(terms(by=request.actor, today=request.today)),
    }
    return render(request, "register/register.html", context)


def _day(form: DayForm, *, today: date) -> date:
    """The day that was asked for; today where none was, or one to come."""
    asked: date | None = form.cleaned_data["op"] if form.is_valid() else None
    return today if asked is None else min(asked, today)


@public
@require_POST
def save_register(request: Asked) -> HttpResponseBase:
    """The same as a file, and of every stored field what it is. Errors: Refused."""
    form = SaveForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Kies als wat je dit wilt bewaren."))
    own = own_activities(by=request.actor, on=_day(DayForm(request.GET or None), today=request.today))
    book = register_book(own, terms(by=request.actor, today=request.today))
    return answer(book, kind=Kind(form.cleaned_data["kind"]))


@public
@require_safe
def activity(request: Asked, *, activity_key: str) -> HttpResponse:
    """All versions of one activity."""
    cards = version_cards(
        versions_of(activity_key, by=request.actor), is_inside=request.actor.membership_id is not None
    )
    changes = may_change(by=request.actor, today=request.today)
    return render(request, "register/activity.html", {"cards": cards, "may_change": changes})


@require_http_methods(["GET", "HEAD", "POST"])
def edit_activity(request: Asked, *, activity_key: str) -> HttpResponse:
    """The privacy contact answers for their partnership; a change is a new version."""
    if not may_change(by=request.actor, today=request.today):
        raise NotFound("activity")
    latest, stale = versions_of(activity_key, by=request.actor)[0], None
    form = ActivityForm(request.POST or None, initial=_answered(latest))
    if form.is_valid():
        try:
            _change(request, activity_key=activity_key, form=form)
            return redirect("activity", activity_key=activity_key)
        except Stale as found:
            stale, form = found, ActivityForm({**request.POST.dict(), "version": found.version})
        except Refused as refused:
            form.add_error(refused.field or None, refused.text)
    context = {"form": form, "one": latest.activity, "stale": rows_of(stale, form=form), "grounds": grounds().values()}
    return render(request, "register/edit.html", context, status=409 if stale else 422 if form.errors else 200)


def _answered(own: Own) -> dict[str, object]:
    """What holds now; who confirmed it is asked again, because it is about what was there before."""
    return {name: getattr(own.activity, name) for name in ANSWERED} | {"version": number_of(own)}


def _change(request: Asked, *, activity_key: str, form: ActivityForm) -> None:
    told = form.cleaned_data
    change_activity(
        activity_key,
        form.answers(),
        by=request.actor,
        version=told["version"],
        request_key=told["request_key"],
        today=request.today,
    )
    messages.success(request, _("De nieuwe versie geldt vanaf vandaag."))
