"""Which database address is used for what: the application's role by default, the owner's for the shape of the tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

APPLICATION = "default"
OWNER = "owner"
ONLY_ONE = (
    "DATABASE_URL is set and DATABASE_OWNER_URL is not (or the other way round). Wijkwaarde needs two roles: one that "
    "owns the tables and migrates, and one that the site uses and that owns nothing. Set both, or neither."
)
# Connections that a process keeps open; the site's threads and this number belong together.
POOL = {"min_size": 1, "max_size": 4, "timeout": 10}


def databases(environment: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Django's DATABASES from DATABASE_URL (application) and DATABASE_OWNER_URL; empty when neither is set.

    Errors: ImproperlyConfigured when one is missing, or is no address of PostgreSQL.
    """
    application, owner = environment.get("DATABASE_URL"), environment.get("DATABASE_OWNER_URL")
    if not application and not owner:
        return {}
    if not application or not owner:
        raise ImproperlyConfigured(ONLY_ONE)
    return {
        APPLICATION: _database(application, name="DATABASE_URL", pool=POOL),
        OWNER: _database(owner, name="DATABASE_OWNER_URL", pool=False),
    }


def _database(address: str, *, name: str, pool: object) -> dict[str, Any]:
    try:
        parts = conninfo_to_dict(address)
    except ProgrammingError as error:
        raise ImproperlyConfigured(
            f"{name} is no address of PostgreSQL. It looks like postgresql://user:password@host:5432/name"
        ) from error
    known = {key: str(parts.pop(word, "") or "") for word, key in _KEYS.items()}
    options = {**parts, **({"pool": pool} if pool else {})}
    return {"ENGINE": "django.db.backends.postgresql", "CONN_MAX_AGE": 0, "OPTIONS": options, **known}


_KEYS = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}


class OneWay:
    """Everything is read and written as the application's role, whatever alias a row came from; the owner migrates."""

    def db_for_read(self, _model: object, **_hints: object) -> str:
        """The application's connection."""
        return APPLICATION

    def db_for_write(self, _model: object, **_hints: object) -> str:
        """The application's connection."""
        return APPLICATION

    def allow_relation(self, _one: object, _other: object, **_hints: object) -> bool:
        """Rows of both aliases are rows of one database."""
        return True

    def allow_migrate(self, db: str, _app: str, **_hints: object) -> bool:
        """Only the owner makes and changes tables."""
        return db == OWNER
