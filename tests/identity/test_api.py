"""The register over HTTP: refusals first, then what is kept and what leaves."""

from typing import Any
from uuid import UUID

import msgspec
import pytest

from deploy.local.seed.identity import AGENCIES
from services.identity.entrypoints.seed import SeedFile, load
from shared.contracts.identity import (
    DirectoryEntryPublished,
    PressAgencyRegistered,
    SpokespersonAssigned,
    SpokespersonRevoked,
)
from shared.ids import uuid7
from tests.identity.house import ADMINISTRATOR, API, CARD, OFFICER, REPORTER, House, problem

NEWSROOM: dict[str, Any] = {"name": "Báo Minh họa 14", "types": ["PRINT", "ONLINE"], "kind": "NEWSPAPER"}


@pytest.fixture
async def agencies(house: House) -> dict[str, UUID]:
    """The seeded state agencies: ids by code."""
    await load(msgspec.json.decode(AGENCIES.read_bytes(), type=SeedFile), house.uow(), house.digests)
    rows = await house.database.fetch("SELECT code, agency_id AS id FROM agency_state WHERE until IS NULL")
    return {row["code"]: row["id"] for row in rows}


def _speaker(agency_id: UUID, **changes: Any) -> dict[str, Any]:
    return {
        "personal_identifier": OFFICER[0],
        "agency_id": str(agency_id),
        "kind": "STANDING",
        "full_name": "Phan Thị Nói",
        "position": "Chánh Văn phòng",
        "phone": "0234 3822 000",
        "official_email": "noi@hue.example",
        "decision_no": "12/QĐ-SYT",
    } | changes


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"name": "   "}, "invalid-text", "name"),
        ({"name": "Báo\u0007"}, "invalid-text", "name"),
        ({"name": ""}, "invalid-body", "name"),
        ({"types": []}, "invalid-body", "types"),
        ({"types": ["SMOKE"]}, "invalid-body", "types[0]"),
        ({"kind": 7}, "invalid-body", "kind"),
        ({"owner": "x"}, "invalid-body", "owner"),
    ],
)
async def test_a_press_agency_that_breaks_a_rule_is_refused_by_its_field(
    house: House, changes: dict[str, Any], code: str, field: str
) -> None:
    headers = house.bearer("administrator")
    answer = await house.http.post(f"{API}/press-agencies", json=NEWSROOM | changes, headers=headers)
    assert (answer.status_code, problem(answer)) == (400, code)
    assert answer.json()["errors"][0]["field"] == field
    assert await house.events() == []


async def test_a_name_that_differs_by_accents_only_is_taken(house: House) -> None:
    await house.press_agency("Báo Sài Gòn Giải Phóng")
    body = NEWSROOM | {"name": "BAO SAI GON GIAI PHONG"}
    answer = await house.http.post(f"{API}/press-agencies", json=body, headers=house.bearer("administrator"))
    assert (answer.status_code, problem(answer)) == (409, "press-agency-exists")


async def test_a_press_agency_is_kept_in_nfc_and_announced_once(house: House) -> None:
    headers = {**house.bearer("department_officer"), "Idempotency-Key": "k1"}
    body = NEWSROOM | {"name": "Báo Minh hoạ"}
    first = await house.http.post(f"{API}/press-agencies", json=body, headers=headers)
    again = await house.http.post(f"{API}/press-agencies", json=body, headers=headers)
    assert (first.status_code, first.json()) == (201, again.json())
    assert again.headers["idempotency-replayed"] == "true"
    other = await house.http.post(f"{API}/press-agencies", json=NEWSROOM, headers=headers)
    assert (other.status_code, problem(other)) == (422, "idempotency-key-reused")
    found = await house.http.get(first.headers["location"])
    assert (found.json()["name"], found.headers["etag"]) == ("Báo Minh hoạ", '"1"')
    events = await house.events()
    assert [type(event) for event in events] == [PressAgencyRegistered]
    assert events[0].aggregate_version == 1


