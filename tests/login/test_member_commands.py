"""`wijkwaarde partnership` and `wijkwaarde member`, as a person uses them."""

import os
import re
import subprocess
import sys
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.utils import timezone

from tests.login.second import emergency_codes_of, give_app
from wijkwaarde.commands import main
from wijkwaarde.demo.second_factors import give_codes
from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.accounts.actions import add_user
from wijkwaarde.kernel.accounts.models import Membership
from wijkwaarde.kernel.accounts.queries import (
    on_duty,
    privacy_contact,
    professional,
    professionals,
    standings_of,
    user_with,
)
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.isolation import in_partnership
from wijkwaarde.kernel.parties.models import Organisation, Partnership
from wijkwaarde.kernel.trail.models import Line

pytestmark = pytest.mark.django_db
BRAM = "bram@voorbeeld.nl"
INVITE = ["member", "invite", "--partnership", "oost", "--organisation", "Buurthuis", "--job", "buurtwerker"]


@pytest.fixture
def oost():
    assert main(["partnership", "create", "oost", "--name", "Samen Oost", "--phone", "0800 - 12 34"]) == 0
    return Partnership.objects.get(slug="oost")


def invite(email="bram@voorbeeld.nl", name="Bram", *more):
    return main([*INVITE, "--email", email, "--name", name, *more])


def said(capsys):
    """What was said, on one line: a table or a terminal may break it anywhere."""
    told = capsys.readouterr()
    return " ".join((told.out + told.err).split())


def test_a_partnership_is_made_and_listed(capsys):
    assert main(["partnership", "create", "oost", "--name", "Samen Oost"]) == 0
    assert "Gemaakt: Samen Oost" in said(capsys)
    assert main(["partnership", "list"]) == 0
    assert "Samen Oost" in said(capsys)


@pytest.mark.parametrize("slug", ["Oost", "oost west", "", "x" * 51, "öost"])
def test_a_short_name_is_small_letters_digits_and_dashes(slug):
    assert main(["partnership", "create", slug, "--name", "Samen"]) == 2


def test_a_short_name_is_given_once(oost, capsys):
    assert main(["partnership", "create", "oost", "--name", "Nog een"]) == 2
    assert "Er is al een samenwerking met de korte naam 'oost'." in said(capsys)
    assert Partnership.objects.get(slug="oost").name == "Samen Oost"


@pytest.mark.parametrize("name", ["   ", "\u200b\u200b", "…", "x" * 101])
def test_a_name_has_something_to_read_in_it_and_an_end(oost, name):
    assert invite("bram@voorbeeld.nl", name) == 2
    assert user_with(BRAM) is None


@pytest.mark.parametrize("name", ["أمينة بنت يوسف", "Noor van 't Hof", "Zoë"])
def test_names_of_all_scripts_are_kept_as_they_are(oost, name, capsys):
    assert invite("bram@voorbeeld.nl", name) == 0
    user = user_with(BRAM)
    with in_partnership(oost.pk):
        assert user.memberships.get().name == name
    assert name in said(capsys)


def test_who_is_invited_gets_a_neutral_mail_with_where_to_log_in(oost, settings):
    settings.SITE = "https://site.example/"
    assert invite() == 0
    (sent,) = mail.outbox
    assert sent.to == ["bram@voorbeeld.nl"]
    assert "https://site.example/inloggen/code" in sent.body
    for telling in ("Oost", "Buurthuis", "Bram", "buurtwerker", "oost"):
        assert telling not in sent.subject + sent.body


def test_the_mail_speaks_english_when_that_is_asked(oost):
    assert main(["--lang", "en", *INVITE, "--email", "bram@voorbeeld.nl", "--name", "Bram"]) == 0
    assert len(mail.outbox) == 1


def test_an_address_has_no_capitals_and_no_spaces_around_it(oost):
    assert invite("  Bram@Voorbeeld.NL ") == 0
    assert user_with(BRAM).email == BRAM


