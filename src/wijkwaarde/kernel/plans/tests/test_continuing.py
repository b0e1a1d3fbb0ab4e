"""Which line of a new version is which agreed line."""

import pytest

from wijkwaarde.kernel.plans.rules import NewLine, firsts_of

BRAM, SELMA, FATIH = 1, 2, 3
# Bram and Selma work at the same organisation.
PARTIES = {BRAM: 9, SELMA: 9, FATIH: 8}
GUIDE = NewLine("Begeleiding, 2 uur per week", participant_id=BRAM, first_id=70)
COOK = NewLine("Samen koken", who="Opa", first_id=71)
ROW = {"participant_id": BRAM, "first_id": 70}


@pytest.mark.parametrize(
    ("line", "first"),
    [
        (NewLine("Begeleiding, 3 uur per week", **ROW), 70),
        (NewLine("begeleiding,  2 uur per week", participant_id=BRAM), 70),
        (NewLine("Begeleiding, 2 uur per week", participant_id=SELMA), 70),
        (NewLine("Begeleiding, 2 uur per week", participant_id=FATIH, first_id=70), None),
        (NewLine("Mee naar de bank", **ROW), None),
        (NewLine("Begeleiding, 3 uur per week", participant_id=BRAM), None),
        (NewLine("Begeleiding, 3 uur per week", participant_id=BRAM, first_id=71), None),
    ],
)
def test_a_line_goes_on_while_its_party_and_a_word_stay(line, first):
    assert firsts_of([line], stands=[GUIDE, COOK], parties=PARTIES) == [first]


def test_rows_that_moved_up_go_on_by_their_words_and_no_number_is_given_twice():
    moved = NewLine(COOK.what, who=COOK.who, first_id=70)
    twice = NewLine("Begeleiding, 4 uur per week", **ROW)
    assert firsts_of([moved, twice, twice], stands=[GUIDE, COOK], parties=PARTIES) == [71, 70, None]


def test_two_lines_with_the_same_words_each_go_on_by_their_row():
    again = NewLine(GUIDE.what, participant_id=BRAM, first_id=72)
    assert firsts_of([again, GUIDE], stands=[GUIDE, again], parties=PARTIES) == [72, 70]
