"""A delegate approves and publishes the release that was delegated, and nothing a minute later."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from shared.contracts.identity import DelegationSigned, Matter
from shared.ids import uuid7
from tests.distribution.house import House, problem

DELEGATE = UUID(int=77)


async def delegate(house: House, release: dict[str, Any], minutes: int, kind: str = "release") -> None:
    now = house.clock.now()
    await house.hear(
        DelegationSigned(
            aggregate_version=1,
            delegation_id=uuid7(),
            delegator_id=UUID(int=5),
            account_id=DELEGATE,
            agency_id=house.agency,
            full_name="Trần Văn Minh Họa",
            position="Trưởng phòng",
            matter=Matter(kind=kind, id=UUID(release["id"])),  # type: ignore[arg-type]  # one of the four
            valid_from=now,
            valid_to=now + timedelta(minutes=minutes),
        )
    )


async def test_a_delegation_is_for_its_release_and_its_minutes(house: House) -> None:
    who = house.issuer.bearer("spokesperson", agency_id=house.agency, sub=DELEGATE)
    first, second = [await house.done(await house.draft(), "submission", house.officer()) for _ in range(2)]
    await delegate(house, first, 10)
    await delegate(house, second, 10, kind="question")
    problem(await house.act(second, "approval", who), 403, "not-an-active-spokesperson")
    approved = await house.done(first, "approval", who)
    await delegate(house, second, 1)
    house.clock.set(house.clock.now() + timedelta(minutes=1))
    problem(await house.act(second, "approval", who), 403, "not-an-active-spokesperson")
    published = await house.done(approved, "publication", who)
    assert published["publication"] == "published"
