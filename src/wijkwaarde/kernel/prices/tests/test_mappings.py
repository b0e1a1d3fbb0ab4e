"""A mapping that is wrong is refused with its line and the word that was probably meant."""

import pytest

from wijkwaarde.kernel.errors import Problem
from wijkwaarde.kernel.prices.mapping import load_mapping, shipped_mappings
from wijkwaarde.kernel.prices.queries import find_mapping
from wijkwaarde.kernel.prices.reading import read_prices

GOOD = """\
[edition]
currency = "EUR"

[columns]
name = "naam"
value = "bedrag"

[[unit]]
column = "eenheid"

[unit.words]
"per uur" = "hour"
"""


def refusal(tmp_path, text):
    path = tmp_path / "mijn.toml"
    path.write_text(text)
    with pytest.raises(Problem) as refused:
        load_mapping(path)
    return str(refused.value)


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("[columns]", "[colums]", 4, "Misschien bedoel je 'columns'"),
        ("value = ", "valeu = ", 6, "Misschien bedoel je 'value'"),
        ("currency", "curency", 2, "Misschien bedoel je 'currency'"),
        ('= "hour"', '= "houer"', 12, "Misschien bedoel je 'hour'"),
        ('= "hour"', "= 1", 12, "aanhalingstekens"),
        ('name = "naam"', 'name = "naam', 5, "geen TOML"),
        ('name = "naam"', "name = []", 5, "ten minste één kolom"),
        ('name = "naam"', "name = 3", 5, '["een", "twee"]'),
        ('column = "eenheid"', 'colum = "eenheid"', 9, "Misschien bedoel je 'column'"),
        ('value = "bedrag"\n', "", 4, "'value' ontbreekt"),
        ("[[unit]]\n", "[unit]\n", 8, "dubbele haken"),
        ('[edition]\ncurrency = "EUR"', 'makes = "serie"', 1, "Misschien bedoel je 'series'"),
        ('[edition]\ncurrency = "EUR"', 'choose = "2023"', 1, "label"),
        ("[edition]\n", "[table]\nheader_rows = -1\n[edition]\n", 2, "geheel getal vanaf 0"),
        ("[edition]\n", '[table]\ndecimal = ";"\n[edition]\n', 2, "een van"),
        ('value = "bedrag"', 'value = "bedrag"\nunit = "eenheid"', 7, "alleen onder [[unit]]"),
        ('currency = "EUR"', "published = 2024", 2, "datum"),
        ('currency = "EUR"', 'example = "ja"', 2, "zoiets als false"),
    ],
)
def test_a_mistake_in_a_mapping_names_its_line(tmp_path, old, new, line, said):
    assert old in GOOD
    text = refusal(tmp_path, GOOD.replace(old, new))
    assert text.startswith(f"mijn.toml, regel {line}:")
    assert said in text


def test_a_mapping_in_another_encoding_names_its_line(tmp_path):
    path = tmp_path / "mijn.toml"
    path.write_bytes('[edition]\nname = "één"\n'.encode("cp1252"))
    with pytest.raises(Problem, match="geen UTF-8") as refused:
        load_mapping(path)
    assert refused.value.place.line == 2


def test_a_name_that_no_mapping_has_gets_a_guess():
    with pytest.raises(Problem) as refused:
        find_mapping("unit-cost-nl")
    assert "'unit-costs-nl'" in refused.value.remedy


def test_a_label_that_no_price_of_a_row_has_gets_a_guess():
    with pytest.raises(Problem) as refused:
        find_mapping("gmca").choosing("fiscl")
    assert "'fiscal'" in refused.value.remedy


@pytest.mark.parametrize("name", sorted(shipped_mappings()))
def test_every_mapping_that_ships_can_be_read_and_says_what_it_is_for(name):
    assert load_mapping(shipped_mappings()[name]).name == name
    assert shipped_mappings()[name].read_text().lstrip("#").strip()


def test_the_mapping_to_copy_reads_the_table_that_it_describes(desk):
    path = desk.text(
        "Tarieven 2024;;;;;;\n"
        "product;code;tarief;per;jaar;wie betaalt;waar gevonden\n"
        "Begeleiding;B1;€ 1.055,80;per uur;2024;gemeente (Wmo);raadsbesluit\n"
        "Totaal;;99,00;;;;\n"
        "Vervoer;V1;14,79;enkele reis;2024;gemeente en zorgverzekeraar;raadsbesluit\n"
        "Advies;A1;50,00;onbekend;2024;gemeente (Wmo);raadsbesluit\n"
    )
    read = read_prices(path, mapping=find_mapping("example"))
    assert [(item.key, item.value, item.unit, item.bearer) for item in read.items] == [
        ("B1", 1055.8, "hour", "municipality-wmo"),
        ("V1", 14.79, "trip", "mixed"),
    ]
    assert read.skipped == 1
    assert [aside.reason for aside in read.asides] == ["unit-missing"]
