"""Passwords that are too easy are refused on this machine, with words that help."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "password",
    [
        "passw0rd2026!",
        "iloveyou2024!",
        "Qwerty123456",
        "ababababababab",
        "wijkwaarde-2026",
        "buurthuis-aan-de-kade",
        "bram-en-zijn-fiets",
        "!!Password1234!!",
    ],
)
def test_what_burglars_try_first_is_refused(password, bram):
    with pytest.raises(ValidationError):
        validate_password(password, user=bram)


@pytest.mark.parametrize(
    "password", ["vier-woorden-achter-elkaar", "paarse fiets zingt zacht", "Kz8!nq2#Lwp4", "صباح الخير يا جارتي"]
)
def test_a_few_words_of_your_own_are_fine(password, bram):
    validate_password(password, user=bram)
