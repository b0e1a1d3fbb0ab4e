"""What the tests of marks share: Amina's case with a plan of some days ago, and marks given on any day."""

from datetime import date
from uuid import uuid4

import pytest

from wijkwaarde.kernel.cases.models import Case, Participant, Share
from wijkwaarde.kernel.measurements.actions import NewMark, give_mark, take_back, tell_contact
from wijkwaarde.kernel.measurements.queries import marks_for
from wijkwaarde.kernel.measurements.terms import HowGiven
from wijkwaarde.kernel.plans.actions import agree_plan, write_draft
from wijkwaarde.kernel.plans.rules import NewLine

OPENED, AGREED = date(2026, 9, 1), date(2026, 9, 20)
# Six weeks later the clock has changed.
SIX_WEEKS = date(2026, 11, 1)


class Marks:
    """Amina's case: when it was opened and agreed, and what somebody says or sees of its marks on a day."""

    def __init__(self, cast):
        self.cast, self.key = cast, cast.opened()
        self.member = cast.chosen(self.key, "bram")

    def opened(self, on=OPENED):
        """Let the case and everybody's part in it begin on a day."""
        with self.cast.acting("amina"):
            Case.objects.filter(key=self.key).update(opened_on=on)
            Participant.objects.filter(case__key=self.key).update(begin=on)
            Share.objects.filter(participant__case__key=self.key).update(begin=on)
        return self

    def agreed(self, on=AGREED, *, what="Elke avond bellen"):
        """Agree a plan on a day: the first of these days is what the moments follow from."""
        with self.cast.acting("amina") as by:
            seen, lines = self.cast.seen(self.key, by=by), [NewLine(what=what, who="Opa")]
            draft = write_draft(by=by, seen=seen, lines=lines, version=0, today=on)
            agree_plan(by=by, seen=seen, version=draft.version, today=on)
        return self

    def give(self, mark, *, on, who="amina", given_on=None, how=None, request_key=None):
        """The mark that somebody gives or writes down on a day."""
        how = how or (HowGiven.SELF if who == "amina" else HowGiven.WITH_HELP)
        with self.cast.acting(who) as by:
            seen, new = self.cast.seen(self.key, by=by), NewMark(mark, given_on or on, how)
            return give_mark(new, by=by, seen=seen, request_key=request_key or uuid4(), today=on)

    def tell(self, mark, *, tell, on, who="amina"):
        with self.cast.acting(who) as by:
            tell_contact(mark.pk, by=by, seen=self.cast.seen(self.key, by=by), tell=tell, today=on)

    def take_back(self, mark, *, on, who="amina"):
        with self.cast.acting(who) as by:
            return take_back(mark.pk, by=by, seen=self.cast.seen(self.key, by=by), today=on)

    def shown(self, who="amina"):
        """What somebody sees: moment and mark."""
        with self.cast.acting(who) as by:
            found = marks_for(self.cast.seen(self.key, by=by)).marks
            return [(one.moment.value, one.mark) for one in found]


@pytest.fixture
def case(cast):
    """Amina's case of September 2026, with a plan three weeks later."""
    return Marks(cast).opened().agreed()


@pytest.fixture
def young(cast):
    """Amina's case of September 2026, without a plan."""
    return Marks(cast).opened()
