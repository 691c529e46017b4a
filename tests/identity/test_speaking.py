"""Who may speak, over HTTP: the duty to publish, delegations, and one answer with its reason."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from services.identity.application.handlers import tell_overdue_entries
from services.identity.domain.model import SpokespersonKind
from services.identity.entrypoints.worker import create_worker
from shared.contracts.identity import (
    DelegationRevoked,
    DelegationSigned,
    DirectoryEntryOverdue,
    DirectoryEntryPublished,
    SpokespersonAssigned,
)
from shared.ids import uuid7
from tests.identity.directory import PEOPLE, agency, speaker
from tests.identity.house import API, House, problem

QUESTION, OTHER = uuid7(), uuid7()
DAY = timedelta(days=1)


@pytest.fixture
async def place(house: House) -> tuple[UUID, dict[str, str]]:
    """An agency, and the headers of its head."""
    where = await agency(house, "H57.12", "Sở Du lịch")
    head = await speaker(house, where, PEOPLE[0], 1)
    return where, house.bearer("agency_head", "spokesperson", account_id=head.account_id, agency_id=where)


def document(house: House, **changes: Any) -> dict[str, Any]:
    """A delegation's body, for a week from now on."""
    body = {
        "personal_identifier": "046599000077",
        "full_name": "Trần Văn Minh Họa",
        "position": "Trưởng phòng",
        "matter": {"kind": "question", "id": str(QUESTION)},
        "document_no": "15/UQ-SDL",
        "valid_to": (house.clock.now() + 7 * DAY).isoformat(),
    } | changes
    return {name: value for name, value in body.items() if value is not None}


async def right(
    house: House, account_id: object, agency_id: UUID, matter: UUID = QUESTION, **asked: str
) -> tuple[bool, str]:
    headers = {**house.machine("speaking-rights:read"), "Accept-Language": asked.pop("language", "en")}
    query = {"account_id": str(account_id), "agency_id": str(agency_id), "matter": f"question:{matter}"}
    answer = await house.http.get(f"{API}/speaking-rights", params=query | asked, headers=headers)
    assert answer.status_code == 200, answer.text
    return answer.json()["may_speak"], answer.json()["reason"]


@pytest.mark.parametrize(
    ("changes", "status", "code", "words"),
    [
        ({"valid_to": None}, 422, "delegation-without-end", "phải có thời hạn"),
        ({"valid_to": "9999-12-31T00:00:00Z"}, 422, "delegation-without-end", "phải có thời hạn"),
        ({"document_no": None}, 422, "delegation-not-written", "bằng văn bản"),
        ({"personal_identifier": "046599000001"}, 422, "invalid-term", ""),
        ({"valid_to": "2020-01-01T00:00:00Z", "valid_from": "2019-01-01T00:00:00Z"}, 422, "term-is-over", ""),
        ({"matter": {"kind": "rumour", "id": str(QUESTION)}}, 400, "invalid-body", ""),
        ({"matter": None}, 400, "invalid-body", ""),
        ({"personal_identifier": "1"}, 400, "invalid-personal-identifier", ""),
    ],
)
async def test_a_delegation_that_the_decree_does_not_know_is_refused(
    house: House,
    place: tuple[UUID, dict[str, str]],
    changes: dict[str, Any],
    status: int,
    code: str,
    words: str,
) -> None:
    _, head = place
    if code == "invalid-term":
        changes = {"valid_to": house.clock.now().isoformat()}
    answer = await house.http.post(f"{API}/delegations", json=document(house, **changes), headers=head)
    assert (answer.status_code, problem(answer)) == (status, code), answer.text
    assert words in answer.text
    assert not any(isinstance(event, DelegationSigned) for event in await house.events())


async def test_only_the_head_in_office_delegates_and_a_delegate_never(
    house: House, place: tuple[UUID, dict[str, str]]
) -> None:
    where, head = place
    signed = await house.post("/delegations", document(house), head)
    standing = await speaker(house, where, PEOPLE[1], 2)
    itself = document(house, personal_identifier="046599000001")
    answer = await house.http.post(f"{API}/delegations", json=itself, headers=head)
    assert problem(answer) == "delegate-is-delegator"
    for account in (signed["account_id"], standing.account_id, uuid7()):
        who = house.bearer("spokesperson", account_id=UUID(str(account)), agency_id=where)
        answer = await house.http.post(f"{API}/delegations", json=document(house), headers=who)
        assert (answer.status_code, problem(answer)) == (403, "only-head-delegates")
        assert "người được ủy quyền không được ủy quyền lại" in answer.text
    machine = house.machine("speaking-rights:read")
    assert (await house.http.post(f"{API}/delegations", json={}, headers=machine)).status_code == 403


