"""Who sees a question, by role and by how far it has come: the rule, the list and the HTTP door agree."""

from collections.abc import Mapping
from typing import Any

import pytest

from services.questions.adapters.mirror import mirror_public
from services.questions.adapters.queries import SqlQueries
from services.questions.application.reading import QuestionFilter
from services.questions.domain.visibility import Reader, is_insider, may_read
from shared.ids import uuid7
from shared.web.principal import ROLES
from tests.questions.house import House

INSIDER, OUTSIDER, HIDDEN = "with asker", "without asker", "404"

# fmt: off
TABLE = {
    #                              submitted  routed     closed     published
    "the asker":                  (INSIDER,   INSIDER,   INSIDER,   INSIDER),
    "the newsroom's admin":       (INSIDER,   INSIDER,   INSIDER,   INSIDER),
    "IOC dispatcher":             (INSIDER,   INSIDER,   INSIDER,   INSIDER),
    "department officer":         (INSIDER,   INSIDER,   INSIDER,   INSIDER),
    "auditor":                    (INSIDER,   INSIDER,   INSIDER,   INSIDER),
    "lead agency: focal officer": (HIDDEN,    INSIDER,   INSIDER,   INSIDER),
    "lead agency: spokesperson":  (HIDDEN,    INSIDER,   INSIDER,   INSIDER),
    "lead agency: head":          (HIDDEN,    INSIDER,   INSIDER,   INSIDER),
    "another agency":             (HIDDEN,    HIDDEN,    HIDDEN,    OUTSIDER),
    "a colleague of the asker":   (HIDDEN,    HIDDEN,    HIDDEN,    OUTSIDER),
    "another newsroom's admin":   (HIDDEN,    HIDDEN,    HIDDEN,    OUTSIDER),
    "another reporter":           (HIDDEN,    HIDDEN,    HIDDEN,    OUTSIDER),
    "leader":                     (HIDDEN,    HIDDEN,    HIDDEN,    OUTSIDER),
    "door officer":               (HIDDEN,    HIDDEN,    HIDDEN,    OUTSIDER),
    "administrator":              (HIDDEN,    HIDDEN,    HIDDEN,    OUTSIDER),
    "a machine client":           (HIDDEN,    HIDDEN,    HIDDEN,    OUTSIDER),
    "the public":                 (HIDDEN,    HIDDEN,    HIDDEN,    OUTSIDER),
}
# fmt: on
STATES = ("submitted", "routed", "closed", "published")


def callers(house: House) -> Mapping[str, dict[str, str]]:
    """Request headers of each row of the table."""
    token, newsroom = house.issuer.bearer, house.newsroom
    return {
        "the asker": house.reporter(),
        "the newsroom's admin": token("newsroom_admin", press_agency_id=newsroom),
        "IOC dispatcher": house.dispatcher(),
        "department officer": token("department_officer"),
        "auditor": token("auditor"),
        "lead agency: focal officer": house.officer(),
        "lead agency: spokesperson": house.speaker(),
        "lead agency: head": house.officer(role="agency_head"),
        "another agency": house.officer(house.other_agency, "agency_head"),
        "a colleague of the asker": house.reporter(uuid7()),
        "another newsroom's admin": token("newsroom_admin", press_agency_id=uuid7()),
        "another reporter": house.reporter(uuid7(), uuid7()),
        "leader": token("leader"),
        "door officer": token("door_officer"),
        "administrator": token("administrator"),
        "a machine client": {"Authorization": f"Bearer {house.issuer.machine('questions:read')}"},
        "the public": {},
    }


async def question_in(house: House, state: str) -> dict[str, Any]:
    """A question that has come so far; before it is routed it only names the agency."""
    if state == "submitted":
        return await house.ask()
    if state == "routed":
        return await house.ask(addressed_agency_id=str(house.agency))
    answer = await house.answered()
    if state == "published":
        await house.done(answer, "publication", house.officer())
        await mirror_public(house.database)
    return {"id": answer["question_id"]}


@pytest.mark.parametrize("state", STATES)
async def test_each_caller_sees_what_the_table_says(house: House, state: str) -> None:
    question = await question_in(house, state)
    seen = {who: await _seen(house, question["id"], headers) for who, headers in callers(house).items()}
    assert seen == {who: row[STATES.index(state)] for who, row in TABLE.items()}


async def _seen(house: House, question_id: str, headers: dict[str, str]) -> str:
    """What all reading operations agree on."""
    one = await house.http.get(f"/questions/{question_id}", headers=headers)
    deadline = await house.http.get(f"/questions/{question_id}/deadline", headers=headers)
    answer = await house.http.get(f"/questions/{question_id}/answer", headers=headers)
    listed = (await house.http.get("/questions", headers=headers)).json()["items"]
    found = (await house.http.get("/questions", params={"q": "cau thuan an"}, headers=headers)).json()[
        "items"
    ]
    assert one.status_code == deadline.status_code
    assert listed == found
    if one.status_code == 404:
        assert listed == []
        assert answer.json()["type"] == "urn:caunoi:problem:question-not-found"
        return HIDDEN
    assert [each["reporter_id"] for each in listed] == [one.json()["reporter_id"]]
    return OUTSIDER if one.json()["reporter_id"] is None else INSIDER


async def test_the_list_shows_just_what_the_rule_allows_for_every_role_and_belonging(house: House) -> None:
    for state in STATES:
        await question_in(house, state)
    queries, now = SqlQueries(house.database, house.office.rulebook), house.clock.now()
    overseer = Reader(roles=frozenset({"auditor"}))
    every = [each.view for each in await queries.questions(QuestionFilter(), overseer, now, None, 100)]
    assert len(every) == len(STATES)
    for role in ROLES:
        for belongs in (True, False):
            reader = Reader(
                roles=frozenset({role}),
                reporter_id=house.reporter_id if belongs else uuid7(),
                press_agency_id=house.newsroom if belongs else uuid7(),
                agency_id=house.agency if belongs else uuid7(),
            )
            shown = await queries.questions(QuestionFilter(), reader, now, None, 100)
            assert [each.view for each in shown] == [
                question for question in every if may_read(reader, question)
            ], role
            assert all(may_read(reader, each) for each in every if is_insider(reader, each))


async def test_a_reporter_without_the_claims_of_a_role_gets_none_of_its_rights(house: House) -> None:
    question = await house.ask(addressed_agency_id=str(house.agency))
    for headers in (
        house.issuer.bearer("focal_officer"),
        house.issuer.bearer("newsroom_admin"),
        house.issuer.bearer("reporter", agency_id=house.agency),
        house.issuer.bearer("focal_officer", reporter_id=house.reporter_id, press_agency_id=house.newsroom),
    ):
        assert (await house.http.get(f"/questions/{question['id']}", headers=headers)).status_code == 404


async def test_after_rerouting_the_former_agency_sees_it_no_longer(house: House) -> None:
    question = await house.ask(addressed_agency_id=str(house.agency))
    await house.done(question, "routing", house.dispatcher(), agency_id=str(house.other_agency))
    address = f"/questions/{question['id']}"
    assert (await house.http.get(address, headers=house.officer())).status_code == 404
    assert (await house.http.get(address, headers=house.officer(house.other_agency))).status_code == 200
