"""Every gate fails on a planted violation, names it, and says why the rule is there and what to do."""

import pytest

from gates.__main__ import SLOWEST_FIRST
from tests.gates.planted_house import KEPT, OF_THE_HOUSE

GATES = {gate.name: gate for gate in SLOWEST_FIRST}
HOST = "https://files.pythonhosted" + ".org/packages/x.whl"
HERE = "/" + "work/main"
BESIDE = '"../' + 'shared/data"'
LICENCE = "# SPDX-License" + "-Identifier: Beerware\n"
FENCE = "```"
DOC = '"""A planted module."""\n\n'
STATEMENT = "    number = 0\n"
LONG_FUNCTION = DOC + "def long() -> None:\n" + '    """Do much."""\n' + STATEMENT * 41
NOUN = "src/wijkwaarde/instruments/planted"

PLANTED = OF_THE_HOUSE | {
    "a file too long": ("sizes", "waarde/src/waarde/planted.py", "\n" * 401, "has 401 lines"),
    "a function too long": ("sizes", "src/wijkwaarde/planted.py", LONG_FUNCTION, "long has 42 lines"),
    "a drawer": ("sizes", "src/wijkwaarde/utils.py", DOC, "says nothing"),
    "a download address": ("addresses", "docs/planted.md", HOST, "download address"),
    "a path of this machine": ("addresses", "Planted", f"cd {HERE}", "a place on one machine"),
    "a call that is not safe": (
        "bandit",
        "src/wijkwaarde/planted.py",
        DOC + "import pickle\n\npickle.loads(b'')\n",
        "B301",
    ),
    "a private key": ("secrets", "docs/planted.md", "-----BEGIN " + "PRIVATE KEY-----", "a key or a token"),
    "an address with a password": (
        "secrets",
        "docs/planted.md",
        "https://me:" + "hunter2@wijkwaarde.example",
        "password",
    ),
    "a look beside the project": ("addresses", "src/wijkwaarde/planted.py", BESIDE, "beside the project"),
    "python that fails": ("documents", "docs/planted.md", f"{FENCE}python\n1 / 0\n{FENCE}\n", "ZeroDivisionError"),
    "a doctest that lies": ("documents", "docs/planted.md", f"{FENCE}python\n>>> 1 + 1\n3\n{FENCE}\n", "block"),
    "a command that fails": ("documents", "docs/planted.md", f"{FENCE}bash\nfalse\n{FENCE}\n", "ended with 1"),
    "a target that is none": (
        "documents",
        "docs/planted.md",
        f"{FENCE}bash\nmake something\n{FENCE}\n",
        "no such target",
    ),
    "toml that is none": ("documents", "docs/planted.md", f"{FENCE}toml\na = \n{FENCE}\n", "toml block"),
    "an excuse without reason": (
        "documents",
        "docs/planted.md",
        f"<!-- not run: -->\n{FENCE}bash\nfalse\n{FENCE}\n",
        "no reason",
    ),
    "a block without language": ("documents", "docs/planted.md", f"{FENCE}\nfalse\n{FENCE}\n", "no language"),
    "a link to nothing": ("documents", "docs/planted.md", "[x](nowhere.md)", "leads nowhere"),
    "a link to no heading": ("documents", "docs/planted.md", "# Here\n[x](#there)", "names no heading"),
    "a calculation without docstring": (
        "docstrings",
        f"{NOUN}/calculation.py",
        DOC + "def count() -> int:\n    return 1\n",
        "count has no docstring",
    ),
    "a calculation without example": (
        "docstrings",
        f"{NOUN}/calculation.py",
        DOC + 'def count() -> int:\n    """Count."""\n    return 1\n',
        "count has no example",
    ),
    "an enum in no list": (
        "glossary",
        "src/wijkwaarde/planted.py",
        DOC + "from enum import StrEnum\n\n\nclass Plantedness(StrEnum):\n    HIGH = 'high'\n",
        "'Plantedness' has no row",
    ),
    "an instrument in no list": ("glossary", f"{NOUN}_oddly/__init__.py", DOC, "'planted_oddly' has no row"),
    "a text without English": (
        "catalogue",
        "src/wijkwaarde/planted.py",
        DOC + "text = gettext('Een heel nieuwe zin.')\n",
        "no English for 'Een heel nieuwe zin.'",
    ),
    "a template's text without English": (
        "catalogue",
        "src/wijkwaarde/web/templates/planted.html",
        "{% load i18n %}{% translate 'Een heel nieuwe kop' %}",
        "no English for 'Een heel nieuwe kop'",
    ),
    "a resident's text without Turkish": (
        "residents",
        "src/wijkwaarde/web/templates/planted.html",
        "{% load i18n %}{% translate 'Een heel nieuwe kop' %}",
        "no Turkish for 'Een heel nieuwe kop'",
    ),
    "a resident's text that only knows je": (
        "residents",
        "src/wijkwaarde/planted.py",
        DOC + "text = gettext('Dat is voor jou.')\n",
        "no text with `u` for 'Dat is voor jou.'",
    ),
    "a clock asked in secret": (
        "ruff",
        f"{NOUN}/rules.py",
        DOC + "from datetime import date\n\ntoday = date.today()\n",
        "No function asks the clock",
    ),
    "a signal": (
        "ruff",
        f"{NOUN}/actions.py",
        DOC + "from django.dispatch import Signal\n\nchanged = Signal()\n",
        "No signals",
    ),
    "a form of one's own": ("format", "src/wijkwaarde/planted.py", DOC + "number   =  (1)\n", "would be reformatted"),
    "a template of another form": (
        "templates",
        "src/wijkwaarde/web/templates/planted.html",
        "{%load i18n%}\n{{a|upper }}\n",
        "templates: 1 to mend",
    ),
    "a type that is not said": (
        "types",
        "waarde/src/waarde/planted.py",
        DOC + "def double(amount):\n    return 2 * amount\n",
        "missing a type annotation",
    ),
    "waarde that knows Django": (
        "imports",
        "waarde/src/waarde/planted.py",
        DOC + "import django\n",
        "waarde counts and knows no web site",
    ),
    "a licence nobody has": ("licences", "src/wijkwaarde/planted.py", LICENCE + DOC, "Beerware"),
}


