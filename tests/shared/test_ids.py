"""Identifiers sort by the time they were made."""

from shared.ids import uuid7


def test_later_identifiers_sort_after_earlier_ones() -> None:
    made = [uuid7() for _ in range(1000)]
    assert made == sorted(made)
    assert {identifier.version for identifier in made} == {7}
