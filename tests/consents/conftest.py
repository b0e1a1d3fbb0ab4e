"""What the tests of yes and no share: Amina's case, and what somebody says in it on a day."""

from datetime import timedelta
from uuid import uuid4

import pytest

from wijkwaarde.kernel.consents import actions
from wijkwaarde.kernel.consents.queries import consents_for
from wijkwaarde.kernel.consents.rules import NewConsent, NewRelease
from wijkwaarde.kernel.consents.terms import Subject


class Yeses:
    """Amina's case: what somebody says yes or no to, takes back, and sees."""

    def __init__(self, cast):
        self.cast, self.key = cast, cast.opened()

    def say(self, says_yes, *, subject=Subject.MEASURING, who="amina", request_key=None, **told):
        with self.cast.acting(who) as by:
            return actions.say(
                subject,
                new=NewConsent(says_yes, **told),
                by=by,
                seen=self.cast.seen(self.key, by=by),
                request_key=request_key or uuid4(),
                today=self.cast.today,
            )

    def take_back(self, subject=Subject.MEASURING, *, who="amina", release_id=None):
        with self.cast.acting(who) as by:
            seen, today = self.cast.seen(self.key, by=by), self.cast.today
            told = {"by": by, "seen": seen, "request_key": uuid4(), "today": today, "release_id": release_id}
            return actions.take_back(subject, **told)

    def release(self, about="Hoe ze slaapt", *, who="amina", days=30, **to):
        new = NewRelease(about, self.cast.today + timedelta(days=days), **(to or {"name": "Mijn huisarts"}))
        with self.cast.acting(who) as by:
            told = {"by": by, "seen": self.cast.seen(self.key, by=by), "request_key": uuid4()}
            return actions.release(new, said=NewConsent(says_yes=True), today=self.cast.today, **told)

    def stop(self, release_id, *, who="amina"):
        with self.cast.acting(who) as by:
            told = {"by": by, "seen": self.cast.seen(self.key, by=by), "request_key": uuid4()}
            new = NewConsent(says_yes=False)
            return actions.answer_release(release_id, new=new, today=self.cast.today, **told)

    def found(self, who="amina"):
        with self.cast.acting(who) as by:
            return consents_for(self.cast.seen(self.key, by=by), by=by, today=self.cast.today)


@pytest.fixture
def yeses(cast):
    """Amina's case, in which nobody said anything yet."""
    return Yeses(cast)
