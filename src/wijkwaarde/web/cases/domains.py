"""What agreements are about in words, and what somebody reads who sees a part of a plan; decides nothing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from wijkwaarde.kernel.cases.queries import SeenCase, TakingPart
from wijkwaarde.kernel.cases.rules import in_one_sentence
from wijkwaarde.kernel.cases.terms import Domain


@dataclass(frozen=True, slots=True)
class PartShown:
    """What stands on the page of who sees a part: the question in one sentence, what they see, and whom to ask for more."""

    question: str
    told: str
    asks: str


def domain_words() -> dict[Domain, str]:
    """What each life domain is called; it stands behind "gaat over"."""
    return {
        Domain.MONEY: _("geld"),
        Domain.HOME: _("wonen"),
        Domain.WORK: _("werk"),
        Domain.SCHOOL: _("school en leren"),
        Domain.FAMILY: _("kinderen en gezin"),
        Domain.CARE: _("huishouden en verzorging"),
        Domain.HEALTH: _("gezondheid"),
        Domain.FEELINGS: _("gevoelens en gedachten"),
        Domain.PEOPLE: _("contact met anderen"),
        Domain.DAYS: _("vrije tijd en meedoen"),
    }


def about(domains: Collection[Domain]) -> str:
    """These life domains in one line, in the order of the list."""
    told = [words for one, words in domain_words().items() if one in domains]
    return " · ".join(told)


def part_shown(seen: SeenCase, *, contact: TakingPart | None) -> PartShown | None:
    """What who sees a part reads about it; None for everybody else."""
    if seen.may_read or not seen.domains:
        return None
    return PartShown(question=in_one_sentence(seen.case.words), told=told_of(seen), asks=no_new_plan(contact))


def told_of(seen: SeenCase) -> str:
    """That they see a part, and which."""
    return _(
        "Je ziet een deel van het plan: je eigen afspraken en wat gaat over {domains}. De rest zie je niet."
    ).format(domains=about(seen.domains))


def no_new_plan(contact: TakingPart | None) -> str:
    """Why who sees a part writes no new plan, and whom to ask."""
    member = None if contact is None else contact.membership
    if member is None:
        return _("Het plan veranderen kan hier niet, want je ziet niet alles. Vraag het de bewoner.")
    words = _("Het plan veranderen kan hier niet, want je ziet niet alles. Vraag het {name}, het vaste contact.")
    return words.format(name=member.name)
