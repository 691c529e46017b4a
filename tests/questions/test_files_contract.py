"""What the use cases of incidents and files rest on: the same of the fake and of PostgreSQL."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from services.questions.domain.attachments import Attachment, AttachmentState, Part, Side, Upload
from services.questions.domain.incidents import Clause, Incident, Opening, Recorded
from shared.clock import FixedClock
from shared.ids import uuid7
from tests.questions.fake_files import FakeFilesUnit, Files
from tests.questions.fakes import store_with
from tests.questions.house import ASKED, House
from tests.questions.test_model import asked

HOUR = timedelta(hours=1)


@dataclass
class Place:
    """Where the units come from, and a question that is there."""

    unit: Callable[[], Any]
    question_id: UUID
    clock: FixedClock


@pytest.fixture
def fake() -> Place:
    """In memory."""
    store, files, clock, question = store_with(), Files(), FixedClock(ASKED), asked()
    store.questions[question.id] = question
    return Place(lambda: FakeFilesUnit(store, files, clock), question.id, clock)


@pytest.fixture
async def postgresql(emptied: None, house: House) -> Place:
    """On the service's own database."""
    question_id = UUID((await house.ask())["id"])
    return Place(house.office.unit, question_id, house.clock)


@pytest.fixture(params=["fake", pytest.param("postgresql", marks=pytest.mark.servers)])
def place(request: pytest.FixtureRequest) -> Place:
    """The same place twice; the servers start only for the second."""
    found: Place = request.getfixturevalue(request.param)
    return found


def incident(received: datetime | None = None) -> Incident:
    made = Incident.open(
        Opening(uuid7(), f"I-{uuid7()}", uuid7(), Clause.GREAT_IMPACT, "Ngập", "Ngập sâu", ASKED, uuid7())
    )
    if received is not None:
        made.record_receipt(Recorded(received, received, uuid7()))
    return made


def upload(place: Place, **changes: Any) -> Upload:
    known = {
        "id": uuid7(),
        "question_id": place.question_id,
        "side": Side.QUESTION,
        "agency_id": None,
        "account_id": uuid7(),
        "name": "don.pdf",
        "length": 10,
        "received": 0,
        "replaces_id": None,
        "created_at": ASKED,
        "expires_at": ASKED + HOUR,
    }
    return Upload(**{**known, **changes})


def attachment(place: Place, at: datetime = ASKED, **changes: Any) -> Attachment:
    made = Attachment.receive(upload(place, received=10), "application/pdf", at)
    for name, value in changes.items():
        setattr(made, name, value)
    return made


async def stored(place: Place, *rows: Incident | Upload | Attachment) -> None:
    async with place.unit() as uow:
        for row in rows:
            kinds = {Incident: "incidents", Upload: "uploads", Attachment: "attachments"}
            getattr(uow, kinds[type(row)]).add(row)


async def test_an_error_takes_everything_back(place: Place) -> None:
    one, file = incident(), attachment(place)

    async def fail() -> None:
        async with place.unit() as uow:
            uow.incidents.add(one)
            uow.attachments.add(file)
            raise RuntimeError("pulled the plug")

    with pytest.raises(RuntimeError):
        await fail()
    async with place.unit() as uow:
        assert await uow.incidents.get(one.id) is None
        assert await uow.attachments.get(file.id) is None


async def test_a_change_of_what_was_read_is_there_afterwards(place: Place) -> None:
    one = incident()
    await stored(place, one)
    async with place.unit() as uow:
        (await uow.incidents.get(one.id)).record_receipt(Recorded(ASKED, ASKED, uuid7()))
    async with place.unit() as uow:
        found = await uow.incidents.get(one.id)
        assert (found.received_and_handled_at, found.version) == (ASKED, 2)
        assert await uow.incidents.get(uuid7()) is None


async def test_a_link_is_known_from_the_commit_on(place: Place) -> None:
    one = incident()
    await stored(place, one)
    async with place.unit() as uow:
        assert not await uow.incidents.is_linked(one.id, place.question_id)
        uow.incidents.add_link(one.id, place.question_id, ASKED)
    async with place.unit() as uow:
        assert await uow.incidents.is_linked(one.id, place.question_id)
        assert not await uow.incidents.is_linked(one.id, uuid7())


