"""The pages of a case over HTTP: parse, one call, render or redirect."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wijkwaarde.kernel.accounts.queries import professional, professionals
from wijkwaarde.kernel.calls.queries import spoken_of
from wijkwaarde.kernel.cases import actions, queries, rules
from wijkwaarde.kernel.cases.known import Known, look_alikes
from wijkwaarde.kernel.cases.terms import Manner
from wijkwaarde.kernel.errors import NotFound, Refused, Stale
from wijkwaarde.kernel.parties.actions import choose_reach
from wijkwaarde.kernel.parties.queries import own_person
from wijkwaarde.kernel.parties.rules import tidied
from wijkwaarde.kernel.plans.queries import plan_for
from wijkwaarde.kernel.representations.queries import ended_for
from wijkwaarde.web.cases.forms import (
    BoxesForm,
    BroughtForm,
    ChooseForm,
    MannerField,
    NextForm,
    QuestionForm,
    ReachForm,
    SearchForm,
)
from wijkwaarde.web.cases.panels import case_rows, case_screen, choices_for
from wijkwaarde.web.cases.restricted import own_restricted_notice
from wijkwaarde.web.cases.spoken import CASE, manner_words
from wijkwaarde.web.cases.stale import rows_of
from wijkwaarde.web.fields import RequestKey, sent
from wijkwaarde.web.format import near_day
from wijkwaarde.web.listing import PAGE, paging
from wijkwaarde.web.representations.panels import ended_words
from wijkwaarde.web.transaction import Asked

PAGE_SIZE = 20
# What stands in the address of the people with whom one is done.
DONE = "klaar"


@require_safe
def my_plan(request: Asked) -> HttpResponse:
    """The resident's one question, or the list when there are more, or the form for the first."""
    if request.actor.person_id is None:
        raise NotFound("person")
    found = queries.own_cases(by=request.actor, today=request.today)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get(PAGE))
    cases, ended = list(page), _ended(request)
    if not cases and not ended:
        return redirect("question")
    if page.paginator.count == 1 and not ended:
        return redirect("case", key=cases[0].key)
    queries.note_search(request.actor, cases=cases)
    links = paging(request.GET, current=page.number, last=page.paginator.num_pages)
    since = next((one.resident.restricted_on for one in cases if one.resident_id == request.actor.person_id), None)
    told = {"cases": cases, "ended": ended, "paging": links, "restricted": own_restricted_notice(since)}
    return render(request, "cases/my_cases.html", told)


def _ended(request: Asked) -> list[str]:
    found = ended_for(by=request.actor, today=request.today)
    return [ended_words(one, person_id=request.actor.person_id) for one in found]


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: Asked) -> HttpResponse:
    """Open a question in one's own words."""
    if request.actor.person_id is None:
        raise NotFound("person")
    form = QuestionForm(request.POST or None)
    if form.is_valid():
        try:
            case = actions.open_case(by=request.actor, today=request.today, **form.cleaned_data)
        except Refused as refused:
            form = QuestionForm(
                {**request.POST.dict(), "request_key": uuid4()}
            )  # sent again, it is a question of its own
            form.add_error(refused.field or None, refused.text)
        else:
            messages.success(request, _("Dank je wel. Je vraag is verstuurd."))
            return redirect("case", key=case.key)
    return render(request, "cases/question.html", {"form": form}, status=_status(form))


@require_safe
def case(request: Asked, key: UUID) -> HttpResponse:
    """The page of a case, as this participant may see it."""
    seen = queries.case_for(key, by=request.actor, today=request.today)
    screen = case_screen(seen, by=request.actor, today=request.today)
    return render(request, "cases/case.html", {"screen": screen})


@require_http_methods(["GET", "HEAD", "POST"])
def boxes(request: Asked, key: UUID) -> HttpResponse:
    """What the resident wants, can and needs."""
    seen = queries.readable_case_for(key, by=request.actor, today=request.today)
    saved = {name: getattr(seen.case, name) for name in (*actions.BOXES, "version")}
    form = BoxesForm(request.POST or None, initial=saved)
    stale: Stale | None = None
    if form.is_valid():
        texts = {name: form.cleaned_data[name] for name in actions.BOXES}
        try:
            version = form.cleaned_data["version"]
            actions.save_boxes(by=request.actor, seen=seen, boxes=texts, version=version, today=request.today)
        except Stale as found:
            stale, form = found, BoxesForm(initial=texts | {"version": found.version})
        except Refused as refused:
            form.add_error(refused.field or None, refused.text)
        else:
            messages.success(request, _("Bewaard."))
            return redirect("case", key=key)
    told = {"form": form, "seen": seen, "stale": stale, "texts": rows_of(stale, form=form)}
    return render(request, "cases/boxes.html", told, status=_status(form, stale=stale))