async def test_a_delegate_speaks_on_one_matter_within_the_dates_and_not_a_minute_longer(
    house: House, place: tuple[UUID, dict[str, str]]
) -> None:
    where, head = place
    starts = house.clock.now() + DAY
    signed = await house.post("/delegations", document(house, valid_from=starts.isoformat()), head)
    ends, who = datetime.fromisoformat(signed["valid_to"]), signed["account_id"]
    for at, expected in (
        (starts - timedelta(seconds=1), (False, "not-yet")),
        (starts, (True, "delegated")),
        (ends - timedelta(microseconds=1), (True, "delegated")),
        (ends, (False, "over")),
        (ends + timedelta(minutes=1), (False, "over")),
    ):
        assert await right(house, who, where, at=at.isoformat()) == expected
    assert await right(house, who, where, OTHER, at=starts.isoformat()) == (False, "other-matter")
    assert await right(house, who, uuid7(), at=starts.isoformat()) == (False, "no-right")
    house.clock.set(starts)
    me = (await house.http.get(f"{API}/me", headers=await house.signed_in(("046599000077", "x")))).json()
    assert (me["roles"], me["agency_id"]) == (["spokesperson"], str(where))
    listed = f"{API}/spokespersons"
    assert len((await house.http.get(listed)).json()["items"]) == 1, "delegates are not in the directory"


async def test_a_revoked_delegation_ends_at_once_and_others_do_not_see_it(
    house: House, place: tuple[UUID, dict[str, str]]
) -> None:
    where, head = place
    signed = await house.post("/delegations", document(house), head)
    path = f"/delegations/{signed['id']}"
    stranger = house.bearer("agency_head", agency_id=uuid7())
    assert problem(await house.http.get(f"{API}{path}", headers=stranger)) == "unknown-delegation"
    assert problem(await house.act(f"{path}/revocation", 1, stranger)) == "not-allowed"
    assert problem(await house.act(f"{path}/revocation", 2, head)) == "stale-version"
    assert (await house.act(f"{path}/revocation", 1, head)).is_success
    assert problem(await house.act(f"{path}/revocation", 2, head)) == "delegation-revoked"
    assert await right(house, signed["account_id"], where) == (False, "revoked")
    told = [event for event in await house.events() if event.aggregate_id == UUID(signed["id"])]
    assert [type(event) for event in told] == [DelegationSigned, DelegationRevoked]
    mine = house.bearer("spokesperson", account_id=UUID(signed["account_id"]), agency_id=where)
    for who in (head, mine, house.bearer("auditor")):
        assert (await house.http.get(f"{API}{path}", headers=who)).json()["document_no"] == "15/UQ-SDL"
        assert len((await house.http.get(f"{API}/delegations", headers=who)).json()["items"]) == 1
    other = house.bearer("spokesperson", account_id=uuid7(), agency_id=where)
    assert problem(await house.http.get(f"{API}{path}", headers=other)) == "unknown-delegation"


async def test_the_head_and_standing_spokespersons_speak_on_every_matter_until_the_agency_ends(
    house: House, place: tuple[UUID, dict[str, str]]
) -> None:
    where, _ = place
    other = await agency(house, "H57.02", "Sở Văn hóa và Thể thao")
    standing = await speaker(house, where, PEOPLE[1], 2)
    assert await right(house, standing.account_id, where, OTHER) == (True, "standing")
    read = await house.http.get(f"{API}/agencies/{where}")
    headers = {**house.bearer("administrator"), "If-Match": read.headers["etag"]}
    ended = (house.clock.now() + DAY).isoformat()
    body = {"kind": "MERGE", "successors": [{"agency_id": str(other)}], "ended_at": ended}
    answer = await house.http.post(
        f"{API}/agencies/{where}/succession", json=body | {"document_no": "1/NQ"}, headers=headers
    )
    assert answer.is_success, answer.text
    assert await right(house, standing.account_id, where) == (True, "standing")
    assert await right(house, standing.account_id, where, at=ended) == (False, "agency-ended")
    house.clock.set(house.clock.now() + 2 * DAY)
    who = {"personal_identifier": "046599000055", "full_name": "x", "position": "y"}
    late_body = who | {"agency_id": str(where), "kind": "HEAD"}
    late = await house.http.post(
        f"{API}/spokespersons", json=late_body, headers=house.bearer("administrator")
    )
    assert (late.status_code, problem(late)) == (409, "agency-ended")


async def test_terms_of_heads_may_follow_each_other_but_not_overlap(house: House) -> None:
    where, now = await agency(house, "H57.12", "Sở Du lịch"), house.clock.now()
    await speaker(house, where, PEOPLE[0], 1, valid_to=now + DAY)
    body = {
        "personal_identifier": "046599000002",
        "agency_id": str(where),
        "kind": "HEAD",
        "full_name": "Lê Văn Kế",
        "position": "Giám đốc",
    }
    administrator = house.bearer("administrator")
    early = body | {"valid_from": (now + DAY - timedelta(seconds=1)).isoformat()}
    answer = await house.http.post(f"{API}/spokespersons", json=early, headers=administrator)
    assert (answer.status_code, problem(answer)) == (409, "head-exists")
    later = body | {"valid_from": (now + DAY).isoformat()}
    assert (await house.post("/spokespersons", later, administrator))["kind"] == "HEAD"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"decision_no": None}, "decision-required"),
        ({"decision_at": "2031-01-01T00:00:00Z"}, "decision-in-future"),
    ],
)
async def test_a_standing_spokesperson_is_assigned_by_a_decision_that_was_taken(
    house: House, place: tuple[UUID, dict[str, str]], changes: dict[str, Any], code: str
) -> None:
    where, head = place
    body = {
        "personal_identifier": "046599000003",
        "agency_id": str(where),
        "kind": "STANDING",
        "full_name": "Lê Văn Nói",
        "position": "Phó Giám đốc",
        "decision_no": "7/QĐ",
    } | changes
    body = {name: value for name, value in body.items() if value is not None}
    answer = await house.http.post(f"{API}/spokespersons", json=body, headers=head)
    assert (answer.status_code, problem(answer)) == (422, code)