@pytest.mark.parametrize(("gate", "path", "text", "named"), PLANTED.values(), ids=PLANTED.keys())
def test_a_planted_violation_is_found_named_and_explained(house, gate, path, text, named):
    house.plant(path, text)
    if path.startswith(f"{NOUN}/"):
        house.plant(f"{NOUN}/__init__.py", DOC)
    said = house.check(gate)
    assert said.code == 1
    assert named in said.words
    assert GATES[gate].why in said.words
    assert GATES[gate].remedy in said.words


@pytest.mark.parametrize("gate", KEPT)
def test_what_only_looks_like_a_violation_is_let_pass(house, gate):
    path, text = KEPT[gate]
    house.plant(path, text)
    assert path not in house.check(gate).words


def test_a_document_plays_from_top_to_bottom_in_a_copy(house):
    house.plant(
        "docs/planted.md",
        f"{FENCE}toml case.toml\na = 1\n{FENCE}\n\n"
        f"{FENCE}bash\nmake demo\ngrep -q 'a = 1' case.toml\n.venv/bin/python -c 'import waarde'\n{FENCE}\n\n"
        f"{FENCE}python\nnumber = 1\n{FENCE}\n\n{FENCE}python\nassert number == 1\n{FENCE}\n\n"
        f"<!-- not run: it would never end -->\n{FENCE}bash\nfalse\n{FENCE}\n",
    )
    assert "docs/planted.md" not in house.check("documents").words
    assert not (house.place / "case.toml").exists()


def test_an_example_that_does_not_come_true_is_found(house):
    house.plant(f"{NOUN}/__init__.py", DOC)
    house.plant(
        f"{NOUN}/calculation.py", DOC + 'def one() -> int:\n    """\n    >>> one()\n    2\n    """\n    return 1\n'
    )
    said = house.check("docstrings")
    assert said.code == 1
    assert "examples do not come true" in said.words
    assert "Expected: 2 Got: 1" in said.words


def test_a_public_function_of_waarde_without_example_is_found(house):
    front = house.place / "waarde/src/waarde/__init__.py"
    front.write_text(front.read_text() + "\nfrom waarde.planted import planted\n")
    house.plant("waarde/src/waarde/planted.py", DOC + 'def planted() -> int:\n    """Give one."""\n    return 1\n')
    said = house.check("docstrings")
    assert said.code == 1
    assert "planted has no example" in said.words


@pytest.mark.parametrize(
    ("code", "english"),
    [
        (
            "gettext('Er zijn %(count)d zinnen.')",
            '#, python-format\nmsgid "Er zijn %(count)d zinnen."\nmsgstr "There are %(number)d sentences."\n',
        ),
        (
            "gettext('Er zijn {count} zinnen.')",
            'msgid "Er zijn {count} zinnen."\nmsgstr "There are {number} sentences."\n',
        ),
        (
            "ngettext('{count} zin', '{count} zinnen', 2)",
            (
                'msgid "{count} zin"\nmsgid_plural "{count} zinnen"\n'
                'msgstr[0] "{count} sentence"\nmsgstr[1] "many sentences"\n'
            ),
        ),
    ],
    ids=["percent", "braces", "a plural"],
)
def test_an_english_text_that_lost_its_placeholder_is_found(house, code, english):
    house.plant("src/wijkwaarde/planted.py", DOC + f"text = {code}\n")
    known = house.place / "src/wijkwaarde/web/locale/en/LC_MESSAGES/django.po"
    house.plant(
        "src/wijkwaarde/web/locale/en/LC_MESSAGES/django.po",
        (known.read_text() if known.exists() else "") + "\n" + english,
    )
    said = house.check("catalogue")
    assert said.code == 1
    assert "does not fit" in said.words


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("developmentStatus: development", "developmentStatus: nearly", "developmentStatus is none of"),
        ("  license: EUPL-1.2", "  license: MIT", "legal.license is not the one"),
        ("softwareVersion: ", "softwareVersion: 9.", "softwareVersion is not the"),
        ("platforms:", "inputTypes:", "platforms is missing"),
    ],
)
def test_a_wrong_field_of_publiccode_is_found(house, old, new, named):
    house.change("publiccode.yml", old, new)
    said = house.check("publiccode")
    assert said.code == 1
    assert named in said.words
    assert GATES["publiccode"].why in said.words


def test_a_file_that_is_no_python_is_a_finding_and_no_crash(house):
    house.plant("src/wijkwaarde/planted.py", "def (:\n")
    for gate in ("sizes", "glossary"):
        said = house.check(gate)
        assert said.code == 1
        assert "src/wijkwaarde/planted.py:1: cannot be read as Python" in said.words


def test_every_gate_has_a_planted_violation():
    planted = {gate for gate, *_ in PLANTED.values()} | {"publiccode"}
    assert planted == GATES.keys()


def test_a_name_that_is_no_gate_is_refused_with_the_names_there_are(house):
    said = house.check("sises")
    assert said.code == 1
    assert "No gate is called sises" in said.words
    assert "sizes" in said.words
