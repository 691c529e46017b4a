"""An act of an incident that was recorded by mistake: refusals, the hours again, what is kept and told."""

from datetime import timedelta
from functools import partial

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.questions.application.incidents.correcting import CorrectAct, correct_act
from services.questions.application.incidents.handlers import open_incident, record_act, release_statement
from services.questions.application.incidents.sweep import sweep_incidents
from services.questions.domain.errors import DomainError, EmptyText
from services.questions.domain.incident_correction import correct
from services.questions.domain.incident_errors import (
    ActInTheFuture,
    AlreadyStated,
    IncidentNotFound,
    NothingCorrected,
    NotRecordedYet,
    NotYourIncident,
    StaleIncident,
)
from services.questions.domain.incidents import Act, Clause, Incident, Recorded
from shared.clock import FixedClock
from shared.contracts.questions import IncidentActCorrected, IncidentBreached
from shared.ids import uuid7
from tests.questions.fake_files import FakeFilesUnit
from tests.questions.house import House, problem
from tests.questions.rules import hue
from tests.questions.test_incident_handlers import (
    ACCOUNT,
    HEAD,
    IOC,
    NOW,
    OPEN,
    OTHER_HEAD,
    SPEAKER,
    recording,
    stating,
    told,
    uow,
)
from tests.questions.test_incidents import act, an_incident, head_of, received, sweep

__all__ = ["uow"]
HOUR = timedelta(hours=1)


def correcting(incident: Incident, **changes: object) -> CorrectAct:
    known = CorrectAct(
        incident_id=incident.id,
        actor=HEAD,
        account_id=ACCOUNT,
        act=Act.RECEIPT,
        at=NOW - HOUR,
        reason="Ghi nhầm giờ",
        expected_version=incident.version,
    )
    return msgspec.structs.replace(known, **changes)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"incident_id": uuid7()}, IncidentNotFound),
        ({"actor": OTHER_HEAD}, IncidentNotFound),
        ({"actor": IOC}, NotYourIncident),
        ({"actor": SPEAKER}, NotYourIncident),
        ({"expected_version": 1}, StaleIncident),
        ({"act": Act.IMPACT}, NotRecordedYet),
        ({"at": NOW + HOUR}, ActInTheFuture),
        ({"at": NOW}, NothingCorrected),
        ({"reason": " "}, EmptyText),
    ],
)
async def test_a_correction_that_cannot_be_leaves_everything_as_it_was(
    uow: FakeFilesUnit, change: dict[str, object], refusal: type[DomainError]
) -> None:
    incident = await record_act(recording(await open_incident(OPEN, uow)), uow)
    before = told(uow)
    with pytest.raises(refusal):
        await correct_act(correcting(incident, **change), uow)
    kept = uow.files.incidents[incident.id]
    assert (kept.received_and_handled_at, kept.version) == (NOW, incident.version)
    assert (uow.files.corrections, uow.files.audit, told(uow)) == ([], [], before)


async def test_what_a_statement_was_measured_by_is_not_corrected_any_more(uow: FakeFilesUnit) -> None:
    incident = await record_act(recording(await open_incident(OPEN, uow)), uow)
    incident = (await release_statement(stating(incident), uow)).incident
    with pytest.raises(AlreadyStated):
        await correct_act(correcting(incident), uow)


async def test_the_old_instant_is_kept_with_the_reason_and_told_without_it(uow: FakeFilesUnit) -> None:
    incident = await record_act(recording(await open_incident(OPEN, uow)), uow)
    incident = await correct_act(correcting(incident), uow)
    assert incident.due_at == NOW - HOUR + timedelta(hours=24)
    [kept] = uow.files.corrections
    assert (kept.previous.at, kept.current.at, kept.reason) == (NOW, NOW - HOUR, "Ghi nhầm giờ")
    [(action, who, detail)] = uow.files.audit
    assert (action, who, detail["reason"]) == ("incident.act_corrected", ACCOUNT, "Ghi nhầm giờ")
    event = uow.store.events[-1]
    assert isinstance(event, IncidentActCorrected)
    assert (event.previous_at, event.at, event.due_at) == (NOW, NOW - HOUR, incident.due_at)
    assert event.aggregate_version == incident.version


async def test_a_breach_that_never_was_one_is_lifted_and_the_hours_are_told_again(uow: FakeFilesUnit) -> None:
    incident = await record_act(recording(await open_incident(OPEN, uow), at=NOW - 30 * HOUR), uow)
    assert await sweep_incidents(lambda: uow) == 1
    incident = await correct_act(correcting(uow.files.incidents[incident.id], at=NOW - HOUR), uow)
    event = uow.store.events[-1]
    assert isinstance(event, IncidentActCorrected)
    assert event.breach_lifted
    assert await sweep_incidents(lambda: uow) == 0
    for hours in (20, 24):
        clock = FixedClock(NOW + hours * HOUR)
        assert await sweep_incidents(partial(FakeFilesUnit, uow.store, uow.files, clock)) == 1
    assert sum(isinstance(one, IncidentBreached) for one in uow.store.events) == 2


@given(
    clause=st.sampled_from(Clause),
    first=st.integers(0, 100),
    second=st.integers(0, 100),
    told_of=st.booleans(),
)
def test_the_hours_are_as_if_the_act_had_been_recorded_right_at_once(
    clause: Clause, first: int, second: int, told_of: bool
) -> None:
    if first == second:
        return
    mistaken, right = an_incident(clause), an_incident(clause)
    mistaken.record_receipt(Recorded(NOW - first * HOUR, NOW, uuid7()))
    right.record_receipt(Recorded(NOW - second * HOUR, NOW, uuid7()))
    mistaken.breach_told = told_of and mistaken.is_late(NOW)
    done = correct(mistaken, Act.RECEIPT, Recorded(NOW - second * HOUR, NOW, uuid7()), "Nhầm")
    assert (mistaken.due_at, mistaken.approaching_at) == (right.due_at, right.approaching_at)
    assert not (mistaken.breach_told and not mistaken.is_late(NOW))
    assert done.breach_lifted == (told_of and clause is Clause.GREAT_IMPACT and first > 24 >= second)


async def test_over_http_those_inside_see_what_was_corrected(house: House) -> None:
    incident = await received(house)
    house.clock.set(hue("2026-09-21 10:00"))
    body = {"act": "receipt", "at": "2026-09-21T09:30:00+07:00", "reason": "Ghi nhầm giờ"}
    problem(await act(house, incident, "act-corrections", house.dispatcher(), **body), 403, "forbidden")
    problem(
        await act(house, incident, "act-corrections", head_of(house), **{**body, "act": "impact"}),
        409,
        "act-not-recorded",
    )
    done = (await act(house, incident, "act-corrections", head_of(house), **body)).json()
    assert done["due_at"] == "2026-09-22T02:30:00Z"
    address = f"/incidents/{incident['id']}"
    [shown] = (await house.http.get(address, headers=house.dispatcher())).json()["corrections"]
    assert (shown["previous_at"], shown["at"], shown["reason"]) == (
        "2026-09-21T02:00:00Z",
        "2026-09-21T02:30:00Z",
        "Ghi nhầm giờ",
    )
    rows = await house.database.fetch("SELECT action FROM audit")
    assert "incident.act_corrected" in [row["action"] for row in rows]
    said = {"form": "BRIEFING", "body": "Đang xử lý."}
    assert (await act(house, done, "statement", house.speaker(), **said)).status_code == 201
    assert (await house.http.get(address)).json()["corrections"] == []
    assert await sweep(house) == 0
