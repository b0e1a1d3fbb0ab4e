"""Who sees a part of a plan finds no word of the rest: at every address, in every answer, and in the files too."""

from collections import defaultdict
from datetime import timedelta
from io import BytesIO
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.db import transaction
from django.utils import timezone

from tests.access import table
from tests.access.people import NO_ID, ask, settle
from tests.access.test_table import LINES, is_about_a_case
from wijkwaarde.kernel.barriers.actions import raise_barrier
from wijkwaarde.kernel.barriers.rules import NewBarrier
from wijkwaarde.kernel.carers.actions import add_carer
from wijkwaarde.kernel.carers.rules import NewCarer
from wijkwaarde.kernel.cases.actions import choose_professional, save_boxes
from wijkwaarde.kernel.cases.models import Case, Participant
from wijkwaarde.kernel.cases.terms import Domain, Extent
from wijkwaarde.kernel.consents.actions import release
from wijkwaarde.kernel.consents.rules import NewConsent, NewRelease
from wijkwaarde.kernel.own_costs.actions import say_cost
from wijkwaarde.kernel.plans.actions import agree_plan, move_line, write_draft
from wijkwaarde.kernel.plans.rules import NewLine
from wijkwaarde.kernel.plans.terms import LineState
from wijkwaarde.kernel.round_tables.actions import plan_table
from wijkwaarde.kernel.round_tables.rules import NewTable
from wijkwaarde.kernel.round_tables.terms import Kind

# A sign that stands in everything that Ilse is not shown, each time with a letter of its own.
HIDDEN = "Kwaksloot"
SHOWN = ("Een tree voor de douche", "Het bed bekijken", "Mijn dochter slaapt slecht.")
# Where who sees a part gets something else than who sees only their own: why they write no new plan.
ELSE = {("plan", "GET"): ">case", ("plan", "POST"): ">case"}
# After this one nobody is logged in.
LAST = {"account_logout"}


@pytest.fixture(scope="module")
def settled(committed_cast, django_db_blocker):
    """Amina's case with something hidden in every drawer, of which Ilse sees what is about the home."""
    with django_db_blocker.unblock(), transaction.atomic():
        found = settle(committed_cast)
        hide(committed_cast, found)
        yield found
        transaction.set_rollback(True)


def hide(cast, settled):
    key = settled.ids["key"]
    with cast.acting("amina") as by:
        seen = cast.seen(key, by=by)
        Case.objects.filter(key=key).update(words=f"Mijn dochter slaapt slecht. Dat komt door {HIDDEN}A.")
        boxes = dict.fromkeys(("wants", "cans", "needs", "feared"), f"{HIDDEN}B")
        save_boxes(by=by, seen=seen, boxes=boxes, version=seen.case.version, today=cast.today)
        ilse = a_part(cast, by=by, seen=seen)
        settled.hidden, settled.shown = plan_in_two(cast, by=by, seen=seen, ilse=ilse)
        beside(cast, by=by, seen=seen, hidden=settled.hidden)
    settled.ids["line_id"] = settled.hidden.pk
    with cast.acting("chantal") as by:
        seen = cast.seen(key, by=by)
        new = NewCarer(f"{HIDDEN}H", "zus", said_yes=True)
        add_carer(new, by=by, seen=seen, request_key=uuid4(), today=cast.today)
        told = {"sentence": f"Je betaalt {HIDDEN}I.", "since": cast.today, "version": 0}
        say_cost(settled.hidden.pk, by=by, seen=seen, today=cast.today, **told)


def a_part(cast, *, by, seen):
    """Ilse, with a part in the place of only her own lines."""
    ilse = Participant.objects.get(case=seen.case, membership__name="Ilse")
    told = {"membership_id": ilse.membership_id, "extent": Extent.SOME, "domains": [Domain.HOME]}
    return choose_professional(by=by, seen=seen, today=cast.today, **told)


