"""Amina's case with a plan, and how it ends."""

from datetime import timedelta
from uuid import uuid4

import pytest

from wijkwaarde.kernel.cases.terms import Extent
from wijkwaarde.kernel.endings import actions
from wijkwaarde.kernel.endings.rules import NewEnding, NewLight
from wijkwaarde.kernel.endings.terms import Often


class Story:
    """A case of Amina's with Chantal as contact, Bram who reads it and Yara who sees her own part."""

    def __init__(self, cast):
        self.cast, self.today = cast, cast.today
        self.key = cast.opened("amina")
        self.bram = cast.chosen(self.key, "bram")
        self.yara = cast.chosen(self.key, "yara", extent=Extent.THAT)
        self.version = cast.agreed(
            self.key, ("Samen wandelen", self.bram), ("Een lamp", self.yara), ("Soep", "Opa Henk")
        )

    @property
    def page(self):
        return f"/vraag/{self.key}"

    def lines(self):
        with self.cast.acting("amina"):
            return {line.what: line for line in self.version.lines.all()}

    def case(self):
        with self.cast.acting("amina") as by:
            return self.cast.seen(self.key, by=by).case

    def light(self, who="chantal", *, often=Often.QUARTER, days=365):
        """Somebody of the cast who takes part keeps an eye."""
        with self.cast.acting("amina") as by:
            people = self.cast.seen(self.key, by=by).case.participants
            keeper = people.get(membership_id=self.cast.standing(who).membership_id)
        return NewLight(often, self.today + timedelta(days=days), keeper_id=keeper.pk)

    def does(self, action, *told, who="amina", day=None, **more):
        """What one of the actions gives, done by somebody."""
        with self.cast.acting(who) as by:
            seen = self.cast.seen(self.key, by=by)
            return action(*told, by=by, seen=seen, today=day or self.today, **more)

    def close(self, who="amina", *, version=0, request_key=None, day=None, **new):
        told = {"version": version, "request_key": request_key or uuid4(), "day": day}
        return self.does(actions.close, NewEnding(**new), who=who, **told)

    def propose(self, who="chantal", *, version=0, **new):
        return self.does(actions.propose, NewEnding(**new), who=who, version=version, request_key=uuid4())


@pytest.fixture
def story(cast):
    """The story, for a test that writes nothing that stays."""
    return Story(cast)