@pytest.mark.parametrize("email", ["bram", "bram @voorbeeld.nl", "", "a@b@c.nl", "bram@voorbeeld.nl\nBcc: x@y.nl"])
def test_what_is_no_address_is_refused(oost, email, capsys):
    assert invite(email) == 2
    assert "geen e-mailadres" in said(capsys)
    assert user_with(BRAM) is None


def test_a_member_is_invited_once_and_another_time_is_refused(oost, capsys):
    assert invite() == 0
    assert invite("BRAM@voorbeeld.nl") == 2
    assert "hoort al bij een lid van deze organisatie" in said(capsys)
    assert len(mail.outbox) == 1


def test_a_misspelt_partnership_is_recognised(oost, capsys):
    assert main(["member", "list", "--partnership", "oosd"]) == 2
    assert "Misschien bedoel je 'oost'." in said(capsys)


def test_members_are_listed_with_what_residents_see_of_them(oost, capsys):
    invite("bram@voorbeeld.nl", "[bold]Bram\x1b[31m")
    capsys.readouterr()
    assert main(["member", "list", "--partnership", "oost"]) == 0
    told = said(capsys)
    assert "\x1b[31m" not in told
    assert "Buurthuis" in told
    assert "buurtwerker" in told


def test_an_ended_member_may_do_nothing_from_today_on_and_ends_once(oost, capsys):
    invite()
    user = user_with(BRAM)
    assert main(["member", "end", "--partnership", "oost", "--email", "Bram@voorbeeld.nl"]) == 0
    assert standings_of(user.pk, today=timezone.localdate()) == []
    assert main(["member", "end", "--partnership", "oost", "--email", "bram@voorbeeld.nl"]) == 2
    assert "bram@voorbeeld.nl doet nu niet mee." in said(capsys)


def test_an_end_may_be_set_ahead_and_duties_end_with_it(oost, capsys):
    today = timezone.localdate()
    later, by = today + timedelta(days=30), Actor.console("test", partnership_id=oost.pk)
    invite(BRAM, "Bram", "--duty")
    end = ["member", "end", "--partnership", "oost", "--email", BRAM, "--on"]
    assert main([*end, f"{later:%Y-%m-%d}"]) == 0
    assert f"tot {later:%d-%m-%Y} mee" in said(capsys)
    user = user_with(BRAM)
    assert [len(standings_of(user.pk, today=day)) for day in (today, later)] == [1, 0]
    with in_partnership(oost.pk):
        assert (on_duty(by=by, today=today).name, on_duty(by=by, today=later)) == ("Bram", None)
    assert main([*end, f"{today:%Y-%m-%d}"]) == 2
    assert "een dag na vandaag" in said(capsys)


def test_who_ended_may_be_invited_again(oost):
    invite()
    main(["member", "end", "--partnership", "oost", "--email", "bram@voorbeeld.nl"])
    assert invite() == 0


def test_a_member_of_another_partnership_is_not_ended_here(oost, capsys):
    main(["partnership", "create", "west", "--name", "Samen West"])
    invite()
    assert main(["member", "end", "--partnership", "west", "--email", "bram@voorbeeld.nl"]) == 2
    assert len(standings_of(user_with(BRAM).pk, today=timezone.localdate())) == 1


def test_duty_goes_to_who_was_invited_for_it(oost):
    today = timezone.localdate()
    by = Actor.console("test", partnership_id=oost.pk)
    invite()
    invite("noor@voorbeeld.nl", "Noor", "--duty")
    with in_partnership(oost.pk):
        assert on_duty(by=by, today=today).name == "Noor"