@require_safe
def choose(request: Asked, key: UUID) -> HttpResponse:
    """Professionals to choose from, with search and pages."""
    seen = queries.case_for(key, by=request.actor, today=request.today)
    rules.check_may_choose(part=seen.part)
    search = SearchForm(request.GET)
    words = search.cleaned_data["q"] if search.is_valid() else ""
    found = professionals(by=request.actor, today=request.today, words=words)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get(PAGE))
    taking = {one.membership_id for one in queries.participants_of(seen, today=request.today)}
    links = paging(request.GET, current=page.number, last=page.paginator.num_pages)
    told = {"seen": seen, "words": words, "page": page, "paging": links, "taking": taking}
    return render(request, "cases/choose.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
def chosen(request: Asked, *, key: UUID, membership_id: int) -> HttpResponse:
    """One professional: what they may see, and yes."""
    seen = queries.case_for(key, by=request.actor, today=request.today)
    rules.check_may_choose(part=seen.part)
    one = professional(membership_id, by=request.actor, today=request.today)
    people = queries.participants_of(seen, today=request.today)
    form = ChooseForm(request.POST or None, **choices_for(one.pk, people=people, plan=plan_for(seen)))
    if form.is_valid():
        told: dict[str, Any] = {"by": request.actor, "seen": seen, "membership_id": one.pk, "today": request.today}
        try:
            actions.choose_professional(**told, **form.shown())
        except Refused as refused:
            form.add_error(refused.field or None, refused.text)
        else:
            messages.success(request, _("{name} doet nu mee.").format(name=one.name))
            return redirect("case", key=key)
    return render(request, "cases/chosen.html", {"seen": seen, "one": one, "form": form}, status=_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: Asked, *, key: UUID, participant_id: int) -> HttpResponse:
    """Stop sharing with somebody: a page that says what it means, then it is done."""
    seen = queries.case_for(key, by=request.actor, today=request.today)
    rules.check_may_choose(part=seen.part)
    if request.method == "POST":
        ended = actions.stop_sharing(by=request.actor, seen=seen, participant_id=participant_id, today=request.today)
        stopped = ended.membership.name if ended.membership else ""
        messages.success(request, _("Je deelt je plan niet meer met {name}.").format(name=stopped))
        return redirect("case", key=key)
    people = queries.participants_of(seen, today=request.today)
    one = next((person for person in people if person.pk == participant_id and person.membership), None)
    if one is None:
        raise NotFound("participant", object_id=participant_id, subjects=(seen.case.resident_id,))
    return render(request, "cases/stop.html", {"seen": seen, "one": one})


@require_POST
def called(request: Asked, key: UUID) -> HttpResponse:
    """One tap: I called, or tried in another way."""
    seen = queries.case_for(key, by=request.actor, today=request.today)
    request_key = sent(RequestKey(), request.POST.get("request_key"))
    manner = Manner(sent(MannerField(), request.POST.get("manner", Manner.CALL.value)))
    actions.note_contact(by=request.actor, seen=seen, manner=manner, request_key=request_key, today=request.today)
    messages.success(request, _("Genoteerd. {what}").format(what=manner_words()[manner]))
    return _back(request, key=key)


@require_POST
def uncalled(request: Asked, key: UUID) -> HttpResponse:
    """Take back what one tapped today."""
    seen = queries.case_for(key, by=request.actor, today=request.today)
    request_key = sent(RequestKey(), request.POST.get("request_key"))
    actions.take_back_contact(by=request.actor, seen=seen, request_key=request_key, today=request.today)
    messages.success(request, _("Dat staat er niet meer."))
    return _back(request, key=key)


@require_http_methods(["GET", "HEAD", "POST"])
def next_time(request: Asked, key: UUID) -> HttpResponse:
    """When the contact comes back: a quick choice, or a day of their own."""
    seen = queries.case_for(key, by=request.actor, today=request.today)
    rules.check_may_note_contact(part=seen.part)
    note = spoken_of(seen.case).note
    form = NextForm(request.POST or None, initial={"request_key": note.request_key if note else None})
    if form.is_valid():
        day, note_key = form.day(today=request.today), form.key()
        try:
            actions.promise_next(by=request.actor, seen=seen, request_key=note_key, next_on=day, today=request.today)
        except Refused as refused:
            form.add_error(refused.field or None, refused.text)
        else:
            messages.success(request, _("Afgesproken: {day}.").format(day=near_day(day)))
            return _back(request, key=key)
    return render(request, "cases/next_time.html", {"form": form, "seen": seen}, status=_status(form))


def _back(request: Asked, *, key: UUID) -> HttpResponse:
    return redirect("case", key=key) if request.POST.get("back") == CASE else redirect("today")


@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: Asked) -> HttpResponse:
    """A question for somebody, by who works with residents."""
    if not rules.may_bring(role=request.actor.role):
        raise NotFound("membership")
    form = BroughtForm(request.POST or None, known=_known(request))
    made = _made_before(request)
    if made is not None:
        return _brought(request, case=made)
    if form.is_valid():
        told, request_key = form.brought(), form.cleaned_data["request_key"]
        try:
            case = actions.open_case_for(told, by=request.actor, request_key=request_key, today=request.today)
        except Refused as refused:
            form.add_error(refused.field or None, refused.text)
        else:
            return _brought(request, case=case)
    return render(request, "cases/bring.html", {"form": form}, status=_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
def my_people(request: Asked) -> HttpResponse:
    """Everybody in whose case a member takes part; a search is posted, so that no name stands in an address."""
    if request.actor.membership_id is None:
        raise NotFound("membership")
    search = SearchForm(request.POST)
    words = search.cleaned_data["q"] if search.is_valid() else ""
    done = DONE in request.GET
    found = queries.taking_part(by=request.actor, today=request.today, words=words, done=done)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get(PAGE))
    found_here = queries.participations(list(page), by=request.actor, today=request.today)
    rows = case_rows(found_here, by=request.actor)
    links = paging(request.GET, current=page.number, last=page.paginator.num_pages)
    told = {"rows": rows, "words": words, "paging": links, "count": page.paginator.count, "done": done}
    told["here"] = f"{reverse('my_people')}?{DONE}=ja" if done else reverse("my_people")
    return render(request, "cases/my_people.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
def reach(request: Asked) -> HttpResponse:
    """How the resident wants to be reached."""
    person = own_person(by=request.actor)
    saved = {"channel": person.channel, "phone": person.phone, "via": person.via, "version": person.version}
    form, stale = ReachForm(request.POST or None, initial=saved), None
    if form.is_valid():
        try:
            choose_reach(by=request.actor, reach=form.reach(), version=form.cleaned_data["version"])
        except Stale as found:
            stale, form = found, ReachForm(initial=form.cleaned_data | {"version": found.version})
        except Refused as refused:
            form.add_error(refused.field or None, refused.text)
        else:
            messages.success(request, _("Bewaard."))
            return redirect("my_plan")
    told = {"form": form, "stale": stale, "texts": rows_of(stale, form=form)}
    return render(request, "cases/reach.html", told, status=_status(form, stale=stale))


def _known(request: Asked) -> list[Known]:
    """People whom the asker knows and who look like the one that was written down."""
    name, phone = (tidied(request.POST.get(field, "")) for field in ("name", "phone"))
    return look_alikes(by=request.actor, today=request.today, name=name, phone=phone) if name else []


def _made_before(request: Asked) -> queries.AskedCase | None:
    if request.method != "POST":
        return None
    return queries.brought_before(sent(RequestKey(), request.POST.get("request_key")), by=request.actor)


def _brought(request: Asked, *, case: queries.AskedCase) -> HttpResponse:
    """To the case, or where the resident does not let the asker see it, back to what is to be done today."""
    day = near_day(case.call_before)
    if queries.is_open_to(case, by=request.actor, today=request.today):
        messages.success(request, _("De vraag is verstuurd. Het vaste contact belt vóór {day}.").format(day=day))
        return redirect("case", key=case.key)
    told = _("De vraag is verstuurd. Het vaste contact belt vóór {day}. Jij ziet hem niet: dat koos de bewoner.")
    messages.success(request, told.format(day=day))
    return redirect("today")


def _status(form: Form, *, stale: Stale | None = None) -> int:
    """200, or 422 for a form that is not right yet, or 409 for one that came too late."""
    if stale is not None:
        return 409
    return 422 if form.is_bound and form.errors else 200
