"""The page of faults about money names tests that there are, and each fault of the issue stands in it."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "reference" / "faults.md"
ROW = re.compile(r"^\| (?P<fault>[^|]+) \| [^|]+ \| `(?P<path>[\w/.]+)::(?P<name>\w+)` \|$", re.MULTILINE)
# What has to be in it, whatever else is.
NEEDED = (
    *(
        "last euro",
        "same delivery file twice",
        "half a file",
        "another year's prices",
        "closed period",
        "reversal of a reversal",
    ),
    *("amount of 0", "below 0", "three decimals", "millions", "corrected later", "leaves in the middle of the year"),
    *("four-week periods", "correction of a closed month", "moved in June", "only a year total", "vacancy all autumn"),
    *("unsigned party", "killed"),
)


def rows():
    return list(ROW.finditer(PAGE.read_text(encoding="utf-8")))


def test_every_test_that_the_page_names_is_there():
    gone = [
        f"{row['path']}::{row['name']}"
        for row in rows()
        if not re.search(rf"^def {row['name']}\(", (ROOT / row["path"]).read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert gone == []


def test_every_fault_of_the_issue_has_a_row_and_every_row_can_be_read():
    faults = [row["fault"] for row in rows()]
    assert [one for one in NEEDED if not any(one in fault for fault in faults)] == []
    assert PAGE.read_text(encoding="utf-8").count("\n| ") == len(faults) + 1