async def swept(house: House) -> None:
    """What the worker does again and again."""
    worker = create_worker(house.settings, database=house.database, clock=house.clock)
    [sweep] = [loop.work for loop in worker.periodic if loop.work.name == "directory-sweep"]
    await sweep.run()


async def test_an_entry_not_published_within_24_hours_is_told_once_even_after_a_crash(
    house: House, place: tuple[UUID, dict[str, str]]
) -> None:
    where, _ = place
    made = await speaker(house, where, PEOPLE[1], 2, phone=None)
    directory = f"{API}/spokespersons?q=tran+van+dang"
    assert (await house.http.get(directory)).json()["items"] == []
    house.clock.set(made.decision_at + DAY)
    assert await tell_overdue_entries(house.uow()) == 0, "a term in hours ends at its instant, inclusive"
    house.clock.set(made.decision_at + DAY + timedelta(seconds=1))
    with pytest.raises(RuntimeError):
        async with (killed := house.uow()):
            assert await tell_overdue_entries(killed) == 1
            raise RuntimeError("killed before the commit")
    assert [await tell_overdue_entries(house.uow()) for _ in range(2)] == [1, 0]
    await swept(house)
    told = [type(event) for event in await house.events() if event.aggregate_id == made.id]
    assert told == [SpokespersonAssigned, DirectoryEntryOverdue]


async def test_an_entry_published_late_is_published_once_and_says_so(
    house: House, place: tuple[UUID, dict[str, str]]
) -> None:
    where, head = place
    made = await speaker(house, where, PEOPLE[1], 2, phone=None)
    house.clock.set(made.decision_at + 2 * DAY)
    await swept(house)
    wordless = await house.http.post(
        f"{API}/spokespersons/{made.id}/directory-entry", json={}, headers={**head, "If-Match": '"2"'}
    )
    assert (wordless.status_code, problem(wordless)) == (422, "contact-required")
    publishing = {"phone": "0234 3822 111"}
    path = f"{API}/spokespersons/{made.id}/directory-entry"
    done = await house.http.post(path, json=publishing, headers={**head, "If-Match": '"2"'})
    assert done.status_code == 200, done.text
    again = await house.http.post(path, json=publishing, headers={**head, "If-Match": '"3"'})
    assert problem(again) == "entry-published"
    [entry] = (await house.http.get(f"{API}/spokespersons?q=tran+van+dang")).json()["items"]
    assert (entry["phone"], entry["agency_name"]) == ("0234 3822 111", "Sở Du lịch")
    told = [event for event in await house.events() if event.aggregate_id == made.id]
    assert [type(event) for event in told] == [
        SpokespersonAssigned,
        DirectoryEntryOverdue,
        DirectoryEntryPublished,
    ]
    assert [event.aggregate_version for event in told] == [1, 2, 3]
    assert isinstance(told[2], DirectoryEntryPublished)
    assert not told[2].on_time


async def test_a_decision_entered_too_late_is_a_breach_told_before_the_entry(house: House) -> None:
    where = await agency(house, "H57.12", "Sở Du lịch")
    made = await speaker(house, where, PEOPLE[1], 2, decided_before=2 * DAY)
    assert (made.kind, made.version, made.on_time) == (SpokespersonKind.STANDING, 3, False)
    told = [type(event) for event in await house.events() if event.aggregate_id == made.id]
    assert told == [SpokespersonAssigned, DirectoryEntryOverdue, DirectoryEntryPublished]


async def test_exact_spelling_ranks_first_and_the_given_name_orders(house: House) -> None:
    where = await agency(house, "H57.12", "Sở Du lịch")
    for number, name in enumerate(("Lê Thị Hóa", "Bùi Thị Hòa", "Trần Văn An")):
        await speaker(house, where, (name, "Phó Giám đốc", SpokespersonKind.STANDING), number)

    async def found(**query: str) -> list[str]:
        answer = await house.http.get(f"{API}/spokespersons", params=query)
        return [one["full_name"] for one in answer.json()["items"]]

    assert await found() == ["Trần Văn An", "Bùi Thị Hòa", "Lê Thị Hóa"]
    assert await found(q="hóa") == ["Lê Thị Hóa", "Bùi Thị Hòa"]
    assert await found(q="pho giam doc so du lich an") == ["Trần Văn An"]
    assert await found(q="100%") == []
