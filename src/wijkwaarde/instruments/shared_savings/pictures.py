"""A picture of a trial: what each rule gives each party, to the right what they get and to the left what they pay."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from wijkwaarde.instruments.shared_savings.queries import Trial, TriedRule
from wijkwaarde.instruments.shared_savings.sentences import CENTS
from wijkwaarde.web.charts.bars import STRIPES
from wijkwaarde.web.charts.picture import (
    FONT_SIZE,
    INK,
    QUIET,
    RULE,
    SMALL_WIDTH,
    WIDE_WIDTH,
    Drawing,
    Picture,
    base_options,
    label,
    wrapped,
)
from wijkwaarde.web.format import euros

COLOURS = ("#0c505b", "#b0682a", "#5d4a9c", "#2f7d5b")
BAR, GAP, LEGEND_ROW, TOP, AXIS = 20, 16, 26, 8, 16
SMALL_NAME, WIDE_NAME = 13, 24
SMALL_LEFT, WIDE_LEFT = 104, 180
# Room behind a bar for its amount.
BEYOND = 0.42


def trial_picture(trial: Trial) -> Picture:
    """The totals of a trial in bars: a party under the other, in each a bar per rule."""
    told = "; ".join(
        f"{name}: " + ", ".join(f"{one.choice.title} {euros(one.totals.get(who, 0) / CENTS)}" for one in trial.rules)
        for who, name in trial.parties.items()
    )
    title = _("Wat elke regel aan elke partij geeft")
    small = _drawing(trial, width=SMALL_WIDTH, left=SMALL_LEFT, name_width=SMALL_NAME)
    wide = _drawing(trial, width=WIDE_WIDTH, left=WIDE_LEFT, name_width=WIDE_NAME)
    return Picture("proef", title, told, small, wide)


def _drawing(trial: Trial, *, width: int, left: int, name_width: int) -> Drawing:
    legend = LEGEND_ROW * len(trial.rules)
    height = TOP + AXIS + legend + len(trial.parties) * (len(trial.rules) * BAR + GAP)
    options = _options(trial, left=left, bottom=AXIS + legend, name_width=name_width)
    return Drawing(options=options, width=width, height=height)


def _options(trial: Trial, *, left: int, bottom: int, name_width: int) -> dict[str, Any]:
    reach = [one.totals.get(who, 0) / CENTS for one in trial.rules for who in trial.parties]
    low, high = min([0, *reach]), max([0, *reach])
    room = (high - low) * BEYOND or 1
    text = {"color": INK, "fontSize": FONT_SIZE}
    return {
        **base_options(),
        "grid": {"left": left, "right": 4, "top": TOP, "bottom": bottom},
        "legend": {"bottom": 0, "left": 0, "orient": "vertical", "selectedMode": False, "textStyle": text},
        "xAxis": {
            "type": "value",
            "min": low - (room if low else 0),
            "max": high + (room if high else 0),
            "show": False,
        },
        "yAxis": {
            "type": "category",
            "inverse": True,
            "data": [wrapped(name, width=name_width) for name in trial.parties.values()],
            "axisLabel": text | {"interval": 0, "align": "left", "margin": left - 2},
            "axisTick": {"show": False},
            "axisLine": {"lineStyle": {"color": RULE}},
        },
        "series": [_series(one, number=number, trial=trial) for number, one in enumerate(trial.rules)],
    }


def _series(one: TriedRule, *, number: int, trial: Trial) -> dict[str, Any]:
    colour = COLOURS[number % len(COLOURS)]
    decal = {"decal": STRIPES} if number % 2 else {}
    return {
        "type": "bar",
        "name": label(one.choice.title),
        "barWidth": BAR - 4,
        "itemStyle": {"color": colour, **decal},
        "data": [_bar(one.totals.get(who, 0)) for who in trial.parties],
    }


def _bar(amount: int) -> dict[str, Any]:
    text = {"show": True, "position": "right" if amount >= 0 else "left", "color": QUIET, "fontSize": FONT_SIZE - 2}
    return {"value": amount / CENTS, "label": text | {"formatter": label(euros(amount / CENTS))}}
