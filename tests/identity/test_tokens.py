"""The token endpoint: refusals first."""

from tests.identity.house import ADMINISTRATOR, API, REPORTER, House


async def test_an_unknown_person_gets_an_account_without_roles(house: House) -> None:
    headers = await house.signed_in(REPORTER)
    me = (await house.http.get(f"{API}/me", headers=headers)).json()
    assert me["roles"] == []
    assert me["full_name"] == REPORTER[1]
    assert me["identifier_last4"] == "0001"


async def test_the_seeded_administrator_has_the_role_from_the_first_sign_in(house: House) -> None:
    me = (await house.http.get(f"{API}/me", headers=await house.signed_in(ADMINISTRATOR))).json()
    assert me["roles"] == ["administrator"]
