"""What the season missed inside its terms, and which superiors heard of it by name."""

from collections import Counter
from datetime import datetime, time, timedelta

from deploy.pilot.caller import Caller, Json
from deploy.pilot.cast import Cast
from shared.clock import PROVINCE_ZONE

_QUESTIONS = "/questions/v1/questions"
_INNER = ("triage", "accept", "draft", "publish")


class NobodyWasTold(Exception):
    """No inner term was missed, or no superior was reached by name: the policy has lost its effect."""


async def missed(cast: Cast) -> str:
    """Two figures and one question as lines; raises NobodyWasTold."""
    found = [(one, await _deadline(one, cast.dispatcher)) for one in await _questions(cast.dispatcher)]
    late = Counter(each["target"] for _, view in found for each in view["targets"] if each["late"])
    told = [(one, view["escalations"]) for one, view in found if view["escalations"]]
    named = [row for row in told if len(row[1]) > 1 and all(each["full_name"] for each in row[1])]
    if not named or not any(late[kind] for kind in _INNER):
        raise NobodyWasTold(f"inner terms missed: {dict(late)}; questions escalated: {len(told)}")
    kinds = ", ".join(f"{kind} {late[kind]}" for kind in _INNER)
    return "\n".join(
        (
            f"inner terms missed: {kinds}",
            f"late answers told to superiors: {len(told)}",
            *_ladder(named[0], cast),
        )
    )


async def _questions(dispatcher: Caller) -> list[Json]:
    found: list[Json] = []
    cursor: Json = {}
    while True:
        page = await dispatcher.get(_QUESTIONS, limit=100, **cursor)
        found += page["items"]
        if page["next_cursor"] is None:
            return found
        cursor = {"cursor": page["next_cursor"]}


async def _deadline(question: Json, dispatcher: Caller) -> Json:
    return await dispatcher.get(f"{_QUESTIONS}/{question['id']}/deadline")


def _ladder(row: tuple[Json, list[Json]], cast: Cast) -> list[str]:
    """One late answer, and whom it went to, step by step."""
    question, steps = row
    names = {agency.id: agency.name for agency in cast.agencies}
    lines = [f"  {question['code']}, due {_end(question['due_at'])}:"]
    for step in steps:
        where = names.get(step["agency_id"], step["agency_id"])
        lines.append(f"    {_wall(step['escalated_at'])}  {step['full_name']}, {step['position']}, {where}")
    return lines


def _wall(instant: str) -> str:
    return f"{_local(instant):%d/%m/%Y %H:%M}"


def _end(instant: str) -> str:
    """A term of days ends with the last of them: its instant is midnight, the day's name the one before."""
    due = _local(instant)
    return _wall(instant) if due.time() != time() else f"by the end of {due - timedelta(days=1):%d/%m/%Y}"


def _local(instant: str) -> datetime:
    return datetime.fromisoformat(instant).astimezone(PROVINCE_ZONE)
