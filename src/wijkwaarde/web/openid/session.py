"""How a session notes that its log-in was elsewhere; who must have shown two factors is for the gate of log-in."""

from __future__ import annotations

# SECOND is what second factors of our own are noted as too, see web/login/second_factor.py.
FIRST, SECOND = "openid", "mfa"
