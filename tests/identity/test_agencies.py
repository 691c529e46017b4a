"""State agencies over HTTP: refusals first, then who answers today for an agency of another time."""

from typing import Any

import msgspec
import pytest

from deploy.local.seed.identity import AGENCIES
from services.identity.entrypoints.seed import SeedFile, load
from shared.contracts.identity import AgencyRegistered, AgencyRevised, AgencySucceeded
from shared.ids import uuid7
from tests.identity.house import API, House, problem

OLD = {
    "code": "H57.30",
    "name": "Sở Thông tin và Truyền thông",
    "level": "DEPARTMENT",
    "responsibilities": [{"field": "Báo chí", "keywords": ["Nhà báo"]}, {"field": "viễn thông"}],
    "old_codes": ["000.00.30.H57"],
    "valid_from": "2008-03-01T00:00:00+07:00",
}
NEW = {"code": "H57.31", "name": "Sở Khoa học và Công nghệ", "level": "DEPARTMENT"}
LONG_AGO = {"valid_from": "2005-01-01T00:00:00+07:00"}


async def enter(house: House, body: dict[str, Any]) -> dict[str, Any]:
    return await house.post("/agencies", body, house.bearer("administrator"))


async def change(house: House, agency: dict[str, Any], act: str, body: dict[str, Any]) -> Any:
    headers = {**house.bearer("administrator"), "If-Match": f'"{agency["version"]}"'}
    return await house.http.post(f"{API}/agencies/{agency['id']}/{act}", json=body, headers=headers)


def revision(agency: dict[str, Any], **changes: Any) -> dict[str, Any]:
    kept = {name: agency[name] for name in ("code", "name", "level", "parent_id")}
    return {**kept, "valid_from": "2026-10-01T00:00:00+07:00", "document_no": "91/QĐ-MH"} | changes


def merger(*successors: dict[str, Any], **changes: Any) -> dict[str, Any]:
    named = [{"agency_id": one["id"]} for one in successors]
    body = {"kind": "MERGE", "successors": named, "ended_at": "2025-03-01T00:00:00+07:00"}
    return body | {"document_no": "12/NQ-HĐND"} | changes


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"code": "57.H"}, 400, "invalid-agency-code"),
        ({"old_codes": ["H57.30"]}, 400, "invalid-agency-code"),
        ({"name": " "}, 400, "invalid-text"),
        ({"level": "department"}, 400, "invalid-body"),
        ({"valid_from": "2008-03-01"}, 400, "invalid-body"),
        ({"parent_id": str(uuid7())}, 422, "unknown-reference"),
        ({"code": "H57.31"}, 409, "agency-code-taken"),
        ({"old_codes": ["000.00.31.H57"]}, 409, "agency-code-taken"),
    ],
)
async def test_an_agency_that_breaks_a_rule_is_not_entered(
    house: House, changes: dict[str, Any], status: int, code: str
) -> None:
    await enter(house, NEW | LONG_AGO | {"old_codes": ["000.00.31.H57"]})
    headers = house.bearer("administrator")
    for language, word in (("vi", "cơ quan"), ("en", "")):
        answer = await house.http.post(
            f"{API}/agencies", json=OLD | changes, headers={**headers, "Accept-Language": language}
        )
        assert (answer.status_code, problem(answer)) == (status, code), answer.text
        assert word in answer.text.lower() or code.startswith("invalid") or code == "unknown-reference"
    assert len(await house.events()) == 1


async def test_no_agency_becomes_its_own_ancestor(house: House) -> None:
    city = await enter(house, {"code": "H57", "name": "Thành phố", "level": "CITY"} | LONG_AGO)
    office = await enter(house, NEW | LONG_AGO | {"parent_id": city["id"]})
    below = await enter(house, OLD | {"parent_id": office["id"]})
    for parent in (city, office, below):
        answer = await change(house, city, "revisions", revision(city, parent_id=parent["id"]))
        assert (answer.status_code, problem(answer)) == (422, "agency-own-ancestor")
        assert answer.json()["errors"][0]["field"] == "parent_id"
    later = revision(office, parent_id=None, valid_from="2027-01-01T00:00:00+07:00")
    assert (await change(house, office, "revisions", later)).is_success
    between = revision(city, parent_id=office["id"], valid_from="2026-12-01T00:00:00+07:00")
    assert problem(await change(house, city, "revisions", between)) == "agency-own-ancestor"
    after = revision(city, parent_id=office["id"], valid_from="2027-01-01T00:00:00+07:00")
    assert (await change(house, city, "revisions", after)).is_success


