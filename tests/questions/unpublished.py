"""A question in each state in which nobody outside may know of it, each with words of its own."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from tests.questions.house import House

Question = dict[str, Any]
Way = Callable[[House, Question], Awaitable[Question]]
SECRET = "zxunpublished"
"""In every title and text; no page and no list has it otherwise."""


async def _asked(_house: House, question: Question) -> Question:
    return question


async def _unclear(house: House, question: Question) -> Question:
    return await house.done(question, "clarification-requests", house.dispatcher(), text=f"{SECRET}?")


async def _routed(house: House, question: Question) -> Question:
    return await house.done(question, "routing", house.dispatcher(), agency_id=str(house.agency))


async def _bounced(house: House, question: Question) -> Question:
    where = {"responsible_agency_id": str(house.other_agency), "reason": SECRET}
    return await house.done(await _routed(house, question), "bounces", house.officer(), **where)


async def _accepted(house: House, question: Question) -> Question:
    return await house.done(await _routed(house, question), "acceptance", house.officer())


async def _drafting(house: House, question: Question) -> Question:
    return await house.done(await _accepted(house, question), "drafts", house.officer(), text=SECRET)


async def _clearing(house: House, question: Question) -> Question:
    return await house.done(await _drafting(house, question), "clearance-requests", house.officer())


async def _answered(house: House, question: Question) -> Question:
    accepted = await _accepted(house, question)
    return await house.done(accepted, "answer", house.speaker(), form="BRIEFING", body=f"{SECRET}.")


async def _refused(house: House, question: Question) -> Question:
    why = {"ground": "STATE_SECRET", "reason": SECRET}
    return await house.done(await _accepted(house, question), "refusal", house.speaker(), **why)


async def _withdrawn(house: House, question: Question) -> Question:
    return await house.done(question, "withdrawal", house.reporter(), reason=SECRET)


async def _merged(house: House, question: Question) -> Question:
    other = await house.ask(title=f"{SECRET} target", body=f"{SECRET} target?")
    return await house.done(question, "merger", house.dispatcher(), question_id=other["id"], reason=SECRET)


async def _exclusive(house: House, question: Question) -> Question:
    return await house.done(await _answered(house, question), "publication", house.officer())


WAYS: Mapping[str, Way] = {
    "submitted": _asked,
    "clarification requested": _unclear,
    "routed": _routed,
    "bounced": _bounced,
    "accepted": _accepted,
    "drafting": _drafting,
    "clearing": _clearing,
    "answered": _answered,
    "refused": _refused,
    "withdrawn": _withdrawn,
    "merged": _merged,
    "exclusive": _exclusive,
}
