"""Newsrooms apply, are decided on, renewed; their offices and residents; they vouch for reporters."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from services.identity.entrypoints.upkeep import sweep_press
from shared.contracts import identity as told
from shared.ids import uuid7
from shared.persistence import standing
from tests.identity.house import API, CARD, REPORTER, House, problem

EDITOR = ("046599000050", "Phan Tổng Biên Tập")
NEWSROOM = {
    "name": "Báo Minh họa 20",
    "types": ["ONLINE", "PRINT"],
    "kind": "NEWSPAPER",
    "governing_body": "Hội Minh họa",
    "purpose": "Kinh tế, xã hội",
    "domains": ["MinhHoa20.example"],
    "licence_no": "20/GP",
    "head": "Phan Tổng Biên Tập",
    "valid_to": "2026-10-31",
}
NOTICE = {"notified_on": "2026-09-21", "starts_on": "2026-10-01"}
REASON = {"reason": "Lý do minh họa"}
Json = dict[str, Any]


def at(house: House, day: str) -> None:
    """Ten o'clock in the province on this day."""
    house.clock.set(datetime.fromisoformat(f"{day}T03:00:00+00:00"))


async def refused(house: House, path: str, body: Json, headers: dict[str, str]) -> tuple[int, str]:
    answer = await house.http.post(f"{API}{path}", json=body, headers={"If-Match": '"1"', **headers})
    return answer.status_code, problem(answer)


async def test_an_application_without_decision_is_no_newsroom_and_a_refusal_has_its_reason(
    house: House,
) -> None:
    editor, officer = await house.signed_in(EDITOR), house.bearer("department_officer")
    over = NEWSROOM | {"valid_to": "2026-09-20"}
    assert await refused(house, "/press-agency-applications", over, editor) == (422, "licence-ended")
    wrong = NEWSROOM | {"domains": ["http://x"]}
    assert await refused(house, "/press-agency-applications", wrong, editor) == (400, "invalid-web-domain")
    applied = await house.post("/press-agency-applications", NEWSROOM, editor)
    assert (await house.http.get(f"{API}/press-agencies")).json()["items"] == []
    path = f"/press-agency-applications/{applied['id']}"
    stranger = await house.http.get(f"{API}{path}", headers=await house.signed_in(REPORTER))
    assert problem(stranger) == "unknown-application"
    decision = f"{path}/decision"
    assert await refused(house, decision, {"granted": False}, officer) == (400, "reason-required")
    answer = await house.http.post(
        f"{API}{decision}", json=REASON | {"granted": False}, headers={**officer, "If-Match": '"1"'}
    )
    assert (answer.json()["status"], answer.json()["reason"]) == ("refused", REASON["reason"])
    again = {**officer, "If-Match": '"2"'}
    assert await refused(house, decision, {"granted": True}, again) == (409, "already-decided")


async def granted(house: House) -> tuple[UUID, dict[str, str]]:
    """A newsroom that came in by application, and its editor with the new role."""
    editor, officer = await house.signed_in(EDITOR), house.bearer("department_officer")
    applied = await house.post("/press-agency-applications", NEWSROOM, editor)
    answer = await house.http.post(
        f"{API}/press-agency-applications/{applied['id']}/decision",
        json={"granted": True},
        headers={**officer, "If-Match": '"1"'},
    )
    assert answer.is_success, answer.text
    return UUID(answer.json()["press_agency_id"]), await house.signed_in(EDITOR)


async def test_a_granted_newsroom_is_in_the_register_and_its_applicant_runs_it(house: House) -> None:
    newsroom, editor = await granted(house)
    shown = (await house.http.get(f"{API}/press-agencies/{newsroom}")).json()
    assert (shown["domains"], shown["valid_to"]) == (["minhhoa20.example"], "2026-10-31")
    me = (await house.http.get(f"{API}/me", headers=editor)).json()
    assert (me["roles"], me["press_agency_id"]) == (["newsroom_admin"], str(newsroom))


async def test_a_licence_is_warned_of_once_runs_out_and_is_renewed(house: House) -> None:
    newsroom, editor = await granted(house)
    officer, path = house.bearer("department_officer"), f"/press-agencies/{newsroom}"
    for day in ("2026-09-22", "2026-09-23", "2026-11-01", "2026-11-02"):
        at(house, day)
        await sweep_press(house.settings, house.uow)
    assert (await house.http.get(f"{API}{path}")).json()["status"] == "expired"
    assert await refused(house, f"{path}/vouching", {}, editor) == (422, "press-agency-expired")
    body = {"press_agency_id": str(newsroom), "credential": CARD}
    reporter = await house.signed_in(REPORTER)
    assert await refused(house, "/reporters", body, reporter) == (422, "press-agency-expired")
    stale = {**officer, "If-Match": '"3"'}
    earlier = {"valid_to": "2026-10-31"}
    assert await refused(house, f"{path}/renewal", earlier, stale) == (422, "not-a-renewal")
    answer = await house.http.post(f"{API}{path}/renewal", json={"valid_to": "2031-10-31"}, headers=stale)
    assert answer.json()["status"] == "active"
    kinds = [type(event) for event in await house.events() if event.aggregate_id == newsroom]
    assert kinds == [
        told.PressAgencyRegistered,
        told.PressAgencyExpiring,
        told.PressAgencyExpired,
        told.PressAgencyRenewed,
    ]


