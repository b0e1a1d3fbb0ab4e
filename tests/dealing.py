"""Deals the tests out where two processes run them: a file stays whole, and all that opens a browser stays together."""

from pathlib import PurePosixPath

from xdist.scheduler import LoadScopeScheduling

BROWSER = PurePosixPath("tests/browser")


class Dealing(LoadScopeScheduling):
    """One file goes to one process, so that its fixtures are made once; the stories share a site and a Chromium.

    Our own, since `--dist=loadgroup` forgets its groups without a word with pytest 9.2 (pytest-xdist issue 1386).
    """

    def _split_scope(self, nodeid):
        return group_of(nodeid)


def group_of(nodeid):
    """What is run by one process: the file of a test, or the folder of those that open a browser."""
    path = PurePosixPath(nodeid.partition("::")[0])
    return str(BROWSER if BROWSER in path.parents else path)


def dealt(config, log):
    """A dealer who hands out in the order of the tests."""
    config.option.loadscopereorder = False
    return Dealing(config, log)


def longest_first(items):
    """The stories take longest by far, so one process begins with them while others go through the rest."""
    items.sort(key=lambda item: group_of(item.nodeid) != str(BROWSER))
