"""A price list in the database is the one that was handed in: whole, for its own partnership, and it never changes."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, ProgrammingError, connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from waarde import Edition, Indexing, IndexPoint, IndexSeries, PriceItem, SeriesKind, Setting, Source, Unit
from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.isolation import in_partnership
from wijkwaarde.kernel.parties.actions import add_organisation, create_partnership
from wijkwaarde.kernel.prices.actions import EditionExists, put_behind, store_edition, store_series
from wijkwaarde.kernel.prices.bearers import bearers
from wijkwaarde.kernel.prices.models import StoredEdition, StoredPrice
from wijkwaarde.kernel.prices.queries import (
    edition_of,
    organisations_behind,
    series_of,
    stored_edition,
    stored_editions,
)
from wijkwaarde.kernel.prices.rules import Unstorable

TODAY = date(2026, 11, 22)
TAXI = PriceItem("taxi", "'s ochtends de taxi", 12.5, Unit.TRIP, "municipality-school-transport", Source("example"))
LIST = Edition("Prijzen van Rozenwijk", "1", (TAXI, replace(TAXI, key="taxi-2", name="سيارة أجرة")), price_year="2023")

words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20) | st.sampled_from(
    ["'s Heerenberg", "سعر المساعدة", "🚲", "a\nb", "%s", "NULL", "\\"]
)
years = st.none() | st.integers(1900, 2100).map(str) | st.just("2015/16")
amounts = st.floats(0, 1e12, allow_nan=False) | st.integers(0, 10**9)
numbers = st.floats(allow_nan=False, allow_infinity=False)


@st.composite
def items(draw):
    low, value, high = sorted(draw(st.tuples(amounts, amounts, amounts)))
    return PriceItem(
        key=draw(words),
        name=draw(words),
        value=value,
        unit=draw(st.sampled_from(Unit)),
        bearer=draw(st.sampled_from(sorted(bearers()))),
        source=draw(st.builds(Source, words, words, words)),
        price_year=draw(years),
        currency=draw(st.sampled_from(["EUR", "GBP"])),
        low=draw(st.none() | st.just(low)),
        high=draw(st.none() | st.just(high)),
        grade=draw(st.sampled_from(["", "good", "assumption"])),
        setting=draw(st.sampled_from(Setting)),
        indexing=draw(st.none() | st.builds(Indexing, words, words, words, words, numbers, numbers)),
        own=draw(st.booleans()),
    )


editions = st.builds(
    Edition,
    name=words,
    edition=words,
    items=st.lists(items(), max_size=5, unique_by=lambda item: item.key).map(tuple),
    example=st.booleans(),
    published=st.none() | st.dates(),
    source=words,
    price_year=years,
)
series_of_any_kind = st.builds(
    IndexSeries,
    name=words,
    kind=st.sampled_from(SeriesKind),
    points=st.lists(st.builds(IndexPoint, words, st.floats(0.001, 1e9), words, words), max_size=5).map(tuple),
    vintage=words,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edition=editions)
def test_an_edition_comes_back_exactly_as_it_was_handed_in(keeper, edition):
    with transaction.atomic():
        stored = store_edition(edition, by=keeper, today=TODAY)
        assert edition_of(StoredEdition.objects.get(pk=stored.pk)) == edition
        with connections["default"].cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        transaction.set_rollback(True)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(series=series_of_any_kind)
def test_an_index_series_comes_back_exactly_as_it_was_handed_in(keeper, series):
    with transaction.atomic():
        assert series_of(store_series(series, by=keeper, today=TODAY)) == series
        assert series_of(store_series(series, by=keeper, today=TODAY)) == series
        transaction.set_rollback(True)


def test_the_same_list_again_does_nothing(keeper, django_assert_num_queries):
    first = store_edition(LIST, by=keeper, today=TODAY)
    with django_assert_num_queries(4):  # the edition, its prices, and a savepoint around them
        assert store_edition(LIST, by=keeper, today=date(2027, 1, 1)) == first
    assert [(line.kind, line.subjects) for line in keeper.seen] == [("edition", ())]
    assert first.stored_on == TODAY
    assert stored_editions(by=keeper).get() == first


def test_another_list_of_the_same_name_and_edition_is_refused_and_told_what_to_do(keeper):
    store_edition(LIST, by=keeper, today=TODAY)
    other = replace(LIST, items=(replace(TAXI, value=13.0), *LIST.items[1:]))
    with pytest.raises(EditionExists, match="een verbetering is een nieuwe editie"):
        store_edition(other, by=keeper, today=TODAY)
    store_edition(replace(other, edition="2"), by=keeper, today=TODAY)
    assert edition_of(stored_edition(by=keeper, name=LIST.name, edition="1")) == LIST


def test_another_series_of_the_same_vintage_is_refused(keeper):
    series = IndexSeries("cpi", SeriesKind.LEVEL, (IndexPoint("2023", 100.0),), "2026-01")
    store_series(series, by=keeper, today=TODAY)
    with pytest.raises(EditionExists):
        store_series(replace(series, points=(IndexPoint("2023", 101.0),)), by=keeper, today=TODAY)


@pytest.mark.parametrize("name", ["nul\0", "half\ud800"])
def test_a_sign_that_is_no_text_is_told_before_anything_is_written(keeper, name):
    with pytest.raises(Unstorable, match="geen tekst"):
        store_edition(replace(LIST, items=(replace(TAXI, name=name),)), by=keeper, today=TODAY)
    assert not stored_editions(by=keeper).exists()


def test_a_payer_nobody_knows_is_told_with_the_nearest_word(keeper):
    with pytest.raises(Unstorable, match="Misschien bedoel je 'municipality-wmo'"):
        store_edition(replace(LIST, items=(replace(TAXI, bearer="municipality-wm"),)), by=keeper, today=TODAY)


CHANGES = (
    "UPDATE prices_storededition SET source = 'x'",
    "DELETE FROM prices_storedprice",
    "UPDATE prices_storedprice SET value = value * 2",
    "TRUNCATE prices_storedprice CASCADE",
    "DELETE FROM prices_storedpoint",
    "UPDATE prices_storedseries SET vintage = ''",
)


@pytest.mark.parametrize("change", CHANGES)
def test_the_site_may_not_change_a_price_list(keeper, change):
    store_edition(LIST, by=keeper, today=TODAY)
    with connections["default"].cursor() as cursor, pytest.raises(ProgrammingError), transaction.atomic():
        cursor.execute(change)


@pytest.mark.django_db(databases=["owner"])
@pytest.mark.parametrize("change", CHANGES)
def test_not_even_the_owner_changes_a_price_list(change):
    with connections["owner"].cursor() as cursor, pytest.raises(IntegrityError, match="never changes"):
        cursor.execute(change)


def test_nothing_is_added_to_a_list_that_is_there(keeper):
    stored = store_edition(LIST, by=keeper, today=TODAY)
    for position in (0, 1, 3):
        late = StoredPrice.objects.get(edition=stored, position=1)
        late.pk, late.key, late.position = None, "late", position
        with pytest.raises(IntegrityError, match=r"is whole|prices_stored_price_position"), transaction.atomic():
            late.save(force_insert=True)


@pytest.mark.django_db(transaction=True)
def test_half_a_list_is_never_committed():
    partnership = create_partnership(slug="half", name="Half")
    with pytest.raises(IntegrityError, match="not whole"), in_partnership(partnership.pk):
        StoredEdition.objects.create(
            partnership=partnership, name="half", edition="1", example=False, size=1, stored_on=TODAY
        )


def test_another_partnership_sees_no_price_list_and_has_room_for_its_own(keeper):
    store_edition(LIST, by=keeper, today=TODAY)
    other = create_partnership(slug="elders", name="Elders")
    with in_partnership(other.pk):
        by = Actor.console("prices store", partnership_id=other.pk)
        assert not StoredEdition.objects.exists()
        assert not StoredPrice.objects.exists()
        store_edition(replace(LIST, source="elders"), by=by, today=TODAY)


def test_the_organisation_behind_a_payer_is_that_of_the_day(keeper):
    one, other = (add_organisation(by=keeper, name=name, today=TODAY) for name in ("Gemeente", "Regio"))
    put_behind(by=keeper, bearer="municipality-wmo", organisation=one, today=TODAY)
    put_behind(by=keeper, bearer="municipality-wmo", organisation=other, today=date(2027, 1, 1))
    assert organisations_behind(by=keeper, today=date(2026, 12, 31)) == {"municipality-wmo": one.pk}
    assert organisations_behind(by=keeper, today=date(2027, 1, 1)) == {"municipality-wmo": other.pk}
