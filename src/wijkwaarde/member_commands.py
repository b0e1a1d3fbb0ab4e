"""`wijkwaarde partnership create | list` and `wijkwaarde member invite | end | reset-second-factor | list`; parses words and prints answers."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from smtplib import SMTPException
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email, validate_slug
from django.db import OperationalError, ProgrammingError
from django.utils import timezone
from django.utils.translation import gettext as _
from rich.box import SIMPLE
from rich.console import Console
from rich.markup import escape as without_markup
from rich.table import Table

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.accounts.actions import (
    NewMember,
    end_membership,
    invite_member,
    name_privacy_contact,
    put_on_duty,
)
from wijkwaarde.kernel.accounts.queries import members
from wijkwaarde.kernel.accounts.terms import LONGEST_EMAIL, LONGEST_JOB, Role
from wijkwaarde.kernel.activities.actions import take_activities
from wijkwaarde.kernel.errors import Place, Problem, Refused, did_you_mean, printable
from wijkwaarde.kernel.parties.actions import add_organisation, create_partnership
from wijkwaarde.kernel.parties.queries import partnerships
from wijkwaarde.kernel.parties.rules import may_be_name, tidied
from wijkwaarde.kernel.parties.terms import LONGEST_NAME, LONGEST_PHONE, LONGEST_SLUG
from wijkwaarde.kernel.trail.actions import recorded
from wijkwaarde.web.login.invitation import factors_reset, invitation, untied
from wijkwaarde.web.login.resetting import reset_second_factor, untie_elsewhere

if TYPE_CHECKING:
    from wijkwaarde.kernel.accounts.models import Membership

OK, SOME_PROBLEMS = 0, 1
LIMITS = {
    "slug": LONGEST_SLUG,
    "email": LONGEST_EMAIL,
    "name": LONGEST_NAME,
    "organisation": LONGEST_NAME,
    "job": LONGEST_JOB,
    "phone": LONGEST_PHONE,
}


def register(subparsers: Any) -> None:
    """Add `partnership` and `member`, with their own commands, to the console script."""
    _register_partnership(subparsers.add_parser("partnership", help=_("samenwerkingen maken en bekijken")))
    _register_member(subparsers.add_parser("member", help=_("leden uitnodigen, laten stoppen en bekijken")))


def _register_partnership(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(required=True, metavar=_("opdracht"))
    create = commands.add_parser("create", help=_("maak een samenwerking"))
    create.add_argument("slug", metavar=_("KORT"), help=_("de korte naam: kleine letters, cijfers en streepjes"))
    create.add_argument("--name", required=True, metavar=_("NAAM"), help=_("de naam zoals mensen hem lezen"))
    create.add_argument("--phone", default="", metavar=_("NUMMER"), help=_("wie bewoners kunnen bellen"))
    create.set_defaults(run=run_create)
    commands.add_parser("list", help=_("welke samenwerkingen er zijn")).set_defaults(run=run_partnerships)


def _register_member(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(required=True, metavar=_("opdracht"))
    invite = _with_partnership(commands.add_parser("invite", help=_("laat iemand meedoen, vanaf vandaag")))
    invite.add_argument("--organisation", required=True, metavar=_("NAAM"), help=_("voor welke organisatie"))
    _with_email(invite)
    invite.add_argument("--name", required=True, metavar=_("NAAM"), help=_("de naam zoals bewoners hem lezen"))
    invite.add_argument("--job", required=True, metavar=_("WERK"), help=_("wat iemand doet, zoals wijkverpleegkundige"))
    roles = [role.value for role in Role]
    invite.add_argument("--role", choices=roles, default=Role.PROFESSIONAL.value, help=_("de rol in de samenwerking"))
    invite.add_argument("--phone", default="", metavar=_("NUMMER"), help=_("het nummer dat bewoners zien"))
    invite.add_argument("--duty", action="store_true", help=_("wordt vanaf vandaag vast contact van nieuwe vragen"))
    invite.add_argument("--privacy", action="store_true", help=_("beantwoordt wat bewoners vragen over hun gegevens"))
    invite.set_defaults(run=run_invite)
    end = _with_email(_with_partnership(commands.add_parser("end", help=_("laat iemand stoppen, vanaf vandaag"))))
    end.add_argument("--on", type=date.fromisoformat, metavar=_("DAG"), help=_("de eerste dag zonder hen: 2026-12-31"))
    end.set_defaults(run=run_end)
    named = _with_email(
        _with_partnership(commands.add_parser("privacy", help=_("kies het privacycontact, vanaf vandaag")))
    )
    named.set_defaults(run=run_privacy)
    reset_parser = commands.add_parser(
        "reset-second-factor", help=_("haal de tweede stap weg van wie zijn telefoon kwijt is")
    )
    _with_email(_with_partnership(reset_parser)).set_defaults(run=run_reset)
    untie_parser = commands.add_parser(
        "untie", help=_("maak het account van elders los van wie daar een ander account heeft")
    )
    _with_email(_with_partnership(untie_parser)).set_defaults(run=run_untie)
    shown = _with_partnership(commands.add_parser("list", help=_("wie er nu meedoen")))
    shown.set_defaults(run=run_members)


def _with_partnership(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("--partnership", required=True, metavar=_("KORT"), help=_("de korte naam van de samenwerking"))
    return parser


def _with_email(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("--email", required=True, metavar=_("ADRES"), help=_("het e-mailadres om mee in te loggen"))
    return parser


def run_create(arguments: argparse.Namespace) -> int:
    """Make a partnership."""
    slug, name, phone = _slug(arguments.slug), _name(arguments, "name"), _short(arguments, "phone")
    with _database(), _refusals(), recorded(by=Actor.console("partnership create")):
        made = create_partnership(slug=slug, name=name, phone=phone)
        by = Actor.console("partnership create", partnership_id=made.pk)
        with recorded(by=by):
            take_activities(by=by, today=timezone.localdate())
    said = _("Gemaakt: {name}. Nodig nu leden uit met: wijkwaarde member invite --partnership {slug}")
    _say(said.format(name=made.name, slug=made.slug))
    return OK


def run_partnerships(_arguments: argparse.Namespace) -> int:
    """Show the partnerships."""
    table = Table(_("kort"), _("naam"), _("telefoon"), title=_("Samenwerkingen"), box=SIMPLE)
    with _database():
        for one in partnerships():
            table.add_row(*map(_escape, [one.slug, one.name, one.phone]))
    Console().print(table)
    return OK


def run_invite(arguments: argparse.Namespace) -> int:
    """Make a membership, and tell who it is that they can log in."""
    new = NewMember(
        email=_email(arguments.email),
        name=_name(arguments, "name"),
        job=_name(arguments, "job"),
        role=Role(arguments.role),
        phone=_short(arguments, "phone"),
    )
    organisation, today = _name(arguments, "organisation"), timezone.localdate()
    with _database(), _refusals():
        by = _actor("member invite", slug=arguments.partnership)
        with recorded(by=by):
            place = add_organisation(by=by, name=organisation, today=today)
            made = invite_member(new, by=by, organisation=place, today=today)
            if arguments.duty:
                put_on_duty(by=by, membership=made, today=today)
            if arguments.privacy:
                name_privacy_contact(by=by, membership=made, today=today)
    _say(_("{name} doet mee voor {organisation}.").format(name=made.name, organisation=place.name))
    return _tell(new.email, mail=invitation(new.email), said=_("Een e-mail aan {email} zegt waar inloggen kan."))


def run_end(arguments: argparse.Namespace) -> int:
    """End somebody's memberships in a partnership, today or on a later day."""
    email, today = _email(arguments.email), timezone.localdate()
    on = _later(arguments.on, today=today)
    with _database():
        by = _actor("member end", slug=arguments.partnership)
        with recorded(by=by):
            known = [one.user.email for one in members(by=by, today=today)]
            if not end_membership(by=by, email=email, today=today, on=on):
                raise _no_member(email, slug=arguments.partnership, known=known)
    at_once = _("{email} doet vanaf vandaag niet meer mee en ziet niets meer.")
    later = _("{email} doet tot {day} mee, en hoort dat een week ervoor.")
    _say((at_once if on is None else later).format(email=email, day=f"{on or today:%d-%m-%Y}"))
    return OK


