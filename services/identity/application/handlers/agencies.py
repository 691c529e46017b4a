"""State agencies enter the register, change and end; what they were stays."""

from datetime import UTC, datetime
from uuid import UUID

from services.identity.application.commands import Actor, RegisterAgency, ReviseAgency, SucceedAgency
from services.identity.application.ports import UnitOfWork
from services.identity.domain.errors import (
    AgencyCodeTaken,
    StaleVersion,
    UnknownAgency,
    UnknownReference,
)
from services.identity.domain.model import AgencyState, StateAgency, Succession, Validity
from shared.contracts import identity as events


async def register_agency(command: RegisterAgency, uow: UnitOfWork) -> StateAgency:
    """Parents come before children. Raises UnknownReference, AgencyNotInForce or AgencyCodeTaken."""
    async with uow:
        known = await uow.agencies.by_code(command.facts.code) if command.once else None
        if known is not None:
            return known
        tree = await uow.agencies.tree()
        state = command.facts.state(await _parent(command, uow))
        await _require_codes(state, command.agency_id, Validity(command.valid_from), uow)
        tree.require_place(command.agency_id, state.parent_id, command.valid_from)
        agency = StateAgency.register(command.agency_id, state, command.valid_from, command.document_no)
        uow.agencies.add(agency)
        uow.outbox.add(_registered(agency))
        _note("agency.registered", agency, command.actor, uow)
    return agency


async def _parent(command: RegisterAgency, uow: UnitOfWork) -> UUID | None:
    if command.parent_code is None:
        return command.facts.parent_id
    parent = await uow.agencies.by_code(command.parent_code)
    if parent is None:
        raise UnknownReference("parent_code", name="parent_code")
    return parent.id


async def revise_agency(command: ReviseAgency, uow: UnitOfWork) -> StateAgency:
    """Raises UnknownAgency, StaleVersion, ValidityOverlaps, AncestorOfItself and what registering raises."""
    async with uow:
        tree = await uow.agencies.tree()
        agency = await _of_version(command.agency_id, command.expected_version, uow)
        state, since = command.facts.state(command.facts.parent_id), command.valid_from
        agency.revise(state, since, command.document_no)
        await _require_codes(state, agency.id, Validity(since), uow)
        tree.require_place(agency.id, state.parent_id, since)
        await uow.agencies.save(agency)
        uow.outbox.add(_revised(agency, since, command.document_no))
        _note("agency.revised", agency, command.actor, uow)
    return agency


async def succeed_agency(command: SucceedAgency, uow: UnitOfWork) -> StateAgency:
    """Raises UnknownAgency, StaleVersion, or why the agency cannot end so."""
    async with uow:
        tree = await uow.agencies.tree()
        agency = await _of_version(command.agency_id, command.expected_version, uow)
        if agency.succession is not None and command.expected_version is None:
            return agency
        agency.succeed(command.succession)
        tree.require_end(agency.id, command.succession)
        await uow.agencies.save(agency)
        uow.outbox.add(_succeeded(agency, command.succession))
        _note("agency.succeeded", agency, command.actor, uow)
    return agency


async def _of_version(agency_id: UUID, expected: int | None, uow: UnitOfWork) -> StateAgency:
    agency = await uow.agencies.find(agency_id)
    if agency is None:
        raise UnknownAgency
    if expected is not None and agency.version != expected:
        raise StaleVersion(expected=expected, actual=agency.version)
    return agency


async def _require_codes(state: AgencyState, agency_id: UUID, validity: Validity, uow: UnitOfWork) -> None:
    for holder, code, held in await uow.agencies.holders(state.codes):
        if holder != agency_id and held.overlaps(validity):
            raise AgencyCodeTaken("code" if code == state.code else "old_codes", taken=code)


def _note(action: str, agency: StateAgency, actor: Actor | None, uow: UnitOfWork) -> None:
    who = None if actor is None else actor.account_id
    uow.audit.add(action, "agency", agency.id, who, {"code": agency.last.state.code})


def _responsibilities(state: AgencyState) -> tuple[events.Responsibility, ...]:
    return tuple(
        events.Responsibility(field=one.field, keywords=one.keywords) for one in state.responsibilities
    )


def _registered(agency: StateAgency) -> events.AgencyRegistered:
    state = agency.last.state
    return events.AgencyRegistered(
        agency_id=agency.id,
        aggregate_version=agency.version,
        code=state.code,
        name=state.name,
        level=state.level,
        parent_id=state.parent_id,
        fields=state.fields,
        unit_code=state.unit_code,
        responsibilities=_responsibilities(state),
        old_codes=state.old_codes,
        working_hours=state.working_hours,
        valid_from=agency.last.validity.since,
    )


def _revised(agency: StateAgency, since: datetime, document_no: str) -> events.AgencyRevised:
    state = agency.last.state
    return events.AgencyRevised(
        agency_id=agency.id,
        aggregate_version=agency.version,
        code=state.code,
        name=state.name,
        level=state.level,
        parent_id=state.parent_id,
        fields=state.fields,
        unit_code=state.unit_code,
        responsibilities=_responsibilities(state),
        old_codes=state.old_codes,
        working_hours=state.working_hours,
        valid_from=since,
        document_no=document_no,
    )


def _succeeded(agency: StateAgency, succession: Succession) -> events.AgencySucceeded:
    return events.AgencySucceeded(
        agency_id=agency.id,
        aggregate_version=agency.version,
        kind=succession.kind.value,
        successors=tuple(
            events.Successor(agency_id=one.agency_id, fields=one.fields) for one in succession.successors
        ),
        ended_at=succession.ended_at.astimezone(UTC),
        document_no=succession.document_no,
    )
