"""Events about the one extension of a round: asked by the agency, decided by IOC, reversible."""

from typing import ClassVar
from uuid import UUID

from shared.contracts.event import Event, UtcTime


class ExtensionRequested(Event, frozen=True, kw_only=True, tag="questions.extension.requested.v1"):
    """The lead agency asks for more time; the reason stays here."""

    __aggregate__: ClassVar[str] = "question_id"

    question_id: UUID
    agency_id: UUID
    due_at: UtcTime
    requested_at: UtcTime


class ExtensionGranted(Event, frozen=True, kw_only=True, tag="questions.extension.granted.v1"):
    """The term ends later; `original_due_at` is when it would have ended."""

    __aggregate__: ClassVar[str] = "question_id"

    question_id: UUID
    agency_id: UUID | None
    original_due_at: UtcTime
    due_at: UtcTime
    granted_at: UtcTime


class ExtensionDenied(Event, frozen=True, kw_only=True, tag="questions.extension.denied.v1"):
    """The term stays as it is."""

    __aggregate__: ClassVar[str] = "question_id"

    question_id: UUID
    agency_id: UUID | None
    due_at: UtcTime
    denied_at: UtcTime


class ExtensionReversed(Event, frozen=True, kw_only=True, tag="questions.extension.reversed.v1"):
    """A granted extension was taken back; `due_at` is when the term ends now."""

    __aggregate__: ClassVar[str] = "question_id"

    question_id: UUID
    agency_id: UUID | None
    due_at: UtcTime
    reversed_at: UtcTime
