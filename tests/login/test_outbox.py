"""The demo's postbox: what would have been sent, and only in the demo."""

from importlib import reload

import pytest
from django.core.mail import EmailMessage
from django.urls import NoReverseMatch, clear_url_caches, reverse

from wijkwaarde import urls
from wijkwaarde.web.outbox import urls as outbox
from wijkwaarde.web.outbox.queries import mails_in

pytestmark = pytest.mark.django_db


def reread():
    reload(outbox)
    reload(urls)
    clear_url_caches()


@pytest.fixture
def folder(settings, tmp_path):
    """The demo, with a folder for its mails."""
    settings.OUTBOX = tmp_path / "outbox"
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "OPTIONS": {"file_path": settings.OUTBOX},
        }
    }
    settings.DEMO = True
    reread()
    yield settings.OUTBOX
    settings.DEMO = False
    reread()


def test_an_empty_postbox_says_what_to_do(client, folder):
    page = client.get("/postvak").content.decode()
    assert "Nog geen e-mail" in page
    assert "Postvak van de demo" in page


def test_mails_are_there_with_their_code_the_newest_first(client, folder):
    for subject, text in (("Eerste", "Zonder code."), ("Tweede — é", "Je code: 1234-5678\n\nأهلا <b>&"), ("Derde", "")):
        EmailMessage(subject, text, to=["amina@voorbeeld.nl"]).send()
    mails = mails_in(folder)
    assert [mail.subject for mail in mails] == ["Derde", "Tweede — é", "Eerste"]
    assert [mail.code for mail in mails] == ["", "1234-5678", ""]
    assert mails[1].text == "Je code: 1234-5678\n\nأهلا <b>&"
    page = client.get("/postvak").content.decode()
    assert "&lt;b&gt;" in page
    assert page.index("Derde") < page.index("Tweede")


def test_what_is_no_mail_does_not_break_the_page(client, folder):
    folder.mkdir()
    (folder / "half.log").write_bytes(b"\xff\xfe no mail at all")
    (folder / "empty.log").write_bytes(b"")
    (folder / "other.txt").write_bytes(b"Subject: not ours\n\nx")
    assert client.get("/postvak").status_code == 200


def test_outside_the_demo_there_is_no_postbox(client):
    assert client.get("/postvak").status_code == 404
    with pytest.raises(NoReverseMatch):
        reverse("outbox")
