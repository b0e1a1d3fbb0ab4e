"""An edition file: written and read back it is the same, and a mistake in it is told with its line."""

import string
import tomllib

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from waarde import FIRST_PRICE_YEAR, LAST_PRICE_YEAR, Edition, Indexing, PriceItem, Setting, Source, Unit
from wijkwaarde.kernel.errors import Place, Problem
from wijkwaarde.kernel.prices.bearers import REFERENCE, bearers
from wijkwaarde.kernel.prices.edition_file import Imported, edition_text
from wijkwaarde.kernel.prices.queries import NotFound, editions_in, find_edition, find_item, load_edition, search
from wijkwaarde.kernel.prices.terms import Grade

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
amounts = st.floats(min_value=0, max_value=1e9, allow_nan=False)
keys = st.text(string.ascii_letters + string.digits, min_size=1, max_size=12)
years = st.integers(FIRST_PRICE_YEAR, LAST_PRICE_YEAR).map(str)


@st.composite
def items(draw):
    low, value, high = sorted(draw(st.tuples(amounts, amounts, amounts)))
    has_range = draw(st.booleans())
    return PriceItem(
        key=draw(keys),
        name=draw(texts),
        value=value,
        unit=draw(st.sampled_from(Unit)),
        bearer=draw(st.sampled_from(sorted(bearers()))),
        source=Source(draw(texts), draw(texts), draw(texts)),
        price_year=draw(years | st.just("2015/16")),
        currency="GBP",
        low=low if has_range else None,
        high=high if has_range else None,
        grade=draw(st.sampled_from(["", *Grade])),
        setting=draw(st.sampled_from(Setting)),
        indexing=draw(st.none() | st.builds(Indexing, texts, texts, years, years, amounts, amounts)),
    )


editions = st.builds(
    Edition,
    name=texts,
    edition=texts,
    items=st.lists(items(), min_size=1, max_size=5, unique_by=lambda item: item.key).map(tuple),
    example=st.booleans(),
    published=st.none() | st.dates(),
    source=texts,
    price_year=st.none() | years,
)


@given(editions)
def test_an_edition_that_is_written_and_read_back_is_the_same(tmp_path_factory, edition):
    path = tmp_path_factory.mktemp("edition") / "e.toml"
    imported = Imported("lijst.csv", "0" * 64, "proef", "1" * 64, 3, 1)
    text = "".join(edition_text(edition, imported=imported))
    path.write_bytes(text.encode())
    assert load_edition(path) == edition
    assert "".join(edition_text(load_edition(path), imported=imported)) == text


ITEM = {
    "key": "HH",
    "name": "Hulp in huis",
    "value": 32.4,
    "unit": "hour",
    "price_year": "2023",
    "bearer": "municipality-wmo",
    "source_title": "tarieven 2023",
}
TOP = {"format": "wijkwaarde-prices-1", "name": "Proeflijst", "edition": "1", "currency": "EUR"}


def written(folder, *changed, top=None):
    path = folder / "proef.toml"
    tables = [{key: value for key, value in (ITEM | change).items() if value is not None} for change in changed]
    path.write_text(tomli_w.dumps(TOP | (top or {})) + "".join("\n[[item]]\n" + tomli_w.dumps(one) for one in tables))
    return path


def refusal(path):
    with pytest.raises(Problem) as refused:
        load_edition(path)
    return str(refused.value)


@pytest.mark.parametrize(
    ("change", "line", "said"),
    [
        ({"unit": "hours"}, 19, "Misschien bedoel je 'hour'"),
        ({"bearer": "municipality-wmoo"}, 21, "Misschien bedoel je 'municipality-wmo'"),
        ({"setting": "hom"}, 23, "Misschien bedoel je 'home'"),
        ({"grade": "god"}, 23, "Misschien bedoel je 'good'"),
        ({"unti": "hour"}, 23, "Misschien bedoel je 'unit'"),
        ({"value": "32,40"}, 18, "een getal met een punt"),
        ({"value": -1.0}, 18, "0 of meer"),
        ({"low": 40.0, "high": 50.0}, 18, "low, value, high"),
        ({"price_year": "23"}, 20, "vier cijfers"),
        ({"price_year": 2023}, 20, 'price_year = "2023"'),
        ({"price_year": None}, 15, "'price_year' ontbreekt"),
        ({"source_title": None}, 15, "'source_title' ontbreekt"),
        ({"key": "HH"}, 16, "ook op regel 7"),
    ],
)
def test_a_mistake_in_an_edition_names_its_line(tmp_path, change, line, said):
    text = refusal(written(tmp_path, {}, {"key": "BI"} | change))
    assert text.startswith(f"proef.toml, regel {line}:")
    assert said in text


