"""Agreements out of a text as people speak and type it: what is said is found, what is not said is not made up."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkwaarde.kernel.plans.reading import SpokenLine, spoken_lines

TODAY = date(2026, 11, 22)  # a Sunday
NAMES = ["Amina", "Bram", "Chantal de Wit", "Opa", "Zus Selma"]


def read(text, *, me="", names=NAMES):
    return spoken_lines(text, names={name: name for name in names} | ({"ik": me} if me else {}), today=TODAY)


def one(text, **told):
    (line,) = read(text, **told)
    return line.what, line.who, line.before


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Opa maakt de kamer af voor 12 december", ("Maakt de kamer af", "Opa", date(2026, 12, 12))),
        ("opa maakt de kamer af, vóór 12 december.", ("Maakt de kamer af", "Opa", date(2026, 12, 12))),
        ("Opa maakt voor 12 december de kamer af", ("Maakt de kamer af", "Opa", date(2026, 12, 12))),
        ("Chantal belt de huisarts vóór vrijdag", ("Belt de huisarts", "Chantal de Wit", date(2026, 11, 27))),
        ("Chantal de Wit belt de huisarts", ("Belt de huisarts", "Chantal de Wit", None)),
        ("Zus Selma leest voor", ("Leest voor", "Zus Selma", None)),
        ("Bram: fietswerkplaats regelen voor 1-2-2027", ("Fietswerkplaats regelen", "Bram", date(2027, 2, 1))),
        ("Bram regelt een fiets voor 3/12", ("Regelt een fiets", "Bram", date(2026, 12, 3))),
        ("Amina stuurt de brief uiterlijk op 1 december", ("Stuurt de brief", "Amina", date(2026, 12, 2))),
        ("Bram komt langs voor de 3e december", ("Komt langs voor de 3e december", "Bram", None)),
        ("Bram komt langs voor 3e december", ("Komt langs", "Bram", date(2026, 12, 3))),
        ("Bram belt voor morgen", ("Belt", "Bram", date(2026, 11, 23))),
        ("Bram belt voor zondag", ("Belt", "Bram", date(2026, 11, 29))),
        ("Bram belt voor woensdag 2 december", ("Belt", "Bram", date(2026, 12, 2))),
        ("Bram belt voor 5 januari", ("Belt", "Bram", date(2027, 1, 5))),
    ],
)
def test_what_is_said_is_found(text, line):
    assert one(text) == line


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Koken voor 12 mensen", "Koken voor 12 mensen"),
        ("Iets leuks voor de kinderen bedenken", "Iets leuks voor de kinderen bedenken"),
        ("Een cadeau voor Bram", "Een cadeau voor Bram"),
        ("Operatie regelen", "Operatie regelen"),
        ("Opaatje bellen", "Opaatje bellen"),
        ("De school belt Amina", "De school belt Amina"),
        ("Iemand zoekt een fiets", "Iemand zoekt een fiets"),
        ("Bellen voor 31 februari", "Bellen voor 31 februari"),
        ("Bellen voor 10 november", "Bellen voor 10 november"),
        ("Bellen voor 0-0", "Bellen voor 0-0"),
        ("Hij kan voor maart niet", "Hij kan voor maart niet"),
        ("Melden aan de balie voor 12 dec", "Melden aan de balie voor 12 dec"),
        ("Ik bel zelf de huisarts", "Ik bel zelf de huisarts"),
        ("Let op: dat kan niet", "Let op: dat kan niet"),
        ("Buurman Ton: de heg knippen", "Buurman Ton: de heg knippen"),
    ],
)
def test_what_is_not_said_is_not_made_up(text, what):
    assert one(text) == (what, "", None)


def test_i_is_who_writes_where_that_is_known():
    assert one("Ik bel zelf de huisarts", me="Ikzelf") == ("Bel zelf de huisarts", "Ikzelf", None)
    assert one("Ikea bellen", me="Ikzelf") == ("Ikea bellen", "", None)


def test_a_first_name_that_two_people_have_names_nobody():
    assert one("Bram belt", names=["Bram Bos", "Bram Vis"]) == ("Bram belt", "", None)
    assert one("Bram Vis belt", names=["Bram Bos", "Bram Vis"]) == ("Belt", "Bram Vis", None)


def test_a_day_that_was_is_kept_where_its_year_was_said():
    assert one("Bellen voor 12 december 2020") == ("Bellen", "", date(2020, 12, 12))


def test_every_line_is_an_agreement_and_marks_before_it_are_none():
    text = "1. Opa maakt de kamer af\n\n- Bram belt school\n• Samen eten  \n 10) Post openen"
    assert [line.what for line in read(text)] == ["Maakt de kamer af", "Belt school", "Samen eten", "Post openen"]


def test_a_line_that_was_spoken_is_a_line():
    found = read("Opa maakt de kamer af nieuwe regel Bram belt school. Nieuwe regel. Samen eten")
    assert [(line.who, line.what) for line in found] == [
        ("Opa", "Maakt de kamer af"),
        ("Bram", "Belt school"),
        ("", "Samen eten"),
    ]


def test_a_name_alone_stays_as_it_was_typed():
    assert read("Opa") == [SpokenLine("Opa")]
    assert read(" \n \n") == []


def test_names_in_other_scripts_and_with_signs_are_found():
    assert one("أمينة ستتصل بالطبيب", names=["أمينة"]) == ("ستتصل بالطبيب", "أمينة", None)
    assert one("Fatma O'Brien kookt", names=["Fatma O'Brien"]) == ("Kookt", "Fatma O'Brien", None)


@given(st.text(max_size=80))
def test_any_text_is_read_and_no_line_is_empty(text):
    assert all(line.what for line in read(text, me="Ikzelf"))
