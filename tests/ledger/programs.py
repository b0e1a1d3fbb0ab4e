"""The programs of others that hold our journals to account: whether they accept one, and what they find on each account."""

import json
import os
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

BEAN_CHECK = Path(sys.executable).with_name("bean-check")
NO_HLEDGER = "NOT HELD TO HLEDGER: it is not here; make test installs it where that is allowed"
# Beancount is asked in a process of its own, by its own words: nothing of ours between it and the sums.
BEANCOUNT_SUMS = """
import collections, decimal, json, sys
from beancount import loader
sums = collections.Counter()
for one in loader.load_file(sys.argv[1])[0]:
    for entry in getattr(one, "postings", ()):
        sums[entry.account, entry.units.currency] += entry.units.number
print(json.dumps([[*key, str(amount)] for key, amount in sums.items()]))
"""


def said(*command):
    quiet = {**os.environ, "LANG": "C.UTF-8", "BEANCOUNT_DISABLE_LOAD_CACHE": "1"}
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, env=quiet, check=False)
    return done.returncode, done.stdout + done.stderr


def hledger():
    found = shutil.which("hledger")
    if found is None and os.environ.get("CI") == "true":
        pytest.fail(NO_HLEDGER)
    if found is None:
        pytest.skip(NO_HLEDGER)
    return found


def beancount_checks(path):
    return said(BEAN_CHECK, path)


def hledger_checks(path):
    return said(hledger(), "-f", f"journal:{path}", "check", "--strict", "ordereddates")


def beancount_balances(path):
    code, text = said(sys.executable, "-c", BEANCOUNT_SUMS, path)
    assert code == 0, text
    return {(account, commodity): Decimal(amount) for account, commodity, amount in json.loads(text)}


def hledger_balances(path):
    code, text = said(hledger(), "-f", f"journal:{path}", "balance", "--flat", "--empty", "-O", "json")
    assert code == 0, text
    rows, _total = json.loads(text)
    return {
        (account, one["acommodity"]): exact(one["aquantity"])
        for account, _shown, _depth, amounts in rows
        for one in amounts
    }


def exact(quantity):
    return Decimal(quantity["decimalMantissa"]).scaleb(-quantity["decimalPlaces"])


CHECKS = {"beancount": beancount_checks, "hledger": hledger_checks}
BALANCES = {"beancount": beancount_balances, "hledger": hledger_balances}
