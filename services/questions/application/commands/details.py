"""What the acts need to know beside who and when; also the bodies of their requests, with their limits."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec

from services.questions.domain.answer import StatementForm
from services.questions.domain.refusal import Level, RefusalGround
from services.questions.domain.terms import TermKind

Reason = Annotated[str, msgspec.Meta(min_length=1, max_length=2000)]
Body = Annotated[
    str,
    msgspec.Meta(
        min_length=1,
        max_length=20_000,
        description="Plain text, stored in Unicode NFC; it is never read as HTML.",
        examples=["Đến nay công trình đạt bao nhiêu phần trăm khối lượng, và ngày thông xe là ngày nào?"],
    ),
]
Number = Annotated[int, msgspec.Meta(ge=1, le=50)]


class Detail(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An unknown field is an error."""


class Routed(Detail, frozen=True, kw_only=True):
    """The agency that shall answer; the reason is for the file, the asker does not see it."""

    agency_id: UUID
    reason: Annotated[str, msgspec.Meta(min_length=1, max_length=1000)] | None = None


class Said(Detail, frozen=True, kw_only=True):
    """A text to or from the other side: a clarification, a contribution, a draft, a holding reply."""

    text: Body


class Reasoned(Detail, frozen=True, kw_only=True):
    """Why; on file for those who take part."""

    reason: Reason


class StandsFor(Detail, frozen=True, kw_only=True):
    """Why the terms stand still, in a word that the policy must allow and in a sentence for the asker."""

    reason: Literal["reporter_asked", "other_authority", "force_majeure"]
    text: Reason


class PointsNamed(Detail, frozen=True, kw_only=True):
    """The parts of the question in the order of their numbers, from 1; points dealt with keep theirs."""

    points: Annotated[list[Reason], msgspec.Meta(min_length=1, max_length=50)]


class PointSent(Detail, frozen=True, kw_only=True):
    """One open point goes to another agency as a question of its own, with the same clock."""

    number: Number
    agency_id: UUID
    reason: Reason


class Bounced(Detail, frozen=True, kw_only=True):
    """Why the agency is not responsible, and who is."""

    responsible_agency_id: UUID
    reason: Reason


class HelpWanted(Detail, frozen=True, kw_only=True):
    """What the other agency shall contribute."""

    agency_id: UUID
    text: Reason


class PointSaid(Detail, frozen=True, kw_only=True):
    """The answer to one point, or its refusal, which needs a legal ground."""

    number: Number
    outcome: Literal["answered", "refused"]
    text: Body
    ground: RefusalGround | None = None


class Answered(Detail, frozen=True, kw_only=True):
    """What the spokesperson says, in which of the five forms, and to each open numbered point."""

    form: StatementForm
    body: Body
    points: Annotated[list[PointSaid], msgspec.Meta(max_length=50)] = []


class Corrected(Detail, frozen=True, kw_only=True):
    """The text of the new edition, and why there is one."""

    body: Body
    reason: Reason


class Refused(Detail, frozen=True, kw_only=True):
    """Ground (Press Law 2025, article 31.2) and the reason that is owed to the press (Decree 244, 4.3)."""

    ground: RefusalGround
    reason: Reason


class MoreTime(Detail, frozen=True, kw_only=True):
    """By a length or to an instant; exactly one of the two."""

    reason: Reason
    kind: TermKind | None = None
    amount: Annotated[int, msgspec.Meta(ge=1, le=10_000)] | None = None
    until: Annotated[datetime, msgspec.Meta(tz=True)] | None = None


class Decided(Detail, frozen=True, kw_only=True):
    """Whether the extension is granted; the asker is told the reason."""

    granted: bool
    reason: Reason


class AskedOn(Detail, frozen=True, kw_only=True):
    """The next question to the same agency."""

    title: Annotated[str, msgspec.Meta(min_length=1, max_length=300)]
    body: Body


class Unanswered(Detail, frozen=True, kw_only=True):
    """What was not answered; without points, all of it."""

    reason: Reason
    points: Annotated[list[Number], msgspec.Meta(max_length=50)] = []


class Rated(Detail, frozen=True, kw_only=True):
    """In confidence: agencies see ratings only in sums of five or more."""

    level: Level
    comment: Annotated[str, msgspec.Meta(min_length=1, max_length=2000)] | None = None


class MergedInto(Detail, frozen=True, kw_only=True):
    """The question that is answered instead."""

    question_id: UUID
    reason: Reason


Details = Detail | None
