"""Commands about posts."""

from uuid import UUID

import msgspec

from services.identity.domain.model import (
    Post,
    StoredIdentifier,
)


class Appoint(msgspec.Struct, frozen=True, kw_only=True):
    """Give a person a post, known only by the personal identifier until they sign in."""

    appointment_id: UUID
    identifier: StoredIdentifier
    full_name: str | None
    post: Post
    by: UUID | None


class EndAppointment(msgspec.Struct, frozen=True, kw_only=True):
    """Take a post away."""

    appointment_id: UUID
    expected_version: int
    by: UUID | None = None
