"""`make demo`: database, site and worker as one, from the first page to Ctrl-C; what they do is not known here."""

from __future__ import annotations

import os
import sys
import time
import traceback
from contextlib import ExitStack

import django
from django.utils.translation import gettext_lazy as _

from wijkwaarde import postgres
from wijkwaarde.demo import site
from wijkwaarde.demo.children import Children
from wijkwaarde.demo.saying import CannotRun, end_of, say
from wijkwaarde.demo.state import DATABASE, AnotherOne, State, chosen
from wijkwaarde.demo.wishes import Ended, Wishes

WEB, WORKER = "web", "worker"
PATIENCE, MOMENT, STEP, SLOW_STEP = 120.0, 5.0, 0.05, 0.25
OK, FAILED, UNUSABLE = 0, 1, 2


def main() -> int:
    """Run the demo until somebody asks it to stop; 0 then, 1 when a part failed, 2 when it could not begin."""
    wishes, state = Wishes(), chosen()
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        os.environ.pop(name, None)  # never somebody's own database: the example people get one for themselves
    try:
        return _run(state, wishes)
    except Ended:
        say(_("Gestopt. Je gegevens blijven bewaard. Met `make demo` ga je verder."))
        return OK
    except CannotRun as problem:
        say(problem.text, to=sys.stderr, **problem.words)
    except OSError as error:
        what = error.filename or state.folder
        say(_("Dit lukt niet ({why}): {what}"), to=sys.stderr, why=error.strerror, what=what)
    return UNUSABLE


def _run(state: State, wishes: Wishes) -> int:
    """Be the one demo of this folder, or say where the other one is."""
    give_up = time.monotonic() + PATIENCE
    while time.monotonic() < give_up:
        try:
            with state.alone():
                return _serve(state, wishes)
        except AnotherOne:
            url = state.noted()
        if url:
            say(_("Wijkwaarde draait al: {url}"), url=url)
            return OK
        with wishes.heard():
            time.sleep(STEP)
    raise CannotRun(_("Een andere `make demo` is bezig en komt niet klaar. Stop die eerst."))


def _serve(state: State, wishes: Wishes) -> int:
    wished = site.wished_port()
    with ExitStack() as stack:
        addresses = _database(state, stack)
        os.environ.update(state.environment(addresses))
        django.setup()  # outside: broken off half-way it cannot be done again, and then we could not say goodbye
        with wishes.heard():
            _prepare(state)
            port = wished or site.free_port()
        os.environ.update(_said_by_pages(port))
        children = Children(state)
        stack.callback(children.stop)
        children.start(WEB, words=site.command(port))
        with wishes.heard():
            ended = _wait_for_page(site.address(port), children)
        if ended is None:
            children.start(WORKER, words=[sys.executable, "-m", "django", "procrastinate", "worker"])
            with wishes.heard():
                _welcome(site.address(port), state)
                ended = _watch(children, database=addresses.pid)
    raise CannotRun(
        _("Een deel van Wijkwaarde stopte ({part}). Daarom is alles uit. Wat het zelf zei, in {log}:\n{end}"),
        part=ended,
        log=state.log(ended),
        end=end_of(state.log(ended)),
    )


def _said_by_pages(port: int) -> dict[str, str]:
    """What the pages and mails say of the site itself: where it is, and whom a visitor calls."""
    from wijkwaarde.demo.neighbourhood import PHONE  # noqa: PLC0415 - its modules need the settings

    return {"WIJKWAARDE_SITE": site.address(port).rstrip("/"), "WIJKWAARDE_PHONE": PHONE}


def _database(state: State, stack: ExitStack) -> postgres.Addresses:
    """The server; a command that just uses it gets a moment to end."""
    give_up = time.monotonic() + MOMENT
    while True:
        try:
            if state.unfinished.exists():  # half a neighbourhood, in which nobody did anything yet
                postgres.discard(state.database)
                state.unfinished.unlink()
            return stack.enter_context(postgres.serving(state.database))
        except postgres.HeldElsewhere as error:
            if time.monotonic() > give_up:
                raise CannotRun(_("Een ander commando gebruikt de database van de demo. Stop dat eerst.")) from error
        except postgres.NotStarted as error:
            raise CannotRun(
                _("De database start niet ({why}). Wat hij zelf zei, in {log}:\n{end}"),
                why=error,
                log=error.log,
                end=end_of(error.log),
            ) from error
        time.sleep(STEP)


def _prepare(state: State) -> None:
    """Tables, files and people; what goes wrong stands whole in a log."""
    from wijkwaarde.demo.preparation import prepare  # noqa: PLC0415 - its modules need the settings

    try:
        prepare(state.unfinished)
    except Exception as error:
        log = state.log("preparation")
        log.parent.mkdir(exist_ok=True)
        log.write_text(traceback.format_exc(), encoding="utf-8")
        raise CannotRun(
            _(
                "De voorbeeldwijk kon niet worden klaargezet ({why}). Wat er misging staat in {log}\n"
                "Met `make reset` gooi je de gegevens van de demo weg en kun je opnieuw beginnen."
            ),
            why=type(error).__name__,
            log=log,
        ) from error


def _wait_for_page(url: str, children: Children) -> str | None:
    """None once the first page is there; else the name of the part that failed."""
    give_up = time.monotonic() + PATIENCE
    while not site.answers(url):
        gone = children.gone()
        if gone or time.monotonic() > give_up:
            return gone or WEB
        time.sleep(STEP)
    return None


def _welcome(url: str, state: State) -> None:
    """Say where the site is, to people and to another `make demo`."""
    from wijkwaarde.demo.cast import log_ins  # noqa: PLC0415 - its modules need the settings

    state.note(url)
    where = str(_("Wijkwaarde draait: {url}")).format(url=url)
    stop = _("Stoppen: Ctrl-C. Alle gegevens van de demo weg: make reset")
    say("{where}\n{people}\n{stop}", where=where, people=log_ins(), stop=stop)  # at once: a Ctrl-C cuts none of it off


def _watch(children: Children, *, database: int) -> str:
    """The name of the first part that ends by itself."""
    while True:
        gone = children.gone()
        if gone:
            return gone
        if os.waitid(os.P_PID, database, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            return DATABASE
        time.sleep(SLOW_STEP)
