"""Request bodies, with their limits; an unknown field is an error."""

from typing import Annotated
from uuid import UUID

import msgspec

from services.questions.application.commands.details import Body

Title = Annotated[
    str,
    msgspec.Meta(
        min_length=1,
        max_length=300,
        description="One line; public when the answer is published.",
        examples=["Tiến độ cầu vượt cửa biển Thuận An"],
    ),
]


class SubmitQuestionRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question of the press, perhaps to an agency by name, perhaps about a release."""

    title: Title
    body: Body
    addressed_agency_id: UUID | None = None
    release_id: UUID | None = None
