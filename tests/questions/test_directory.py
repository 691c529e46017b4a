"""What identity tells about agencies and rights to speak means the same in any order, however often."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.clock import FixedClock
from shared.contracts.identity import (
    AgencyRegistered,
    AgencyRevised,
    AgencySucceeded,
    DelegationRevoked,
    DelegationSigned,
    DirectoryEvent,
    Matter,
    SpokespersonAssigned,
    SpokespersonRevoked,
)
from shared.persistence import Database, SqlUnitOfWork
from shared.persistence.directory import SqlDirectory
from shared.persistence.speaking import Grant, Reason, Verdict, decide
from tests.questions.house import House
from tests.questions.rules import hue

START = datetime(2026, 9, 1, tzinfo=UTC)
AGENCY, HEIR, PERSON = UUID(int=1), UUID(int=2), UUID(int=3)
MATTERS = [("question", UUID(int=10)), ("release", UUID(int=11))]
days = st.integers(0, 12)


def day(number: int) -> datetime:
    return START + timedelta(days=number)


@st.composite
def rights(draw: st.DrawFn) -> list[tuple[Grant, list[DirectoryEvent]]]:
    """Some rights of one person, each with the events that tell of it."""
    made = []
    for number in range(draw(st.integers(0, 4))):
        right_id, since = UUID(int=100 + number), draw(days)
        until, revoked = draw(st.integers(1, 12)), draw(st.one_of(st.none(), days))
        matter = draw(st.one_of(st.none(), st.sampled_from(MATTERS)))
        grant = Grant(
            right_id,
            "STANDING" if matter is None else "DELEGATED",
            "Trần Văn Minh Họa",
            "Phó Giám đốc",
            day(since),
            day(since + until),
            matter,
            None if revoked is None else day(revoked),
        )
        made.append((grant, events_of(grant)))
    return made


def told(event: Any, /, **fields: Any) -> Any:
    """An event; what its fields may be is the contract's matter."""
    return event(**fields)


def events_of(grant: Grant) -> list[DirectoryEvent]:
    who = {"account_id": PERSON, "agency_id": AGENCY}
    named = {"full_name": grant.full_name, "position": grant.position}
    term = {"valid_from": grant.valid_from, "valid_to": grant.valid_to, "aggregate_version": 1}
    kinds: tuple[Any, Any]
    if grant.matter is None:
        key, kinds = "spokesperson_id", (SpokespersonAssigned, SpokespersonRevoked)
        more: dict[str, Any] = {"kind": "STANDING"}
    else:
        key, kinds = "delegation_id", (DelegationSigned, DelegationRevoked)
        more = {"delegator_id": PERSON, "matter": told(Matter, kind=grant.matter[0], id=grant.matter[1])}
    which = {key: grant.right_id} | who
    events = [told(kinds[0], **which, **named, **term, **more)]
    if grant.revoked_at is not None:
        events.append(told(kinds[1], **which, revoked_at=grant.revoked_at, aggregate_version=2))
    return events


def agency(ended: int | None) -> list[DirectoryEvent]:
    state = {"agency_id": AGENCY, "code": "H57.12", "level": "DEPARTMENT", "parent_id": None, "fields": ()}
    more = {"unit_code": None, "responsibilities": (), "old_codes": (), "working_hours": "province"}
    events = [told(AgencyRegistered, aggregate_version=1, name="Sở Một", **state)]
    for number, name in ((2, "Sở Hai"), (3, "Sở Ba")):
        when = {"valid_from": day(number), "document_no": "1/QĐ", "aggregate_version": number}
        events.append(told(AgencyRevised, name=name, **when, **state, **more))
    if ended is not None:
        end = {"kind": "MERGE", "successors": (), "ended_at": day(ended), "document_no": "2/QĐ"}
        events.append(told(AgencySucceeded, agency_id=AGENCY, aggregate_version=4, **end))
    return events


class Heard(Exception):
    """Nothing is kept of an example."""


@pytest.mark.timeout(120)
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(made=rights(), ended=st.one_of(st.none(), st.integers(4, 12)), seed=st.integers(0, 2**32))
async def test_any_permutation_with_repetitions_gives_one_answer(
    servers: object,
    database: Callable[[str], Database],
    made: list[tuple[Grant, list[DirectoryEvent]]],
    ended: int | None,
    seed: int,
) -> None:
    facts = [*agency(ended), *(event for _, events in made for event in events)]
    facts += Random(seed).choices(facts, k=len(facts) // 2)
    Random(seed + 1).shuffle(facts)
    end = None if ended is None else day(ended)
    with pytest.raises(Heard):
        async with SqlUnitOfWork(database("questions"), FixedClock(START)) as uow:
            directory = SqlDirectory(uow)
            for fact in facts:
                await directory.put(fact)
            for at in map(day, range(0, 25, 2)):
                for matter in (None, *MATTERS):
                    expected = decide([grant for grant, _ in made], matter, at, end)
                    assert await directory.may_speak(PERSON, AGENCY, matter, at) == expected
                assert await directory.knows_agency(AGENCY, at) is (end is None or at < end)
            names = [await directory.agency_name(AGENCY, day(number)) for number in (1, 2, 3)]
            assert names == ["Sở Một", "Sở Hai", "Sở Ba"]
            raise Heard


@given(made=rights(), seed=st.integers(0, 2**32), at=days)
def test_the_answer_does_not_depend_on_the_order_of_the_rights(
    made: list[tuple[Grant, list[DirectoryEvent]]], seed: int, at: int
) -> None:
    grants = [grant for grant, _ in made]
    shuffled = Random(seed).sample(grants, len(grants))
    for matter in (None, *MATTERS):
        verdict = decide(grants, matter, day(at))
        assert decide(shuffled, matter, day(at)) == verdict
        in_force = [
            one
            for one in grants
            if one.valid_from <= day(at) < (one.valid_to or day(99))
            and (one.revoked_at is None or day(at) < one.revoked_at)
            and one.matter in {None, matter}
        ]
        assert verdict.may_speak is bool(in_force)
    assert decide([], None, day(at)) == Verdict(Reason.NO_RIGHT)


async def accepted(house: House) -> dict[str, Any]:
    question = await house.ask(addressed_agency_id=str(house.agency))
    return await house.done(question, "acceptance", house.officer())


async def test_a_delegate_releases_the_answer_to_his_question_and_no_other_and_no_later(house: House) -> None:
    first, second = [await accepted(house) for _ in range(2)]
    delegate = UUID(int=77)
    who = house.issuer.bearer("spokesperson", agency_id=house.agency, sub=delegate)
    spoken = {"form": "BRIEFING", "body": "Có."}
    assert (await house.act(first, "answer", who, **spoken)).status_code == 403
    for number, question in enumerate((first, second)):
        await house.hear(
            DelegationSigned(
                aggregate_version=1,
                delegation_id=UUID(int=200 + number),
                delegator_id=UUID(int=5),
                account_id=delegate,
                agency_id=house.agency,
                full_name="Trần Văn Minh Họa",
                position="Trưởng phòng",
                matter=Matter(kind="question", id=UUID(question["id"])),
                valid_from=hue("2026-09-21 08:00"),
                valid_to=hue("2026-09-21 18:00") if number == 0 else hue("2026-09-21 09:00"),
            )
        )
    house.clock.set(hue("2026-09-21 09:01"))
    late = await house.act(second, "answer", who, **spoken)
    assert late.json()["type"] == "urn:caunoi:problem:not-an-active-spokesperson"
    done = await house.done(first, "answer", who, **spoken)
    assert done["spokesperson_position"] == "Trưởng phòng"
