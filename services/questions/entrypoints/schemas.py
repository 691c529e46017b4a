"""Request bodies, with their limits; an unknown field is an error."""

from typing import Annotated
from uuid import UUID

import msgspec

from services.questions.domain.answer import StatementForm

Title = Annotated[
    str,
    msgspec.Meta(
        min_length=1,
        max_length=300,
        description="One line; public when the answer is published.",
        examples=["Tiến độ cầu vượt cửa biển Thuận An"],
    ),
]
Body = Annotated[
    str,
    msgspec.Meta(
        min_length=1,
        max_length=20_000,
        description="Plain text, stored in Unicode NFC; it is never read as HTML.",
        examples=["Đến nay công trình đạt bao nhiêu phần trăm khối lượng, và ngày thông xe là ngày nào?"],
    ),
]


class SubmitQuestionRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question of the press, perhaps to an agency by name, perhaps about a release."""

    title: Title
    body: Body
    addressed_agency_id: UUID | None = None
    release_id: UUID | None = None


class RouteQuestionRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The agency that shall answer; the reason is for the file, the asker does not see it."""

    agency_id: UUID
    reason: Annotated[str, msgspec.Meta(min_length=1, max_length=1000)] | None = None


class AnswerQuestionRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the spokesperson says, and in which of the five forms."""

    form: StatementForm
    body: Body
