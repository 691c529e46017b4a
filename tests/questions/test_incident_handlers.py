"""Use cases of incidents on fakes: what is refused leaves nothing behind, what is done is told."""

from datetime import timedelta
from functools import partial
from uuid import UUID

import msgspec
import pytest

from services.questions.application.incidents.commands import (
    LinkQuestion,
    OpenIncident,
    RecordAct,
    ReleaseStatement,
)
from services.questions.application.incidents.handlers import (
    link_question,
    open_incident,
    record_act,
    release_statement,
)
from services.questions.application.incidents.sweep import sweep_incidents
from services.questions.domain.answer import Speaker, StatementForm
from services.questions.domain.errors import (
    AgencyUnknown,
    DomainError,
    EmptyText,
    NotAnActiveSpokesperson,
    QuestionNotFound,
)
from services.questions.domain.incident_errors import (
    ActInTheFuture,
    AlreadyLinked,
    AlreadyRecorded,
    AlreadyStated,
    IncidentNotFound,
    NotYourIncident,
    StaleIncident,
)
from services.questions.domain.incidents import Act, Clause, Incident
from services.questions.domain.visibility import Reader
from shared.clock import FixedClock
from shared.ids import uuid7
from tests.questions.fake_files import FakeFilesUnit, Files
from tests.questions.fakes import store_with
from tests.questions.rules import hue
from tests.questions.test_model import asked

AGENCY, OTHER, ACCOUNT, SPEAKER_ACCOUNT = (uuid7() for _ in range(4))
NOW = hue("2026-09-21 09:00")
IOC = Reader(roles=frozenset({"ioc_dispatcher"}))
HEAD = Reader(roles=frozenset({"agency_head"}), agency_id=AGENCY)
OTHER_HEAD = Reader(roles=frozenset({"agency_head"}), agency_id=OTHER)
SPEAKER = Reader(roles=frozenset({"spokesperson"}), agency_id=AGENCY)
REPORTER = Reader(roles=frozenset({"reporter"}), reporter_id=uuid7())
OPEN = OpenIncident(
    incident_id=uuid7(),
    account_id=ACCOUNT,
    agency_id=AGENCY,
    clause=Clause.GREAT_IMPACT,
    title="Ngập",
    summary="Ngập sâu ở nhiều phường",
)


@pytest.fixture
def uow() -> FakeFilesUnit:
    store = store_with()
    store.agencies |= {AGENCY, OTHER}
    store.speakers[SPEAKER_ACCOUNT, AGENCY] = Speaker(uuid7(), AGENCY, "Sở Minh họa", "Trần Thị", "Giám đốc")
    return FakeFilesUnit(store, Files(), FixedClock(NOW))


def recording(incident: Incident, **changes: object) -> RecordAct:
    known = RecordAct(
        incident_id=incident.id,
        actor=HEAD,
        account_id=ACCOUNT,
        act=Act.RECEIPT,
        at=NOW,
        expected_version=incident.version,
    )
    return msgspec.structs.replace(known, **changes)


def stating(incident: Incident, **changes: object) -> ReleaseStatement:
    known = ReleaseStatement(
        incident_id=incident.id,
        statement_id=uuid7(),
        actor=SPEAKER,
        account_id=SPEAKER_ACCOUNT,
        form=StatementForm.BRIEFING,
        body="Đang xử lý.",
        expected_version=incident.version,
    )
    return msgspec.structs.replace(known, **changes)


def told(uow: FakeFilesUnit) -> list[str]:
    return [type(event).__name__ for event in uow.store.events]


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"agency_id": UUID(int=1)}, AgencyUnknown),
        ({"title": " "}, EmptyText),
        ({"summary": "\n"}, EmptyText),
    ],
)
async def test_an_incident_that_cannot_be_leaves_nothing(
    uow: FakeFilesUnit, change: dict[str, object], refusal: type[DomainError]
) -> None:
    with pytest.raises(refusal):
        await open_incident(msgspec.structs.replace(OPEN, **change), uow)
    assert (uow.files.incidents, uow.store.events) == ({}, [])


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"incident_id": uuid7()}, IncidentNotFound),
        ({"actor": REPORTER}, IncidentNotFound),
        ({"actor": OTHER_HEAD}, IncidentNotFound),
        ({"actor": IOC}, NotYourIncident),
        ({"actor": SPEAKER}, NotYourIncident),
        ({"expected_version": 7}, StaleIncident),
        ({"at": NOW + timedelta(seconds=1)}, ActInTheFuture),
    ],
)
async def test_an_act_that_cannot_be_starts_no_clock(
    uow: FakeFilesUnit, change: dict[str, object], refusal: type[DomainError]
) -> None:
    incident = await open_incident(OPEN, uow)
    with pytest.raises(refusal):
        await record_act(recording(incident, **change), uow)
    assert uow.files.incidents[incident.id].due_at is None
    assert told(uow) == ["IncidentOpened"]


