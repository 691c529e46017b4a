"""What a public record is made of, as it is on file."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from services.questions.domain.answer import Answer
from services.questions.domain.history import Fact


class ActOnFile(msgspec.Struct, frozen=True):
    """An act with what it said, in which round."""

    act: str
    round: int
    at: datetime
    details: Mapping[str, Any] | None


class Hop(msgspec.Struct, frozen=True):
    """To which agency it went, and when."""

    at: datetime
    agency_id: UUID


class PublicSources(msgspec.Struct, frozen=True, kw_only=True):
    """The question's row, and what belongs to it in the order in which it came; `names` of the agencies."""

    question: Mapping[str, Any]
    answers: Sequence[Answer]
    acts: Sequence[ActOnFile]
    facts: Sequence[Fact]
    hops: Sequence[Hop]
    names: Mapping[UUID, str]
