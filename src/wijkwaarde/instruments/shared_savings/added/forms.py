"""What is asked to see what each party adds: what every group of parties would have left without the others."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from wijkwaarde.instruments.shared_savings.fields import Euros
from wijkwaarde.instruments.shared_savings.sentences import names_in


class GroupsForm(forms.Form):
    """An amount for each group of parties; empty is nothing left, but for all of them together. No name is the residents."""

    def __init__(self, *args: Any, parties: Mapping[str, str], **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.groups: dict[str, frozenset[str]] = {}
        for size in range(len(parties), 0, -1):
            for group in combinations(parties, size):
                self._ask_for(group, parties=parties)

    def _ask_for(self, group: tuple[str, ...], *, parties: Mapping[str, str]) -> None:
        name, names = "samen_" + "_".join(group), names_in(parties[code] for code in group)
        self.groups[name] = frozenset(group)
        words = _("Alleen {names} (euro)") if len(group) == 1 else _("Samen: {names} (euro)")
        is_all = len(group) == len(parties)
        label = _("Allemaal samen (euro)") if is_all else words.format(names=names)
        self.fields[name] = Euros(label=label, required=is_all, error_messages={"required": _("Vul dit in.")})

    def worth(self) -> dict[frozenset[str], int]:
        """What each group would have left, in cents."""
        return {group: self.cleaned_data[name] or 0 for name, group in self.groups.items()}