async def test_hours_are_claimed_once_in_order_and_the_last_instant_is_in_time(place: Place) -> None:
    ids = []
    for number in range(3):
        made = incident(ASKED + number * HOUR)
        ids.append(made.id)
        await stored(place, made)
    await stored(place, incident())
    due = ASKED + 24 * HOUR
    async with place.unit() as uow:
        assert await uow.incidents.claim_breached(due, 9) == []
        late = await uow.incidents.claim_breached(due + timedelta(microseconds=1), 9)
        assert [(one.incident_id, one.due_at, one.version) for one in late] == [(ids[0], due, 3)]
    async with place.unit() as uow:
        assert await uow.incidents.claim_approaching(ASKED + 20 * HOUR, 9) == [], "who is late is not warned"
        warned = await uow.incidents.claim_approaching(ASKED + 22 * HOUR, 1)
        assert [one.incident_id for one in warned] == [ids[1]]
    async with place.unit() as uow:
        assert await uow.incidents.claim_approaching(due + 3 * HOUR, 9) == [], "it is too late to warn"
        assert [one.incident_id for one in await uow.incidents.claim_approaching(due, 9)] == ids[2:]
    async with place.unit() as uow:
        assert await uow.incidents.claim_approaching(due, 9) == []


async def test_a_side_counts_what_takes_a_place_and_what_will(place: Place) -> None:
    agency = uuid7()
    await stored(
        place,
        upload(place),
        upload(place, received=10),
        upload(place, expires_at=ASKED),
        upload(place, side=Side.ANSWER, agency_id=agency),
        attachment(place),
        attachment(place, state=AttachmentState.READY),
        attachment(place, state=AttachmentState.REJECTED),
        attachment(place, state=AttachmentState.ERASED),
    )
    async with place.unit() as uow:
        assert await uow.attachments.count(place.question_id, Side.QUESTION, None) == 3
        assert await uow.attachments.count(place.question_id, Side.ANSWER, agency) == 1
        assert await uow.attachments.count(place.question_id, Side.ANSWER, uuid7()) == 0
        assert await uow.attachments.count(uuid7(), Side.QUESTION, None) == 0


async def test_parts_are_in_order_and_go_with_an_upload_but_not_with_an_attachment(place: Place) -> None:
    unfinished, file = upload(place), attachment(place)
    await stored(place, unfinished, file, upload(place, id=file.id, received=10))
    parts = [Part(4, 6, "b"), Part(0, 4, "a")]
    async with place.unit() as uow:
        for one in (unfinished.id, file.id):
            for part in parts:
                uow.uploads.add_part(one, part)
    async with place.unit() as uow:
        assert await uow.uploads.parts(file.id) == parts[::-1]
        for one in (unfinished.id, file.id):
            await uow.uploads.remove(one)
    async with place.unit() as uow:
        assert await uow.uploads.get(unfinished.id) is None
        assert await uow.uploads.parts(unfinished.id) == []
        assert len(await uow.uploads.parts(file.id)) == 2


async def test_what_has_expired_is_found_the_oldest_first(place: Place) -> None:
    older, newer = upload(place, expires_at=ASKED - HOUR), upload(place, expires_at=ASKED)
    await stored(place, newer, older, upload(place))
    async with place.unit() as uow:
        assert [one.id for one in await uow.uploads.expired(ASKED, 9)] == [older.id, newer.id]
        assert [one.id for one in await uow.uploads.expired(ASKED, 1)] == [older.id]


async def test_a_claimed_file_waits_for_its_lease_and_a_postponed_one_for_its_hour(place: Place) -> None:
    one = attachment(place)
    await stored(place, one, attachment(place, state=AttachmentState.READY))
    for now, expected in ((ASKED, [one.id]), (ASKED, []), (ASKED + HOUR, [one.id])):
        async with place.unit() as uow:
            assert await uow.attachments.claim_unchecked(now, HOUR, 9) == expected, now
    async with place.unit() as uow:
        await uow.attachments.postpone(one.id, ASKED + 5 * HOUR)
    async with place.unit() as uow:
        assert await uow.attachments.claim_unchecked(ASKED + 4 * HOUR, HOUR, 9) == []


async def test_leftovers_are_those_whose_bytes_are_still_there(place: Place) -> None:
    erased = attachment(place, state=AttachmentState.ERASED)
    await stored(place, erased, attachment(place, state=AttachmentState.READY))
    async with place.unit() as uow:
        uow.uploads.add_part(erased.id, Part(0, 10, "a"))
    async with place.unit() as uow:
        assert await uow.attachments.claim_leftovers(9) == [erased.id]
        await uow.attachments.bytes_gone(erased.id, ASKED)
    async with place.unit() as uow:
        assert await uow.attachments.claim_leftovers(9) == []
        assert await uow.uploads.parts(erased.id) == []


async def test_without_an_answer_nothing_was_released(place: Place) -> None:
    async with place.unit() as uow:
        releases = await uow.attachments.releases(place.question_id)
        assert (list(releases.answers), releases.public_until) == ([], None)
