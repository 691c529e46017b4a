"""Cleaned rows enter the register, or add to what is known there; a second time nothing happens."""

from dataclasses import dataclass, field, replace

from services.identity.application.commands import ImportPressAgencies
from services.identity.application.handlers.press_agencies import day_of, registered, revised
from services.identity.application.ports import UnitOfWork
from services.identity.domain.model import PressAgency, PressProfile
from services.identity.domain.model.press_cleaning import folded
from shared.contracts.identity import PressAgencyRenewed
from shared.ids import uuid7


@dataclass
class Imported:
    """Row numbers by what became of the row."""

    entered: list[int] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)
    unchanged: list[int] = field(default_factory=list)


async def import_press_agencies(command: ImportPressAgencies, uow: UnitOfWork) -> Imported:
    """One transaction for the whole file; what the register knows and the file leaves open stays."""
    done, fresh = Imported(), list[PressAgency]()
    async with uow:
        await uow.press_agencies.close()
        names = (profile.name for _row, profile in command.profiles)
        known = {folded(each.name): each for each in await uow.press_agencies.known_as(names)}
        for row, profile in command.profiles:
            newsroom = known.get(folded(profile.name))
            if newsroom is None:
                done.entered.append(row)
                fresh.append(_new(profile, uow))
            elif await _revise(newsroom, profile, command, uow):
                done.changed.append(row)
            else:
                done.unchanged.append(row)
        if not command.dry_run and (done.entered or done.changed):
            _enter(fresh, command, uow)
    return done


def _new(profile: PressProfile, uow: UnitOfWork) -> PressAgency:
    return PressAgency(
        id=uuid7(),
        name=profile.name,
        types=profile.types,
        kind=profile.kind,
        registered_at=uow.now(),
        details=profile.details,
    )


def _enter(fresh: list[PressAgency], command: ImportPressAgencies, uow: UnitOfWork) -> None:
    uow.press_agencies.add_all(fresh)
    for newsroom in fresh:
        uow.outbox.add(registered(newsroom))
    detail = {"rows": str(len(command.profiles)), "entered": str(len(fresh))}
    uow.audit.add("press-agencies.imported", "register", "press-agencies", command.actor.account_id, detail)


async def _revise(
    newsroom: PressAgency, profile: PressProfile, command: ImportPressAgencies, uow: UnitOfWork
) -> bool:
    known, told = newsroom.details, profile.details
    open_kept = replace(
        told,
        licence_no=told.licence_no or known.licence_no,
        governing_body=told.governing_body or known.governing_body,
        purpose=told.purpose or known.purpose,
        head=told.head or known.head,
        central=told.central or known.central,
        domains=told.domains or known.domains,
    )
    changed = newsroom.revise(replace(profile, details=open_kept))
    if changed and not command.dry_run:
        uow.outbox.add(revised(newsroom, uow.now()))
    last = told.valid_to
    longer = last is not None and (known.valid_to is None or last > known.valid_to)
    if last is not None and longer:
        newsroom.renew(last, day_of(uow.now()))
        if not command.dry_run:
            uow.outbox.add(
                PressAgencyRenewed(
                    press_agency_id=newsroom.id,
                    aggregate_version=newsroom.version,
                    licence_valid_to=last,
                    renewed_at=uow.now(),
                )
            )
    if (changed or longer) and not command.dry_run:
        await uow.press_agencies.save(newsroom)
    return changed or longer
