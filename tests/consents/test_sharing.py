"""What somebody may see has an end that comes by itself, is shown to the resident as they see it, and stops at once."""

from datetime import timedelta
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import connections

from wijkwaarde.kernel.cases.actions import choose_professional, save_boxes, stop_sharing
from wijkwaarde.kernel.cases.queries import as_seen_by, case_for, participants_of, shared_until
from wijkwaarde.kernel.cases.terms import Extent
from wijkwaarde.kernel.errors import NotFound, Refused


def share(cast, key, *, extent=Extent.WHAT, days=None):
    until = None if days is None else cast.today + timedelta(days=days)
    with cast.acting("amina") as by:
        seen, member = cast.seen(key, by=by), cast.standing("bram").membership_id
        return choose_professional(by=by, seen=seen, membership_id=member, extent=extent, today=cast.today, until=until)


def test_a_share_with_an_end_stops_by_itself_and_can_be_given_another_end(cast):
    key = cast.opened()
    share(cast, key, days=3)
    with cast.acting("bram") as by:
        assert case_for(key, by=by, today=cast.today + timedelta(days=2)).may_read
        with pytest.raises(NotFound):
            case_for(key, by=by, today=cast.today + timedelta(days=3))
    with pytest.raises(Refused, match="al geweest"):
        share(cast, key, days=0)
    bram = share(cast, key, days=9)
    with cast.acting("amina") as by:
        told = {one.pk: shared_until(one) for one in participants_of(cast.seen(key, by=by), today=cast.today)}
    assert told[bram.pk] == cast.today + timedelta(days=9)
    share(cast, key)
    with cast.acting("bram") as by:
        assert case_for(key, by=by, today=cast.today + timedelta(days=300)).may_read


def test_the_resident_sees_what_somebody_sees_and_nobody_else_does(cast):
    key = cast.opened()
    bram = share(cast, key, extent=Extent.THAT)
    cast.agreed(key, ("Praten met de buren", bram), ("Naar de huisarts", "Amina"), ("Een lamp", "Opa"))
    page = cast.browser("amina").get(f"/vraag/{key}/zo-ziet/{bram.pk}").content.decode()
    assert "Praten met de buren" in page
    assert "2 andere afspraken ziet Bram niet." in page
    assert "huisarts" not in page
    assert "slaapt slecht" not in page
    with cast.acting("amina") as by:
        assert not as_seen_by(bram.pk, seen=cast.seen(key, by=by), today=cast.today).may_read
    assert cast.browser("chantal").get(f"/vraag/{key}/zo-ziet/{bram.pk}").status_code == 404
    assert "slaapt slecht" in share_all(cast, key)


def share_all(cast, key):
    bram = share(cast, key)
    return cast.browser("amina").get(f"/vraag/{key}/zo-ziet/{bram.pk}").content.decode()


def test_who_reads_while_the_resident_stops_sharing_finds_nothing_at_the_next_request(committing_cast):
    cast = committing_cast
    key = cast.opened(request_key=uuid4())
    bram = share(cast, key)
    read, stopped, found = Barrier(2), Barrier(2), []

    def reads():
        try:
            with cast.acting("bram") as by:
                seen = cast.seen(key, by=by)
                read.wait(60)
                stopped.wait(60)  # the page is open, and what it may do has ended meanwhile
                told = {"by": by, "seen": seen, "boxes": {"wants": "Iets anders"}, "version": seen.case.version}
                with pytest.raises(NotFound):
                    save_boxes(today=cast.today, **told)
                found.append("refused")
            found.append(cast.browser("bram").get(f"/vraag/{key}").status_code)
        finally:
            connections.close_all()

    reader = Thread(target=reads)
    reader.start()
    read.wait(60)
    with cast.acting("amina") as by:
        stop_sharing(by=by, seen=cast.seen(key, by=by), participant_id=bram.pk, today=cast.today)
    stopped.wait(60)
    reader.join(60)
    assert found == ["refused", 404]
