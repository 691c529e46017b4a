"""Histories in one line: `of("2026-11-20 09:00", paused("2026-11-23 10:00"), ...)`."""

from uuid import UUID

from services.questions.domain import history as facts
from services.questions.domain.terms import PauseReason, Term
from tests.questions.rules import hue

CULTURE, HEALTH = UUID(int=1), UUID(int=2)
FIRST, SECOND = UUID(int=11), UUID(int=12)


def of(received: str, *more: facts.Fact) -> tuple[facts.Fact, ...]:
    """A history that begins with its receipt, by the clock on the wall in Huế."""
    return (facts.Received(hue(received)), *more)


def routed(at: str, agency: UUID = CULTURE) -> facts.Routed:
    return facts.Routed(hue(at), agency)


def accepted(at: str, agency: UUID = CULTURE) -> facts.Accepted:
    return facts.Accepted(hue(at), agency)


def bounced(at: str, agency: UUID = CULTURE) -> facts.Bounced:
    return facts.Bounced(hue(at), agency)


def paused(at: str, reason: PauseReason = PauseReason.CLARIFICATION) -> facts.Paused:
    return facts.Paused(hue(at), reason)


def resumed(at: str) -> facts.Resumed:
    return facts.Resumed(hue(at))


def longer(at: str, amount: Term, extension: UUID = FIRST) -> facts.Extended:
    return facts.Extended(hue(at), extension, amount=amount)


def until(at: str, end: str, extension: UUID = FIRST) -> facts.Extended:
    return facts.Extended(hue(at), extension, until=hue(end))


def reversed_at(at: str, extension: UUID = FIRST) -> facts.ExtensionReversed:
    return facts.ExtensionReversed(hue(at), extension)


def answered(at: str) -> facts.Answered:
    return facts.Answered(hue(at))


def reopened(at: str) -> facts.Reopened:
    return facts.Reopened(hue(at))
