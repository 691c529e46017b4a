"""What an answering officer should know now: who may speak, what runs, who asks, what a refusal needs."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

import msgspec

from services.questions.application.case_reading import GROUNDS
from services.questions.application.deadline_views import DeadlineView
from services.questions.application.desk.ports import Newsroom
from services.questions.application.reading import Queries, read_deadline, read_question
from services.questions.application.views import QuestionView
from services.questions.domain.desk_errors import NotAtYourDesk
from services.questions.domain.model import STANDS
from services.questions.domain.refusal import RefusalGround
from services.questions.domain.visibility import Reader
from shared.i18n import N_, Language, translator

KINDS = {
    "NEWSPAPER": N_("A newspaper: it may ask about any matter."),
    "MAGAZINE": N_(
        "A magazine: it covers its own specialised field (Press Law 126/2025/QH15, article 2.15). "
        "Its purpose is shown; a question outside it is answered all the same unless the law says otherwise."
    ),
    "SCIENTIFIC_JOURNAL": N_("A scientific journal: it covers the field named in its purpose."),
}
NEEDS = (
    N_("One of the grounds of article 31.2 of the Press Law 126/2025/QH15; no other ground exists."),
    N_("The reason in writing: why the ground applies to this question."),
    N_("A person who may speak for the agency; a focal officer alone cannot refuse."),
    N_("“Not our task” is no ground: send the question back and name the agency that is responsible."),
)


class SpeakerView(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who may speak for the agency on this question now, and until when."""

    full_name: str
    position: str
    kind: str
    valid_to: datetime | None
    you: bool
    reason: str


class NewsroomView(msgspec.Struct, frozen=True, kw_only=True):
    """The newsroom that asks; `note` says what its kind means for the answer."""

    press_agency_id: UUID
    name: str
    kind: str
    types: list[str]
    purpose: str | None
    domains: list[str]
    note: str | None


class ReleaseView(msgspec.Struct, frozen=True, kw_only=True):
    """The release that the question is about; `withdrawn` when the agency has taken it back."""

    release_id: UUID
    agency_id: UUID
    code: str | None
    headline: str | None
    withdrawn: bool


class GroundView(msgspec.Struct, frozen=True, kw_only=True):
    """A ground of refusal."""

    ground: RefusalGround
    text: str


class RefusalNeedsView(msgspec.Struct, frozen=True, kw_only=True):
    """What a refusal must have to be lawful."""

    needs: list[str]
    grounds: list[GroundView]
    legal_basis: str


class BriefingView(msgspec.Struct, frozen=True, kw_only=True):
    """For the officer at this moment; `seconds_left` is negative when late and null when the clock stands."""

    question: QuestionView
    agency_id: UUID | None
    agency_name: str | None
    speakers: list[SpeakerView]
    you_may_speak: bool
    you_may_speak_reason: str
    deadline: DeadlineView
    seconds_left: int | None
    newsroom: NewsroomView | None
    release: ReleaseView | None
    refusal: RefusalNeedsView


class Speakers(msgspec.Struct, frozen=True, kw_only=True):
    """Who may speak; `verdict` is an English message about the caller."""

    agency_name: str
    speakers: Sequence[SpeakerView]
    may_speak: bool
    verdict: str


class Facts(Protocol):
    """What identity and distribution have told."""

    async def speakers(
        self, agency_id: UUID, question_id: UUID, account_id: UUID | None, now: datetime
    ) -> Speakers:
        """Of the agency, on this question, now; reasons are English messages."""

    async def newsroom(self, press_agency_id: UUID) -> Newsroom | None:
        """None while identity has told nothing."""

    async def release(self, release_id: UUID) -> ReleaseView | None:
        """None while distribution has told nothing."""


async def read_briefing(
    question_id: UUID,
    reader: Reader,
    account_id: UUID | None,
    now: datetime,
    *,
    queries: Queries,
    facts: Facts,
    language: Language,
) -> BriefingView:
    """For people of the agency where the question lies, and IOC; raises QuestionNotFound, NotAtYourDesk."""
    question = await read_question(question_id, reader, now, queries)
    agency_id = question.lead_agency_id
    if not reader.oversees and (agency_id is None or reader.answers_for != agency_id):
        raise NotAtYourDesk
    said = await _speakers(question, account_id, now, facts)
    say = translator(language)
    deadline = await read_deadline(question_id, reader, now, queries, language)
    return BriefingView(
        question=question,
        agency_id=agency_id,
        agency_name=said.agency_name or None,
        speakers=[msgspec.structs.replace(each, reason=say(each.reason)) for each in said.speakers],
        you_may_speak=said.may_speak,
        you_may_speak_reason=say(said.verdict),
        deadline=deadline,
        seconds_left=_seconds_left(question, deadline, now),
        newsroom=_newsroom(await facts.newsroom(question.press_agency_id), language),
        release=None if question.release_id is None else await facts.release(question.release_id),
        refusal=_refusal(language),
    )


async def _speakers(question: QuestionView, account_id: UUID | None, now: datetime, facts: Facts) -> Speakers:
    if question.lead_agency_id is None:
        verdict = N_("The question lies with no agency yet, so nobody speaks on it.")
        return Speakers(agency_name="", speakers=(), may_speak=False, verdict=verdict)
    return await facts.speakers(question.lead_agency_id, question.id, account_id, now)


def _seconds_left(question: QuestionView, deadline: DeadlineView, now: datetime) -> int | None:
    if question.status in STANDS or deadline.paused_at is not None:
        return None
    return (question.due_at - now) // timedelta(seconds=1)


def _newsroom(found: Newsroom | None, language: Language) -> NewsroomView | None:
    if found is None:
        return None
    note = KINDS.get(found.kind)
    return NewsroomView(
        press_agency_id=found.press_agency_id,
        name=found.name,
        kind=found.kind,
        types=list(found.types),
        purpose=found.purpose,
        domains=list(found.domains),
        note=None if note is None else translator(language)(note),
    )


def _refusal(language: Language) -> RefusalNeedsView:
    say = translator(language)
    return RefusalNeedsView(
        needs=[say(each) for each in NEEDS],
        grounds=[GroundView(ground=ground, text=say(text)) for ground, text in GROUNDS.items()],
        legal_basis=say(N_("Press Law 126/2025/QH15, article 31; Decree 244/2026/NĐ-CP, article 4")),
    )
