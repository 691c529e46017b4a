"""The tables of the events service."""

from enum import StrEnum
from typing import Any

from sqlalchemy import (
    ARRAY,
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Enum,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    Uuid,
)

from services.events.domain.model import (
    Accreditation,
    InvitationStatus,
    Material,
    Outcome,
    PressEventKind,
    PressEventStatus,
)
from shared.persistence import metadata_for

METADATA = metadata_for("events")


class Materials(TypeDecorator[tuple[Material, ...]]):
    """Materials as a JSON list, in their order."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: tuple[Material, ...] | None, dialect: Any) -> Any:
        """To JSON."""
        return None if value is None else [{"title": one.title, "link": one.link} for one in value]

    def process_result_value(self, value: Any, dialect: Any) -> tuple[Material, ...] | None:
        """From JSON."""
        return None if value is None else tuple(Material(**one) for one in value)


def _word(kind: type[StrEnum]) -> Enum:
    return Enum(
        kind, native_enum=False, length=None, values_callable=lambda members: [m.value for m in members]
    )


def _instants(*names: str, nullable: bool = False) -> list[Column[Any]]:
    return [Column(name, DateTime(timezone=True), nullable=nullable) for name in names]


press_events = Table(
    "press_events",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("agency_id", Uuid, nullable=False),
    Column("organiser_name", Text, nullable=False),
    Column("kind", _word(PressEventKind), nullable=False),
    Column("title", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("chair", Text, nullable=False),
    Column("documents", Materials, nullable=False),
    *_instants("starts_at", "ends_at"),
    Column("place", Text, nullable=False),
    *_instants("reply_until", "announced_at", "changed_at"),
    Column("status", _word(PressEventStatus), nullable=False),
    Column("cancel_reason", Text),
    Column("passes_issued", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Index("ix_press_events_starts_at", "starts_at", "id"),
    Index("ix_press_events_agency_id", "agency_id", "starts_at", "id"),
)

invitations = Table(
    "invitations",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("press_event_id", Uuid, ForeignKey("press_events.id"), nullable=False),
    Column("press_agency_id", Uuid, nullable=False),
    Column("newsroom", Text, nullable=False),
    Column("named_reporter_id", Uuid),
    Column("key", Text, nullable=False),
    Column("message", Text),
    Column("materials", Materials, nullable=False),
    *_instants("invited_at"),
    Column("status", _word(InvitationStatus), nullable=False),
    *_instants("answered_at", nullable=True),
    Column("note", Text),
    Column("reporter_id", Uuid),
    Column("attendee_name", Text),
    Column("accreditation", _word(Accreditation), nullable=False),
    *_instants("decided_at", nullable=True),
    Column("refusal_reason", Text),
    Column("pass_id", Uuid),
    Column("answers", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    UniqueConstraint(
        "press_event_id",
        "press_agency_id",
        "named_reporter_id",
        name="uq_invitations_seat",
        postgresql_nulls_not_distinct=True,
    ),
    Index("ix_invitations_press_agency_id", "press_agency_id", "id"),
)

passes = Table(
    "passes",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("press_event_id", Uuid, ForeignKey("press_events.id"), nullable=False),
    Column("invitation_id", Uuid, ForeignKey("invitations.id"), nullable=False),
    Column("reporter_id", Uuid, nullable=False),
    Column("press_agency_id", Uuid, nullable=False),
    Column("holder_name", Text, nullable=False),
    Column("newsroom", Text, nullable=False),
    Column("list_index", Integer, nullable=False),
    *_instants("issued_at"),
    UniqueConstraint("press_event_id", "list_index", name="uq_passes_place"),
)

pass_acts = Table(
    "pass_acts",
    METADATA,
    Column("pass_id", Uuid, ForeignKey("passes.id"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    *_instants("at"),
    Column("gate", Text),
    Column("reason", Text),
    Column("by", Text, nullable=False),
    UniqueConstraint("pass_id", "kind", name="uq_pass_acts_kind"),
)
"""Each act once: a second entry has no row to go to, whatever the code does."""

scans = Table(
    "scans",
    METADATA,
    Column("nonce", Text, primary_key=True),
    Column("position", BigInteger, Identity(always=True), nullable=False),
    Column("press_event_id", Uuid, ForeignKey("press_events.id"), nullable=False),
    Column("pass_id", Uuid, ForeignKey("passes.id")),
    Column("token_digest", LargeBinary, nullable=False),
    Column("gate", Text, nullable=False),
    *_instants("scanned_at", "received_at"),
    Column("offline", Boolean, nullable=False),
    Column("scanned_by", Text, nullable=False),
    Column("outcome", _word(Outcome), nullable=False),
    Column("reason", Text),
    *_instants("first_at", nullable=True),
    Column("first_gate", Text),
    Index("ix_scans_press_event_id", "press_event_id", "position"),
)

agencies = Table(
    "agencies",
    METADATA,
    Column("agency_id", Uuid, primary_key=True),
    Column("name", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("version", Integer, primary_key=True),
    *_instants("valid_from", nullable=True),
)

ended_agencies = Table(
    "ended_agencies",
    METADATA,
    Column("agency_id", Uuid, primary_key=True),
    *_instants("ended_at"),
)

press_agencies = Table(
    "press_agencies",
    METADATA,
    Column("press_agency_id", Uuid, primary_key=True),
    Column("name", Text, nullable=False),
    Column("types", ARRAY(Text), nullable=False),
    Column("version", Integer, nullable=False),
)

reporters = Table(
    "reporters",
    METADATA,
    Column("reporter_id", Uuid, primary_key=True),
    Column("press_agency_id", Uuid, nullable=False),
    Column("good", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
)
