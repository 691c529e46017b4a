"""Commands about accreditations."""

from uuid import UUID

import msgspec

from services.identity.application.commands.actor import Actor
from services.identity.domain.model import (
    Credential,
)


class ApplyAsReporter(msgspec.Struct, frozen=True, kw_only=True):
    """Ask to be accredited as a reporter of a newsroom."""

    reporter_id: UUID
    actor: Actor
    press_agency_id: UUID
    credential: Credential


class ChangeReporter(msgspec.Struct, frozen=True, kw_only=True):
    """Verify, suspend or restore a reporter; which of them is the handler's name."""

    reporter_id: UUID
    actor: Actor
    expected_version: int
