"""What can be asked of this service; `expected_version` is the version the caller has read."""

from uuid import UUID

import msgspec

from services.questions.domain.answer import StatementForm
from services.questions.domain.visibility import Reader


class SubmitQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """A reporter asks, perhaps naming the agency; the agency decides nothing until it is routed."""

    question_id: UUID
    reporter_id: UUID | None
    title: str
    body: str
    addressed_agency_id: UUID | None = None
    release_id: UUID | None = None


class RouteQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """IOC sends the question to the agency that shall answer."""

    question_id: UUID
    actor: Reader
    account_id: UUID | None
    agency_id: UUID
    reason: str | None
    expected_version: int


class AcceptQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """The lead agency takes the question up."""

    question_id: UUID
    actor: Reader
    expected_version: int


class AnswerQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """A spokesperson of the lead agency releases the answer to the asker."""

    answer_id: UUID
    question_id: UUID
    actor: Reader
    account_id: UUID | None
    form: StatementForm
    body: str
    expected_version: int


class PublishAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """Question and answer become public."""

    question_id: UUID
    actor: Reader
    expected_version: int
