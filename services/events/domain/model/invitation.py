"""An invitation: one seat for one newsroom, perhaps for a named reporter; answered, then accredited."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from services.events.domain.errors import (
    AlreadyDecided,
    InvitationNotAccepted,
    NoAttendee,
    NotAReporterOfTheNewsroom,
    ReasonMissing,
    ReplyDeadlinePassed,
    ReporterSuspended,
    SameAttendee,
    StaleVersion,
)
from services.events.domain.model.material import Material
from services.events.domain.model.press_event import PressEvent
from services.events.domain.model.standing import Reporter


class InvitationStatus(StrEnum):
    """What the newsroom has answered last."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class Accreditation(StrEnum):
    """What the organiser has decided on the person who comes."""

    NONE = "none"
    REQUESTED = "requested"
    GRANTED = "granted"
    REFUSED = "refused"


@dataclass(frozen=True)
class Attendee:
    """Who comes; the name is shown at the door beside the press card and leaves this service nowhere."""

    reporter: Reporter
    name: str


@dataclass(eq=False)
class Invitation:
    """`answers` numbers the newsroom's answers for the bus; `key` opens its page to whoever has the link."""

    id: UUID
    press_event_id: UUID
    press_agency_id: UUID
    newsroom: str
    named_reporter_id: UUID | None
    key: str
    message: str | None
    materials: tuple[Material, ...]
    invited_at: datetime
    status: InvitationStatus = InvitationStatus.PENDING
    answered_at: datetime | None = None
    note: str | None = None
    reporter_id: UUID | None = None
    attendee_name: str | None = None
    accreditation: Accreditation = Accreditation.NONE
    decided_at: datetime | None = None
    refusal_reason: str | None = None
    pass_id: UUID | None = None
    answers: int = 0
    version: int = 1

    def expect(self, version: int) -> None:
        """Raises StaleVersion unless the caller has read this version."""
        if version != self.version:
            raise StaleVersion

    def accept(self, attendee: Attendee | None, press_event: PressEvent, now: datetime) -> None:
        """Somebody comes; asks the organiser for their accreditation, anew if it is somebody else."""
        self._require_time(press_event, now)
        if attendee is None:
            raise NoAttendee(field="attendee")
        if self.status is InvitationStatus.ACCEPTED and self.reporter_id == attendee.reporter.reporter_id:
            raise SameAttendee
        self._seat(attendee)
        self._answered(InvitationStatus.ACCEPTED, now)

    def decline(self, note: str | None, press_event: PressEvent, now: datetime) -> None:
        """Nobody comes."""
        self._require_time(press_event, now)
        self.note = note
        self.reporter_id, self.attendee_name = None, None
        self._undecided(Accreditation.NONE)
        self._answered(InvitationStatus.DECLINED, now)

    def substitute(self, attendee: Attendee, press_event: PressEvent, now: datetime) -> None:
        """Another reporter of the newsroom comes, until the press event begins; decided anew."""
        press_event.require_open(now)
        if self.status is not InvitationStatus.ACCEPTED:
            raise InvitationNotAccepted
        if attendee.reporter.reporter_id == self.reporter_id:
            raise SameAttendee
        self._seat(attendee)
        self.version += 1

    def grant(self, pass_id: UUID, reporter: Reporter | None, now: datetime) -> None:
        """The organiser lets the person in, with a pass."""
        self._require_undecided()
        if reporter is None or not reporter.good:
            raise ReporterSuspended
        self.accreditation, self.decided_at, self.pass_id = Accreditation.GRANTED, now, pass_id
        self.version += 1

    def refuse(self, reason: str | None, now: datetime) -> None:
        """The organiser does not let the person in, and says why."""
        self._require_undecided()
        if not reason:
            raise ReasonMissing(field="reason")
        self.accreditation, self.decided_at, self.refusal_reason = Accreditation.REFUSED, now, reason
        self.version += 1

    def _require_time(self, press_event: PressEvent, now: datetime) -> None:
        press_event.require_open(now)
        if now > press_event.reply_until:
            raise ReplyDeadlinePassed(until=press_event.reply_until.isoformat())

    def _require_undecided(self) -> None:
        if self.status is not InvitationStatus.ACCEPTED:
            raise InvitationNotAccepted
        if self.accreditation is not Accreditation.REQUESTED:
            raise AlreadyDecided

    def _seat(self, attendee: Attendee) -> None:
        reporter = attendee.reporter
        if reporter.press_agency_id != self.press_agency_id or not reporter.good:
            raise NotAReporterOfTheNewsroom(field="reporter_id")
        self.reporter_id, self.attendee_name = reporter.reporter_id, attendee.name
        self._undecided(Accreditation.REQUESTED)

    def _undecided(self, accreditation: Accreditation) -> None:
        self.accreditation, self.decided_at = accreditation, None
        self.refusal_reason, self.pass_id = None, None

    def _answered(self, status: InvitationStatus, now: datetime) -> None:
        self.status, self.answered_at = status, now
        self.answers += 1
        self.version += 1