async def test_a_search_needs_no_accents_and_pages_through_everything_once(
    house: House, agencies: dict[str, UUID]
) -> None:
    seen: list[str] = []
    cursor: str | None = None
    while True:
        query: dict[str, str | int] = {"limit": 20} | ({"cursor": cursor} if cursor else {})
        page = (await house.http.get(f"{API}/agencies", params=query)).json()
        seen += [agency["code"] for agency in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert (len(seen), set(seen)) == (55, set(agencies))


@pytest.mark.parametrize(
    ("words", "first"),
    [("y tế", "H57.08"), ("tiem chung", "H57.08"), ("SO Y TE", "H57.08"), ("H57.12", "H57.12")],
)
async def test_an_agency_is_found_by_name_code_or_responsibility(
    house: House, agencies: dict[str, UUID], words: str, first: str
) -> None:
    page = (await house.http.get(f"{API}/agencies", params={"q": words})).json()
    assert page["items"][0]["code"] == first


async def test_exact_spelling_comes_before_a_match_without_accents(house: House) -> None:
    for name in ("Báo A hòa", "Báo Z hoà"):
        await house.press_agency(name)
    found = (await house.http.get(f"{API}/press-agencies", params={"q": "hoà"})).json()["items"]
    assert [item["name"] for item in found] == ["Báo Z hoà", "Báo A hòa"]


@pytest.mark.parametrize("words", ["%", "_", "\\", "' OR 1=1", "🙂", "%00"])
async def test_signs_with_a_meaning_elsewhere_are_only_text(house: House, words: str) -> None:
    await house.press_agency()
    page = await house.http.get(f"{API}/press-agencies", params={"q": words})
    assert (page.status_code, page.json()["items"]) == (200, [])


@pytest.mark.parametrize("cursor", ["x", "W10", "WzEsMiwzXQ"])
async def test_a_forged_cursor_is_refused(house: House, cursor: str) -> None:
    answer = await house.http.get(f"{API}/agencies", params={"cursor": cursor})
    assert (answer.status_code, problem(answer)) == (400, "invalid-parameter")


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"personal_identifier": "04659900002"}, 400, "invalid-personal-identifier"),
        ({"personal_identifier": "04659900000A"}, 400, "invalid-personal-identifier"),
        ({"role": "reporter", "press_agency_id": str(uuid7())}, 422, "role-outside-agency"),
        ({"role": "focal_officer"}, 422, "role-needs-agency"),
        ({"role": "focal_officer", "agency_id": str(uuid7())}, 422, "unknown-reference"),
        ({"role": "newsroom_admin", "agency_id": str(uuid7())}, 422, "role-needs-agency"),
        ({"role": "king"}, 400, "invalid-body"),
    ],
)
async def test_a_post_that_cannot_be_is_refused(
    house: House, changes: dict[str, Any], status: int, code: str
) -> None:
    body = {"personal_identifier": OFFICER[0], "role": "auditor"} | changes
    answer = await house.http.post(f"{API}/appointments", json=body, headers=house.bearer("administrator"))
    assert (answer.status_code, problem(answer)) == (status, code)
    assert "0465990" not in answer.text


async def test_an_appointment_shows_four_digits_and_ends_once(house: House) -> None:
    headers = house.bearer("administrator")
    body = {"personal_identifier": OFFICER[0], "role": "department_officer", "full_name": OFFICER[1]}
    made = await house.post("/appointments", body, headers)
    assert (made["identifier_last4"], made["version"]) == ("0002", 1)
    twice = await house.http.post(f"{API}/appointments", json=body, headers=headers)
    assert (twice.status_code, problem(twice)) == (409, "already-appointed")
    path = f"/appointments/{made['id']}/end"
    assert (await house.http.post(API + path, headers=headers)).status_code == 428
    assert (await house.act(path, 2, headers)).status_code == 412
    assert (await house.act(path, 1, headers)).json()["version"] == 2
    assert problem(await house.act(path, 2, headers)) == "appointment-ended"
    listed = (await house.http.get(f"{API}/appointments", headers=headers)).json()["items"]
    assert made["id"] not in [item["id"] for item in listed]


async def test_who_works_for_the_state_cannot_become_a_reporter(house: House) -> None:
    headers = await house.signed_in(ADMINISTRATOR)
    body = {"press_agency_id": str(await house.press_agency()), "credential": CARD}
    answer = await house.http.post(f"{API}/reporters", json=body, headers=headers)
    assert (answer.status_code, problem(answer)) == (409, "posts-clash")


