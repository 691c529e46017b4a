"""People read Vietnamese unless they ask for English."""

import pytest

from shared.i18n import negotiate, translator


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "vi"),
        ("", "vi"),
        ("fr, de;q=0.9", "vi"),
        ("en", "en"),
        ("en-GB,en;q=0.9", "en"),
        ("vi;q=0.5, en;q=0.9", "en"),
        ("en;q=0", "vi"),
        ("en;q=abc", "vi"),
        ("en," * 500, "vi"),
    ],
)
def test_the_best_of_our_languages_is_chosen(header: str | None, language: str) -> None:
    assert negotiate(header) == language


def test_an_unknown_message_stays_as_it_is() -> None:
    assert translator("vi")("No such message in any catalogue") == "No such message in any catalogue"
