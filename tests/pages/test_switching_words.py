"""What the page says of chances at which the plan breaks even, and only what is true."""

from __future__ import annotations

from typing import Any

import pytest

from wijkwaarde.instruments.micro_analysis import sentences


def risk(title: str, *, chance: float, at: float | None = None, reason: str | None = None) -> dict[str, Any]:
    return {"line": title, "title": title, "chance": chance, "switches_at": at, "reason": reason}


def switched(*risks: dict[str, Any], common: float | None = None, reason: str | None = None) -> dict[str, Any]:
    return {"switching": {"common": common, "reason": reason, "per_risk": list(risks)}}


@pytest.fixture
def one_likely_and_one_dear() -> dict[str, Any]:
    """Chances .9 x 1,000 and .1 x 10,000 against a plan of 2,500: no common factor, but the dear one can switch."""
    likely = risk("likely", chance=0.9, reason="dearer-anyway")
    return switched(likely, risk("dear", chance=0.1, at=0.16), reason="dearer-anyway")


def test_a_plan_that_no_factor_makes_even_is_not_said_to_be_dearer_whatever_happens(one_likely_and_one_dear) -> None:
    title = sentences.switching_title(one_likely_and_one_dear)
    assert title == "Ook als we alle kansen samen zo hoog schatten als kan, is het plan duurder dan niets veranderen"


def test_a_risk_that_alone_can_make_even_is_told_beside_the_common_reason(one_likely_and_one_dear) -> None:
    assert sentences.switching(one_likely_and_one_dear) == (
        "Bij een kans van 16% op 'dear' kost het plan evenveel. Geschat is 10%.",
        "'likely': ook als dit zeker gebeurt, is het plan duurder.",
    )


@pytest.mark.parametrize("reason", ["cheaper-anyway", "no-effect", "unknown-situation"])
def test_a_reason_that_the_title_gives_is_not_repeated_per_risk(reason: str) -> None:
    found = switched(risk("a", chance=0.5, reason=reason), risk("b", chance=0.5, reason=reason), reason=reason)
    assert sentences.switching(found) == ()


def test_a_common_factor_comes_before_the_risks() -> None:
    said = sentences.switching(switched(risk("a", chance=0.5, at=0.25), risk("b", chance=0.5, at=0.3), common=0.8))
    assert (
        said[0] == "Zijn alle kansen samen 80% van wat nu is geschat, dan kost het plan evenveel als niets veranderen."
    )
    assert len(said) == len(["common", "a", "b"])


def test_the_words_of_one_risk_are_enough_when_there_is_one() -> None:
    assert len(sentences.switching(switched(risk("a", chance=0.5, at=0.25), common=0.5))) == 1
