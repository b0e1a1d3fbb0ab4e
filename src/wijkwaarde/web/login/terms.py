"""Limits and times of logging in, read by forms, settings and mails; no Django."""

from __future__ import annotations

LONGEST_PASSWORD = 256
LONGEST_CODE = 40
CODE_DIGITS = 8  # the screens say it in words
CODE_MINUTES = 15
CODE_TRIES = 5
# A code of an app changes every so many seconds; the one before and the one after are right too, for clocks that differ.
CODE_SECONDS = 30
CODE_STEPS = 1
EMERGENCY_CODES = 10
LONGEST_KEY_NAME = 40
# Per address of the network (ip), and per e-mail address (key). A neighbourhood centre shares one network address.
LIMITS = {
    "login": "60/m/ip",
    "login_failed": "30/m/ip,5/300s/key",
    "request_login_code": "30/m/ip,3/m/key,10/900s/key",
    "reset_password": "30/m/ip,3/m/key,10/900s/key",
    "reset_password_from_key": "30/m/ip",
    "reauthenticate": "10/m/user",
}