def test_a_mistake_above_the_prices_names_its_line_too(tmp_path):
    assert "Misschien bedoel je 'example'" in refusal(written(tmp_path, {}, top={"exemple": True}))
    assert "zoiets als false" in refusal(written(tmp_path, {}, top={"example": "ja"}))
    assert "prices import" in refusal(written(tmp_path, {}, top={"format": "iets anders"}))


def test_lines_are_counted_through_long_texts_and_comments(tmp_path):
    path = tmp_path / "proef.toml"
    top = tomli_w.dumps(TOP) + '\n# [[item]]\nsource = """\n[[item]]\nunit = 1\n"""\n'
    path.write_text(top + "[[item]]\n" + tomli_w.dumps(ITEM | {"unit": "hours"}))
    line = path.read_text().splitlines().index('unit = "hours"') + 1
    assert f"regel {line}:" in refusal(path)


def edition_of(*pairs):
    made = [PriceItem(key, name, 1.0, Unit.HOUR, "police", Source("x"), price_year="2023") for key, name in pairs]
    return Edition("Proeflijst", "1", tuple(made))


def test_a_price_is_found_by_its_key_and_by_its_whole_name():
    edition = edition_of(("HH", "Hulp in huis"), ("BI", "Begeleiding"))
    assert find_item(edition, "HH").key == "HH"
    assert find_item(edition, "hulp  in huis").key == "HH"


def test_a_price_that_is_not_there_gets_a_guess_at_the_place_that_asked():
    with pytest.raises(NotFound) as refused:
        find_item(edition_of(("HH", "Hulp in huis")), "Hulp in hui", place=Place("casus.toml", line=7))
    assert str(refused.value).startswith("casus.toml, regel 7:")
    assert "'Hulp in huis'" in refused.value.remedy


def test_a_name_that_two_prices_have_asks_for_the_key():
    with pytest.raises(NotFound) as refused:
        find_item(edition_of(("a", "Beschermd wonen"), ("b", "Beschermd wonen")), "Beschermd wonen")
    assert "a, b" in refused.value.expected


def test_a_search_finds_the_prices_that_hold_every_word():
    edition = edition_of(("HH", "Hulp in huis"), ("BI", "Hulp bij geld"))
    assert [item.key for item in search(edition, "hulp HUIS")] == ["HH"]
    assert len(search(edition, "")) == 2


def test_an_edition_is_found_by_name_in_the_first_folder_that_has_it(tmp_path):
    for folder in ("eigen", "mee"):
        (tmp_path / folder).mkdir()
        written(tmp_path / folder, {})
    (tmp_path / "eigen" / "mapping.toml").write_text("[columns]\n")
    folders = [tmp_path / "eigen", tmp_path / "mee"]
    assert editions_in(folders) == {"proef": tmp_path / "eigen" / "proef.toml"}
    assert find_edition("proef", folders=folders) == tmp_path / "eigen" / "proef.toml"
    with pytest.raises(NotFound, match="proof") as refused:
        find_edition("proof", folders=folders)
    assert "'proef'" in refused.value.remedy


def test_every_bearer_has_both_names_and_a_first_day():
    raw = tomllib.loads(REFERENCE.read_text())["bearer"]
    assert len(bearers()) == len(raw)
    for bearer in bearers().values():
        assert bearer.name("nl")
        assert bearer.name("en")
        assert bearer.name("nl-nl") == bearer.nl
