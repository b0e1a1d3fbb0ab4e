"""How long what a provider of log-ins says may be; no Django."""

from __future__ import annotations

LONGEST_ISSUER = 255
LONGEST_SUBJECT = 255
