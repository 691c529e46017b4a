"""What the use cases need from outside; adapters implement it on PostgreSQL."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from types import TracebackType
from typing import Literal, Protocol, Self
from uuid import UUID

import msgspec

from services.events.domain.model import (
    Door,
    Invitation,
    Organiser,
    PassState,
    PressEvent,
    PressPass,
    Reporter,
    Scan,
    Standing,
)
from shared.contracts import identity as told
from shared.contracts.event import Event

Act = Literal["issued", "revoked", "entered"]


class Newsroom(msgspec.Struct, frozen=True):
    """A press agency that can be invited."""

    press_agency_id: UUID
    name: str


class Known(msgspec.Struct, frozen=True):
    """What is known when a pass is scanned, from one round trip."""

    press_event: Door | None
    scan: Scan | None
    state: PassState | None


class PassAct(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happened to a pass, numbered by the version that it makes."""

    pass_id: UUID
    version: int
    kind: Act
    at: datetime
    gate: str | None = None
    reason: str | None = None
    by: str = ""


class PressEvents(Protocol):
    """The aggregates."""

    def add(self, press_event: PressEvent) -> None:
        """A new one, written at commit."""

    async def get(self, press_event_id: UUID) -> PressEvent | None:
        """For change: others wait until this transaction ends."""


class Invitations(Protocol):
    """The aggregates."""

    def add(self, invitation: Invitation) -> None:
        """A new one, written at commit."""

    async def get(self, invitation_id: UUID) -> Invitation | None:
        """For change: others wait until this transaction ends."""

    async def seats(self, press_event_id: UUID) -> set[tuple[UUID, UUID | None]]:
        """Newsroom and named reporter of each invitation that there is."""


class Passes(Protocol):
    """Passes never change; acts are added to them."""

    def add(self, press_pass: PressPass) -> None:
        """A new one, written at commit."""

    def act(self, act: PassAct) -> None:
        """Written at commit, which fails when another act has taken the number."""

    async def state(self, pass_id: UUID) -> PassState | None:
        """The pass with what has happened to it."""


class Scans(Protocol):
    """The doors' record; reads are statements of their own."""

    async def look_up(self, nonce: str, press_event_id: UUID, pass_id: UUID | None) -> Known:
        """Everything that a check-in depends on."""

    def add(self, scan: Scan) -> None:
        """Written at commit, which fails when the nonce is taken."""


class Directory(Protocol):
    """What identity has told, in whatever order; a later version never gives way to an earlier one."""

    async def organiser(self, agency_id: UUID) -> Organiser | None:
        """An agency as it is now; None once it has ended."""

    async def reporter(self, reporter_id: UUID) -> Reporter | None:
        """A reporter and whether he is in good standing."""

    async def reporters(self, reporter_ids: Sequence[UUID]) -> Sequence[Reporter]:
        """Those of them that are known."""

    async def newsrooms(
        self, ids: Sequence[UUID], types: Sequence[str], *, everyone: bool
    ) -> Sequence[Newsroom]:
        """Press agencies with one of the ids or types, or all."""

    async def forget(self, reporter_id: UUID) -> None:
        """Empties the reporter's name wherever it was entered."""

    async def put_agency(self, event: told.AgencyRegistered | told.AgencyRevised) -> None:
        """An agency's name and level, from an instant on when it is revised."""

    async def end_agency(self, event: told.AgencySucceeded) -> None:
        """The instant from which on it organises nothing."""

    async def put_press_agency(self, event: told.PressAgencyRegistered | told.PressAgencyRevised) -> None:
        """A press agency's name and types."""

    async def put_reporter(
        self, reporter_id: UUID, press_agency_id: UUID, *, good: bool, version: int
    ) -> None:
        """A reporter's standing."""

    async def put_standing(self, standing: Standing) -> None:
        """Whether an account may act at all."""


class Seal(Protocol):
    """Signs passes and lists, and reads what it has signed."""

    def seal(self, payload: bytes) -> str:
        """The compact JWS of a payload."""

    def opened(self, token: str) -> bytes | None:
        """The payload of a token of ours; None for anything else."""

    def status_list(self, claims: dict[str, object]) -> str:
        """A status list token (IETF Token Status List section 5.1)."""


class Outbox(Protocol):
    """Events that leave with the transaction."""

    def add(self, event: Event) -> None:
        """Published after the commit, at least once."""


class UnitOfWork(Protocol):
    """One transaction: commits on leaving, rolls back on an error."""

    @property
    def press_events(self) -> PressEvents:
        """Press events."""

    @property
    def invitations(self) -> Invitations:
        """Invitations."""

    @property
    def passes(self) -> Passes:
        """Press passes."""

    @property
    def scans(self) -> Scans:
        """The doors' record."""

    @property
    def directory(self) -> Directory:
        """Identity's facts."""

    @property
    def outbox(self) -> Outbox:
        """Events to publish."""

    @property
    def opens_before(self) -> timedelta:
        """How long before the start a pass opens the door."""

    def now(self) -> datetime:
        """The province's clock."""

    async def __aenter__(self) -> Self:
        """Begins, or joins the transaction already begun."""

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool | None:
        """Commits or rolls back."""
