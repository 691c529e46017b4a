"""Bodies of the operations of incidents, with their limits; an unknown field is an error."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec

from services.questions.domain.answer import StatementForm
from services.questions.domain.incidents import Act, Clause
from services.questions.entrypoints.schemas import Title

Instant = Annotated[
    datetime,
    msgspec.Meta(
        tz=True,
        description="When it was done, with its offset; not in the future.",
        examples=["2026-09-21T09:00:00+07:00"],
    ),
]

Text = Annotated[
    str,
    msgspec.Meta(
        min_length=1,
        max_length=20_000,
        description="Plain text, stored in Unicode NFC; it is never read as HTML.",
    ),
]


class OpenIncidentRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The agency in whose remit it lies, the case of article 7, and what has happened."""

    agency_id: UUID
    clause: Clause
    title: Title
    summary: Text


class RecordActRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The instant of the act; who records it and when is added."""

    at: Instant


class CorrectActRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which act, when it was really done, and why the recorded instant was wrong."""

    act: Act
    at: Instant
    reason: Annotated[str, msgspec.Meta(min_length=1, max_length=2000)]


class ReleaseStatementRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the spokesperson says, and in which of the five forms."""

    form: StatementForm
    body: Text


class LinkQuestionRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The question that is about the incident."""

    question_id: UUID
