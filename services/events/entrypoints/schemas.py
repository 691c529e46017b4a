"""Request bodies: limits and formats; unknown fields are refused."""

from typing import Annotated, Literal
from uuid import UUID

import msgspec

from services.events.application.commands import Audience, Letter
from services.events.application.texts import line, paragraph
from services.events.domain.model import Material, Notice, PressEventKind, Slot
from shared.contracts.event import UtcTime

Title = Annotated[
    str,
    msgspec.Meta(
        min_length=1, max_length=300, examples=["Họp báo công bố kế hoạch chỉnh trang bờ nam sông Hương"]
    ),
]
Line = Annotated[str, msgspec.Meta(min_length=1, max_length=300)]
Body = Annotated[str, msgspec.Meta(min_length=1, max_length=20_000)]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=200, examples=["Lê Thị Minh Họa"])]
Link = Annotated[str, msgspec.Meta(min_length=1, max_length=2_000, examples=["https://example.vn/qd-1.pdf"])]
Reason = Annotated[str, msgspec.Meta(min_length=1, max_length=1_000)]
Gate = Annotated[str, msgspec.Meta(min_length=1, max_length=60, examples=["Cửa A"])]
Token = Annotated[str, msgspec.Meta(min_length=1, max_length=2_000, description="What the QR code says.")]
Nonce = Annotated[
    str,
    msgspec.Meta(pattern="^[A-Za-z0-9_-]{8,64}$", description="The device's own new number for this scan."),
]
PressType = Literal["PRINT", "ONLINE", "RADIO", "TELEVISION"]


class _Body(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every request body has in common."""


class MaterialRequest(_Body, frozen=True, kw_only=True):
    """A document or a release: its title and its web address."""

    title: Line
    link: Link

    def material(self) -> Material:
        """Raises InvalidLink or InvalidText."""
        return Material(line("title", self.title), self.link)


Materials = Annotated[list[MaterialRequest], msgspec.Meta(max_length=20)]


class SlotRequest(_Body, frozen=True, kw_only=True):
    """When and where; replies are due at the start unless `reply_until` says otherwise."""

    starts_at: UtcTime
    ends_at: UtcTime
    place: Line
    reply_until: UtcTime | None = None

    def slot(self) -> Slot:
        """Raises InvalidTimes."""
        place = line("place", self.place)
        return Slot(self.starts_at, self.ends_at, place, self.reply_until or self.starts_at)


class AudienceRequest(_Body, frozen=True, kw_only=True):
    """Whom to invite; the parts add up."""

    press_agency_ids: Annotated[list[UUID], msgspec.Meta(max_length=1_000)] = []
    everyone: bool = False
    types: Annotated[list[PressType], msgspec.Meta(max_length=4)] = []
    reporter_ids: Annotated[list[UUID], msgspec.Meta(max_length=200)] = []

    def audience(self) -> Audience:
        """In the words of the use cases."""
        return Audience(
            press_agency_ids=tuple(self.press_agency_ids),
            everyone=self.everyone,
            types=tuple(self.types),
            reporter_ids=tuple(self.reporter_ids),
        )


class InvitePressRequest(_Body, frozen=True, kw_only=True):
    """Further invitations, with what comes along."""

    invited: AudienceRequest
    message: Body | None = None
    materials: Materials = []

    def letter(self) -> Letter:
        """What every invited newsroom gets."""
        message = None if self.message is None else paragraph("message", self.message)
        return Letter(message=message, materials=tuple(one.material() for one in self.materials))


class AnnouncePressEventRequest(_Body, frozen=True, kw_only=True):
    """The notice: place, time, content, chair, documents, invited press agencies (NĐ 237/2026 art. 22)."""

    kind: PressEventKind
    title: Title
    content: Body
    chair: Line
    documents: Annotated[list[MaterialRequest], msgspec.Meta(min_length=1, max_length=20)]
    when: SlotRequest
    invited: AudienceRequest
    message: Body | None = None
    materials: Materials = []

    def notice(self) -> Notice:
        """Raises InvalidText, EmptyText or InvalidLink."""
        return Notice(
            kind=self.kind,
            title=line("title", self.title),
            content=paragraph("content", self.content),
            chair=line("chair", self.chair),
            documents=tuple(one.material() for one in self.documents),
        )

    def letter(self) -> Letter:
        """What every invited newsroom gets with the notice."""
        rest = InvitePressRequest(invited=self.invited, message=self.message, materials=self.materials)
        return rest.letter()


class CancelPressEventRequest(_Body, frozen=True, kw_only=True):
    """Why it does not take place; invited newsrooms read it."""

    reason: Reason


class AnswerInvitationRequest(_Body, frozen=True, kw_only=True):
    """Accepted, with who comes and the full name for the door; or declined, perhaps with a note."""

    answer: Literal["accepted", "declined"]
    reporter_id: UUID | None = None
    attendee_name: Name | None = None
    note: Reason | None = None


class SubstituteAttendeeRequest(_Body, frozen=True, kw_only=True):
    """Who comes instead."""

    reporter_id: UUID
    attendee_name: Name


class DecideAccreditationRequest(_Body, frozen=True, kw_only=True):
    """A refusal needs its reason."""

    decision: Literal["granted", "refused"]
    reason: Reason | None = None


class RevokePassRequest(_Body, frozen=True, kw_only=True):
    """Why the pass is taken back; kept with the act."""

    reason: Reason


class CheckInRequest(_Body, frozen=True, kw_only=True):
    """One scan. `offline`: the door let the holder in without asking, at `scanned_at`, and tells it now."""

    press_event_id: UUID
    token: Token
    nonce: Nonce
    gate: Gate
    scanned_at: UtcTime
    offline: bool = False
