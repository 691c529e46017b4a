"""People and the data kept of them: export, correction, erasure, the two working days, consent."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deploy.local.place import CHECKOUT
from services.identity.adapters.orm import metadata
from services.identity.adapters.queries.protection import OWN
from services.identity.adapters.working_days import VietnameseWorkingDays
from services.identity.application.handlers import retire_unused, tell_overdue_requests
from services.identity.domain.model.data_request import ANSWER_WORKING_DAYS, due_after
from services.identity.domain.retention import CONSENT_VERSION, REGISTER
from shared.clock import PROVINCE_ZONE
from shared.contracts.identity import AccountErased
from shared.persistence import standing
from tests.identity.house import API, CARD, OFFICER, REPORTER, House, problem
from tests.identity.test_press import NEWSROOM

CALENDAR = VietnameseWorkingDays.from_file(str(CHECKOUT / "deploy/local/seed/questions/calendar.json"))
# What holds no row of a person: registers, machines, rows without a name that a digest stands for.
NOT_PERSONAL = {
    "agency",
    "agency_state",
    "agency_successor",
    "audit_head",
    "client",
    "client_assertion",
    "client_minute",
    "device_code",
    "idempotency",
    "inbox",
    "outbox",
    "press_agency",
    "press_office",
    "revoked_access",
    "sign_in_attempt",
    "sign_in_failure",
    "suspended_account",
}


@pytest.mark.parametrize(
    ("received", "last_day"),
    [
        ("2026-09-21T09:00", "2026-09-23"),
        ("2026-09-21T23:59", "2026-09-23"),
        ("2026-09-25T16:00", "2026-09-29"),
        ("2026-08-28T08:00", "2026-09-04"),
        ("2026-01-08T08:00", "2026-01-10"),
        ("2025-12-31T08:00", "2026-01-06"),
    ],
)
def test_two_working_days_end_at_midnight_over_weekends_holidays_and_decisions(
    received: str, last_day: str
) -> None:
    at = datetime.fromisoformat(received).replace(tzinfo=PROVINCE_ZONE)
    due = due_after(at, ANSWER_WORKING_DAYS, CALENDAR, PROVINCE_ZONE)
    expected = datetime.fromisoformat(last_day).replace(tzinfo=PROVINCE_ZONE) + timedelta(days=1)
    assert due == expected


@given(st.dates(date(2026, 1, 1), date(2030, 12, 1)), st.integers(1, 5))
def test_the_term_ends_after_exactly_so_many_worked_days(day: date, days: int) -> None:
    at = datetime(day.year, day.month, day.day, 10, tzinfo=PROVINCE_ZONE)
    due = due_after(at, days, CALENDAR, PROVINCE_ZONE)
    between = [day + timedelta(days=n) for n in range(1, (due.date() - day).days)]
    assert sum(map(CALENDAR.works, between)) == days
    assert CALENDAR.works(between[-1])


def test_every_table_of_people_is_in_the_export_or_named_as_holding_none() -> None:
    assert set(OWN) | NOT_PERSONAL == set(metadata.tables)
    assert not set(OWN) & NOT_PERSONAL


async def _ask(house: House, headers: dict[str, str], kind: str = "ERASURE") -> dict[str, Any]:
    body = {"kind": kind} if kind == "ERASURE" else {"kind": kind, "statement": "Tên tòa soạn sai"}
    return await house.post("/data-requests", body, headers)


async def _decide(house: House, request: dict[str, Any], how: str, headers: dict[str, str]) -> Any:
    return await house.http.post(
        f"{API}/data-requests/{request['id']}/{how}",
        json={"reason": "Đã xử lý"},
        headers={**headers, "If-Match": f'"{request["version"]}"'},
    )


async def test_a_machine_has_no_data_of_its_own(house: House) -> None:
    for path in ("/me/data", "/me/consents", "/data-requests"):
        assert problem(await house.http.get(API + path, headers=house.machine())) == "account-required"


async def test_another_person_learns_nothing_of_a_request(house: House) -> None:
    request = await _ask(house, await house.signed_in(REPORTER))
    other = await house.signed_in(OFFICER)
    answer = await house.http.get(f"{API}/data-requests/{request['id']}", headers=other)
    assert problem(answer) == "unknown-data-request"
    assert (await house.http.get(f"{API}/data-requests", headers=other)).json()["items"] == []
    assert problem(await _decide(house, request, "fulfilment", other)) == "forbidden"


async def test_one_request_of_a_kind_at_a_time(house: House) -> None:
    headers = await house.signed_in(REPORTER)
    await _ask(house, headers)
    again = await house.http.post(f"{API}/data-requests", json={"kind": "ERASURE"}, headers=headers)
    assert problem(again) == "data-request-open"
    await _ask(house, headers, "CORRECTION")


async def test_nobody_decides_on_their_own_request_nor_twice(house: House) -> None:
    headers = await house.signed_in(REPORTER)
    request = await _ask(house, headers, "CORRECTION")
    own = house.bearer("department_officer", account_id=UUID(request["account_id"]))
    assert problem(await _decide(house, request, "fulfilment", own)) == "not-allowed"
    officer = house.bearer("department_officer")
    done = await _decide(house, request, "fulfilment", officer)
    assert done.json()["status"] == "fulfilled"
    assert problem(await _decide(house, done.json(), "refusal", officer)) == "data-request-closed"
    assert problem(await _decide(house, request, "refusal", officer)) == "stale-version"


async def test_who_still_holds_a_post_is_not_erased(house: House) -> None:
    reporter, headers = await house.applicant()
    await house.database.fetch("UPDATE reporter SET status = 'verified'")
    request = await _ask(house, headers)
    answer = await _decide(house, request, "fulfilment", house.bearer("administrator"))
    assert problem(answer) == "posts-still-held"
    assert (await house.http.get(f"{API}/reporters/{reporter['id']}", headers=headers)).is_success


@pytest.mark.parametrize(
    "sanction", ["UPDATE reporter SET status = 'suspended'", "UPDATE account SET disabled_at = now()"]
)
async def test_nobody_escapes_a_sanction_by_being_forgotten(house: House, sanction: str) -> None:
    _reporter, headers = await house.applicant()
    request = await _ask(house, headers)
    await house.database.fetch(sanction)
    answer = await _decide(house, request, "fulfilment", house.bearer("administrator"))
    assert problem(answer) == "sanction-in-force"
    house.clock.set(house.clock.now() + timedelta(days=800))
    await house.database.fetch("DELETE FROM data_request")
    assert await retire_unused(house.uow) == 0


async def test_the_export_holds_everything_and_is_written_down(house: House) -> None:
    reporter, headers = await house.applicant()
    await house.post("/me/consents", {"purpose": "press-contact", "text_version": CONSENT_VERSION}, headers)
    answer = await house.http.get(f"{API}/me/data", headers=headers)
    assert answer.headers["cache-control"] == "no-store"
    data = answer.json()
    assert data["personal_identifier"] == REPORTER[0]
    assert data["records"]["account"][0]["full_name"] == REPORTER[1]
    assert data["records"]["reporter"][0]["id"] == reporter["id"]
    assert data["records"]["consent"][0]["purpose"] == "press-contact"
    assert not any("digest" in key or "hash" in key for row in _all(data) for key in row)
    rows = await house.database.fetch(
        "SELECT action FROM audit WHERE actor = $1", UUID(reporter["account_id"])
    )
    assert {row["action"] for row in rows} >= {"data.exported", "identifier.revealed"}


def _all(data: dict[str, Any]) -> list[dict[str, Any]]:
    return [row for rows in data["records"].values() for row in rows]


async def test_an_erased_person_is_gone_everywhere_and_comes_back_as_somebody_new(house: House) -> None:
    reporter, headers = await house.applicant()
    request = await _ask(house, headers)
    officer = house.bearer("department_officer")
    assert (await _decide(house, request, "fulfilment", officer)).is_success
    dump = await _dump(house)
    for trace in (REPORTER[0], REPORTER[1], "000123"):
        assert trace not in dump
    (erased,) = [event for event in await house.events() if isinstance(event, AccountErased)]
    assert str(erased.account_id) == reporter["account_id"]
    again = await house.signed_in(REPORTER)
    assert (await house.http.get(f"{API}/me", headers=again)).json()["account_id"] != reporter["account_id"]
    standing.forget(house.database)
    assert (await house.http.get(f"{API}/me", headers=headers)).status_code == 401


async def _erased(house: House, headers: dict[str, str]) -> dict[str, Any]:
    """The answer to a request for erasure that is granted."""
    done = await _decide(house, await _ask(house, headers), "fulfilment", house.bearer("administrator"))
    assert done.is_success, done.text
    found: dict[str, Any] = done.json()
    return found


async def test_nothing_is_granted_to_an_applicant_who_was_erased_before_the_decision(house: House) -> None:
    reporter, headers = await house.applicant()
    newsroom = await house.post("/press-agency-applications", NEWSROOM, headers)
    await _erased(house, headers)
    officer = {**house.bearer("department_officer"), "If-Match": '"1"'}
    path = f"{API}/reporters/{reporter['id']}"
    granted = await house.http.post(f"{path}/verification", json={"reason": "Đã gặp"}, headers=officer)
    assert problem(granted) == "account-erased"
    decision = f"{API}/press-agency-applications/{newsroom['id']}/decision"
    entered = await house.http.post(decision, json={"granted": True, "reason": "Đủ"}, headers=officer)
    assert problem(entered) == "account-erased"
    refused = await house.http.post(f"{path}/refusal", json={"reason": "Đã xóa dữ liệu"}, headers=officer)
    assert refused.json()["status"] == "refused"


async def test_an_erasure_says_what_the_law_has_us_keep_and_why(house: House) -> None:
    done = await _erased(house, await house.signed_in(REPORTER))
    assert {one["key"] for one in done["kept"]} == {one.key for one in REGISTER if one.why_kept}
    assert all(one["what"] and one["why"] for one in done["kept"])
    queue = await house.http.get(f"{API}/data-requests/{done['id']}", headers=house.bearer("administrator"))
    assert queue.json()["kept"] == done["kept"]


async def test_the_export_has_what_was_done_about_the_person_under_other_ids(house: House) -> None:
    reporter, headers = await house.applicant()
    await house.post("/press-agency-applications", NEWSROOM, headers)
    other = await house.signed_in(OFFICER)
    await house.post("/press-agency-applications", {**NEWSROOM, "name": "Báo của người khác"}, other)
    path = f"/reporters/{reporter['id']}/verification"
    assert (await house.act(path, 1, house.bearer("department_officer"))).is_success
    records = (await house.http.get(f"{API}/me/data", headers=headers)).json()["records"]
    assert "reporter.verification" in {row["action"] for row in records["audit"]}
    assert [row["applicant_id"] for row in records["press_application"]] == [reporter["account_id"]]
    theirs = (await house.http.get(f"{API}/me/data", headers=other)).json()["records"]
    assert "reporter.verification" not in {row["action"] for row in theirs["audit"]}


async def _dump(house: House) -> str:
    """Every row of every table that stays after an erasure, as text."""
    found = []
    for table in sorted(set(metadata.tables) - {"idempotency"}):
        rows = await house.database.fetch(f"SELECT to_jsonb(t)::text AS row FROM {table} AS t")
        found += [row["row"] for row in rows]
    return "\n".join(found)


async def test_a_late_answer_is_recorded_as_a_breach_once(house: House) -> None:
    request = await _ask(house, await house.signed_in(REPORTER))
    due = datetime.fromisoformat(request["due_at"])
    assert due == datetime(2026, 9, 23, 17, tzinfo=UTC)
    house.clock.set(due - timedelta(microseconds=1))
    assert await tell_overdue_requests(house.uow()) == 0
    house.clock.set(due)
    assert await tell_overdue_requests(house.uow()) == 1
    assert await tell_overdue_requests(house.uow()) == 0
    queue = await house.http.get(f"{API}/data-requests?status=open", headers=house.bearer("administrator"))
    assert queue.json()["items"][0]["breached_at"] is not None


async def test_accounts_without_a_post_are_erased_after_a_year(house: House) -> None:
    await house.signed_in(REPORTER)
    _reporter, _headers = await house.applicant(("046599000009", "Phạm Thị Nộp Đơn"))
    await house.database.fetch("UPDATE reporter SET status = 'verified'")
    house.clock.set(house.clock.now() + timedelta(days=364))
    assert await retire_unused(house.uow) == 0
    house.clock.set(house.clock.now() + timedelta(days=2))
    assert await retire_unused(house.uow) == 1
    names = await house.database.fetch("SELECT full_name FROM account WHERE full_name IS NOT NULL")
    assert REPORTER[1] not in {row["full_name"] for row in names}
    assert len(names) == 2


async def test_consent_names_the_text_of_today_and_is_withdrawn_as_easily(house: House) -> None:
    headers = await house.signed_in(REPORTER)
    old = {"purpose": "press-contact", "text_version": "2020-01"}
    assert (
        problem(await house.http.post(f"{API}/me/consents", json=old, headers=headers)) == "unknown-purpose"
    )
    given = {**old, "text_version": CONSENT_VERSION}
    first = await house.post("/me/consents", given, headers)
    assert (await house.post("/me/consents", given, headers))["id"] == first["id"]
    withdrawal = f"{API}/me/consents/press-contact/withdrawal"
    assert (await house.http.post(withdrawal, headers=headers)).json()["withdrawn_at"] is not None
    assert problem(await house.http.post(withdrawal, headers=headers)) == "unknown-purpose"
    assert len((await house.http.get(f"{API}/me/consents", headers=headers)).json()) == 1


async def test_consent_may_come_with_the_application_and_a_wrong_text_stops_both(house: House) -> None:
    headers = await house.signed_in(REPORTER)
    consent = {"purpose": "press-contact", "text_version": "2020-01"}
    body = {"press_agency_id": str(await house.press_agency()), "credential": CARD, "consent": consent}
    refused = await house.http.post(f"{API}/reporters", json=body, headers=headers)
    assert problem(refused) == "unknown-purpose"
    await house.post("/reporters", {**body, "consent": {**consent, "text_version": CONSENT_VERSION}}, headers)
    (given,) = (await house.http.get(f"{API}/me/consents", headers=headers)).json()
    assert given["purpose"] == "press-contact"


def test_the_register_of_personal_data_is_in_the_readme() -> None:
    readme = Path(CHECKOUT / "services/identity/README.md").read_text()
    for category in REGISTER:
        row = f"| {category.what} | {category.basis} | {category.kept} | {category.on_erasure.value}"
        assert row in readme, category.key
