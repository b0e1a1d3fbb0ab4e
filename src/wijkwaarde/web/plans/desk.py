"""The page on which a plan is written, over HTTP: line by line or as one text, beside a photo of the paper or without."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from wijkwaarde.kernel.cases.actions import BOXES, save_boxes
from wijkwaarde.kernel.cases.queries import SeenCase
from wijkwaarde.kernel.errors import Refused, Stale
from wijkwaarde.kernel.plans import actions
from wijkwaarde.kernel.plans.queries import plan_for
from wijkwaarde.kernel.plans.reading import SpokenLine, spoken_lines
from wijkwaarde.kernel.plans.terms import MOST_LINES
from wijkwaarde.web.cases.forms import BoxesForm
from wijkwaarde.web.cases.stale import rows_of
from wijkwaarde.web.format import near_day
from wijkwaarde.web.plans.forms import ROWS, PlanForm, SpokenForm, rows_in
from wijkwaarde.web.plans.writing import called, doers_of, place_of, start_of
from wijkwaarde.web.transaction import Asked

# The buttons beside "save": one line more, lines out of the text, read back first, and back to the lines.
MORE_LINES, READ_IN, READ_BACK, CHANGE = "nog-een", "lees-in", "voorlezen", "aanpassen"
OF_BOXES = "vak"
ON_PAPER = ("wants", "cans", "needs")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A photo of the paper beside the lines: where it is and how large, and who sat at the table beside who takes part."""

    url: str
    width: int
    height: int
    guests: tuple[str, ...] = ()


class Desk:
    """One request to the page: who writes, what was sent, and who can be named."""

    def __init__(self, request: Asked, *, seen: SeenCase, sheet: Sheet | None) -> None:
        self.request, self.seen, self.sheet = request, seen, sheet
        self.doers = doers_of(seen, today=request.today)
        self.names = [*self.doers, *(sheet.guests if sheet else ())]
        self.are_boxes_kept = False

    def lines(self, told: Mapping[str, Any] | None = None, *, start: Mapping[str, Any] | None = None) -> PlanForm:
        """The form of the lines: what was sent, to be judged, or what to start with."""
        rows = rows_in(told) if told is not None else rows_in(start or {})
        initial = None if start is None else dict(start)
        known = called(self.seen, doers=self.doers)
        return PlanForm(told, initial=initial, doers=known, is_resident=self.seen.is_resident, rows=rows)

    def known(self) -> dict[str, str]:
        """Who is meant by how they may be called; "ik" is the resident where they write, and nobody else."""
        shown = {key: name for name, key in self.doers.items()}
        people = {name: shown[key] for name, key in called(self.seen, doers=self.doers).items()}
        mine = {_("Ik"): _("Ikzelf")} if self.seen.is_resident else {}
        return {name: name for name in self.names} | people | mine

    def spoken(self, *, left: str = "") -> SpokenForm:
        """The text, with what of it is still to become lines."""
        return SpokenForm(initial={"text": left})

    def boxes(self, *, again: bool = False, version: int | None = None) -> BoxesForm | None:
        """The boxes that are still empty, where there is a paper to copy them from.

        `again`: shown anew with what was sent, and with the `version` that they have now, where that is another.
        """
        if self.sheet is None or self.are_boxes_kept:
            return None
        sent = self.request.POST if self.request.method == "POST" else None
        start = {"version": self.seen.case.version} | _of_boxes(sent or {})
        start |= {} if version is None else {"version": version}
        form = BoxesForm(None if again else sent, initial=start, prefix=OF_BOXES)
        for name in BOXES:
            is_filled = getattr(self.seen.case, name) and not (sent and sent.get(f"{OF_BOXES}-{name}"))
            if is_filled or name not in ON_PAPER:
                del form.fields[name]
        return form if len(form.fields) > 1 else None

    def page(self, form: PlanForm, *, status: int = 200, **told: Any) -> HttpResponse:
        """The page with these lines."""
        shown = {"spoken": self.spoken(), "boxes": self.boxes(again=not form.is_bound)} | told
        shown |= {"form": form, "seen": self.seen, "names": self.names, "sheet": self.sheet}
        return render(self.request, "plans/write.html", shown, status=status)


def answer(request: Asked, *, seen: SeenCase, sheet: Sheet | None = None) -> HttpResponse:
    """The page, or what its buttons do: a draft, until the resident says yes."""
    desk = Desk(request, seen=seen, sheet=sheet)
    if request.method != "POST":
        return desk.page(desk.lines(start=start_of(plan_for(seen), doers=desk.doers)))
    if READ_IN in request.POST or request.POST.get("text", "").strip():
        return _read_in(desk)
    if MORE_LINES in request.POST:
        return _longer(desk)
    if CHANGE in request.POST:
        return desk.page(desk.lines(start=request.POST.dict()))
    return _judged(desk)


