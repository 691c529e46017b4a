"""Messages that come again, that fail for a while, and that can never be understood."""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

import pytest

from shared.contracts.identity import AccreditationSuspended
from shared.contracts.questions import QuestionSubmitted
from shared.ids import uuid7
from tests.faults.account import each_is_counted_once, letters, settled
from tests.faults.hold import hurried
from tests.faults.load import Load
from tests.faults.messages import Letter, about, dead, poison, repeat, replay
from tests.faults.press import AT, settle_in, tell
from tests.faults.town import Town
from tests.shared.bus import eventually

pytestmark = [pytest.mark.faults, pytest.mark.servers]

COUNTING = "metrics-questions"
POISONED = (COUNTING, "metrics-identity", "questions-reporter-verified", "events-reporter-verified")
HEARING = "questions-accreditation-suspended"


async def counted_of(town: Town, newsroom: UUID) -> int:
    statement = "SELECT count(*) AS n FROM projection.question WHERE press_agency_id = $1"
    (row,) = await town.metrics.fetch(statement, newsroom)
    return int(row["n"])


def submitted() -> QuestionSubmitted:
    """A submission that no newsroom ever made."""
    return QuestionSubmitted(
        aggregate_version=1,
        question_id=uuid7(),
        code="Q-2026-999999",
        reporter_id=uuid7(),
        press_agency_id=uuid7(),
        addressed_agency_id=None,
        submitted_at=AT,
        due_at=AT,
        policy_version="demo-1",
        calendar_version="vn-2026",
    )


async def test_the_same_message_delivered_five_times_has_its_effect_once(town: Town, load: Load) -> None:
    """Without the inbox an old suspension, repeated, would be handled again after it was lifted."""
    await load.ask(30)
    one, *_ = load.reporters
    await tell(town.js, [one.suspended(), one.restored()])
    await settled(town)
    repeated = await town.courier.counted(HEARING, "repeated")
    suspensions = await about(town.js, AccreditationSuspended, [one.reporter_id])
    submissions = await about(town.js, QuestionSubmitted, list(load.accepted))
    assert (len(suspensions), len(submissions)) == (1, 30)
    await repeat(town.js, [*suspensions, *submissions], 4)
    await settled(town)
    assert await town.courier.counted(HEARING, "repeated") == repeated + 4
    assert len(await about(town.js, QuestionSubmitted, list(load.accepted))) == 5 * 30
    await load.ask(len(load.reporters))
    await each_is_counted_once(town, load)


@pytest.mark.timeout(90)
async def test_a_message_that_fails_three_times_holds_nobody_back_and_is_handled_in_the_end(
    town: Town, load: Load
) -> None:
    """With the default policy of the bus library the message would be gone after its first failure.

    The real cause: the table refuses this newsroom's rows until somebody repairs it.
    """
    refused = load.reporters[0].newsroom
    table = "ALTER TABLE projection.question"
    await town.metrics.fetch(f"{table} ADD CONSTRAINT fault CHECK (press_agency_id <> '{refused}') NOT VALID")
    failed = await town.counter.counted(COUNTING, "failed")
    await load.ask(len(load.reporters))

    async def three_times() -> bool:
        return await town.counter.counted(COUNTING, "failed") >= failed + 6

    await eventually(three_times, 30)
    others = Counter(newsroom for newsroom in load.accepted.values() if newsroom != refused)
    assert {newsroom: await counted_of(town, newsroom) for newsroom in others} == others
    assert await counted_of(town, refused) == 0
    await town.metrics.fetch(f"{table} DROP CONSTRAINT fault")
    async with hurried(town.js, "questions", COUNTING):
        await each_is_counted_once(town, load)
    assert await town.counter.counted(COUNTING, "failed") == failed + 6


@pytest.mark.timeout(90)
async def test_poison_lets_those_behind_it_pass_and_is_reported_with_its_reason(
    town: Town, load: Load
) -> None:
    """Without dead letters what can never be handled is either lost in silence or tried again for ever."""
    async with load.running():
        await load.reaches(10)
        await poison(town.js, submitted())
        await poison(town.js, load.reporters[0].verified())
        agency, newcomers = await settle_in(town, newsrooms=1)
        await load.reaches(50)
    await settled(town)
    behind = Load(town.desk.origin, agency, newcomers)
    await behind.ask(len(newcomers))
    found = await dead(town.js)
    assert Counter(letter.consumer for letter in found) == dict.fromkeys(POISONED, 3)
    assert Counter(letter.reason.partition(":")[0] for letter in found) == {
        "InvalidEvent": 8,
        "InvalidEnvelope": 4,
    }
    await stay_when_replayed(town, found)
    await town.js.purge_stream("dead-letters")
    load.accepted |= behind.accepted
    await each_is_counted_once(town, load)


async def stay_when_replayed(town: Town, found: Sequence[Letter]) -> None:
    """The operator is told which and why, and that it failed again; nothing is thrown away for him."""
    status, shown = await replay(town.counter, "--list")
    assert (status, len(shown.splitlines())) == (0, 6)
    for process in (town.counter, town.courier):
        status, said = await replay(process, "--all")
        own = [letter for letter in found if letter.service == process.service]
        assert (status, said.count("failed again: Invalid")) == (1, len(own))
        assert all(f"{one.sequence}  " in said and one.reason in said for one in own)
    assert await letters(town) == len(found)
