"""What the desk needs from outside."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

import msgspec

from services.questions.application.ports import UnitOfWork
from services.questions.domain.desk import Assignment
from shared.contracts.identity import Responsibility


class AgencyProfile(msgspec.Struct, frozen=True, kw_only=True):
    """What an agency answers for, in its own words."""

    agency_id: UUID
    name: str
    level: str
    responsibilities: tuple[Responsibility, ...]
    valid_from: datetime | None = None


class Newsroom(msgspec.Struct, frozen=True, kw_only=True):
    """What an answering officer should know of the newsroom that asks."""

    press_agency_id: UUID
    name: str
    kind: str
    types: tuple[str, ...]
    domains: tuple[str, ...]
    purpose: str | None


class PastQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """A question that an agency has accepted: what suggestions are learnt from."""

    question_id: UUID
    code: str
    title: str
    body: str
    agency_id: UUID


class Assignments(Protocol):
    """Who works on what; a desk is an agency's id, or that of the operations centre."""

    async def held(self, question_id: UUID, desk_id: UUID) -> Assignment | None:
        """Who holds the question at the desk."""

    async def put(self, question_id: UUID, desk_id: UUID, assignment: Assignment) -> None:
        """From now on this person."""

    async def remove(self, question_id: UUID, desk_id: UUID) -> None:
        """From now on nobody."""

    async def seen(self, account_id: UUID, desk_id: UUID, at: datetime) -> None:
        """The person was at work there, with a token of that desk."""

    async def last_desk(self, account_id: UUID) -> UUID | None:
        """Where the person was last at work: acted on a question, took, gave or released one."""


class Told(Protocol):
    """What identity and distribution have told, in whatever order."""

    async def put_agency(self, profile: AgencyProfile, version: int) -> None:
        """One version of an agency's profile."""

    async def put_newsroom(self, newsroom: Newsroom, version: int) -> None:
        """A newsroom as it is from this version on."""

    async def put_release(self, release_id: UUID, agency_id: UUID, code: str, headline: str) -> None:
        """A release is public."""

    async def put_withdrawal(self, release_id: UUID, agency_id: UUID) -> None:
        """It was taken back."""


class DeskUnit(UnitOfWork, Protocol):
    """One transaction of the desk."""

    @property
    def assignments(self) -> Assignments:
        """Who works on what."""

    @property
    def told(self) -> Told:
        """Projections."""
