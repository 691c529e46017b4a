"""Agencies and spokespersons for tests of the directory, entered by the use cases."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from services.identity.application.commands import Actor, AgencyFacts, AssignSpokesperson, RegisterAgency
from services.identity.application.handlers import assign_spokesperson, register_agency
from services.identity.domain.model import (
    Contact,
    Decision,
    Responsibility,
    Role,
    Spokesperson,
    SpokespersonKind,
    Term,
)
from shared.ids import uuid7
from tests.identity.house import House

ADMINISTRATOR = Actor(account_id=uuid7(), roles=frozenset({Role.ADMINISTRATOR}))
PEOPLE = (
    ("Nguyễn Thị Minh Họa", "Giám đốc", SpokespersonKind.HEAD),
    ("Trần Văn Đặng", "Phó Giám đốc", SpokespersonKind.STANDING),
    ("Lê Thị Hòa", "Chánh Văn phòng", SpokespersonKind.STANDING),
)


async def agency(house: House, code: str, name: str, **facts: Any) -> UUID:
    """A state agency that has been there always."""
    command = RegisterAgency(
        agency_id=uuid7(),
        facts=AgencyFacts(
            code=code,
            name=name,
            level="DEPARTMENT",
            responsibilities=(Responsibility("du lịch", ("khách sạn",)),),
            **facts,
        ),
    )
    return (await register_agency(command, house.uow())).id


async def speaker(
    house: House, agency_id: UUID, person: tuple[str, str, SpokespersonKind], number: int, **other: Any
) -> Spokesperson:
    """A spokesperson; `number` makes the person another one."""
    name, position, kind = person
    now = house.clock.now()
    decided = now - other.get("decided_before", timedelta(0))
    contact = Contact(name, position, other.get("phone", "0234 3822 000"), "phatngon@hue.example")
    command = AssignSpokesperson(
        spokesperson_id=uuid7(),
        actor=other.get("actor", ADMINISTRATOR),
        identifier=house.digests.of(f"0465990{number:05}"),
        agency_id=agency_id,
        kind=kind,
        contact=contact,
        decision=Decision(f"{number}/QĐ-MH", decided),
        term=Term(now, other.get("valid_to")),
    )
    return await assign_spokesperson(command, house.uow())
