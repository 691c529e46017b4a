"""The migrations make the tables that the code means, and the tables hold what the rules promise."""

from collections.abc import Mapping
from dataclasses import fields

import pytest

from services.events.adapters.orm import METADATA, invitations, press_events
from services.events.application.ports import PassAct
from services.events.domain.model import Invitation, PressEvent
from shared.persistence import UniqueViolation
from shared.persistence.migrations import differences
from tests.events.house import House


async def test_the_migrations_make_the_tables_that_the_code_means(
    servers: object, database_urls: Mapping[str, str]
) -> None:
    assert await differences(database_urls["events"], METADATA) == []


def test_every_column_of_an_aggregate_is_a_field_of_it() -> None:
    for kind, table in ((PressEvent, press_events), (Invitation, invitations)):
        assert {one.name for one in fields(kind)} == {column.name for column in table.c}


async def test_an_error_leaves_nothing_behind(house: House) -> None:
    press_event = await house.announce()
    uow = house.parts.uow()
    with pytest.raises(ZeroDivisionError):
        async with uow:
            found = await uow.press_events.get(press_event["id"])
            assert found is not None
            found.cancel("không", house.clock.now())
            raise ZeroDivisionError
    read = await house.get(f"/press-events/{press_event['id']}", house.organiser())
    assert (read["status"], read["version"]) == ("announced", 1)


@pytest.mark.parametrize(("version", "kind"), [(2, "issued"), (1, "revoked")])
async def test_no_act_of_a_pass_has_a_second_row_or_a_second_number(
    house: House, version: int, kind: str
) -> None:
    own = await house.pass_of(await house.announce())
    with pytest.raises(UniqueViolation):
        async with house.parts.uow() as uow:
            uow.passes.act(
                PassAct(pass_id=own["id"], version=version, kind=kind, at=house.clock.now())  # type: ignore[arg-type]  # a word from the parameters
            )
