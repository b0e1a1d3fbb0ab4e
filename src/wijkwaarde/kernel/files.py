"""Writes a file whole or not at all, and says where nothing can be written; knows nothing of its content."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from filecmp import cmp
from pathlib import Path

from django.utils.translation import gettext as _

from wijkwaarde.kernel.errors import Place, Problem

FOR_EVERYBODY = 0o666
FOR_ITS_OWNER = 0o600


class UnwritablePlace(Problem):
    """A folder that is not there, or where nothing can be written."""


@contextmanager
def writing_to(path: Path) -> Iterator[None]:
    """Turn what the system says while a file is written into a problem at its path. Errors: UnwritablePlace."""
    try:
        yield
    except OSError as error:
        raise UnwritablePlace(
            _("Hier kan niet worden geschreven ({why}).").format(why=error.strerror),
            place=Place(str(path)),
            expected=_("een map die bestaat en waarin je mag schrijven."),
            remedy=_("Kies een andere plek."),
        ) from error


def write_whole(
    path: Path,
    *,
    chunks: Iterable[bytes],
    may_replace: Callable[[Path], bool],
    before: Callable[[], None] = lambda: None,
    private: bool = False,
) -> bool:
    """Write to `path` by way of a temporary file beside it and one rename; True when something was written.

    A file with the same content stays as it is (False). Over other content `may_replace` decides; it may raise.
    Where it is `private` only its owner may read it, else those whom the umask lets. `before` runs just before the rename. A killed process leaves at most a hidden temporary file, never half of
    `path`. Errors: OSError.
    """
    draft = _draft(path, chunks=chunks, mode=FOR_ITS_OWNER if private else FOR_EVERYBODY & ~_umask())
    try:
        if path.exists() and (cmp(draft, path, shallow=False) or not may_replace(path)):
            if private:
                path.chmod(FOR_ITS_OWNER)
            return False
        before()
        draft.replace(path)
        return True
    finally:
        draft.unlink(missing_ok=True)


def _draft(path: Path, *, chunks: Iterable[bytes], mode: int) -> Path:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.writelines(chunks)
            stream.flush()
            os.fsync(stream.fileno())
        draft.chmod(mode)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return draft


def _umask() -> int:
    """The permissions that this process takes away; it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
