"""What waits for somebody about shared money: a text to sign, a no of another party, and a share to tell about."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.refusals.queries import waits
from wijkwaarde.kernel.refusals.rules import ToSign, ToTalk, ToTell
from wijkwaarde.web.format import near_day
from wijkwaarde.web.today.panels import TaskRow


def money_rows(*, by: Actor) -> list[TaskRow]:
    """What waits for the actor about shared money; nothing where its pages were taken out, and for who signs nothing."""
    try:
        return [_row(one) for one in waits(by=by)]
    except NoReverseMatch:
        return []


def _row(one: ToSign | ToTalk | ToTell) -> TaskRow:
    if isinstance(one, ToSign):
        return _sign(one)
    return _talk(one) if isinstance(one, ToTalk) else _tell(one)


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


def _talk(one: ToTalk) -> TaskRow:
    who = one.who or _("De bewoners")
    address = {"agreement_id": one.agreement_id}
    if one.years is None:
        what, url = _("{who} tekent niet: {title}"), reverse("agreement", kwargs=address)
    else:
        what, url = _("{who} is het niet eens met de verdeling van {years}"), _year(one.years.last, address)
    return TaskRow(
        what=what.format(who=who, title=one.title, years=one.years),
        who=_("lees waarom, en praat erover"),
        before=_("gezegd op {day}").format(day=near_day(one.since)),
        url=url,
        late=False,
    )


def _year(year: int, address: dict[str, int]) -> str:
    return reverse("settle_year", kwargs={**address, "year": year})


def _tell(one: ToTell) -> TaskRow:
    return TaskRow(
        what=_("Vertel waar het deel van {years} naartoe ging").format(years=one.years),
        who=_("voor de bewoners") if one.is_residents else _("voor jouw organisatie: één van jullie is genoeg"),
        before=_("verdeeld op {day}").format(day=near_day(one.since)),
        url=reverse("share_account", kwargs={"share_id": one.share_id}),
        late=False,
    )
