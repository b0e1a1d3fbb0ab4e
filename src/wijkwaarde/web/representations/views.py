"""The pages of representations over HTTP: parse, one call, render or redirect."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wijkwaarde.kernel.cases.queries import case_for
from wijkwaarde.kernel.cases.terms import Ground, Part
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.representations import actions
from wijkwaarde.kernel.representations.queries import end_to_tell, grounds_for, representative
from wijkwaarde.kernel.representations.terms import Change
from wijkwaarde.web.format import near_day
from wijkwaarde.web.representations.forms import GROUNDS, ChildForm, ParentForm, RepresentativeForm
from wijkwaarde.web.representations.panels import end_facts, end_words
from wijkwaarde.web.transaction import Asked


@require_http_methods(["GET", "HEAD", "POST"])
def for_child(request: Asked) -> HttpResponse:
    """A parent asks for a child."""
    if request.actor.person_id is None:
        raise NotFound("person")
    form = ChildForm(request.POST or None)
    if form.is_valid():
        try:
            case = actions.ask_for_child(form.child(), by=request.actor, request_key=form.key(), today=request.today)
        except Refused as refused:
            form.add_error(refused.field or None, refused.text)
        else:
            messages.success(request, _("Dank je wel. De vraag is verstuurd."))
            return redirect("case", key=case.key)
    return render(request, "representations/for_child.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def name(request: Asked, key: UUID) -> HttpResponse:
    """Name somebody who reads and writes for the resident."""
    seen = case_for(key, by=request.actor, today=request.today)
    grounds = grounds_for(seen)
    if not grounds:
        raise NotFound("participant", subjects=(seen.case.resident_id,))
    form = RepresentativeForm(request.POST or None, grounds=grounds, is_contact=seen.part is Part.CONTACT)
    if form.is_valid():
        try:
            actions.name_representative(form.new(), by=request.actor, seen=seen, today=request.today)
        except Refused as refused:
            form.add_error(refused.field or None, refused.text)
        else:
            messages.success(request, _("{name} leest en schrijft nu mee.").format(name=form.new().name))
            return redirect("case", key=key)
    told = {"form": form, "seen": seen}
    return render(request, "representations/name.html", told, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: Asked, *, key: UUID, participant_id: int) -> HttpResponse:
    """End it: a page that says what it means, then it is done."""
    seen = case_for(key, by=request.actor, today=request.today)
    one = representative(participant_id, seen=seen, today=request.today)
    if request.method == "POST":
        actions.end_representation(participant_id, by=request.actor, seen=seen, today=request.today)
        messages.success(request, _("Het meelezen is gestopt."))
        return redirect("my_plan") if one.pk == seen.participant.pk else redirect("case", key=key)
    told = {"seen": seen, "one": one, "ground": GROUNDS[Ground(one.ground)]}
    return render(request, "representations/end.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
def share(request: Asked, *, key: UUID, participant_id: int) -> HttpResponse:
    """What a child of sixteen or older lets a parent see."""
    seen = case_for(key, by=request.actor, today=request.today)
    one = representative(participant_id, seen=seen, today=request.today)
    if not seen.is_resident or seen.is_represented:
        raise NotFound("participant", subjects=(seen.case.resident_id,))
    form = ParentForm(request.POST or None)
    if form.is_valid():
        chosen = form.chosen()
        actions.share_with_parent(one.pk, by=request.actor, seen=seen, extent=chosen, today=request.today)
        messages.success(request, _("Bewaard."))
        return redirect("case", key=key)
    told = {"form": form, "seen": seen, "one": one}
    return render(request, "representations/share.html", told, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def end_told(request: Asked, *, key: UUID, pk: int) -> HttpResponse:
    """What ends by itself, for the fixed contact who tells it; and that they did, or did not after all."""
    seen = case_for(key, by=request.actor, today=request.today)
    one = end_to_tell(pk, seen=seen)
    if request.method == "POST":
        is_done = "undo" not in request.POST
        actions.note_end_told(one.pk, by=request.actor, seen=seen, is_done=is_done, today=request.today)
        messages.success(request, _("Genoteerd.") if is_done else _("Het staat weer bij wat je beloofde."))
        return redirect("today") if is_done else redirect("end_told", key=key, pk=one.pk)
    holder = one.participant.person or one.participant.membership if one.participant else None
    name = end_words(Change(one.change), name=seen.case.resident.name, holder=holder.name if holder else "")
    told = {"seen": seen, "one": one, "words": name, "day": near_day(one.on), "people": end_facts(one)}
    return render(request, "representations/end_told.html", told)
