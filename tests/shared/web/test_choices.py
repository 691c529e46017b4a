"""What a field might have been, found by the path that msgspec names."""

from enum import StrEnum
from typing import Annotated, Any, Literal

import msgspec
import pytest

from shared.web.body import decode
from shared.web.choices import choices
from shared.web.problems import Problem


class Colour(StrEnum):
    """Of a card."""

    RED = "red"
    BLUE = "blue"


class Card(msgspec.Struct):
    """With a colour, and renamed."""

    colour: Annotated[Colour, msgspec.Meta(description="Said of it.")] | None = None
    size: Literal["S", "L"] = msgspec.field(name="cardSize", default="S")
    text: str = ""


class Box(msgspec.Struct):
    """Cards, in every way that they can lie."""

    first: Card
    listed: tuple[Card, ...] = ()
    named: dict[str, list[Card]] = {}


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"first": {"colour": "green"}}, "'green' is not one of: red, blue"),
        ({"first": {"cardSize": "M"}}, "'M' is not one of: L, S"),
        ({"first": {}, "listed": [{}, {"colour": ""}]}, "'' is not one of: red, blue"),
        ({"first": {}, "named": {"a.b[0]": [{"cardSize": "M"}]}}, "'M' is not one of: L, S"),
    ],
)
def test_who_sends_another_value_is_told_the_possible_ones(sent: Any, said: str) -> None:
    with pytest.raises(Problem) as refused:
        decode(msgspec.json.encode(sent), msgspec.json.Decoder(Box))
    (error,) = refused.value.document("en").errors
    assert error.message == said


@pytest.mark.parametrize("path", ["$.first.text", "$.nothing", "$.listed.colour", "$", ""])
def test_where_there_is_no_enumeration_there_are_no_choices(path: str) -> None:
    assert choices(Box, path) == ()
