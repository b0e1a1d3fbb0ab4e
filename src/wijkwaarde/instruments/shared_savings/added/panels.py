"""Lays what each party adds beside equal parts; it writes nothing and asks no database."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from waarde import shapley
from wijkwaarde.instruments.shared_savings.calculation import in_whole_cents
from wijkwaarde.instruments.shared_savings.sentences import cents, party_name
from wijkwaarde.web.tables import Table, table


def added_table(worth: Mapping[frozenset[str], int], *, parties: Mapping[str, str]) -> Table:
    """What each party adds on average, beside equal parts of what all have left together."""
    whole = worth[frozenset(parties)]
    columns = (
        in_whole_cents(shapley({group: float(amount) for group, amount in worth.items()}), total=whole),
        in_whole_cents({code: whole / len(parties) for code in parties}, total=whole),
    )
    rows = tuple((party_name(name), tuple(cents(told[code]) for told in columns)) for code, name in parties.items())
    return table(
        caption=_("Wie krijgt wat"),
        first=_("Wie"),
        numeric=(_("Naar wat ieder toevoegt"), _("Gelijk")),
        rows=rows,
        total=(_("Samen"), (cents(whole), cents(whole))),
    )
