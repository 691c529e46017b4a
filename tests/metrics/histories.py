"""Histories as publishers would tell them: gapless versions, plausible instants, every kind of ending."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any

from shared.contracts import identity, questions
from shared.contracts.event import Event
from tests.metrics.duties import duties
from tests.metrics.ids import NOW, START, made_id
from tests.metrics.registers import changes
from tests.metrics.spread import press_event, release

__all__ = ["NOW", "START", "made_id"]


def agency(number: int, name: str = "") -> identity.AgencyRegistered:
    return identity.AgencyRegistered(
        aggregate_version=1,
        agency_id=made_id("agency", number),
        code=f"H57.{number:02}",
        name=name or f"Sở Minh họa {number}",
        level="DEPARTMENT",
        parent_id=None,
        fields=("health",),
    )


def press_agency(number: int, name: str = "") -> identity.PressAgencyRegistered:
    return identity.PressAgencyRegistered(
        aggregate_version=1,
        press_agency_id=made_id("press", number),
        name=name or f"Báo Minh họa {number}",
        types=("ONLINE",),
        kind="NEWSPAPER",
    )


def reporter(number: int, press: int, *, verified: bool = True, suspended: bool = False) -> list[Event]:
    who = {
        "reporter_id": made_id("reporter", number),
        "account_id": made_id("account", number),
        "press_agency_id": made_id("press", press),
    }
    told: list[Event] = [identity.ReporterRegistered(aggregate_version=1, registered_at=START, **who)]
    if verified:
        told.append(identity.ReporterVerified(aggregate_version=2, verified_at=START, **who))
    if suspended:
        told.append(
            identity.AccreditationSuspended(aggregate_version=len(told) + 1, suspended_at=START, **who)
        )
    return told


def submitted(number: int, *, press: int = 0, due: datetime = NOW) -> questions.QuestionSubmitted:
    return questions.QuestionSubmitted(
        aggregate_version=1,
        question_id=made_id("question", number),
        code=f"Q-2026-{number:06}",
        reporter_id=made_id("reporter", press),
        press_agency_id=made_id("press", press),
        addressed_agency_id=None,
        submitted_at=START,
        due_at=due,
        policy_version="demo-1",
        calendar_version="vn-2026",
    )


def routed(
    number: int, to: int, *, version: int = 2, previous: int | None = None
) -> questions.QuestionRouted:
    return questions.QuestionRouted(
        aggregate_version=version,
        question_id=made_id("question", number),
        agency_id=made_id("agency", to),
        previous_agency_id=None if previous is None else made_id("agency", previous),
        routed_at=START + timedelta(hours=version),
        by="dispatcher",
    )


def accepted(number: int, by: int, *, version: int = 3) -> questions.QuestionAccepted:
    return questions.QuestionAccepted(
        aggregate_version=version,
        question_id=made_id("question", number),
        agency_id=made_id("agency", by),
        accepted_at=START + timedelta(hours=version),
    )


def breached(number: int, *, version: int, due: datetime = NOW) -> questions.DeadlineBreached:
    return questions.DeadlineBreached(
        aggregate_version=version, question_id=made_id("question", number), agency_id=None, due_at=due
    )


def released(
    number: int, by: int, *, version: int = 4, press: int = 0, on_time: bool = True, minutes: int = 480
) -> questions.AnswerReleased:
    return questions.AnswerReleased(
        aggregate_version=version,
        question_id=made_id("question", number),
        answer_id=made_id("answer", number),
        agency_id=made_id("agency", by),
        press_agency_id=made_id("press", press),
        submitted_at=START,
        due_at=NOW,
        answered_at=START + timedelta(days=2),
        on_time=on_time,
        office_minutes=minutes,
        calendar_version="vn-2026",
    )


def published(answer: questions.AnswerReleased) -> questions.AnswerPublished:
    told = {name: getattr(answer, name) for name in answer.__struct_fields__}
    return questions.AnswerPublished(
        **{**told, "aggregate_version": answer.aggregate_version + 1},
        spokesperson_name="Nguyễn Văn Mẫu",
        spokesperson_position="Phó Giám đốc",
        subject="Câu hỏi minh họa",
        content_hash="0" * 64,
        published_at=START + timedelta(days=3),
    )


def refused(number: int, by: int, *, version: int, on_time: bool = True) -> questions.QuestionRefused:
    return questions.QuestionRefused(
        aggregate_version=version,
        question_id=made_id("question", number),
        agency_id=made_id("agency", by),
        press_agency_id=made_id("press", 0),
        ground="STATE_SECRET",
        submitted_at=START,
        due_at=NOW,
        refused_at=START + timedelta(days=2),
        on_time=on_time,
        office_minutes=480,
        calendar_version="vn-2026",
    )


def reopened(number: int, *, version: int, due: datetime = NOW) -> questions.QuestionReopened:
    return questions.QuestionReopened(
        aggregate_version=version,
        question_id=made_id("question", number),
        agency_id=None,
        round=2,
        points=0,
        due_at=due,
        reopened_at=START + timedelta(days=4),
    )


def recomputed(number: int, *, version: int, due: datetime) -> questions.DeadlineRecomputed:
    return questions.DeadlineRecomputed(
        aggregate_version=version,
        question_id=made_id("question", number),
        agency_id=None,
        previous_due_at=NOW,
        due_at=due,
        cause="calendar",
        breach_lifted=True,
        calendar_version="vn-2026",
        recomputed_at=START,
    )


def removed(number: int, *, version: int, merged: bool) -> Event:
    which, at = made_id("question", number), START + timedelta(days=1)
    if merged:
        into = made_id("question", 0)
        return questions.QuestionMerged(
            aggregate_version=version, question_id=which, into_question_id=into, merged_at=at
        )
    return questions.QuestionWithdrawn(aggregate_version=version, question_id=which, withdrawn_at=at)


def extended(number: int, *, version: int, due: datetime) -> list[Event]:
    which: dict[str, Any] = {"question_id": made_id("question", number), "agency_id": None, "due_at": due}
    return [
        questions.ExtensionGranted(aggregate_version=version, original_due_at=NOW, granted_at=START, **which),
        questions.ExtensionReversed(aggregate_version=version + 1, reversed_at=START, **which),
    ]


def unusual(number: int, random: Random, *, agencies: int) -> Iterator[Event]:
    """A question that is not simply answered: refused, reopened, removed, extended, counted again."""
    due, lead, version = START + timedelta(days=random.choice((7, 90))), random.randrange(agencies), 4
    yield from (submitted(number), routed(number, lead), accepted(number, lead))
    match random.randrange(6):
        case 0:
            yield refused(number, lead, version=version, on_time=random.random() < 0.5)
        case 1:
            yield removed(number, version=version, merged=random.random() < 0.5)
        case 2:
            yield released(number, lead, version=version)
            yield reopened(number, version=version + 1, due=due)
        case 3:
            yield refused(number, lead, version=version)
            yield reopened(number, version=version + 1, due=due)
            yield published(released(number, lead, version=version + 2))
        case 4:
            yield from extended(number, version=version, due=due)[: random.choice((1, 2))]
        case _:
            yield recomputed(number, version=version, due=due)


def question(number: int, random: Random, *, agencies: int, presses: int) -> Iterator[Event]:
    """One question as far as it gets: some unrouted, re-routed, late, unpublished, unanswered."""
    press, lead = random.randrange(presses), random.randrange(agencies)
    due = START + timedelta(days=random.choice((7, 90)))
    yield submitted(number, press=press, due=due)
    if random.random() < 0.05:
        return
    yield routed(number, lead)
    version = 3
    if random.random() < 0.3:
        previous, lead = lead, random.randrange(agencies)
        yield routed(number, lead, version=version, previous=previous)
        version += 1
    yield accepted(number, lead, version=version)
    if random.random() < 0.2:
        version += 1
        yield breached(number, version=version, due=due)
    if random.random() < 0.2:
        return
    on_time, minutes = random.random() < 0.85, random.randrange(1, 4000)
    answer = released(number, lead, version=version + 1, press=press, on_time=on_time, minutes=minutes)
    yield answer
    if random.random() < 0.9:
        yield published(answer)


def history(seed: int, count: int, *, agencies: int = 5, presses: int = 4, others: int = 0) -> list[Event]:
    """Everything about `count` questions, `others` that are not simply answered, and those who took part."""
    random = Random(seed)
    told: list[Event] = [agency(number) for number in range(agencies)]
    told += [press_agency(number) for number in range(presses)]
    for number in range(presses * 2):
        told += reporter(number, number % presses, verified=number % 5 > 0, suspended=number % 7 == 3)
    for number in range(count):
        told += question(number, random, agencies=agencies, presses=presses)
        told += release(number, random, agencies=agencies, presses=presses)
    for number in range(count, count + others):
        told += unusual(number, random, agencies=agencies)
    for number in range(count // 10 + 1):
        told += press_event(number, random, agencies=agencies, presses=presses)
    told += changes(seed, agencies=agencies)
    return told + duties(seed, count // 4 + 2, agencies=agencies)
