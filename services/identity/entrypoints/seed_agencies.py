"""The part of a seed file that is about state agencies."""

from collections.abc import Iterable
from typing import Annotated

import msgspec

from services.identity.adapters.unit_of_work import IdentityUnitOfWork
from services.identity.application.commands import AgencyFacts, RegisterAgency, SucceedAgency
from services.identity.application.handlers import register_agency, succeed_agency
from services.identity.domain.errors import UnknownReference
from services.identity.domain.model import (
    Responsibility,
    StateAgency,
    Succession,
    SuccessionKind,
    Successor,
)
from shared.contracts.event import UtcTime
from shared.ids import uuid7
from shared.text import clean

Code = Annotated[str, msgspec.Meta(max_length=35, pattern=r"^[A-Y][0-9]{2}(\.[A-Z0-9]+)*$")]


class Source(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every part of a seed file has in common."""


class AgencySource(Source, frozen=True, kw_only=True):
    """A state agency; its parent comes before it."""

    code: Code
    name: str
    level: str
    unit_code: str | None = None
    parent_code: Code | None = None
    fields: tuple[str, ...] = ()
    keywords: dict[str, tuple[str, ...]] = {}
    """Of some of the fields, the words by which people speak of them."""
    old_codes: tuple[str, ...] = ()
    working_hours: str = "province"
    document_no: str | None = None


class SuccessionSource(Source, frozen=True, kw_only=True):
    """An agency of the past, and the codes of those that followed it, with the fields they took."""

    code: Code
    kind: SuccessionKind
    successors: dict[Code, tuple[str, ...]]
    ended_at: UtcTime
    document_no: str


async def load_agencies(
    agencies: Iterable[AgencySource], successions: Iterable[SuccessionSource], uow: IdentityUnitOfWork
) -> None:
    """Enters what is not there yet, parents before children. Raises DomainError or ValueError."""
    for agency in agencies:
        await register_agency(_agency(agency), uow)
    for succession in successions:
        await _succeed(succession, uow)


def _agency(source: AgencySource) -> RegisterAgency:
    responsibilities = (
        Responsibility(clean(field), tuple(clean(word) for word in source.keywords.get(field, ())))
        for field in source.fields
    )
    facts = AgencyFacts(
        code=source.code,
        name=clean(source.name),
        level=source.level,
        unit_code=source.unit_code,
        responsibilities=tuple(responsibilities),
        old_codes=source.old_codes,
        working_hours=source.working_hours,
    )
    return RegisterAgency(
        agency_id=uuid7(),
        facts=facts,
        parent_code=source.parent_code,
        document_no=source.document_no,
        once=True,
    )


async def _succeed(source: SuccessionSource, uow: IdentityUnitOfWork) -> None:
    async with uow:
        ending = await _known(source.code, uow)
        successors = [
            Successor((await _known(code, uow)).id, fields) for code, fields in source.successors.items()
        ]
        succession = Succession(source.kind, tuple(successors), source.ended_at, source.document_no)
        command = SucceedAgency(agency_id=ending.id, succession=succession, actor=None, expected_version=None)
        await succeed_agency(command, uow)


async def _known(code: str, uow: IdentityUnitOfWork) -> StateAgency:
    found = await uow.agencies.by_code(code)
    if found is None:
        raise UnknownReference("code", name=code)
    return found
