"""The file of a question, its refusal, what is possible now, and ratings in sums, each for who may see it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

import msgspec

from services.questions.application.case import CaseEntry
from services.questions.application.ports import UnitOfWork
from services.questions.application.possibilities import Possibilities
from services.questions.application.reading import Queries, insiders_view
from services.questions.domain.errors import NotYourRatings, QuestionNotFound, RefusalNotFound
from services.questions.domain.refusal import Level, RefusalGround
from services.questions.domain.visibility import Reader, is_insider, may_read
from services.questions.domain.workflow import Act, Part, parts_of
from shared.i18n import N_, Language, translator

LEAST = 5
"""Sums of fewer ratings would tell who gave them (ADR 0030)."""

TOLD_TO_ASKERS = frozenset(
    {
        Act.REQUEST_CLARIFICATION,
        Act.CLARIFY,
        Act.PAUSE,
        Act.RESUME,
        Act.SEND_HOLDING_REPLY,
        Act.ANSWER,
        Act.REFUSE,
        Act.DECIDE_EXTENSION,
        Act.CORRECT_ANSWER,
        Act.WITHDRAW_ANSWER,
        Act.FOLLOW_UP,
        Act.REOPEN,
        Act.WITHDRAW,
    }
)
"""With their words; of the others in SHOWN the asker learns that they happened."""
SHOWN = TOLD_TO_ASKERS | {Act.ROUTE, Act.GO_ON, Act.ACCEPT, Act.PUBLISH, Act.REVERSE_EXTENSION, Act.MERGE}


GROUNDS = {
    RefusalGround.STATE_SECRET: N_("State secret"),
    RefusalGround.PERSONAL_SECRET: N_("Personal secret"),
    RefusalGround.FAMILY_SECRET: N_("Family secret"),
    RefusalGround.OTHER_LEGAL_SECRET: N_("Another secret protected by law"),
    RefusalGround.CASE_UNDER_INVESTIGATION_OR_NOT_TRIED: N_("A case under investigation or not yet tried"),
    RefusalGround.INSPECTION_WITHOUT_CONCLUSION: N_("An inspection without a conclusion"),
    RefusalGround.COMPLAINT_OR_DENUNCIATION_PENDING: N_("A complaint or denunciation that is pending"),
    RefusalGround.INTER_AGENCY_DISPUTE_PENDING: N_("A dispute between agencies that is pending"),
}


class CaseEntryView(msgspec.Struct, frozen=True, kw_only=True):
    """One act on file; the words are null where they are not the reader's to see."""

    version: int
    round: int
    act: Act
    part: Part
    status_before: str
    status_after: str
    agency_id: UUID | None
    at: datetime
    details: dict[str, Any] | None


class CaseView(msgspec.Struct, frozen=True, kw_only=True):
    """What was done with a question, in order."""

    question_id: UUID
    entries: list[CaseEntryView]


class PossibleView(msgspec.Struct, frozen=True, kw_only=True):
    """What the caller may do with a question now; `version` is its ETag."""

    question_id: UUID
    acts: tuple[Act, ...]
    version: int


class RefusalView(msgspec.Struct, frozen=True, kw_only=True):
    """The latest refusal, with its ground and the reason owed to the press."""

    question_id: UUID
    round: int
    ground: RefusalGround
    ground_text: str = ""
    reason: str
    agency_id: UUID
    agency_name: str
    spokesperson_name: str
    spokesperson_position: str
    refused_at: datetime
    on_time: bool
    office_minutes: int


class RatingsView(msgspec.Struct, frozen=True, kw_only=True):
    """Ratings of an agency by level, five more at a time; null while there are fewer, comments never."""

    agency_id: UUID
    minimum: int
    ratings: dict[Level, int] | None


class CaseQueries(Protocol):
    """SQL that fills these views, whoever asks."""

    async def entries(self, question_id: UUID) -> Sequence[CaseEntry]:
        """In order."""

    async def refusal(self, question_id: UUID) -> RefusalView | None:
        """The latest."""

    async def ratings(self, agency_id: UUID, groups_of: int) -> Mapping[Level, int]:
        """How many of each level among the oldest, as many as fill whole groups."""


async def read_case(
    question_id: UUID, reader: Reader, now: datetime, queries: Queries, case: CaseQueries
) -> CaseView:
    """All of it for those who work on it; the asker's side sees neither drafts nor inner reasons."""
    question = await insiders_view(question_id, reader, now, queries)
    entries = await case.entries(question_id)
    at_work = {question.lead_agency_id, *question.helper_agency_ids} - {None}
    inside = reader.oversees or reader.answers_for in at_work
    seen = [_seen(entry, inside=inside) for entry in entries if inside or entry.act in SHOWN]
    return CaseView(question_id=question_id, entries=seen)


def _seen(entry: CaseEntry, *, inside: bool) -> CaseEntryView:
    fields = {name: getattr(entry, name) for name in CaseEntryView.__struct_fields__}
    if not inside and entry.act not in TOLD_TO_ASKERS:
        fields["details"] = None
    return CaseEntryView(**fields)


async def read_refusal(
    question_id: UUID, reader: Reader, view_of: tuple[datetime, Language], queries: Queries, case: CaseQueries
) -> RefusalView:
    """For those who take part: a refusal is not published; raises RefusalNotFound."""
    now, language = view_of
    await insiders_view(question_id, reader, now, queries)
    found = await case.refusal(question_id)
    if found is None:
        raise RefusalNotFound
    return msgspec.structs.replace(found, ground_text=translator(language)(GROUNDS[found.ground]))


async def read_possible(
    question_id: UUID, reader: Reader, account_id: UUID | None, uow: UnitOfWork
) -> PossibleView:
    """What the workflow's table allows, and whether the reader may speak; other facts may still refuse it."""
    async with uow:
        question = await uow.questions.look(question_id)
        if question is None or not may_read(reader, question):
            raise QuestionNotFound
        parts = parts_of(reader, question, uow.practice.office)
        acts = await Possibilities(parts, question).of(account_id, uow)
        version = question.version if is_insider(reader, question) else 1
    return PossibleView(question_id=question_id, acts=acts, version=version)


async def read_ratings(agency_id: UUID, reader: Reader, case: CaseQueries) -> RatingsView:
    """In sums that grow by whole groups: what one rating adds would tell it. Raises NotYourRatings."""
    if not (reader.oversees or reader.answers_for == agency_id):
        raise NotYourRatings
    found = await case.ratings(agency_id, LEAST)
    shown = {level: found.get(level, 0) for level in Level} if found else None
    return RatingsView(agency_id=agency_id, minimum=LEAST, ratings=shown)
