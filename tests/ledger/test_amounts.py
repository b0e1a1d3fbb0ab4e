"""An amount as people write it: read in one way wherever it is typed, and refused rather than guessed or rounded."""

from functools import partial

import pytest

from wijkwaarde.instruments.shared_savings.fields import typed_cents
from wijkwaarde.kernel.budgets.reading import _shown
from wijkwaarde.kernel.budgets.rules import cents_of
from wijkwaarde.kernel.deliveries.periods import written
from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.ledger.rules import check_code, check_reference, hundredths, percentage
from wijkwaarde.kernel.staffing.reading import _amount
from wijkwaarde.web.deliveries.forms import Amount


@pytest.mark.parametrize("read", [hundredths, cents_of, typed_cents, Amount().clean])
@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("250.000", 250_000_00),
        ("1.234", 1_234_00),
        ("1.000.000,5", 1_000_000_50),
        ("€\u202f12 500", 12_500_00),
        ("0.500", 50),
        ("12.50", 12_50),
    ],
)
def test_points_before_three_digits_stand_between_thousands_wherever_it_is_typed(text, cents, *, read):
    assert read(text) == cents


@pytest.mark.parametrize("text", ["1,234.50", "12.50,00", "1.2345", "1.23,456", "1_000", "1e3", "1,2,3"])
def test_what_can_be_read_in_two_ways_or_has_three_decimals_is_refused(text):
    with pytest.raises(Refused):
        hundredths(text)


@pytest.mark.parametrize("text", ["", "veel", "1_0", "nan", "1e30", "1e9999999999", "9" * 40, "2,1234"])
def test_what_is_no_percentage_is_refused_and_so_is_what_no_index_or_rate_can_be(text):
    for field in ("rate", "percent"):
        with pytest.raises(Refused):
            percentage(text, field=field)


@pytest.mark.parametrize("wrong", [partial(check_reference, "besluit-1\n"), partial(check_code, "Bank\n")])
def test_a_line_end_behind_a_name_of_the_books_is_refused_as_the_database_does(wrong):
    with pytest.raises(Refused):
        wrong()


@pytest.mark.parametrize("shown", [written, _shown])
def test_a_number_of_a_spreadsheet_is_that_number_and_not_its_thousands(shown):
    assert hundredths(shown(33.12)) == _amount(33.12) == 33_12
    assert hundredths(shown(28.8 - 0.1 - 0.1 - 0.1)) == 28_50
    assert hundredths(shown(250_000.0)) == _amount(250_000.0) == 250_000_00
    with pytest.raises(Refused):
        hundredths(shown(33.125))
