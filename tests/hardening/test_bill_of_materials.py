"""The bill of materials names every package of the lock once, with its version, its files and mostly its licence."""

import re
from pathlib import Path

from gates.sbom import KEEPS, LOCK, bill
from wijkwaarde import __version__

ROOT = Path(__file__).resolve().parents[2]
ONE = 'a-b[c]==1.2.3 ; sys_platform == "win32" \\\n    --hash=sha256:' + "0" * 64 + "\n    # via d\nd==4\n"


def test_the_bill_names_every_package_of_the_lock():
    lock = (ROOT / LOCK).read_text()
    told = bill(lock)
    named = {f"{one['name']}=={one['version']}" for one in told["components"]}
    locked = {line.split(" ")[0] for line in lock.splitlines() if line[:1].isalnum()}
    assert {re.sub(r"\[.*\]", "", one) for one in locked} == named
    assert len(named) == len(told["components"])
    assert all(one["properties"] for one in told["components"])
    assert told["metadata"]["component"]["version"] == __version__
    known = [one for one in told["components"] if "licenses" in one]
    assert len(known) > len(named) * 0.8


def test_a_package_is_read_with_its_files_and_the_same_lock_gives_the_same_bill():
    told = bill(ONE)
    assert [(one["name"], one["version"]) for one in told["components"]] == [("a-b", "1.2.3"), ("d", "4")]
    assert told["components"][0]["properties"] == [{"name": KEEPS, "value": "0" * 64}]
    assert told["dependencies"][0]["dependsOn"] == ["pkg:pypi/a-b@1.2.3", "pkg:pypi/d@4"]
    assert bill(ONE) == told
