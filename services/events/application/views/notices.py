"""A press event as its notice reads (NĐ 237/2026/NĐ-CP article 22)."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from services.events.domain.model import Invitation, Material, PressEvent, PressEventKind, PressEventStatus


class MaterialView(msgspec.Struct, frozen=True, kw_only=True):
    """A document or a release: its title and where it lies."""

    title: str
    link: str


class NewsroomView(msgspec.Struct, frozen=True, kw_only=True):
    """An invited press agency."""

    press_agency_id: UUID
    name: str


class PressEventSummary(msgspec.Struct, frozen=True, kw_only=True):
    """A press event in a list."""

    id: UUID
    agency_id: UUID
    organiser_name: str
    kind: PressEventKind
    title: str
    starts_at: datetime
    ends_at: datetime
    place: str
    status: PressEventStatus
    version: int


class PressEventView(PressEventSummary, frozen=True, kw_only=True):
    """The whole notice; the invited press agencies are shown to the organiser and to those who oversee."""

    content: str
    chair: str
    documents: tuple[MaterialView, ...]
    reply_until: datetime
    announced_at: datetime
    changed_at: datetime
    cancel_reason: str | None
    invited: tuple[NewsroomView, ...] | None


class Invited(msgspec.Struct, frozen=True):
    """A press event with the invitations that a command has made."""

    press_event: PressEvent
    invitations: Sequence[Invitation]


class InvitedView(msgspec.Struct, frozen=True, kw_only=True):
    """How many invitations were made."""

    press_event_id: UUID
    invitations: int


def press_event_view(press_event: PressEvent, invited: Iterable[NewsroomView] | None) -> PressEventView:
    """The notice as it is now."""
    return PressEventView(
        id=press_event.id,
        agency_id=press_event.agency_id,
        organiser_name=press_event.organiser_name,
        kind=press_event.kind,
        title=press_event.title,
        starts_at=press_event.starts_at,
        ends_at=press_event.ends_at,
        place=press_event.place,
        status=press_event.status,
        version=press_event.version,
        content=press_event.content,
        chair=press_event.chair,
        documents=materials_view(press_event.documents),
        reply_until=press_event.reply_until,
        announced_at=press_event.announced_at,
        changed_at=press_event.changed_at,
        cancel_reason=press_event.cancel_reason,
        invited=None if invited is None else tuple(invited),
    )


def invited_view(done: Invited) -> InvitedView:
    """Of the command that invited."""
    return InvitedView(press_event_id=done.press_event.id, invitations=len(done.invitations))


def materials_view(materials: Iterable[Material]) -> tuple[MaterialView, ...]:
    """In their order."""
    return tuple(MaterialView(title=one.title, link=one.link) for one in materials)
