"""What can be asked of this service."""

from uuid import UUID

import msgspec

from services.questions.application.commands.details import Details
from services.questions.domain.visibility import Reader
from services.questions.domain.workflow import Act


class SubmitQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """A reporter asks, perhaps naming the agency; the agency decides nothing until it is routed."""

    question_id: UUID
    reporter_id: UUID | None
    title: str
    body: str
    addressed_agency_id: UUID | None = None
    release_id: UUID | None = None


class ActOnQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """One act of the workflow by one caller; `expected_version` is the version that he has read."""

    act: Act
    question_id: UUID
    actor: Reader
    account_id: UUID | None
    expected_version: int
    details: Details = None
    new_id: UUID | None = None