def _read_in(desk: Desk) -> HttpResponse:
    """The text as lines behind those that are there, to be looked over; nothing is saved."""
    spoken = SpokenForm(desk.request.POST)
    kept = desk.request.POST.dict()
    if not spoken.is_valid():
        return desk.page(desk.lines(start=kept), spoken=spoken, status=422)
    found = spoken_lines(spoken.cleaned_data["text"], names=desk.known(), today=desk.request.today)
    taken = _taken(kept)
    room = MOST_LINES - taken
    start = {**kept, **_as_fields(found[:room], behind=taken), ROWS: max(taken + len(found[:room]), rows_in(kept))}
    left = "\n".join(line.what for line in found[room:])
    return desk.page(desk.lines(start=start), spoken=desk.spoken(left=left), read_in=bool(found), is_full=bool(left))


def _taken(kept: Mapping[str, str]) -> int:
    """The number of the last line with something in it."""
    numbers = range(1, MOST_LINES + 1)
    return max((one for one in numbers if (kept.get(f"what_{one}") or kept.get(f"who_{one}") or "").strip()), default=0)


def _as_fields(found: list[SpokenLine], *, behind: int) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for number, line in enumerate(found, start=behind + 1):
        told |= {f"what_{number}": line.what, f"who_{number}": line.who, f"before_{number}": line.before}
    return told


def _longer(desk: Desk) -> HttpResponse:
    """What was typed, judged later, and one line more, with the cursor in it."""
    kept = desk.request.POST.dict()
    form = desk.lines(start={**kept, ROWS: rows_in(kept) + 1})
    form.fields[f"what_{form.numbers.stop - 1}"].widget.attrs["autofocus"] = True
    return desk.page(form)


def _judged(desk: Desk) -> HttpResponse:
    """The lines read back in sentences, or kept as a proposal; else what is not right yet."""
    form, boxes = desk.lines(desk.request.POST), desk.boxes()
    if not form.is_valid() or (boxes is not None and not boxes.is_valid()):
        return desk.page(form, boxes=boxes, status=422)
    if READ_BACK in desk.request.POST:
        told = {"form": form, "boxes": boxes, "seen": desk.seen, "sentences": _sentences(form, seen=desk.seen)}
        return render(desk.request, "plans/read_back.html", told)
    try:
        _save_boxes(desk, boxes=boxes)
    except Stale as stale:
        assert boxes is not None
        saved = {name: text for name, text in stale.saved.items() if name in boxes.fields}
        texts = rows_of(Stale(stale.text, saved=saved, version=stale.version), form=boxes)
        mine = desk.boxes(again=True, version=stale.version)
        return desk.page(form, boxes=mine, stale=stale, texts=texts, status=409)
    return _saved(desk, form=form)


def _save_boxes(desk: Desk, *, boxes: BoxesForm | None) -> None:
    """Keep what was copied into the boxes that were empty. Errors: Stale."""
    said = {} if boxes is None else {name: boxes.cleaned_data.get(name, "") for name in BOXES}
    if boxes is None or not any(said.values()):
        return
    case, by, today = desk.seen.case, desk.request.actor, desk.request.today
    texts = {name: said[name] or getattr(case, name) for name in BOXES}
    save_boxes(by=by, seen=desk.seen, boxes=texts, version=boxes.cleaned_data["version"], today=today)
    desk.are_boxes_kept = True


def _saved(desk: Desk, *, form: PlanForm) -> HttpResponse:
    by, seen, today = desk.request.actor, desk.seen, desk.request.today
    try:
        version = form.cleaned_data["version"]
        actions.write_draft(by=by, seen=seen, lines=form.lines(), version=version, today=today)
    except Stale as stale:
        return _beside(desk, stale=stale, form=form)
    except Refused as refused:
        form.add_error(place_of(refused.field, form=form), refused.text)
        return desk.page(form, boxes=desk.boxes(again=True), status=422)
    messages.success(desk.request, _("Het voorstel staat bij het plan."))
    return redirect("case", key=seen.case.key)


def _beside(desk: Desk, *, stale: Stale, form: PlanForm) -> HttpResponse:
    """What one wrote oneself in the form, and where it differs from the plan as it stands now."""
    now = start_of(plan_for(desk.seen), doers=desk.doers)
    rows = max(now[ROWS], form.numbers.stop - 1)
    mine = desk.lines(start=form.cleaned_data | {"version": stale.version, ROWS: rows})
    return desk.page(mine, stale=stale, texts=mine.differences(now), status=409)


def _of_boxes(sent: Mapping[str, Any]) -> dict[str, Any]:
    """What was sent of the boxes, by the names of their form."""
    names = {name: f"{OF_BOXES}-{name}" for name in (*BOXES, "version")}
    return {name: sent[place] for name, place in names.items() if place in sent}


def _sentences(form: PlanForm, *, seen: SeenCase) -> list[str]:
    """Each agreement as somebody says it aloud."""
    own = seen.participant.membership
    me = own.name if own else _("Ikzelf")
    told = []
    for number in form.written():
        what, who, before = (form.cleaned_data[f"{name}_{number}"] for name in ("what", "who", "before"))
        name = me if who == _("Ikzelf") else who
        words = _("{name}: {what}. Klaar vóór {day}.") if before else _("{name}: {what}.")
        told.append(words.format(name=name, what=what.rstrip("."), day=near_day(before) if before else ""))
    return told
