"""A file with the prices of another year: its lines are put aside, since the amount is that of other work or another tariff."""

import pytest

from tests.deliveries.files import HEADS, csv_of, row, taken_in
from tests.deliveries.test_files import reasons, spent

pytestmark = pytest.mark.django_db


def test_a_line_with_the_price_of_another_year_than_its_work_is_put_aside(karel, money):
    raw = csv_of(f"{row()};2026", f"{row(amount='90')};2025", f"{row(amount='80')};", heads=f"{HEADS};prijsjaar")
    file = taken_in(money, raw, by=karel)
    assert reasons(file) == [(3, "other-prices")]
    assert spent(karel) == 180_00
