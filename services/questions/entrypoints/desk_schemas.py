"""Request bodies of the desk, with their limits, and the results of a bulk action."""

from typing import Annotated
from uuid import UUID

import msgspec

from services.questions.application.commands.details import Body
from services.questions.application.desk.bulk import BulkAction, BulkItem
from services.questions.entrypoints.schemas import Title
from shared.web.problems import ProblemDocument

MOST = 100


class AssignRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Without an account the caller takes the question; with one it is given to that person."""

    account_id: UUID | None = None


class BulkRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One action on up to a hundred questions; routing needs `agency_id`, giving `account_id`."""

    action: BulkAction
    items: Annotated[tuple[BulkItem, ...], msgspec.Meta(min_length=1, max_length=MOST)]
    agency_id: UUID | None = None
    account_id: UUID | None = None
    reason: Annotated[str, msgspec.Meta(min_length=1, max_length=1000)] | None = None


class BulkResult(msgspec.Struct, frozen=True, kw_only=True):
    """One question: its version now, or the problem that it met; `status` is as of a request of its own."""

    question_id: UUID
    status: int
    version: int | None = None
    problem: ProblemDocument | None = None


class BulkResults(msgspec.Struct, frozen=True, kw_only=True):
    """A result for each item, in the order of the request."""

    results: list[BulkResult]


class HintRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question before it is asked; nothing of it is kept."""

    title: Title
    body: Body