async def test_a_head_assigns_standing_spokespersons_of_the_own_agency_only(
    house: House, agencies: dict[str, UUID]
) -> None:
    head = house.bearer("agency_head", agency_id=agencies["H57.08"])
    for body in (_speaker(agencies["H57.12"]), _speaker(agencies["H57.08"], kind="HEAD")):
        answer = await house.http.post(f"{API}/spokespersons", json=body, headers=head)
        assert (answer.status_code, problem(answer)) == (403, "not-allowed")
    assert (await house.post("/spokespersons", _speaker(agencies["H57.08"]), head))["kind"] == "STANDING"


async def test_an_agency_revokes_its_standing_spokespersons_but_not_its_head(
    house: House, agencies: dict[str, UUID]
) -> None:
    agency, administrator = agencies["H57.08"], house.bearer("administrator")
    head = house.bearer("agency_head", agency_id=agency)
    named = await house.post("/spokespersons", _speaker(agency, kind="HEAD"), administrator)
    standing = await house.post("/spokespersons", _speaker(agency, personal_identifier=REPORTER[0]), head)
    refused = await house.act(f"/spokespersons/{named['id']}/revocation", 2, head)
    assert (refused.status_code, problem(refused)) == (403, "not-allowed")
    for made, who in ((standing, head), (named, administrator)):
        assert (await house.act(f"/spokespersons/{made['id']}/revocation", made["version"], who)).is_success


async def test_a_head_does_not_learn_where_else_a_citizen_has_a_post(
    house: House, agencies: dict[str, UUID]
) -> None:
    await house.applicant(REPORTER)
    await house.post("/spokespersons", _speaker(agencies["H57.12"]), house.bearer("administrator"))
    head = house.bearer("agency_head", agency_id=agencies["H57.08"])
    told = []
    for person in (OFFICER, REPORTER):
        body = _speaker(agencies["H57.08"], personal_identifier=person[0])
        answer = await house.http.post(f"{API}/spokespersons", json=body, headers=head)
        assert (answer.status_code, problem(answer)) == (409, "cannot-be-assigned")
        told.append({**answer.json(), "request_id": None, "instance": None})
        known = await house.http.post(
            f"{API}/spokespersons", json=body, headers=house.bearer("administrator")
        )
        assert problem(known) == "posts-clash"
    assert told[0] == told[1]


async def test_an_agency_has_one_head(house: House, agencies: dict[str, UUID]) -> None:
    headers = house.bearer("administrator")
    await house.post("/spokespersons", _speaker(agencies["H57.08"], kind="HEAD"), headers)
    body = _speaker(agencies["H57.08"], kind="HEAD", personal_identifier=REPORTER[0])
    answer = await house.http.post(f"{API}/spokespersons", json=body, headers=headers)
    assert (answer.status_code, problem(answer)) == (409, "head-exists")


@pytest.mark.parametrize("valid_from", ["2026-09-21T09:00:00", "21/9/2026", 7])
async def test_a_time_without_offset_is_refused(
    house: House, agencies: dict[str, UUID], valid_from: object
) -> None:
    body = _speaker(agencies["H57.08"], valid_from=valid_from)
    answer = await house.http.post(f"{API}/spokespersons", json=body, headers=house.bearer("administrator"))
    assert (answer.status_code, problem(answer)) == (400, "invalid-body")


async def test_a_spokesperson_is_public_until_revoked(house: House, agencies: dict[str, UUID]) -> None:
    headers = house.bearer("administrator")
    made = await house.post("/spokespersons", _speaker(agencies["H57.08"], kind="HEAD"), headers)
    directory = f"{API}/spokespersons?agency_id={agencies['H57.08']}"
    [entry] = (await house.http.get(directory)).json()["items"]
    assert (entry["full_name"], entry["phone"]) == ("Phan Thị Nói", "0234 3822 000")
    assert "account_id" not in entry
    me = (await house.http.get(f"{API}/me", headers=await house.signed_in(OFFICER))).json()
    assert (me["roles"], me["agency_id"]) == (["agency_head", "spokesperson"], str(agencies["H57.08"]))
    assert (await house.act(f"/spokespersons/{made['id']}/revocation", 2, headers)).is_success
    assert (await house.http.get(directory)).json()["items"] == []
    assert (await house.http.get(f"{API}/me", headers=await house.signed_in(OFFICER))).json()["roles"] == []
    events = [event for event in await house.events() if event.aggregate_id == UUID(made["id"])]
    assert [type(event) for event in events] == [
        SpokespersonAssigned,
        DirectoryEntryPublished,
        SpokespersonRevoked,
    ]
    assert [event.aggregate_version for event in events] == [1, 2, 3]
