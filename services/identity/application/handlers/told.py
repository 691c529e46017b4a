"""What the others are told about who may speak, and about the duty to answer people about their data."""

from datetime import datetime

from services.identity.domain.model import DataRequest, SpeakingDelegation, Spokesperson
from shared.contracts.identity import (
    DataRequestAnswered,
    DataRequestOverdue,
    DelegationRevoked,
    DelegationSigned,
    DirectoryEntryOverdue,
    DirectoryEntryPublished,
    Matter,
    SpokespersonAssigned,
    SpokespersonRevoked,
)


def assigned(spokesperson: Spokesperson) -> SpokespersonAssigned:
    """A right to speak."""
    return SpokespersonAssigned(
        spokesperson_id=spokesperson.id,
        aggregate_version=spokesperson.version,
        account_id=spokesperson.account_id,
        agency_id=spokesperson.agency_id,
        kind=spokesperson.kind.value,
        full_name=spokesperson.contact.full_name,
        position=spokesperson.contact.position,
        valid_from=spokesperson.term.valid_from,
        valid_to=spokesperson.term.valid_to,
    )


def revoked(spokesperson: Spokesperson, at: datetime) -> SpokespersonRevoked:
    """Its early end."""
    return SpokespersonRevoked(
        spokesperson_id=spokesperson.id,
        aggregate_version=spokesperson.version,
        account_id=spokesperson.account_id,
        agency_id=spokesperson.agency_id,
        revoked_at=at,
    )


def published(spokesperson: Spokesperson) -> DirectoryEntryPublished:
    """An entry in the public directory."""
    assert spokesperson.published_at is not None, "told once published"
    return DirectoryEntryPublished(
        spokesperson_id=spokesperson.id,
        aggregate_version=spokesperson.version,
        agency_id=spokesperson.agency_id,
        published_at=spokesperson.published_at,
        due_at=spokesperson.entry_due_at,
        on_time=spokesperson.on_time,
    )


def overdue(spokesperson: Spokesperson) -> DirectoryEntryOverdue:
    """An entry that should be there and is not."""
    assert spokesperson.entry_due_at is not None, "only what has a term is overdue"
    return DirectoryEntryOverdue(
        spokesperson_id=spokesperson.id,
        aggregate_version=spokesperson.version,
        agency_id=spokesperson.agency_id,
        due_at=spokesperson.entry_due_at,
    )


def request_overdue(request: DataRequest) -> DataRequestOverdue:
    """The two working days are over."""
    return DataRequestOverdue(request_id=request.id, aggregate_version=request.version, due_at=request.due_at)


def request_answered(request: DataRequest) -> DataRequestAnswered:
    """Somebody has answered; whether in time, never what."""
    assert request.decided_at is not None, "only what was decided is answered"
    return DataRequestAnswered(
        request_id=request.id,
        aggregate_version=request.version,
        answered_at=request.decided_at,
        due_at=request.due_at,
        on_time=request.decided_at < request.due_at,
    )


def signed(delegation: SpeakingDelegation) -> DelegationSigned:
    """A right to speak on one matter."""
    assert delegation.term.valid_to is not None, "no delegation without end"
    return DelegationSigned(
        delegation_id=delegation.id,
        aggregate_version=delegation.version,
        delegator_id=delegation.delegator_id,
        account_id=delegation.account_id,
        agency_id=delegation.agency_id,
        full_name=delegation.contact.full_name,
        position=delegation.contact.position,
        matter=Matter(kind=delegation.matter.kind.value, id=delegation.matter.id),
        valid_from=delegation.term.valid_from,
        valid_to=delegation.term.valid_to,
    )


def withdrawn(delegation: SpeakingDelegation, at: datetime) -> DelegationRevoked:
    """The early end of a delegation."""
    return DelegationRevoked(
        delegation_id=delegation.id,
        aggregate_version=delegation.version,
        account_id=delegation.account_id,
        agency_id=delegation.agency_id,
        revoked_at=at,
    )