def _later(on: date | None, *, today: date) -> date | None:
    """A day that is still to come; None for today. Errors: Problem for a day that is over."""
    if on is None or on > today:
        return on
    raise Problem(
        _("Deze dag is niet meer te kiezen: {day}.").format(day=f"{on:%d-%m-%Y}"),
        place=Place("--on"),
        expected=_("een dag na vandaag."),
        remedy=_("Laat --on weg om vandaag te stoppen."),
    )


def run_privacy(arguments: argparse.Namespace) -> int:
    """Name who answers what residents ask about their data."""
    email, today = _email(arguments.email), timezone.localdate()
    with _database():
        by = _actor("member privacy", slug=arguments.partnership)
        with recorded(by=by):
            everybody = {one.user.email: one for one in members(by=by, today=today)}
            if email not in everybody:
                raise _no_member(email, slug=arguments.partnership, known=list(everybody))
            name_privacy_contact(by=by, membership=everybody[email], today=today)
    _say(_("{email} is vanaf vandaag het privacycontact.").format(email=email))
    return OK


def run_reset(arguments: argparse.Namespace) -> int:
    """Take somebody's second factors away and log them out everywhere; they set up a new one and get a mail about it."""
    email, today = _email(arguments.email), timezone.localdate()
    with _database():
        by = _actor("member reset-second-factor", slug=arguments.partnership)
        with recorded(by=by):
            reset_second_factor(_member(email, by=by, slug=arguments.partnership, today=today), by=by)
    _say(_("De tweede stap van {email} is weg. Bij het inloggen stelt iemand een nieuwe in.").format(email=email))
    return _tell(email, mail=factors_reset(email), said=_("Een e-mail aan {email} zegt dat ook."))


