"""Student's t against the printed tables, and the interval of M11."""

from __future__ import annotations

from math import sqrt
from statistics import fmean, stdev

import pytest

from waarde.student import t_quantile

M11 = (-1.8, -1.5, -1.2, -2.4, -0.7, -2.4, -2.3, -0.6, -1.7, -2.1, -0.7, -1.7, -2.4)


@pytest.mark.parametrize(
    ("level", "freedom", "printed"),
    [
        (0.95, 1, 12.706), (0.95, 2, 4.303), (0.95, 4, 2.776), (0.95, 10, 2.228), (0.95, 30, 2.042), (0.95, 120, 1.980),
        (0.80, 1, 3.078), (0.80, 2, 1.886), (0.80, 9, 1.383), (0.99, 5, 4.032),
    ],
)  # fmt: skip
def test_a_quantile_is_the_one_in_the_tables(level: float, freedom: int, printed: float) -> None:
    assert t_quantile(level, freedom=freedom) == pytest.approx(printed, abs=0.0005)


def test_m11_the_interval_of_thirteen_differences() -> None:
    half = t_quantile(0.90, freedom=12) * stdev(M11) / sqrt(13)
    assert (fmean(M11) - half, fmean(M11) + half) == pytest.approx((-1.988, -1.320), abs=0.0005)
