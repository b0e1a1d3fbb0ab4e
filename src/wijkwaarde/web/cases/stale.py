"""Both texts side by side, when somebody else saved while this person was writing."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms

from wijkwaarde.kernel.errors import Stale
from wijkwaarde.web.format import near_day


def rows_of(stale: Stale | None, *, form: forms.Form) -> list[dict[str, str]]:
    """The fields in which the two texts differ: label, mine, saved."""
    if stale is None:
        return []
    rows = []
    for name, saved in stale.saved.items():
        mine = said(form[name].value()) if name in form.fields else ""
        if mine != saved:
            label = str(form.fields[name].label) if name in form.fields else name
            rows.append(
                {
                    "label": label,
                    "mine": _in_words(form, name=name, value=mine),
                    "saved": _in_words(form, name=name, value=saved),
                }
            )
    return rows


def _in_words(form: forms.Form, *, name: str, value: str) -> str:
    """A value as its field shows it: of a choice, the words."""
    field = form.fields.get(name)
    if not isinstance(field, forms.ChoiceField):
        return value
    choices: dict[str, str] = {str(key): str(label) for key, label in cast("Any", field.choices)}
    return choices.get(value, value)


def said(value: Any) -> str:
    """A value of a form as the two texts show it."""
    return near_day(value) if isinstance(value, date) else str(value or "")
