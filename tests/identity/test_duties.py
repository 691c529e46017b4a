"""A duty that is broken is told on the bus without a person, and a gauge says what is overdue now."""

from datetime import datetime, timedelta
from typing import Any

import httpx
import msgspec
from prometheus_client import CollectorRegistry

from services.identity.application.handlers import tell_overdue_requests
from services.identity.entrypoints.duties import DutyGauge
from shared.contracts.event import Event
from shared.contracts.identity import DataRequestAnswered, DataRequestOverdue
from tests.identity.directory import PEOPLE, agency, speaker
from tests.identity.house import API, REPORTER, House
from tests.identity.test_speaking import DAY

ASKED = {"kind": "CORRECTION", "statement": "Tên tôi viết sai"}


async def _asked(house: House) -> tuple[dict[str, Any], datetime]:
    request = await house.post("/data-requests", ASKED, await house.signed_in(REPORTER))
    return request, datetime.fromisoformat(request["due_at"])


async def _decided(house: House, request: dict[str, Any], version: int) -> httpx.Response:
    officer = house.bearer("department_officer")
    path = f"{API}/data-requests/{request['id']}/fulfilment"
    body = {"reason": "Đã sửa"}
    return await house.http.post(path, json=body, headers={**officer, "If-Match": f'"{version}"'})


async def _told(house: House) -> list[Event]:
    return [one for one in await house.events() if isinstance(one, DataRequestOverdue | DataRequestAnswered)]


async def test_an_answer_in_time_is_told_as_such(house: House) -> None:
    request, due = await _asked(house)
    house.clock.set(due - timedelta(microseconds=1))
    assert (await _decided(house, request, 1)).is_success
    [answered] = await _told(house)
    assert isinstance(answered, DataRequestAnswered)
    assert (answered.on_time, answered.aggregate_version) == (True, 2)


async def test_a_breach_is_told_once_and_then_the_answer_which_was_late(house: House) -> None:
    request, due = await _asked(house)
    house.clock.set(due)
    assert [await tell_overdue_requests(house.uow()) for _ in range(2)] == [1, 0]
    assert (await _decided(house, request, 1)).status_code == 412, "the officer reads that it is overdue"
    assert (await _decided(house, request, 2)).is_success
    overdue, answered = await _told(house)
    assert isinstance(overdue, DataRequestOverdue)
    assert isinstance(answered, DataRequestAnswered)
    assert [overdue.aggregate_version, answered.aggregate_version] == [2, 3]
    assert not answered.on_time


async def test_a_breach_that_no_sweep_has_noticed_is_told_before_the_answer(house: House) -> None:
    request, due = await _asked(house)
    house.clock.set(due)
    assert (await _decided(house, request, 1)).is_success
    assert [type(one) for one in await _told(house)] == [DataRequestOverdue, DataRequestAnswered]
    assert await tell_overdue_requests(house.uow()) == 0


async def test_nothing_that_is_told_of_a_request_leads_to_a_person(house: House) -> None:
    request, due = await _asked(house)
    house.clock.set(due)
    await _decided(house, request, 1)
    said = b"".join(msgspec.json.encode(one) for one in await _told(house)).decode()
    for secret in (request["account_id"], *REPORTER, ASKED["statement"], ASKED["kind"]):
        assert secret not in said


async def test_the_gauge_shows_what_is_overdue_until_it_is_done(house: House) -> None:
    registry = CollectorRegistry()
    gauge = DutyGauge(registry, house.database, house.clock)

    async def overdue() -> list[float | None]:
        await gauge.look()
        names = ("directory_entry", "data_request")
        return [registry.get_sample_value("caunoi_identity_duties_overdue", {"duty": one}) for one in names]

    await speaker(house, await agency(house, "H57.12", "Sở Du lịch"), PEOPLE[1], 2, phone=None)
    request, due = await _asked(house)
    assert await overdue() == [0, 0]
    house.clock.set(max(due, house.clock.now() + 2 * DAY))
    assert await overdue() == [1, 1], "before any sweep"
    await _decided(house, request, 1)
    assert await overdue() == [1, 0]
