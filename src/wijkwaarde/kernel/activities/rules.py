"""Decides what a changed activity must say; it asks no database."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

from django.utils.translation import gettext as _

from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.parties.rules import tidied
from wijkwaarde.kernel.register.reading import grounds


@dataclass(frozen=True, slots=True)
class NewAnswers:
    """What a partnership answers about one activity, and why it changed; `checked_by` and `checked_on` where somebody confirmed it."""

    controller: str
    law: str
    ground: str
    exception: str
    receives: str
    term: str
    source: str
    why: str
    checked_by: str = ""
    checked_on: date | None = None


def check_answers(new: NewAnswers, *, today: date) -> NewAnswers:
    """The answers as they are kept. Errors: Refused for an empty one, a ground that is none, and half a confirmation."""
    texts = {one.name: tidied(getattr(new, one.name)) for one in fields(new) if one.name != "checked_on"}
    for name, text in texts.items():
        if not text and name not in {"law", "checked_by"}:
            raise Refused(_("Vul dit in."), field=name)
    if new.law and new.law not in grounds():
        raise Refused(_("Kies een van de antwoorden."), field="law")
    if bool(texts["checked_by"]) != (new.checked_on is not None):
        text = _("Zet erbij wie het nakeek, én op welke dag. Of laat beide leeg.")
        raise Refused(text, field="checked_on" if texts["checked_by"] else "checked_by")
    if new.checked_on is not None and new.checked_on > today:
        raise Refused(_("Deze dag moet nog komen. Kies een dag tot en met vandaag."), field="checked_on")
    return NewAnswers(**texts, checked_on=new.checked_on)