def run_untie(arguments: argparse.Namespace) -> int:
    """Untie somebody from their account elsewhere and log them out everywhere; the next log-in there ties anew."""
    email, now = _email(arguments.email), timezone.now()
    with _database():
        by = _actor("member untie", slug=arguments.partnership)
        with recorded(by=by):
            member = _member(email, by=by, slug=arguments.partnership, today=timezone.localdate(now))
            count = untie_elsewhere(member, by=by, now=now)
    if not count:
        _say(_("Bij {email} is geen account van elders gekoppeld.").format(email=email))
        return OK
    _say(
        _("Het account van elders is los van {email}. De volgende keer daar inloggen koppelt opnieuw.").format(
            email=email
        )
    )
    return _tell(email, mail=untied(email), said=_("Een e-mail aan {email} zegt dat ook."))


def run_members(arguments: argparse.Namespace) -> int:
    """Show who takes part today."""
    table = Table(title=_("Leden van {slug}").format(slug=_escape(arguments.partnership)), box=SIMPLE)
    for column in (_("naam, met het werk eronder"), _("organisatie"), _("e-mailadres, met de rol eronder"), _("sinds")):
        table.add_column(column, overflow="fold")
    with _database():
        by = _actor("member list", slug=arguments.partnership)
        with recorded(by=by):
            for one in members(by=by, today=timezone.localdate()):
                row = [
                    f"{one.name}\n{one.job}",
                    one.organisation.name,
                    f"{one.user.email}\n{one.role}",
                    _day(one.begin),
                ]
                table.add_row(*map(_escape, row))
    Console().print(table)
    return OK


def _tell(email: str, *, mail: EmailMessage, said: str) -> int:
    """Send the mail; what was done stands, whatever becomes of it."""
    try:
        mail.send()
    except (OSError, SMTPException) as error:
        failed = _(
            "De e-mail naar {email} is niet verstuurd ({why}). Doe dit: zeg zelf waar iemand kan inloggen: {site}"
        )
        _say(failed.format(email=email, why=error, site=settings.SITE), stderr=True)
        return SOME_PROBLEMS
    _say(said.format(email=email))
    return OK


def _actor(command: str, *, slug: str) -> Actor:
    known = {one.slug: one for one in partnerships()}
    if slug not in known:
        raise Problem(
            _("Er is geen samenwerking met de korte naam '{slug}'. {meant}")
            .format(slug=slug, meant=did_you_mean(slug, known))
            .strip(),
            place=Place("--partnership"),
            expected=", ".join(sorted(known)) + "." if known else _("een samenwerking; er is er nog geen."),
            remedy=_("Kies een bestaande, of maak er een met: wijkwaarde partnership create"),
        )
    return Actor.console(command, partnership_id=known[slug].pk)


