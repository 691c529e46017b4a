"""Heads come and go; what one of them signed for the agency stands."""

from tests.identity.directory import PEOPLE, agency, speaker
from tests.identity.house import House
from tests.identity.test_speaking import DAY, document, right


async def test_a_delegation_outlasts_the_head_who_signed_it_until_the_next_head_revokes(house: House) -> None:
    where, now = await agency(house, "H57.12", "Sở Du lịch"), house.clock.now()
    first = await speaker(house, where, PEOPLE[0], 1, valid_to=now + DAY)
    roles = ("agency_head", "spokesperson")
    head = house.bearer(*roles, account_id=first.account_id, agency_id=where)
    signed = await house.post("/delegations", document(house), head)
    house.clock.set(now + 2 * DAY)
    assert await right(house, first.account_id, where) == (False, "over")
    assert (await right(house, signed["account_id"], where))[0]
    second = await speaker(house, where, PEOPLE[0], 2)
    following = house.bearer(*roles, account_id=second.account_id, agency_id=where)
    assert (await house.act(f"/delegations/{signed['id']}/revocation", 1, following)).is_success
    assert await right(house, signed["account_id"], where) == (False, "revoked")
