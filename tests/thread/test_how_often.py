"""A page asks the database as often with a thousand rows as with one, and not often."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from wijkwaarde.kernel.access import Act, Purpose
from wijkwaarde.kernel.cases.models import Case, Participant, Share
from wijkwaarde.kernel.plans.models import Plan, PlanLine, PlanVersion
from wijkwaarde.kernel.trail.models import Line

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
MANY = 1_000
MOST = 15
# That somebody is still here is written once a minute, by whichever page comes then.
NESTING = re.compile(r"SAVEPOINT|current_setting\('app|set_config\(|UPDATE \"web_sessions_session\"")


def asked_for(browser, address):
    """The statements that a page took, without those that only nest it in the transaction of the test."""
    with CaptureQueriesContext(connection) as found:
        answer = browser.get(address)
    assert answer.status_code == 200, address
    return [query["sql"] for query in found.captured_queries if not NESTING.search(query["sql"])]


def fill(cast):
    """A thousand cases of Dirk with Chantal as contact, each with a plan of hers, and a thousand looks."""
    with cast.acting("dirk") as by:
        here, chantal = by.partnership_id, cast.standing("chantal").membership_id
        begin = cast.today - timedelta(days=9)
        cases = Case.objects.bulk_create(
            Case(
                partnership_id=here,
                resident_id=by.person_id,
                words="Een vraag",
                opened_on=begin,
                call_before=begin,
                plan_agreed_on=begin,
                request_key=uuid4(),
            )
            for _number in range(MANY)
        )
        residents = Participant.objects.bulk_create(
            Participant(partnership_id=here, case=case, part="resident", person_id=by.person_id, begin=begin)
            for case in cases
        )
        contacts = Participant.objects.bulk_create(
            Participant(partnership_id=here, case=case, part="contact", membership_id=chantal, begin=begin)
            for case in cases
        )
        Share.objects.bulk_create(
            Share(partnership_id=here, participant=one, extent="what", begin=begin) for one in contacts
        )
        plans = Plan.objects.bulk_create(Plan(partnership_id=here, case=case) for case in cases)
        versions = PlanVersion.objects.bulk_create(
            PlanVersion(partnership_id=here, plan=plan, number=1, written_by=one)
            for plan, one in zip(plans, residents, strict=True)
        )
        PlanLine.objects.bulk_create(
            PlanLine(partnership_id=here, plan_version=version, position=place, what="Bellen", before=begin, **who)
            for version, one in zip(versions, contacts, strict=True)
            for place, who in ((1, {"participant": one}), (2, {"who": "Opa"}))
        )
        PlanVersion.objects.filter(pk__in=[version.pk for version in versions]).update(agreed_on=begin)
        look(chantal, subject=by.person_id, partnership_id=here)


def look(membership_id, *, subject, partnership_id):
    """A thousand looks of a member at somebody."""
    Line.objects.bulk_create(
        Line(
            partnership_id=partnership_id,
            user_id=1,
            membership_id=membership_id,
            act=Act.READ.value,
            kind="case",
            subject_ids=[subject],
            purpose=Purpose.CONTACT.value,
            trace_id="",
        )
        for _number in range(MANY)
    )


def pages(case):
    return {
        ("dirk", "/wie-keek"),
        ("dirk", f"/vraag/{case}"),
        ("dirk", f"/vraag/{case}/erbij"),
        ("dirk", f"/vraag/{case}/plan"),
        ("dirk", f"/vraag/{case}/wil-kan-nodig"),
        ("dirk", "/vraag"),
        ("chantal", "/vandaag"),
        ("chantal", f"/vraag/{case}"),
        ("chantal", f"/vraag/{case}/plan"),
        ("chantal", f"/vraag/{case}/plan/meteen"),
        ("chantal", f"/vraag/{case}/foto"),
        ("chantal", f"/vraag/{case}/micro-analyse/maken"),
        ("chantal", f"/vraag/{case}/bedragen"),
        ("chantal", "/risicolijst"),
    }


def test_a_page_asks_as_often_with_a_thousand_rows_as_with_one_and_at_most_fifteen_times(cast):
    case = cast.opened("dirk")
    with cast.acting("dirk") as by:
        chantal = cast.seen(case, by=by).case.participants.get(part="contact")
    cast.agreed(case, ("Bellen", chantal), ("Bellen", "Opa"), by="dirk", before=cast.today)
    browsers = {who: cast.browser(who) for who in ("dirk", "chantal")}
    for who, browser in browsers.items():
        browser.get("/wie-keek" if who == "dirk" else f"/vraag/{case}")  # there is a look to show
    few = {(who, address): asked_for(browsers[who], address) for who, address in pages(case)}
    fill(cast)
    many = {(who, address): asked_for(browsers[who], address) for who, address in pages(case)}
    counts = {page: (len(few[page]), len(many[page])) for page in few}
    assert {page: count for page, count in counts.items() if count[0] != count[1] or count[1] > MOST} == {}
