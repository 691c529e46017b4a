"""State agencies, as readers get them."""

from datetime import datetime
from uuid import UUID

import msgspec

from services.identity.domain.model import Responsibility, Revision, StateAgency, Successor


class AgencyView(msgspec.Struct, frozen=True, kw_only=True):
    """A state agency as it is at one instant; public. Without `valid_from` it has been so always."""

    id: UUID
    code: str
    name: str
    level: str
    unit_code: str | None
    parent_id: UUID | None
    fields: list[str]
    responsibilities: list[Responsibility]
    old_codes: list[str]
    working_hours: str
    valid_from: datetime | None
    valid_to: datetime | None
    document_no: str | None
    version: int

    @classmethod
    def of(cls, agency: StateAgency) -> "AgencyView":
        """As it was told last."""
        return cls.then(agency, agency.last)

    @classmethod
    def then(cls, agency: StateAgency, revision: Revision) -> "AgencyView":
        """As it is while the revision holds."""
        state, validity = revision.state, revision.validity
        return cls(
            id=agency.id,
            code=state.code,
            name=state.name,
            level=state.level,
            unit_code=state.unit_code,
            parent_id=state.parent_id,
            fields=list(state.fields),
            responsibilities=list(state.responsibilities),
            old_codes=list(state.old_codes),
            working_hours=state.working_hours,
            valid_from=validity.since,
            valid_to=validity.until,
            document_no=revision.document_no,
            version=agency.version,
        )


class SuccessionView(msgspec.Struct, frozen=True, kw_only=True):
    """How an agency ended, and who follows it."""

    agency_id: UUID
    kind: str
    ended_at: datetime
    document_no: str
    successors: list[Successor]

    @classmethod
    def of(cls, agency: StateAgency) -> "SuccessionView | None":
        """None while it has no end."""
        found = agency.succession
        if found is None:
            return None
        return cls(
            agency_id=agency.id,
            kind=found.kind,
            ended_at=found.ended_at,
            document_no=found.document_no,
            successors=list(found.successors),
        )


class AgencyHistoryView(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that an agency was, is and will be, oldest first."""

    states: list[AgencyView]
    succession: SuccessionView | None

    @classmethod
    def of(cls, agency: StateAgency) -> "AgencyHistoryView":
        """The whole of it."""
        states = [AgencyView.then(agency, revision) for revision in agency.revisions]
        return cls(states=states, succession=SuccessionView.of(agency))


class ResolvedAgencyView(msgspec.Struct, frozen=True, kw_only=True):
    """An agency as it was called, the successions since, and who answers for it today."""

    then: AgencyView
    successions: list[SuccessionView]
    today: list[AgencyView]


class ResolutionView(msgspec.Struct, frozen=True, kw_only=True):
    """All agencies that the code or name meant."""

    items: list[ResolvedAgencyView]