async def test_a_late_notice_and_a_fourth_independent_resident_are_refused(house: House) -> None:
    newsroom, editor = await granted(house)
    path = f"/press-agencies/{newsroom}"
    office = {"address": "1 Lê Lợi", "head": "Lê Thị Minh", **NOTICE}
    late = office | {"starts_on": "2026-09-30"}
    assert await refused(house, f"{path}/offices", late, editor) == (422, "notified-too-late")
    other = house.bearer("newsroom_admin", press_agency_id=uuid7())
    assert await refused(house, f"{path}/offices", office, other) == (403, "not-allowed")
    residents = []
    for number in range(4):
        headers = await house.signed_in((f"04659900006{number}", f"Lê Thường Trú {number}"))
        body = {"press_agency_id": str(newsroom), "credential": CARD}
        residents.append((await house.post("/reporters", body, headers))["id"])
    stays = [{"reporter_id": one, "independent": True, **NOTICE} for one in residents]
    for stay in stays[:3]:
        made = await house.post(f"{path}/residents", stay, editor)
    assert await refused(house, f"{path}/residents", stays[3], editor) == (422, "too-many-resident-reporters")
    vietnamese = await house.http.post(
        f"{API}{path}/residents", json=stays[3], headers={**editor, "Accept-Language": "vi"}
    )
    assert "nhiều nhất 3" in vietnamese.json()["detail"]
    await house.post(f"{path}/residents/{made['id']}/end", {}, editor)
    await house.post(f"{path}/residents", stays[3], editor)
    opened = await house.post(f"{path}/offices", office, editor)
    closed = await house.post(f"{path}/offices/{opened['id']}/end", {}, editor)
    assert closed["ended_on"] == "2026-09-21"
    listed = (await house.http.get(f"{API}{path}/residents", headers=editor)).json()
    assert len(listed) == 4


async def staffed(house: House) -> tuple[UUID, dict[str, str], list[str]]:
    """A newsroom with a long licence, its editor, and three verified reporters."""
    newsroom, editor = await granted(house)
    officer = house.bearer("department_officer")
    await house.http.post(
        f"{API}/press-agencies/{newsroom}/renewal",
        json={"valid_to": "2031-10-31"},
        headers={**officer, "If-Match": '"1"'},
    )
    ids = []
    for number in range(3):
        headers = await house.signed_in((f"04659900007{number}", f"Lê Phóng Viên {number}"))
        body = {"press_agency_id": str(newsroom), "credential": CARD}
        ids.append((await house.post("/reporters", body, headers))["id"])
        assert (await house.act(f"/reporters/{ids[-1]}/verification", 1, officer)).is_success
    return newsroom, editor, ids


async def test_one_call_vouches_for_all_and_who_is_forgotten_is_warned_then_switched_off(
    house: House,
) -> None:
    newsroom, editor, ids = await staffed(house)
    officer = house.bearer("department_officer")
    at(house, "2026-10-02")
    await sweep_press(house.settings, house.uow)
    path = f"/press-agencies/{newsroom}/vouching"
    assert await refused(house, path, {"left": [str(uuid7())]}, editor) == (422, "not-of-this-newsroom")
    answer = await house.post(path, {"left": [ids[2]]}, editor)
    assert (sorted(answer["vouched"]), answer["left"]) == (sorted(ids[:2]), [ids[2]])
    at(house, "2027-01-05")
    await sweep_press(house.settings, house.uow)
    at(house, "2027-01-31")
    await sweep_press(house.settings, house.uow)
    shown = (await house.http.get(f"{API}/reporters/{ids[0]}", headers=officer)).json()
    assert (shown["approved"], shown["enabled"]) == (True, False)
    assert shown["disabled_for"] == ["VOUCHING_MISSED"]
    me = await house.http.get(f"{API}/me", headers=await house.signed_in(("046599000070", "Lê Phóng Viên 0")))
    assert me.json()["roles"] == []
    await house.post(path, {"left": [ids[2]]}, await house.signed_in(EDITOR))
    kinds = [type(event) for event in await house.events() if event.aggregate_id == UUID(ids[0])]
    assert kinds == [
        told.ReporterRegistered,
        told.ReporterVerified,
        told.ReporterWarned,
        told.ReporterVouched,
        told.ReporterWarned,
        told.ReporterDisabled,
        told.ReporterVouched,
        told.ReporterEnabled,
    ]


@pytest.mark.parametrize("days", [-1, 0, 1])
async def test_a_credential_counts_to_its_last_day_and_its_end_is_told_once(house: House, days: int) -> None:
    reporter, _headers = await house.applicant()
    officer = house.bearer("department_officer")
    assert (await house.act(f"/reporters/{reporter['id']}/verification", 1, officer)).is_success
    last = date.fromisoformat(CARD["expires_on"])
    for day in (last - timedelta(days=30), last + timedelta(days=days), last + timedelta(days=days)):
        at(house, day.isoformat())
        await sweep_press(house.settings, house.uow)
    events = [event for event in await house.events() if event.aggregate_id == UUID(reporter["id"])]
    warned = [e for e in events if isinstance(e, told.ReporterWarned) and e.cause == "CREDENTIAL_EXPIRES"]
    assert len(warned) == 1
    assert len([e for e in events if isinstance(e, told.CredentialExpired)]) == (1 if days == 1 else 0)
    roles = (await house.http.get(f"{API}/me", headers=await house.signed_in(REPORTER))).json()["roles"]
    assert "reporter" not in roles  # nobody has vouched for years, or the card is over
    assert [event.aggregate_version for event in events] == list(range(1, len(events) + 1))
    standing.forget(house.database)