def _member(email: str, *, by: Actor, slug: str, today: date) -> Membership:
    known = {one.user.email: one for one in members(by=by, today=today)}
    if email not in known:
        raise _no_member(email, slug=slug, known=list(known))
    return known[email]


def _no_member(email: str, *, slug: str, known: list[str]) -> Problem:
    return Problem(
        _("{email} doet nu niet mee. {meant}").format(email=email, meant=did_you_mean(email, known)).strip(),
        place=Place("--email"),
        expected=_("het adres van iemand die vandaag meedoet."),
        remedy=_("Bekijk wie er meedoen met: wijkwaarde member list --partnership {slug}").format(slug=slug),
    )


def _slug(text: str) -> str:
    try:
        validate_slug(text)
    except ValidationError:
        wrong = True
    else:
        wrong = text != text.lower() or not text.isascii() or len(text) > LIMITS["slug"]
    if wrong:
        raise Problem(
            _("'{slug}' kan geen korte naam zijn.").format(slug=text),
            place=Place(_("KORT")),
            expected=_("hooguit {limit} kleine letters, cijfers en streepjes, zoals 'voorbeeldwijk'.").format(
                limit=LIMITS["slug"]
            ),
            remedy=_("Kies een kortere naam zonder spaties en hoofdletters."),
        )
    return text


def _email(text: str) -> str:
    plain = text.strip().lower()
    try:
        validate_email(plain)
    except ValidationError as error:
        raise Problem(
            _("'{email}' is geen e-mailadres.").format(email=text),
            place=Place("--email"),
            expected=_("een adres zoals naam@voorbeeld.nl."),
            remedy=_("Kijk het adres na."),
        ) from error
    return plain


def _name(arguments: argparse.Namespace, option: str) -> str:
    text = _short(arguments, option)
    if not may_be_name(text):
        raise Problem(
            _("Hier staat geen letter of cijfer."),
            place=Place(f"--{option}"),
            expected=_("iets wat mensen kunnen lezen."),
            remedy=_("Vul het in tussen aanhalingstekens als er spaties in staan."),
        )
    return text


def _short(arguments: argparse.Namespace, option: str) -> str:
    text, limit = tidied(getattr(arguments, option)), LIMITS[option]
    if len(text) > limit:
        raise Problem(
            _("Dit is te lang: {count} tekens.").format(count=len(text)),
            place=Place(f"--{option}"),
            expected=_("hooguit {limit} tekens.").format(limit=limit),
            remedy=_("Maak het korter."),
        )
    return text


@contextmanager
def _refusals() -> Iterator[None]:
    """What the kernel refuses, as a problem of the option it is about."""
    try:
        yield
    except Refused as refused:
        raise Problem(
            refused.text,
            place=Place(f"--{refused.field}" if refused.field else "wijkwaarde"),
            expected=_("iets wat er nog niet is."),
            remedy=_("Kijk met 'list' wat er al is."),
        ) from refused


@contextmanager
def _database() -> Iterator[None]:
    """What is wrong when there is no database, or an empty one."""
    try:
        yield
    except ImproperlyConfigured as error:
        raise _no_database(_("Er is hier nog geen database.")) from error
    except OperationalError as error:
        raise _no_database(_("De database antwoordt niet.")) from error
    except ProgrammingError as error:
        raise _no_database(_("De database is nog leeg, of van een oudere versie.")) from error


def _no_database(what: str) -> Problem:
    return Problem(
        what,
        place=Place("DATABASE_URL"),
        expected=_("een database van Wijkwaarde die aan staat."),
        remedy=_("Start de demo met `make demo`. Of zet DATABASE_URL en DATABASE_OWNER_URL, en migreer."),
    )


def _say(text: str, *, stderr: bool = False) -> None:
    Console(stderr=stderr).print(printable(text), markup=False, highlight=False, soft_wrap=True)


def _escape(text: str) -> str:
    return without_markup(printable(text))


def _day(day: date) -> str:
    return f"{day.day}-{day.month}-{day.year}"
