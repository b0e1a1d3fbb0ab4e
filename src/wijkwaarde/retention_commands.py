"""`wijkwaarde retention run [--dry-run]`: destroys what is kept long enough, or says what would go; parses and prints."""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any

from django.db import OperationalError, ProgrammingError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rich.box import SIMPLE
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.errors import Place, Problem
from wijkwaarde.kernel.parties.queries import partnerships
from wijkwaarde.kernel.retention.actions import destroy_due
from wijkwaarde.kernel.retention.queries import counted_due
from wijkwaarde.kernel.retention.terms import RuleKey
from wijkwaarde.kernel.trail.actions import recorded
from wijkwaarde.web.retention.wording import rule_name

OK = 0
NAME = "retention run"


def register(subparsers: Any) -> None:
    """Add `retention run` to the console script."""
    parser = subparsers.add_parser("retention", help=_("weggooien wat lang genoeg bewaard is"))
    commands = parser.add_subparsers(required=True, metavar=_("opdracht"))
    run = commands.add_parser("run", help=_("gooi weg wat weg mag, in alle samenwerkingen"))
    run.add_argument("--dry-run", action="store_true", help=_("laat alleen zien wat weg zou gaan"))
    run.set_defaults(run=run_retention)


def run_retention(arguments: argparse.Namespace) -> int:
    """Destroy what is due, one case at a time, and say how many went; with --dry-run nothing changes."""
    today = timezone.localdate()
    try:
        return _look(today) if arguments.dry_run else _run(today)
    except (OperationalError, ProgrammingError) as error:
        raise Problem(
            _("De database geeft geen antwoord."),
            place=Place("wijkwaarde retention"),
            expected=_("een database die aan staat en is bijgewerkt."),
            remedy=_("Kijk of DATABASE_URL klopt."),
        ) from error


def _look(today: date) -> int:
    table = Table(_("samenwerking"), _("regel"), _("gaat weg"), _("vastgehouden"), title=_("Zou weggaan"), box=SIMPLE)
    for one in partnerships():
        by = Actor.console(NAME, partnership_id=one.pk)
        with recorded(by=by):
            for rule, goes, held in counted_due(by=by, today=today, until=today):
                table.add_row(escape(one.slug), rule_name(RuleKey(rule)), str(goes), str(held))
    _say(table if table.rows else _("Er gaat niets weg."))
    return OK


def _run(today: date) -> int:
    went = sum(destroy_due(by=Actor.console(NAME, partnership_id=one.pk), today=today) for one in partnerships())
    _say(ngettext("{count} vraag is weg.", "{count} vragen zijn weg.", went).format(count=went))
    return OK


def _say(what: Any) -> None:
    Console(highlight=False, soft_wrap=True).print(what)
