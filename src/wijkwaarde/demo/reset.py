"""`make reset`: throws away what `make demo` keeps, and nothing else; refuses while it runs."""

from __future__ import annotations

import shutil
import sys
from contextlib import suppress

from django.utils.translation import gettext_lazy as _

from wijkwaarde import postgres
from wijkwaarde.demo.saying import say
from wijkwaarde.demo.state import AnotherOne, State, chosen

OK, UNUSABLE = 0, 2
FOLDERS, FILES = ("logs", "static", "outbox"), ("secret", "unfinished", "lock")


def main() -> int:
    """Empty the folder of the demo; 2 when something still uses it."""
    state = chosen()
    if not state.folder.exists():
        say(_("Er zijn geen gegevens van de demo. Begin met: make demo"))
        return OK
    try:
        with state.alone():
            _empty(state)
    except (AnotherOne, postgres.HeldElsewhere):
        say(_("De demo draait nog. Stop die eerst met Ctrl-C; er is niets weggegooid."), to=sys.stderr)
        return UNUSABLE
    with suppress(OSError):  # what somebody else put there stays
        state.folder.rmdir()
    say(_("De gegevens van de demo zijn weg. Opnieuw beginnen: make demo"))
    return OK


def _empty(state: State) -> None:
    postgres.discard(state.database)
    for name in FOLDERS:
        shutil.rmtree(state.folder / name, ignore_errors=True)
    for name in FILES:
        (state.folder / name).unlink(missing_ok=True)


if __name__ == "__main__":
    sys.exit(main())
