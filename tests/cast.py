"""The cast for tests: the example neighbourhood as the demo builds it, and next door a resident with a whole case of her own."""

import time
from contextlib import contextmanager
from uuid import UUID

from django.conf import settings
from django.db import connections
from django.test import Client, override_settings
from django.utils import timezone

from wijkwaarde.demo import neighbourhood
from wijkwaarde.demo.cast import BY_KEY, NEXT_DOOR
from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.accounts.actions import add_user
from wijkwaarde.kernel.accounts.queries import actor_as, named, standings_of, user_with
from wijkwaarde.kernel.cases import actions, queries
from wijkwaarde.kernel.cases.terms import Extent, Manner
from wijkwaarde.kernel.flows.actions import agree_with_amounts
from wijkwaarde.kernel.isolation import in_partnership
from wijkwaarde.kernel.parties.actions import add_person
from wijkwaarde.kernel.parties.queries import partnership_with
from wijkwaarde.kernel.plans.actions import write_draft
from wijkwaarde.kernel.plans.rules import NewLine
from wijkwaarde.kernel.trail.actions import recorded
from wijkwaarde.web.login.backend import has_one
from wijkwaarde.web.sessions.clock import rights_of
from wijkwaarde.web.sessions.device import device_of
from wijkwaarde.web.sessions.terms import BEGUN, DEVICE, RIGHTS, SEEN

# Plain hashes: nine slow ones cost more than all these tests.
QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher"]
NOOR = "noor@voorbeeld.example"
BACKEND = settings.AUTHENTICATION_BACKENDS[0]
AN_HOUR = UUID("00000000-0000-4000-8000-0000000000aa")
NEXT_DOORS_WORDS = "De trap wordt te steil voor mij."
WORDS = "Mijn dochter slaapt slecht en de buren klagen."
NEXT_DOORS_BOXES = {"wants": "Boven blijven slapen.", "cans": "Nog goed lopen.", "needs": "Een traplift."}
BOXES = {"wants": "Rust in de nacht.", "cans": "Overdag thuis zijn.", "needs": "Iemand die meekijkt."}


class Cast:
    """Everybody of the cast by key, as who they act and as a browser that is logged in; `noor` lives next door."""

    def __init__(self):
        self.today = timezone.localdate()

    def email(self, key):
        return NOOR if key == "noor" else BY_KEY[key].email

    def user(self, key):
        return user_with(self.email(key))

    def standing(self, key):
        return standings_of(self.user(key).pk, today=self.today)[0]

    def actor(self, key):
        standing = self.standing(key)
        with in_partnership(standing.partnership_id):
            return named(actor_as(standing, user_id=self.user(key).pk))

    def browser(self, key, **words):
        """A browser in which somebody of the cast is logged in; a view that breaks gives its page, as on the site."""
        client = Client(raise_request_exception=words.pop("raises", False), **words)
        client.handler.load_middleware()  # now and not with the first request: two of those may come at once
        return enter(client, self.user(key))

    @contextmanager
    def acting(self, key):
        """In the partnership of somebody, as them."""
        by = self.actor(key)
        with in_partnership(by.partnership_id):
            yield by

    def seen(self, case_key, *, by):
        return queries.case_for(case_key, by=by, today=self.today)

    def opened(self, key="amina", *, words=WORDS, boxes=BOXES, request_key=AN_HOUR):
        """The key of a case that somebody opened, with its boxes filled."""
        with self.acting(key) as by:
            case = actions.open_case(by=by, words=words, request_key=request_key, today=self.today)
            if boxes:
                seen = self.seen(case.key, by=by)
                actions.save_boxes(by=by, seen=seen, boxes=boxes, version=seen.case.version, today=self.today)
            return case.key

    def called(self, case_key, *, by="chantal", request_key=AN_HOUR):
        """The fixed contact spoke with the resident, who waits for them no more."""
        with self.acting(by) as actor:
            seen = self.seen(case_key, by=actor)
            actions.note_contact(by=actor, seen=seen, manner=Manner.CALL, request_key=request_key, today=self.today)
        return case_key

    def chosen(self, case_key, who, *, by="amina", extent=Extent.WHAT):
        """The participant that a professional became."""
        with self.acting(by) as actor:
            return actions.choose_professional(
                by=actor,
                seen=self.seen(case_key, by=actor),
                membership_id=self.standing(who).membership_id,
                extent=extent,
                today=self.today,
            )

    def agreed(self, case_key, *lines, by="amina", before=None):
        """The version of a plan that the resident agreed to; a line is what, and the participant or a name."""
        with self.acting(by) as actor:
            seen = self.seen(case_key, by=actor)
            new = [
                NewLine(
                    what=what, before=before, **({"who": who} if isinstance(who, str) else {"participant_id": who.pk})
                )
                for what, who in lines
            ]
            draft = write_draft(by=actor, seen=seen, lines=new, version=0, today=self.today)
            return agree_with_amounts(by=actor, seen=seen, version=draft.version, today=self.today)


def enter(client, user):
    """Log somebody in as if they had just typed a password and a code of their app; the same browser."""
    client.force_login(user, backend=BACKEND)
    session = client.session
    now = time.time()
    # Who has no app came with two factors from a provider of log-ins.
    kind = "totp" if has_one(user) else "openid"
    methods = [{"method": "password", "at": now}, {"method": "mfa", "type": kind, "at": now}]
    rights = rights_of(standings_of(user.pk, today=timezone.localdate()))
    session.update({"account_authentication_methods": methods, "account_authentication_methods_user": str(user.pk)})
    session.update(
        {BEGUN: int(now), SEEN: int(now), DEVICE: device_of(client.defaults.get("HTTP_USER_AGENT", "")), RIGHTS: rights}
    )
    session.save()
    return client


def build():
    """Commit the neighbourhood and next door's case."""
    with override_settings(PASSWORD_HASHERS=QUICK):
        neighbourhood.build()
        cast = Cast()
        _next_door(cast)
    connections["default"].close()
    return cast


def _next_door(cast):
    partnership = partnership_with(NEXT_DOOR)
    by = Actor.console("test", partnership_id=partnership.pk)
    with recorded(by=by):
        add_user(NOOR, person=add_person(by=by, name="Noor", phone="06 - 12 34 56 91"))
    noor = cast.actor("noor")
    with recorded(by=noor):
        case = actions.open_case(by=noor, words=NEXT_DOORS_WORDS, request_key=AN_HOUR, today=cast.today)
        seen = cast.seen(case.key, by=noor)
        actions.save_boxes(by=noor, seen=seen, boxes=NEXT_DOORS_BOXES, version=seen.case.version, today=cast.today)
        lines = [NewLine(what="Een traplift aanvragen", who="Noor zelf")]
        draft = write_draft(by=noor, seen=seen, lines=lines, version=0, today=cast.today)
        agree_with_amounts(by=noor, seen=seen, version=draft.version, today=cast.today)
    olga = cast.actor("olga")
    with recorded(by=olga):
        seen = cast.seen(case.key, by=olga)
        actions.note_contact(by=olga, seen=seen, manner=Manner.CALL, request_key=AN_HOUR, today=cast.today)
    cast.next_doors_case = case.key
