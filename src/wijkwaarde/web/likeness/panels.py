"""Like questions in words: whose, what they share, and how it stands there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.likeness.queries import Like
from wijkwaarde.web.cases.panels import case_rows


@dataclass(frozen=True, slots=True)
class LikeRow:
    """A like question: whose, how the member takes part, since when, the words in common and whether it is done."""

    name: str
    part: str
    since: str
    url: str
    words: str
    tag: str
    tone: str


def like_rows(found: Sequence[Like], *, by: Actor) -> list[LikeRow]:
    """Like questions, in their order."""
    rows = case_rows([one.part for one in found], by=by)
    return [
        LikeRow(
            name=row.name,
            part=row.part,
            since=row.since,
            url=row.url,
            words=", ".join(one.words),
            tag=_("klaar") if one.is_done else _("loopt"),
            tone="done" if one.is_done else "busy",
        )
        for one, row in zip(found, rows, strict=True)
    ]
