"""Commands about state agencies."""

from datetime import datetime
from uuid import UUID

import msgspec

from services.identity.application.commands.actor import Actor
from services.identity.domain.model import AgencyState, Responsibility, Succession


class AgencyFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What a state agency is; the parent by its id, or by a code in the seed."""

    code: str
    name: str
    level: str
    unit_code: str | None = None
    parent_id: UUID | None = None
    responsibilities: tuple[Responsibility, ...] = ()
    old_codes: tuple[str, ...] = ()
    working_hours: str = "province"

    def state(self, parent_id: UUID | None) -> AgencyState:
        """Under this parent; raises InvalidAgencyCode."""
        return AgencyState(
            code=self.code,
            name=self.name,
            level=self.level,
            unit_code=self.unit_code,
            parent_id=parent_id,
            responsibilities=self.responsibilities,
            old_codes=self.old_codes,
            working_hours=self.working_hours,
        )


class RegisterAgency(msgspec.Struct, frozen=True, kw_only=True):
    """Enter a state agency in the register; without `valid_from`, as there since before it began."""

    agency_id: UUID
    facts: AgencyFacts
    parent_code: str | None = None
    valid_from: datetime | None = None
    document_no: str | None = None
    actor: Actor | None = None
    once: bool = False
    """Whether a code that is known already means that there is nothing to do, as when seeding again."""


class ReviseAgency(msgspec.Struct, frozen=True, kw_only=True):
    """The agency is something else from an instant on."""

    agency_id: UUID
    facts: AgencyFacts
    valid_from: datetime
    document_no: str
    actor: Actor
    expected_version: int


class SucceedAgency(msgspec.Struct, frozen=True, kw_only=True):
    """The agency ends, and others follow it."""

    agency_id: UUID
    succession: Succession
    actor: Actor | None
    expected_version: int | None
    """None when seeding: then an agency that has ended already is left as it is."""
