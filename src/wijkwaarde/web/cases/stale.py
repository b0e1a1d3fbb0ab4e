"""Both texts side by side, when somebody else saved while this person was writing."""

from __future__ import annotations

from django import forms

from wijkwaarde.kernel.errors import Stale


def rows_of(stale: Stale | None, *, form: forms.Form) -> list[dict[str, str]]:
    """The fields in which the two texts differ: label, mine, saved."""
    if stale is None:
        return []
    rows = []
    for name, saved in stale.saved.items():
        mine = str(form[name].value() or "") if name in form.fields else ""
        if mine != saved:
            label = str(form.fields[name].label) if name in form.fields else name
            rows.append({"label": label, "mine": mine, "saved": saved})
    return rows
