"""What the site leans on can fail: a clock that goes back breaks no page, and what cannot be written down is not done."""

from datetime import timedelta
from uuid import uuid4

from django.db import connections
from django.utils import timezone

from tests.access import table
from tests.access.people import ask
from tests.hardening import forms
from wijkwaarde.kernel.cases.models import Case

BROKEN = 500


def test_a_clock_that_goes_back_breaks_no_page_and_no_button(settled, monkeypatch):
    earlier = timezone.now() - timedelta(days=400)
    monkeypatch.setattr(timezone, "now", lambda: earlier)
    for name, path in forms.paths(settled).items():
        for who, method in (("amina", "GET"), ("chantal", "GET"), ("chantal", "POST")):
            answer = ask(settled, who, method=method, path=path, sends=table.lines()[name].sends)
            assert answer.status_code < BROKEN, (method, who, path)


def test_what_the_trail_cannot_hold_does_not_happen_and_is_not_shown(committing_cast):
    cast = committing_cast
    key = cast.opened()
    browser = cast.browser("amina")
    assert browser.get(f"/vraag/{key}").status_code == 200
    role = connections["default"].settings_dict["USER"]
    with connections["owner"].cursor() as cursor:
        cursor.execute(f'REVOKE INSERT ON trail_line FROM "{role}"')
    shown = browser.get(f"/vraag/{key}")
    assert shown.status_code == BROKEN
    assert "buren klagen" not in shown.text
    told = {"words": "Dit komt er niet in.", "request_key": str(uuid4())}
    assert browser.post("/vraag", told).status_code == BROKEN
    with cast.acting("amina"):
        assert not Case.objects.filter(words=told["words"]).exists()
        assert Case.objects.filter(key=key).exists()
