"""Reads a history once: when each term began, was met, stood still, and who had the question."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from services.questions.domain import history as facts
from services.questions.domain.course import Pause
from services.questions.domain.terms import PauseReason, TargetKind


class InvalidHistory(ValueError):
    """Facts that cannot follow one another; the message says which."""


@dataclass(frozen=True)
class Holding:
    """A stretch in which an agency, or with None the routing desk, had the question and time ran."""

    agency_id: UUID | None
    since: datetime
    until: datetime | None


@dataclass
class Timeline:
    """What the facts amount to; changed by one fact after the other."""

    began: dict[TargetKind, datetime] = field(default_factory=dict)
    met: dict[TargetKind, datetime] = field(default_factory=dict)
    pauses: list[Pause] = field(default_factory=list)
    extensions: dict[UUID, facts.Extended] = field(default_factory=dict)
    held: list[Holding] = field(default_factory=list)
    holder: UUID | None = None
    holding_since: datetime | None = None
    paused: facts.Paused | None = None
    ended_at: datetime | None = None

    def begin(self, at: datetime, *kinds: TargetKind) -> None:
        """The terms begin, or begin again."""
        for kind in kinds:
            self.began[kind] = at
            self.met.pop(kind, None)

    def meet(self, at: datetime, *kinds: TargetKind) -> None:
        """Met for the first time, where they have begun."""
        for kind in kinds:
            if kind in self.began:
                self.met.setdefault(kind, at)

    def drop(self, *kinds: TargetKind) -> None:
        """As if they had not begun."""
        for kind in kinds:
            self.began.pop(kind, None)
            self.met.pop(kind, None)

    def hand_over(self, at: datetime, holder: UUID | None) -> None:
        """Office time goes to somebody else from here."""
        running = self.holding_since is not None
        self.let_go(at)
        self.holder = holder
        if running:
            self.holding_since = at

    def let_go(self, at: datetime) -> None:
        """Nobody's office time runs from here."""
        if self.holding_since is not None and self.holding_since < at:
            self.held.append(Holding(self.holder, self.holding_since, at))
        self.holding_since = None

    def resume(self, at: datetime) -> None:
        """Ends the pause, if there is one."""
        if self.paused is not None and self.paused.at < at:
            self.pauses.append(Pause(self.paused.at, at, self.paused.reason))
        self.paused = None

    @property
    def pause_reason(self) -> PauseReason | None:
        """Why it is paused now."""
        return None if self.paused is None else self.paused.reason


def read(history: Sequence[facts.Fact]) -> Timeline:
    """The facts in the order of their instants, else as they are given; raises InvalidHistory."""
    line = Timeline()
    for place, fact in enumerate(sorted(history, key=lambda each: each.at)):
        if (place == 0) is not isinstance(fact, facts.Received):
            raise InvalidHistory("a history begins with its one receipt")
        _APPLY[type(fact)](line, fact)
    if not line.began:
        raise InvalidHistory("a history begins with its one receipt")
    return line


def _received(line: Timeline, fact: facts.Received) -> None:
    line.begin(fact.at, TargetKind.TRIAGE, TargetKind.ANSWER)
    line.holding_since = fact.at


def _routed(line: Timeline, fact: facts.Routed) -> None:
    line.meet(fact.at, TargetKind.TRIAGE)
    line.begin(fact.at, TargetKind.ACCEPT)
    line.drop(TargetKind.DRAFT)
    line.hand_over(fact.at, fact.agency_id)


def _accepted(line: Timeline, fact: facts.Accepted) -> None:
    line.meet(fact.at, TargetKind.TRIAGE, TargetKind.ACCEPT)
    line.begin(fact.at, TargetKind.DRAFT)


def _bounced(line: Timeline, fact: facts.Bounced) -> None:
    line.drop(TargetKind.ACCEPT, TargetKind.DRAFT)
    line.begin(fact.at, TargetKind.TRIAGE)
    line.hand_over(fact.at, None)


def _paused(line: Timeline, fact: facts.Paused) -> None:
    if line.paused is not None:
        raise InvalidHistory("paused twice")
    line.paused = fact
    line.let_go(fact.at)


def _resumed(line: Timeline, fact: facts.Resumed) -> None:
    if line.paused is None:
        raise InvalidHistory("resumed without a pause")
    line.resume(fact.at)
    line.holding_since = fact.at


def _extended(line: Timeline, fact: facts.Extended) -> None:
    if (fact.amount is None) is (fact.until is None):
        raise InvalidHistory("an extension has either an amount or a date")
    line.extensions[fact.extension_id] = fact


def _reversed(line: Timeline, fact: facts.ExtensionReversed) -> None:
    if line.extensions.pop(fact.extension_id, None) is None:
        raise InvalidHistory("no such extension to reverse")


def _drafted(line: Timeline, fact: facts.Drafted) -> None:
    line.meet(fact.at, TargetKind.DRAFT)


def _answered(line: Timeline, fact: facts.Answered) -> None:
    line.meet(fact.at, TargetKind.TRIAGE, TargetKind.ACCEPT, TargetKind.DRAFT, TargetKind.ANSWER)
    line.begin(fact.at, TargetKind.PUBLISH)
    line.let_go(fact.at)
    line.resume(fact.at)


def _published(line: Timeline, fact: facts.Published) -> None:
    line.meet(fact.at, TargetKind.PUBLISH)


def _reopened(line: Timeline, fact: facts.Reopened) -> None:
    line.begin(fact.at, TargetKind.ANSWER, TargetKind.ACCEPT)
    line.drop(TargetKind.DRAFT, TargetKind.PUBLISH)
    line.extensions.clear()
    line.ended_at = None
    line.holding_since = fact.at


def _ended(line: Timeline, fact: facts.Ended) -> None:
    line.ended_at = fact.at
    line.let_go(fact.at)
    line.resume(fact.at)


_APPLY: Mapping[type[facts.Fact], Callable[[Timeline, Any], None]] = {
    facts.Received: _received,
    facts.Routed: _routed,
    facts.Accepted: _accepted,
    facts.Bounced: _bounced,
    facts.Paused: _paused,
    facts.Resumed: _resumed,
    facts.Extended: _extended,
    facts.ExtensionReversed: _reversed,
    facts.Drafted: _drafted,
    facts.Answered: _answered,
    facts.Published: _published,
    facts.Reopened: _reopened,
    facts.Ended: _ended,
}