def plan_in_two(cast, *, by, seen, ilse):
    """A version with something hidden and something shown, what was said about it, and a proposal after it."""
    lines = [
        NewLine(f"De schuld bij {HIDDEN}C regelen", who=f"Oom {HIDDEN}D", domain=Domain.MONEY),
        NewLine(SHOWN[0], who="Opa Henk", domain=Domain.HOME),
        NewLine(SHOWN[1], participant_id=ilse.pk),
        NewLine(f"Praten met {HIDDEN}E", who="Selma"),
    ]
    told = {"by": by, "seen": seen, "today": cast.today}
    draft = write_draft(lines=lines, version=0, **told)
    agree_plan(version=draft.version, **told)
    hidden, shown, *_others = draft.lines.order_by("position")
    move_line(line=hidden, state=LineState.STUCK, text=f"Ik durf niet naar {HIDDEN}F.", **told)
    newest = [*lines, NewLine(f"Een brief aan {HIDDEN}G", who="Amina", domain=Domain.HOME)]
    write_draft(lines=newest, version=0, **told)
    return hidden, shown


def beside(cast, *, by, seen, hidden):
    """What stands beside the plan: a rule in the way, a table where Ilse has no seat, and what may be told to whom."""
    told = {"by": by, "seen": seen, "request_key": uuid4()}
    raise_barrier(NewBarrier(f"De regel van {HIDDEN}J zit in de weg.", line_id=hidden.pk), today=cast.today, **told)
    at = timezone.now() + timedelta(days=2)
    plan_table(new=NewTable(Kind.KITCHEN, at, 60, place=f"Bij {HIDDEN}K"), now=timezone.now(), **told)
    about = NewRelease(f"Over {HIDDEN}L", cast.today + timedelta(days=9), name=f"Dokter {HIDDEN}M")
    release(about, said=NewConsent(says_yes=True), today=cast.today, **told)


def words_of(answer):
    """Everything that an answer says, with its headers; of a sheet what stands in the files inside it."""
    content = b"".join(answer) if answer.streaming else answer.content
    assert not content.startswith(b"%PDF"), "who sees a part gets no PDF"
    if content.startswith(b"PK"):
        with ZipFile(BytesIO(content)) as sheet:
            content = b"\n".join(sheet.read(name) for name in sheet.namelist())
    return content.decode(errors="replace") + str(dict(answer.headers))


def answers_to(settled, who):
    """Every address, every method: its name, the method and the answer."""
    routes = table.addresses()  # those of the demo are not there
    ids = defaultdict(lambda: NO_ID, settled.ids)
    for name, line in LINES.items():
        if name in routes and name not in LAST:
            path = table.path(name, route=routes[name], ids=ids)
            for method in table.METHODS:
                yield name, method, ask(settled, who, method=method, path=path, sends=line.sends)


def test_who_sees_a_part_gets_what_who_sees_their_own_gets_and_no_hidden_word(settled):
    found, other = [], {}
    for name, method, answer in answers_to(settled, "ilse"):
        if HIDDEN in words_of(answer):
            found.append((name, method))
        word, expected = table.answer_of(answer), getattr(LINES[name], method)["ilse"]
        if is_about_a_case(name) and word != expected:
            other[name, method] = word
    assert found == []
    assert other == ELSE
    page = words_of(asked(settled, "ilse", "case"))
    assert [words for words in SHOWN if words not in page] == []


def test_what_is_hidden_there_is_there_for_who_may_read(settled):
    """Else the walk above looks for words that stand nowhere."""
    letters = set()
    for name in (
        "case",
        "plan",
        "plan_versions",
        "plan_paper",
        "plan_text",
        "barriers",
        "consents",
        "own_costs",
        "boxes",
    ):
        if name in LINES:
            letters |= {part[0] for part in words_of(asked(settled, "chantal", name)).split(HIDDEN)[1:]}
    assert letters >= set("ABCDEFGIJLM")


def test_who_sees_a_part_says_nothing_about_the_lines_of_others(settled):
    route = table.addresses()["move"]
    for line, word in ((settled.hidden, "404"), (settled.shown, "409")):
        path = table.path("move", route=route, ids=settled.ids | {"line_id": line.pk})
        answer = ask(settled, "ilse", method="POST", path=path, sends={"state": "done", "note": "Klaar"})
        assert table.answer_of(answer) == word


def asked(settled, who, name):
    path = table.path(name, route=table.addresses()[name], ids=settled.ids)
    return ask(settled, who, method="GET", path=path)
