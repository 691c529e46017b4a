"""From what a question has gone through to what everybody may read of it; without I/O."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from services.questions.application.public_moments import moments, rounds_published
from services.questions.application.public_record import (
    PublicPoint,
    PublicRecord,
    PublicVersion,
    Result,
)
from services.questions.application.public_sources import ActOnFile, PublicSources
from services.questions.domain.answer import Answer
from services.questions.domain.model import PUBLIC, PointState
from services.questions.domain.workflow import Act


def public_record(sources: PublicSources) -> PublicRecord | None:
    """None for a question of which nothing was ever public; a tombstone for one that was withdrawn."""
    published = rounds_published(sources)
    taken_back = _last(sources.acts, Act.WITHDRAW_ANSWER)
    given = _public_answers(sources.answers, published)
    if not given:
        return None
    if taken_back is None:
        return _record(sources, published, given)
    later = _after(taken_back, published, sources.question)
    if not later:
        return _tombstone(_record(sources, published, given), taken_back)
    return _record(sources, later, _public_answers(sources.answers, later))


def _after(
    withdrawal: ActOnFile, published: Mapping[int, datetime], question: Mapping[str, Any]
) -> dict[int, datetime]:
    """The rounds that became public after the withdrawal: what was taken back stays away."""
    stands = question["published_round"] if question["publication"] in PUBLIC else None
    return {number: at for number, at in published.items() if at > withdrawal.at or number == stands}


def _record(
    sources: PublicSources, published: Mapping[int, datetime], given: Sequence[Answer]
) -> PublicRecord:
    question, newest, published_at = sources.question, given[-1], max(published.values())
    versions = tuple(_version(number, answer, sources) for number, answer in enumerate(given, 1))
    return PublicRecord(
        question_id=question["id"],
        code=question["code"],
        title=question["title"],
        body=question["body"],
        result=result_of(_states(versions[-1], question["points"])),
        agency_id=newest.agency_id,
        agency_name=newest.agency_name,
        submitted_at=question["submitted_at"],
        due_at=question["published_due_at"] or question["due_at"],
        answered_at=newest.answered_at,
        on_time=newest.on_time,
        published_at=published_at,
        changed_at=max(published_at, versions[-1].at),
        timeline=moments(sources, published, versions, given),
        versions=versions,
    )


def _public_answers(answers: Sequence[Answer], published: Mapping[int, datetime]) -> list[Answer]:
    """Of each round that was published: what stood when it was, and every edition since."""
    found: list[Answer] = []
    for number, at in sorted(published.items()):
        editions = sorted((one for one in answers if one.round == number), key=lambda one: one.edition)
        before = [one for one in editions if given_at(one) <= at]
        found += [*before[-1:], *(one for one in editions if given_at(one) > at)]
    return found


def given_at(answer: Answer) -> datetime:
    """When the press was given this edition."""
    return answer.corrected_at or answer.answered_at


def _version(number: int, answer: Answer, sources: PublicSources) -> PublicVersion:
    return PublicVersion(
        number=number,
        round=answer.round,
        at=given_at(answer),
        reason=answer.correction_reason,
        agency_name=answer.agency_name,
        spokesperson_name=answer.spokesperson_name,
        spokesperson_position=answer.spokesperson_position,
        form=answer.form.value,
        body=answer.body,
        points=_points(answer, sources),
        content=answer.canonical(),
        content_hash=answer.content_hash(),
    )


def _points(answer: Answer, sources: PublicSources) -> tuple[PublicPoint, ...]:
    """What was said to each, and where the others went."""
    asked = {point["number"]: point for point in sources.question["points"]}
    said = [
        PublicPoint(
            number=one.number,
            asked=asked.get(one.number, {}).get("text", ""),
            state=one.state.value,
            said=one.text,
            ground=None if one.ground is None else one.ground.value,
        )
        for one in answer.points
    ]
    passed_on = _passed_on(sources)
    gone = [
        PublicPoint(
            number=number,
            asked=point["text"],
            state=PointState.TRANSFERRED.value,
            agency_name=passed_on.get(number),
        )
        for number, point in asked.items()
        if point["state"] == PointState.TRANSFERRED and answer.round == sources.question["published_round"]
    ]
    return tuple(sorted([*said, *gone], key=lambda one: one.number))


def _passed_on(sources: PublicSources) -> dict[int, str]:
    """The agency that each point went to; its number is its own from then on."""
    found: dict[int, str] = {}
    for act in sources.acts:
        details: Mapping[str, Any] = act.details or {}
        if act.act == Act.TRANSFER_POINT:
            name = sources.names.get(UUID(details["agency_id"]))
            found |= {} if name is None else {details["number"]: name}
    return found


def keeping(record: PublicRecord, before: PublicRecord) -> PublicRecord:
    """The record with the versions shown before just as they were: points are numbered anew later.

    A tombstone stays as it is: what goes on after a withdrawal is nobody's to see.
    """
    if record.withdrawn_at is not None and record.withdrawn_at == before.withdrawn_at:
        return before
    known = {version.content_hash: version for version in before.versions}
    versions = tuple(
        msgspec.structs.replace(known.get(each.content_hash, each), number=each.number)
        for each in record.versions
    )
    return msgspec.structs.replace(record, versions=versions)


def _states(newest: PublicVersion, points: Sequence[Mapping[str, Any]]) -> set[str]:
    """What became of each point, also of those that the newest round did not open again."""
    dealt_with = {point["state"] for point in points} - {PointState.OPEN.value}
    return dealt_with | {point.state for point in newest.points}


def result_of(states: Collection[str]) -> Result:
    """All answered, all refused, or some of each; what was passed on is not answered here."""
    states = set(states)
    if states == {PointState.REFUSED.value}:
        return Result.REFUSED
    return Result.ANSWERED if states <= {PointState.ANSWERED.value} else Result.PARTLY


def words_of(record: PublicRecord) -> str:
    """What a search finds: the question and the newest version, never one that was corrected."""
    said = [record.code, record.title, record.body, record.agency_name]
    if record.versions:
        newest = record.newest
        said += [newest.body, newest.spokesperson_name]
        said += [text for point in newest.points for text in (point.asked, point.said)]
    return "\n".join(said)


def _tombstone(record: PublicRecord, withdrawal: ActOnFile) -> PublicRecord:
    """What stays of a withdrawn answer: that it was there, and why it is not any more."""
    details: Mapping[str, Any] = withdrawal.details or {}
    return msgspec.structs.replace(
        record,
        title="",
        body="",
        timeline=(),
        versions=(),
        changed_at=withdrawal.at,
        withdrawn_at=withdrawal.at,
        withdrawn_reason=details.get("reason"),
    )


def _last(acts: Sequence[ActOnFile], act: Act) -> ActOnFile | None:
    return next((each for each in reversed(acts) if each.act == act), None)
