"""`wijkwaarde trail`: what somebody who keeps a site running reads, keeps elsewhere and passes on; and whose trace a request is of."""

import json
from uuid import uuid4

import pytest
from django.conf import settings as ours
from django.db import connections

from tests.isolation.catalogue import asked
from wijkwaarde.commands import main
from wijkwaarde.kernel.access import Act
from wijkwaarde.kernel.register.reading import activity_uri
from wijkwaarde.kernel.trail.logbook import Logged, processing_lines, trace_id_in
from wijkwaarde.kernel.trail.tasks import keep_the_heads

KEY = "een sleutel om mee te proberen, lang genoeg"
TRACE, SPAN = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"


def owner(sql, parameters=()):
    return asked(sql, parameters, on=connections["owner"])


def said(capsys):
    out, err = capsys.readouterr()
    return out + err


def test_the_way_of_who_keeps_a_site_running(committing_cast, tmp_path, capsys):
    kept = tmp_path / "stand.jsonl"
    assert main(["trail", "head", str(kept)]) == 0
    assert main(["trail", "verify", "--head", str(kept)]) == 0
    assert "Het logboek klopt" in said(capsys)
    assert kept.stat().st_mode & 0o077 == 0
    partnership = committing_cast.actor("amina").partnership_id
    [(last, sequence)] = owner(
        "SELECT line_id, sequence FROM trail_seal WHERE partnership_id = %s ORDER BY sequence DESC LIMIT 1",
        [partnership],
    )
    owner("UPDATE trail_line SET user_id = 1 WHERE id = (SELECT min(id) FROM trail_line)")
    owner("DELETE FROM trail_seal WHERE line_id = %s", [last])
    owner("DELETE FROM trail_line WHERE id = %s", [last])
    assert main(["trail", "verify"]) == 1
    told = said(capsys)
    assert "is veranderd nadat hij verzegeld werd" in told
    assert "einde is eraf" not in told
    assert main(["trail", "verify", "--head", str(kept)]) == 1
    assert f"zegel {sequence} tot en met {sequence} is weg" in said(capsys)
    kept.write_text('{"partnership": 1}\n')
    assert main(["trail", "verify", "--head", str(kept)]) == 2
    assert "regel 1" in said(capsys)


def test_the_heads_are_added_to_a_file_of_the_state_folder_every_night(committing_cast):
    path = ours.STATE / "trail-heads.jsonl"
    path.unlink(missing_ok=True)
    chains = keep_the_heads(timestamp=0)
    assert keep_the_heads(timestamp=0) == chains == 2
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    assert len(lines) == 2 * chains
    assert {frozenset(line) for line in lines} == {frozenset(("partnership", "sequence", "hash", "time"))}
    assert main(["trail", "verify", "--head", str(path)]) == 0
    path.unlink()


def test_an_export_has_a_line_for_each_person_under_another_name_and_nobody_who_looked(
    committing_cast, tmp_path, capsys, settings
):
    out = tmp_path / "ldv.jsonl"
    settings.TRAIL_KEY = "kort"
    assert main(["trail", "export", "--ldv", str(out)]) == 2
    assert "WIJKWAARDE_TRAIL_KEY" in said(capsys)
    settings.TRAIL_KEY = KEY
    assert main(["trail", "export", "--ldv", str(out)]) == 0
    assert main(["trail", "export", "--ldv", str(out)]) == 2
    lines = [json.loads(line) for line in out.read_text().splitlines()]
    [(people, several)] = owner(
        "SELECT sum(cardinality(subject_ids)), count(*) FILTER (WHERE cardinality(subject_ids) > 1) FROM trail_line"
    )
    assert sum("dpl.core.data_subject_id" in line["attributes"] for line in lines) == people
    assert len({line["span_id"] for line in lines}) == len(lines)
    parents = {line["parent_span_id"] for line in lines if "parent_span_id" in line}
    assert len(parents) == several <= len({line["span_id"] for line in lines})
    allowed = {"trace_id", "span_id", "parent_span_id", "status", "name", "start_time", "end_time", "attributes"}
    assert set().union(*lines) <= allowed
    assert owner("SELECT act, command FROM trail_line ORDER BY id DESC LIMIT 1") == [("EXPORT", "trail export")]
    assert out.stat().st_mode & 0o077 == 0


def test_a_line_about_two_people_is_three_lines_of_a_logbook_and_an_own_name_in_each_partnership():
    def lines(chain, key=KEY):
        one = Logged(5, chain, 1_700_000_000_123, TRACE, Act.READ, "case", (1, 2))
        return list(processing_lines(one, key=key.encode(), site="https://site.example/"))

    parent, first, second = lines(1)
    assert first["parent_span_id"] == second["parent_span_id"] == parent["span_id"]
    assert parent["attributes"] == {"dpl.core.processing_activity_id": activity_uri("case")}
    assert (first["trace_id"], first["start_time"], first["status"]) == (TRACE, 1_700_000_000_123, "Ok")
    names = [
        line["attributes"]["dpl.core.data_subject_id"]
        for line in (first, second, *lines(2)[1:], *lines(1, KEY[1:])[1:])
    ]
    assert len(set(names)) == 6
    assert lines(1) == [parent, first, second]


@pytest.mark.parametrize(
    ("given", "trace"),
    [
        (f"00-{TRACE}-{SPAN}-01", TRACE),
        (f"00-{TRACE}-{SPAN}-00", TRACE),
        (f"cc-{TRACE}-{SPAN}-01-what-the-future-will-be-like", TRACE),
        (f"00-{TRACE}-{SPAN}-01-more", None),
        (f"ff-{TRACE}-{SPAN}-01", None),
        (f"00-{'0' * 32}-{SPAN}-01", None),
        (f"00-{TRACE}-{'0' * 16}-01", None),
        (f"00-{TRACE.upper()}-{SPAN}-01", None),
        (f"00-{TRACE[:-1]}-{SPAN}-01", None),
        (f"00-{TRACE}-{SPAN}-01\n00", None),
        ("", None),
    ],
)
def test_only_a_valid_traceparent_says_which_trace_goes_on(given, trace):
    assert trace_id_in(given) == trace


@pytest.mark.django_db(databases=["default", "owner"])
def test_a_request_keeps_the_trace_that_it_goes_on_with_and_else_begins_one(cast):
    browser, nobody = cast.browser("amina"), uuid4()
    for sent in (f"00-{TRACE}-{SPAN}-01", "00-rubbish"):
        browser.get(f"/vraag/{nobody}", headers={"traceparent": sent})
    with cast.acting("amina"):
        found = [
            trace for (trace,) in asked("SELECT trace_id FROM trail_line WHERE act = 'DENIED' ORDER BY id DESC LIMIT 2")
        ]
    assert found[1] == TRACE
    assert found[0] != TRACE
    assert len(found[0]) == len(TRACE)