def test_one_at_a_time_answers_for_data_until_they_leave(oost):
    today = timezone.localdate()
    by = Actor.console("test", partnership_id=oost.pk)
    invite("noor@voorbeeld.nl", "Noor", "--privacy")
    invite()
    assert main(["member", "privacy", "--partnership", "oost", "--email", BRAM]) == 0
    with in_partnership(oost.pk):
        assert privacy_contact(by=by, today=today).name == "Bram"
    assert main(["member", "end", "--partnership", "oost", "--email", BRAM]) == 0
    with in_partnership(oost.pk):
        assert privacy_contact(by=by, today=today) is None
    assert main(["member", "privacy", "--partnership", "oost", "--email", BRAM]) == 2


@pytest.mark.parametrize(("left", "is_here"), [(-1, False), (0, False), (1, True)])
def test_who_works_for_an_organisation_that_left_is_neither_chosen_nor_on_duty(left, is_here, *, oost):
    today = timezone.localdate()
    by = Actor.console("test", partnership_id=oost.pk)
    invite("noor@voorbeeld.nl", "Noor", "--duty")
    with in_partnership(oost.pk):
        noor = on_duty(by=by, today=today)
        assert list(professionals(by=by, today=today)) == [noor]
        until = today + timedelta(days=left)
        Organisation.objects.update(begin=today - timedelta(days=9), until=until)
        assert (on_duty(by=by, today=today) == noor) is is_here
        assert (list(professionals(by=by, today=today)) == [noor]) is is_here
        if not is_here:
            with pytest.raises(NotFound):
                professional(noor.pk, by=by, today=today)


def test_what_a_command_did_stands_in_the_trail_under_its_name(oost):
    invite()
    with in_partnership(oost.pk):
        made = Membership.objects.get()
        line = Line.objects.get(kind="membership", act="WRITE")
    assert (line.object_id, line.command) == (made.pk, "member invite")


def test_a_refused_mail_is_told_and_the_membership_stands(oost, settings, capsys):
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": 1},
        }
    }
    assert invite() == 1
    assert "is niet verstuurd" in said(capsys)
    assert len(standings_of(user_with(BRAM).pk, today=timezone.localdate())) == 1


def test_without_a_database_it_is_said_how_to_get_one(tmp_path):
    elsewhere = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")}
    done = subprocess.run(
        [sys.executable, "-c", "from wijkwaarde.commands import main; raise SystemExit(main())", "partnership", "list"],
        env=elsewhere | {"WIJKWAARDE_STATE": str(tmp_path / "nothing")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "Er is hier nog geen database." in done.stderr
    assert "make demo" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "nothing").exists()


def test_a_lost_second_factor_is_taken_away_and_its_owner_is_told(oost, capsys):
    invite()
    bram = user_with(BRAM)
    give_app(bram)
    mail.outbox.clear()
    reset = ["member", "reset-second-factor", "--partnership", "oost", "--email"]
    assert main([*reset, BRAM.upper()]) == 0
    assert "tweede stap van bram@voorbeeld.nl is weg" in said(capsys)
    assert not Authenticator.objects.filter(user=bram).exists()
    (told,) = mail.outbox
    assert (told.to, told.subject) == ([BRAM], "Stel opnieuw in hoe je inlogt")
    assert "oost" not in (told.subject + told.body).lower()
    assert main([*reset, "wie@voorbeeld.nl"]) == 2


def test_the_code_of_the_demo_is_told_in_the_demo_only(oost, capsys, settings):
    user = user_with("chantal@voorbeeld.example")
    if user is None:  # the cast of other tests may be there already
        give_app(add_user("chantal@voorbeeld.example"))
    give_codes(user_with("chantal@voorbeeld.example"))
    for words in ([], ["--emergency"]):
        assert main(["demo", "code", "chantal", *words]) == 2
        assert "Dit is geen demo" in said(capsys)
    settings.DEMO = True
    assert main(["demo", "code", "Chantal"]) == 0
    assert re.fullmatch(r"\d{6}", said(capsys))
    assert main(["demo", "code", "chantal", "--emergency"]) == 0
    assert said(capsys) == emergency_codes_of(user_with("chantal@voorbeeld.example"))[0]
    assert main(["demo", "code", "niemand"]) == 2