async def test_the_act_that_the_clause_names_starts_the_hours_once(uow: FakeFilesUnit) -> None:
    incident = await open_incident(OPEN, uow)
    incident = await record_act(recording(incident, act=Act.IMPACT), uow)
    assert incident.due_at is None
    incident = await record_act(recording(incident), uow)
    assert incident.due_at == NOW + timedelta(hours=24)
    with pytest.raises(AlreadyRecorded):
        await record_act(recording(incident), uow)
    assert len(told(uow)) == 3


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"actor": OTHER_HEAD}, IncidentNotFound),
        ({"actor": IOC}, NotYourIncident),
        ({"account_id": ACCOUNT}, NotAnActiveSpokesperson),
        ({"expected_version": 7}, StaleIncident),
        ({"body": " "}, EmptyText),
    ],
)
async def test_a_statement_that_cannot_be_leaves_the_clock_running(
    uow: FakeFilesUnit, change: dict[str, object], refusal: type[DomainError]
) -> None:
    incident = await record_act(recording(await open_incident(OPEN, uow)), uow)
    before = told(uow)
    with pytest.raises(refusal):
        await release_statement(stating(incident, **change), uow)
    assert uow.files.incidents[incident.id].first_statement_at is None
    assert (uow.files.statements, told(uow)) == ({}, before)


async def test_a_late_statement_tells_the_breach_first_and_the_sweep_has_nothing_left(
    uow: FakeFilesUnit,
) -> None:
    incident = await record_act(recording(await open_incident(OPEN, uow)), uow)
    later = FakeFilesUnit(uow.store, uow.files, FixedClock(NOW + timedelta(hours=25)))
    done = await release_statement(stating(incident), later)
    assert done.statement.on_time is False
    assert told(uow)[-2:] == ["IncidentBreached", "FirstStatementReleased"]
    with pytest.raises(AlreadyStated):
        await release_statement(stating(done.incident), later)
    assert await sweep_incidents(lambda: later) == 0


async def test_the_sweep_warns_and_tells_each_once_batch_by_batch(uow: FakeFilesUnit) -> None:
    for _ in range(3):
        opened = await open_incident(msgspec.structs.replace(OPEN, incident_id=uuid7()), uow)
        await record_act(recording(opened), uow)
    for hours in (21, 25):
        unit = partial(FakeFilesUnit, uow.store, uow.files, FixedClock(NOW + timedelta(hours=hours)))
        assert await sweep_incidents(unit, batch=2) == 3
        assert await sweep_incidents(unit, batch=2) == 0
    versions = [one.version for one in uow.files.incidents.values()]
    assert versions == [4, 4, 4]


async def test_a_question_is_linked_once_by_whoever_has_both(uow: FakeFilesUnit) -> None:
    incident, question = await open_incident(OPEN, uow), asked()
    question.lead_agency_id = OTHER
    uow.store.questions[question.id] = question
    command = LinkQuestion(
        incident_id=incident.id, question_id=question.id, actor=IOC, expected_version=incident.version
    )
    for change, refusal in (
        ({"actor": HEAD}, QuestionNotFound),
        ({"question_id": uuid7()}, QuestionNotFound),
        ({"expected_version": 7}, StaleIncident),
    ):
        with pytest.raises(refusal):
            await link_question(msgspec.structs.replace(command, **change), uow)
    assert uow.files.links == set()
    incident = await link_question(command, uow)
    again = msgspec.structs.replace(command, expected_version=incident.version)
    with pytest.raises(AlreadyLinked):
        await link_question(again, uow)
    assert uow.files.links == {(incident.id, question.id)}