async def test_what_is_told_is_not_rewritten_and_an_end_is_final(house: House) -> None:
    new, old = await enter(house, NEW | LONG_AGO), await enter(house, OLD)
    early = revision(old, valid_from=OLD["valid_from"])
    assert problem(await change(house, old, "revisions", early)) == "validity-overlaps"
    stale = await change(house, old | {"version": 7}, "revisions", revision(old))
    assert (stale.status_code, problem(stale)) == (412, "stale-version")
    for body, code in (
        (merger(old), "invalid-succession"),
        (merger(), "invalid-body"),
        (merger(new, new), "invalid-succession"),
        (merger(new, kind="SPLIT"), "invalid-succession"),
        (merger({"id": str(uuid7())}), "unknown-reference"),
        (merger(new, ended_at="2004-01-01T00:00:00Z"), "validity-overlaps"),
    ):
        assert problem(await change(house, old, "succession", body)) == code
    child = await enter(house, NEW | {"code": "H57.30.01", "parent_id": old["id"]})
    assert problem(await change(house, old, "succession", merger(new))) == "agency-has-children"
    moved = revision(child, parent_id=new["id"])
    assert (await change(house, child, "revisions", moved)).is_success
    ending = merger(new, ended_at="2026-10-01T00:00:00+07:00")
    assert (await change(house, old, "succession", ending)).is_success
    for act, body in (("revisions", revision(old)), ("succession", merger(new))):
        assert problem(await change(house, old | {"version": 2}, act, body)) == "agency-ended"


async def resolve(house: House, **asked: str) -> list[tuple[str, list[str]]]:
    answer = await house.http.get(f"{API}/agencies/resolution", params=asked)
    if answer.status_code == 404:
        return []
    return [(one["then"]["name"], [who["name"] for who in one["today"]]) for one in answer.json()["items"]]


async def test_an_agency_of_2024_resolves_by_code_and_name_to_whoever_follows_it(house: House) -> None:
    new, old = await enter(house, NEW | LONG_AGO), await enter(house, OLD)
    assert (await change(house, old, "succession", merger(new))).is_success
    expected = [("Sở Thông tin và Truyền thông", ["Sở Khoa học và Công nghệ"])]
    in_2024 = "2024-07-01T00:00:00+07:00"
    for asked in ({"code": "H57.30"}, {"code": "000.00.30.H57"}, {"name": "so thong tin va truyen thong"}):
        assert await resolve(house, **asked) == expected
        assert await resolve(house, **asked, at=in_2024) == expected
        assert await resolve(house, **asked, at="2026-07-01T00:00:00+07:00") == []
    assert await resolve(house, code="H57") == []
    assert (await house.http.get(f"{API}/agencies/resolution")).status_code == 404
    naive = await house.http.get(f"{API}/agencies/resolution?code=H57.30&at=2024-07-01T00:00:00")
    assert problem(naive) == "invalid-parameter"
    renamed = revision(new, name="Sở Khoa học, Công nghệ và Chuyển đổi số", valid_from="2026-01-01T00:00:00Z")
    assert (await change(house, new, "revisions", renamed)).is_success
    assert await resolve(house, code="H57.30") == [(OLD["name"], [renamed["name"]])]
    assert await resolve(house, name=NEW["name"]) == [(NEW["name"], [renamed["name"]])]
    events = [type(event) for event in await house.events()]
    assert events == [AgencyRegistered, AgencyRegistered, AgencySucceeded, AgencyRevised]


async def test_a_field_of_a_split_agency_leads_to_whoever_took_it(house: House) -> None:
    press = await enter(house, NEW | LONG_AGO | {"code": "H57.40", "name": "Sở Văn hóa và Thể thao"})
    wires, old = await enter(house, NEW | LONG_AGO), await enter(house, OLD)
    parts = [
        {"agency_id": press["id"], "fields": ["Báo chí"]},
        {"agency_id": wires["id"], "fields": ["viễn thông"]},
    ]
    split = merger(kind="SPLIT", successors=parts)
    assert (await change(house, old, "succession", split)).is_success
    assert await resolve(house, code="H57.30", field="báo chí") == [(OLD["name"], [press["name"]])]
    assert await resolve(house, code="H57.30") == [(OLD["name"], [press["name"], wires["name"]])]


async def test_a_list_shows_what_holds_at_the_instant(house: House) -> None:
    new, old = await enter(house, NEW | LONG_AGO), await enter(house, OLD)
    await change(house, old, "succession", merger(new))

    async def found(**asked: str) -> list[str]:
        answer = await house.http.get(f"{API}/agencies", params=asked)
        return [one["code"] for one in answer.json()["items"]]

    assert await found(q="nha bao") == []
    assert await found(q="nha bao", at="2024-07-01T00:00:00Z") == ["H57.30"]
    assert await found() == ["H57.31"]
    read = (await house.http.get(f"{API}/agencies/{old['id']}")).json()
    assert (read["name"], read["valid_to"]) == (OLD["name"], "2025-02-28T17:00:00Z")
    history = (await house.http.get(f"{API}/agencies/{old['id']}/history")).json()
    assert history["succession"]["successors"] == [{"agency_id": new["id"], "fields": []}]
    assert (await house.http.get(f"{API}/agencies/{uuid7()}/history")).status_code == 404


async def test_the_seeded_department_of_2024_resolves(house: House) -> None:
    file = msgspec.json.decode(AGENCIES.read_bytes(), type=SeedFile)
    for _ in range(2):
        await load(file, house.uow(), house.digests)
    [(_, today)] = await resolve(house, name="Sở Thông tin và Truyền thông", at="2024-07-01T00:00:00Z")
    assert today == ["Sở Khoa học và Công nghệ", "Sở Văn hóa và Thể thao"]
    [(_, press)] = await resolve(house, name="so thong tin va truyen thong", field="báo chí")
    assert press == ["Sở Văn hóa và Thể thao"]
    assert (await house.http.get(f"{API}/agencies?q=lu hanh")).json()["items"][0]["code"] == "H57.12"
