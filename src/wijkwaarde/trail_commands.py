"""`wijkwaarde trail verify | head | export`: whether the trail is still as it was written, and what others keep of it."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, ProgrammingError
from django.utils import timezone
from django.utils.translation import gettext as _
from rich.console import Console

from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.errors import Place, Problem
from wijkwaarde.kernel.files import write_whole, writing_to
from wijkwaarde.kernel.parties.queries import partnerships
from wijkwaarde.kernel.trail.actions import keep_heads, recorded
from wijkwaarde.kernel.trail.logbook import processing_lines
from wijkwaarde.kernel.trail.queries import checked, kept_heads, logged
from wijkwaarde.kernel.trail.rules import Check, Found
from wijkwaarde.kernel.trail.terms import SHORTEST_KEY, Flaw

OK, SOME_PROBLEMS = 0, 1
OWNER = "owner"


def register(subparsers: Any) -> None:
    """Add `trail`, with its own commands, to the console script."""
    trail = subparsers.add_parser("trail", help=_("het logboek nakijken, de stand bewaren en het doorgeven"))
    commands = trail.add_subparsers(required=True, metavar=_("opdracht"))
    verify = commands.add_parser("verify", help=_("kijk of niemand iets in het logboek veranderde"))
    verify.add_argument("--head", type=Path, metavar=_("BESTAND"), help=_("de standen die je elders bewaarde"))
    verify.set_defaults(run=run_verify)
    head = commands.add_parser("head", help=_("zet de stand van nu onderaan in een bestand"))
    head.add_argument("file", type=Path, nargs="?", metavar=_("BESTAND"), help=_("zonder bestand: op het scherm"))
    head.set_defaults(run=run_head)
    export = commands.add_parser("export", help=_("geef het logboek door, zonder wie er keek"))
    export.add_argument("--ldv", type=Path, required=True, metavar=_("BESTAND"), help=_("als Logboek Dataverwerkingen"))
    export.set_defaults(run=run_export)


def run_verify(arguments: argparse.Namespace) -> int:
    """Go along the whole trail; 1 when something in it was changed after it was written."""
    path: Path | None = arguments.head
    heads = {} if path is None else kept_heads(path)
    with _database():
        check = checked(heads=heads, using=OWNER)
        names = {one.pk: one.slug for one in partnerships()}
    for one in check.found:
        _say(_told(one, name=names.get(one.chain, str(one.chain))))
    if check.more:
        _say(_("En nog {count} keer iets.").format(count=check.more))
    _say(_conclusion(check))
    if path is None:
        _say(_("Of het einde eraf is, blijkt pas met een stand die je elders bewaart: wijkwaarde trail head BESTAND"))
    return SOME_PROBLEMS if check.found else OK


def run_head(arguments: argparse.Namespace) -> int:
    """Keep, or show, where every chain ends now."""
    path: Path | None = arguments.file
    if path is None:
        with _database():
            for line in keep_heads(None, now=timezone.now()):
                _say(line)
        return OK
    with _database(), writing_to(path):
        count = len(keep_heads(path, now=timezone.now()))
    _say(_("De stand van {count} ketens staat in {path}.").format(count=count, path=path))
    _say(_("Bewaar dit bestand op een andere plek dan de database."))
    return OK


def run_export(arguments: argparse.Namespace) -> int:
    """Write every line for a logbook of processing; whole, or not at all."""
    path, key = arguments.ldv, _key()
    if path.exists():
        _refuse_to_replace(path)
    by = Actor.console("trail export")
    by.record(Act.EXPORT, "trail", object_id=None, subjects=())
    with _database(), recorded(by=by), writing_to(path):
        write_whole(path, chunks=_chunks(key), may_replace=_refuse_to_replace, private=True)
    _say(_("Het logboek staat in {path}.").format(path=path))
    return OK


def _chunks(key: bytes) -> Iterator[bytes]:
    for one in logged(using=OWNER):
        for line in processing_lines(one, key=key, site=settings.SITE):
            yield json.dumps(line, ensure_ascii=False).encode() + b"\n"


def _key() -> bytes:
    """The key of the pseudonyms. Errors: Problem when there is none, or one that can be guessed."""
    key = str(settings.TRAIL_KEY)
    if len(key) >= SHORTEST_KEY:
        return key.encode()
    raise Problem(
        _("Er is geen goede sleutel om personen een andere naam te geven."),
        place=Place("WIJKWAARDE_TRAIL_KEY"),
        expected=_("een geheime tekst van minstens {count} tekens.").format(count=SHORTEST_KEY),
        remedy=_("Maak een sleutel, zet hem in WIJKWAARDE_TRAIL_KEY en bewaar hem goed."),
    )


def _told(one: Found, *, name: str) -> str:
    """One thing that is wrong, in a sentence."""
    chain = _("zonder samenwerking") if one.chain == 0 else _("samenwerking {name}").format(name=name)
    sentences = {
        Flaw.CHANGED: _("Regel {line} ({chain}, zegel {first}) is veranderd nadat hij verzegeld werd."),
        Flaw.REMOVED: _("Regel {line} ({chain}, zegel {first}) is weg."),
        Flaw.INSERTED: _("Regel {line} ({chain}) heeft geen zegel: hij is erbij gezet, of zijn zegel is weg."),
        Flaw.REORDERED: _("Regel {line} en regel {other} ({chain}, zegels {first} en {last}) staan op elkaars plek."),
        Flaw.SEAL_CHANGED: _("Zegel {first} ({chain}) is veranderd; regel {line} klopt nog."),
        Flaw.SEAL_REMOVED: _("Zegel {first} tot en met {last} ({chain}) is weg."),
        Flaw.CUT_OFF: _("Het einde is eraf ({chain}): zegel {first} tot en met {last} is weg."),
        Flaw.REWRITTEN: _("De keten ({chain}) is opnieuw geschreven: zegel {first} is anders dan de bewaarde stand."),
    }
    words = {"line": one.line_id, "other": one.other_id, "first": one.sequence, "last": one.until}
    return sentences[one.flaw].format(chain=chain, **words)


def _conclusion(check: Check) -> str:
    count = len(check.found) + check.more
    if count:
        said = _("Het logboek klopt niet: {count} keer iets gevonden in {lines} regels.")
    else:
        said = _("Het logboek klopt: {lines} regels in {chains} ketens.")
    return said.format(count=count, lines=check.lines, chains=len(check.chains))


def _say(text: str) -> None:
    Console(highlight=False, soft_wrap=True).print(text, markup=False)


@contextmanager
def _database() -> Iterator[None]:
    """Turn what a database that is not there says into a problem. Errors: Problem."""
    try:
        yield
    except (ImproperlyConfigured, OperationalError, ProgrammingError) as error:
        raise Problem(
            _("De database antwoordt niet, of is nog leeg."),
            place=Place("DATABASE_URL"),
            expected=_(
                "de adressen van een database in DATABASE_URL en DATABASE_OWNER_URL, of de database van make demo."
            ),
            remedy=_("Stel beide adressen in, of draai eerst make demo."),
        ) from error


def _refuse_to_replace(path: Path) -> NoReturn:
    raise Problem(
        _("Dit bestand is er al. Er is niets geschreven."),
        place=Place(str(path)),
        expected=_("een naam die nog vrij is."),
        remedy=_("Kies een andere naam."),
    )
