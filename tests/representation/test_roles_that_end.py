"""A role that ends by itself: who has to know hears it before and on the day, once, and reads it on their own page."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.utils import timezone

from tests.representation.test_representation import child_of, opens, share
from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.accounts.actions import add_user
from wijkwaarde.kernel.accounts.models import Membership
from wijkwaarde.kernel.cases.actions import renew_contact
from wijkwaarde.kernel.cases.models import Participant
from wijkwaarde.kernel.cases.rules import birthday, born_before
from wijkwaarde.kernel.cases.terms import Extent, Ground
from wijkwaarde.kernel.covers.actions import arrange_cover, end_cover
from wijkwaarde.kernel.covers.rules import NewCover
from wijkwaarde.kernel.parties.models import Organisation
from wijkwaarde.kernel.representations import tasks
from wijkwaarde.kernel.representations.actions import make_end_notices, name_representative
from wijkwaarde.kernel.representations.models import EndNotice
from wijkwaarde.kernel.representations.rules import NewRepresentative
from wijkwaarde.kernel.trail.models import Line

pytestmark = pytest.mark.django_db
A_DAY, A_WEEK, FOUR_WEEKS = timedelta(days=1), timedelta(weeks=1), timedelta(weeks=4)


def at(day, hour=12):
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def told(day, *, hour=12):
    """To whom the worker writes on a day, however often it comes by."""
    mail.outbox.clear()
    for _again in range(3):
        tasks.tell(now=at(day, hour))
    assert {(one.subject, one.body.split("\n")[0]) for one in mail.outbox} <= {
        ("Er staat iets voor je klaar", "Er staat iets voor je klaar in Wijkwaarde.")
    }
    return sorted(address for one in mail.outbox for address in one.to)


def mentor(cast, *, last_day, key=None):
    """Dirk reads along for Amina until a day, because a paper says so."""
    key = key or cast.opened("amina")
    with cast.acting("chantal") as by:
        new = NewRepresentative("Dirk", cast.email("dirk"), Ground.MENTOR, saw_document=True, last_day=last_day)
        return key, name_representative(new, by=by, seen=cast.seen(key, by=by), today=cast.today)


@pytest.mark.parametrize(
    "born_on",
    [
        date(2011, 2, 28),  # sixteen the day before 1 March of a year with a leap day to come
        date(2012, 2, 29),  # sixteen on the 29th, eighteen in a year without it
        date(2011, 10, 31),  # sixteen on the Sunday night on which the clock goes back
        date(2013, 1, 1),
    ],
)
def test_parent_child_and_contact_hear_of_sixteen_and_eighteen_before_and_on_the_day(cast, born_on):
    start = birthday(born_on, age=13)
    case = child_of(cast, born_on=born_on, today=start)
    with cast.acting("dirk") as by:
        add_user("joey@voorbeeld.example", person=case.resident)
        Membership.objects.update(begin=start)
        Organisation.objects.update(begin=start)
        chantal = Membership.objects.get(pk=cast.standing("chantal").membership_id)
        renew_contact(case, contact=chantal, by=by, today=start)
    both = ["joey@voorbeeld.example", cast.email("dirk")]
    everybody = sorted([*both, cast.email("chantal")])
    sixteen, adult = birthday(born_on, age=16), birthday(born_on, age=18)
    assert told(sixteen - FOUR_WEEKS - A_DAY) == []
    assert told(sixteen - FOUR_WEEKS) == everybody
    assert told(sixteen - A_DAY, hour=1) == []
    assert told(sixteen) == everybody
    assert told(sixteen + A_DAY) == []
    assert told(adult - FOUR_WEEKS) == [], "nothing was shared with the parent, so nothing ends"
    share(cast, case, extent=Extent.WHAT, on=sixteen)
    assert told(adult - A_WEEK) == everybody, "later than four weeks before is better than never"
    assert opens(cast, case.key, "dirk", on=adult - A_DAY) is not None
    assert told(adult) == everybody
    assert opens(cast, case.key, "dirk", on=adult) is None


def test_a_child_of_twelve_is_asked_too_and_the_parent_and_the_contact_hear_it(cast):
    case = child_of(cast, born_on=born_before(cast.today + A_WEEK, age=12))
    assert told(cast.today) == sorted([cast.email("chantal"), cast.email("dirk")])
    page = cast.browser("dirk").get(f"/vraag/{case.key}").content.decode()
    assert "wordt Joey 12" in page
    assert "Dan beslist Joey mee" in page


def test_who_has_no_mail_is_told_by_the_contact_who_finds_it_on_vandaag_until_it_is_told(cast):
    case = child_of(cast, born_on=born_before(cast.today + A_WEEK, age=16))
    told(cast.today)
    browser = cast.browser("chantal")
    page = browser.get("/vandaag").content.decode()
    assert "Joey is straks 16 en kiest dan zelf" in page
    assert "Vertel het zelf aan Joey: zonder e-mail." in page
    with cast.acting("chantal"):
        notice = EndNotice.objects.get(participant__case=case, to_membership__isnull=False)
    address = f"/vraag/{case.key}/stopt-vanzelf/{notice.pk}"
    assert "bel, of geef een brief" in browser.get(address).content.decode()
    assert cast.browser("dirk").get(address).status_code == 404
    assert cast.browser("bram").get(address).status_code == 404
    assert browser.post(address).status_code == 302
    assert "Joey is straks 16" not in browser.get("/vandaag").content.decode()
    browser.post(address, {"undo": "1"})
    assert "Joey is straks 16" in browser.get("/vandaag").content.decode()


def test_who_represented_somebody_reads_on_their_own_page_that_it_ended(cast):
    today = cast.today
    case = child_of(cast, born_on=born_before(today, age=15))
    with cast.acting("dirk"):
        type(case.resident).objects.filter(pk=case.resident_id).update(born_on=born_before(today, age=16))
        Participant.objects.filter(case=case).update(begin=today - A_DAY)
    assert cast.email("dirk") in told(today)
    page = cast.browser("dirk").get("/mijn-plan").content.decode()
    assert "is Joey 16, en beslist nu zelf wat jij nog ziet." in page


def test_a_representative_until_a_day_is_told_a_week_before_and_on_the_day(cast):
    last = cast.today + timedelta(days=30)
    key, _part = mentor(cast, last_day=last)
    ends = last + A_DAY
    everybody = sorted(map(cast.email, ("amina", "chantal", "dirk")))
    assert told(ends - A_WEEK - A_DAY) == []
    assert told(ends - A_WEEK) == everybody
    with cast.acting("amina"):
        lines = Line.objects.filter(kind="end_notice")
        assert {tuple(one.subject_ids) for one in lines} == {(cast.standing("amina").person_id,)}
    assert told(ends) == everybody
    assert opens(cast, key, "dirk", on=last) is not None
    assert opens(cast, key, "dirk", on=ends) is None
    assert told(ends + A_DAY) == []


def test_what_is_prolonged_after_the_first_notice_is_told_again_before_the_new_day_only(cast):
    last = cast.today + timedelta(days=30)
    _key, part = mentor(cast, last_day=last)
    first, later = last + A_DAY, last + timedelta(days=61)
    assert len(told(first - A_WEEK)) == 3
    with cast.acting("chantal"):
        Participant.objects.filter(pk=part).update(until=later)
    assert told(first) == []
    assert cast.email("amina") in told(later - A_WEEK)
    assert len(told(later)) == 3


def test_what_ended_before_is_told_to_nobody_any_more(cast):
    last = cast.today + timedelta(days=30)
    _key, part = mentor(cast, last_day=last)
    ends = last + A_DAY
    with cast.acting("chantal") as by:
        make_end_notices(by=by, today=ends - A_WEEK)
        Participant.objects.filter(pk=part).update(until=ends - A_WEEK)
    assert told(ends - A_WEEK) == []
    assert told(ends) == []


def test_a_member_whose_work_ends_hears_it_and_so_do_residents_and_their_fixed_contact(cast):
    key = cast.opened("amina")
    cast.chosen(key, "bram")
    ends = cast.today + A_WEEK
    with cast.acting("chantal"):
        Membership.objects.filter(pk=cast.standing("bram").membership_id).update(until=ends, begin=cast.today - A_WEEK)
    everybody = set(map(cast.email, ("amina", "bram", "chantal")))
    assert set(told(cast.today)) >= everybody
    assert "werkt hier tot en met" in cast.browser("amina").get(f"/vraag/{key}").content.decode()
    assert "werkt hier niet meer, en deed mee bij Amina" in cast.browser("chantal").get("/vandaag").content.decode()
    assert set(told(ends)) & everybody == everybody - {cast.email("bram")}, "who left can read nothing here"


def test_two_colleagues_hear_that_a_cover_ends_unless_it_was_short_or_stopped(cast):
    chantal, bram = (cast.standing(who).membership_id for who in ("chantal", "bram"))
    ends = cast.today + timedelta(days=20)
    with cast.acting("chantal") as by:
        long = NewCover(chantal, bram, cast.today, ends)
        made, _new = arrange_cover(long, by=by, request_key=uuid4(), today=cast.today)
    both = sorted(map(cast.email, ("bram", "chantal")))
    assert told(ends - A_WEEK - A_DAY) == []
    assert told(ends - A_WEEK) == both
    with cast.acting("chantal") as by:
        end_cover(made.pk, by=by, today=ends - A_DAY)
        short = NewCover(chantal, bram, ends, ends + timedelta(days=3))
        arrange_cover(short, by=by, request_key=uuid4(), today=cast.today)
    assert told(ends) == []


def test_two_workers_at_once_make_each_notice_once(cast):
    case = child_of(cast, born_on=born_before(cast.today + A_WEEK, age=16))
    with cast.acting("chantal") as by:
        assert make_end_notices(by=by, today=cast.today) == 2
        known = list(EndNotice.objects.filter(participant__case=case))
        EndNotice.objects.bulk_create([_copy(one) for one in known], ignore_conflicts=True)
        assert EndNotice.objects.filter(participant__case=case).count() == 2
        console = Actor.console("tell-ends", partnership_id=by.partnership_id)
        assert make_end_notices(by=console, today=cast.today) == 0
    assert len(told(timezone.localdate())) == 2


def _copy(one):
    one.pk = None
    return one
