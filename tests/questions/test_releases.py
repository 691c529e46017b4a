"""A question may be about a release of which distribution has told."""

from itertools import permutations
from uuid import UUID

from shared.contracts.distribution import ReleasePublished, ReleaseWithdrawn
from shared.contracts.questions import QuestionSubmitted
from shared.ids import uuid7
from tests.questions.house import ASKED, TEXT, House, problem


def published(house: House, release_id: UUID) -> ReleasePublished:
    return ReleasePublished(
        aggregate_version=1,
        release_id=release_id,
        agency_id=house.agency,
        edition=1,
        code="R-2026-000001",
        headline="Kế hoạch thu gom rác",
        urgency="routine",
        embargoed_until=None,
        published_at=ASKED,
        content_hash="0" * 64,
    )


def withdrawn(house: House, release_id: UUID) -> ReleaseWithdrawn:
    return ReleaseWithdrawn(
        aggregate_version=2, release_id=release_id, agency_id=house.agency, edition=2, withdrawn_at=ASKED
    )


async def test_a_release_that_nobody_told_of_is_refused_and_asks_nothing(house: House) -> None:
    body = {**TEXT, "release_id": str(uuid7())}
    answer = await house.http.post("/questions", json=body, headers=house.reporter())
    problem(answer, 422, "release-unknown", "release_id")
    assert await house.stored() == 0


async def test_a_question_about_a_release_is_linked_to_it_everywhere(house: House) -> None:
    release = uuid7()
    await house.hear(published(house, release))
    question = await house.ask(release_id=str(release), addressed_agency_id=str(house.agency))
    assert question["release_id"] == str(release)
    read = await house.http.get(f"/questions/{question['id']}", headers=house.reporter())
    assert read.json()["release_id"] == str(release)
    submitted = next(event for event in await house.told() if isinstance(event, QuestionSubmitted))
    assert submitted.release_id == release
    briefing = await house.http.get(f"/questions/{question['id']}/briefing", headers=house.officer())
    assert briefing.json()["release"]["headline"] == "Kế hoạch thu gom rác"


async def test_a_withdrawal_means_the_same_whether_heard_first_or_last(house: House) -> None:
    release = uuid7()
    for order in permutations([published(house, release), withdrawn(house, release)]):
        await house.database.fetch("DELETE FROM known_releases")
        for event in order:
            await house.hear(event)
        (row,) = await house.database.fetch("SELECT headline, withdrawn FROM known_releases")
        assert tuple(row) == ("Kế hoạch thu gom rác", True)
    await house.ask(release_id=str(release))


async def test_what_is_asked_on_stays_with_the_release(house: House) -> None:
    release = uuid7()
    await house.hear(published(house, release))
    question = await house.ask(release_id=str(release), addressed_agency_id=str(house.agency))
    question = await house.done(question, "acceptance", house.officer())
    answer = await house.done(question, "answer", house.speaker(), form="BRIEFING", body="Có.")
    new = {"title": "Hỏi tiếp", "body": "Vì sao?"}
    followed = await house.act(answer, "follow-ups", house.reporter(), **new)
    assert followed.json()["release_id"] == str(release)
