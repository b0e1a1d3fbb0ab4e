"""What waits for somebody about shared money: a text to sign, and a share of which to tell what it went to."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.agreements.queries import waits
from wijkwaarde.kernel.agreements.rules import ToSign, ToTell
from wijkwaarde.web.format import near_day
from wijkwaarde.web.today.panels import TaskRow


def money_rows(*, by: Actor) -> list[TaskRow]:
    """What waits for the actor about shared money; nothing where its pages were taken out, and for who signs nothing."""
    try:
        return [_sign(one) if isinstance(one, ToSign) else _tell(one) for one in waits(by=by)]
    except NoReverseMatch:
        return []


def _sign(one: ToSign) -> TaskRow:
    return TaskRow(
        what=_("Lees en teken: {title}").format(title=one.title),
        who=_("voor de bewoners, met een verslag")
        if one.is_residents
        else _("voor jouw organisatie: één van jullie is genoeg"),
        before=_("klaar sinds {day}").format(day=near_day(one.since)),
        url=reverse("agreement", kwargs={"agreement_id": one.agreement_id}),
        late=False,
    )


def _tell(one: ToTell) -> TaskRow:
    return TaskRow(
        what=_("Vertel waar het deel van {years} naartoe ging").format(years=one.years),
        who=_("voor de bewoners") if one.is_residents else _("voor jouw organisatie: één van jullie is genoeg"),
        before=_("verdeeld op {day}").format(day=near_day(one.since)),
        url=reverse("share_account", kwargs={"share_id": one.share_id}),
        late=False,
    )
