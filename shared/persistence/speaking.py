"""May this person speak for this agency on this matter at this moment? One answer, wherever it is asked.

Identity answers from its own rows, the other services from their projection of the events; both ask `decide`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from shared.i18n import N_

Matter = tuple[str, UUID]
"""What is spoken about: question, release, press_event or incident, and its id."""


class Reason(StrEnum):
    """Why, or why not."""

    HEAD = "head"
    STANDING = "standing"
    DELEGATED = "delegated"
    ASSIGNED = "assigned"
    """A spokesperson of whom this service heard before it kept kinds."""
    OTHER_MATTER = "other-matter"
    NOT_YET = "not-yet"
    REVOKED = "revoked"
    OVER = "over"
    NO_RIGHT = "no-right"
    AGENCY_ENDED = "agency-ended"


TEXTS = {
    Reason.HEAD: N_("The head of the agency speaks for it on every matter."),
    Reason.STANDING: N_("A standing spokesperson speaks for the agency on every matter."),
    Reason.DELEGATED: N_("The head has delegated this matter to the person, and the delegation is in force."),
    Reason.ASSIGNED: N_("The person is assigned to speak for the agency."),
    Reason.OTHER_MATTER: N_("The person may speak on another matter only: the one that was delegated."),
    Reason.NOT_YET: N_("The right to speak has not begun yet."),
    Reason.REVOKED: N_("The right to speak was revoked."),
    Reason.OVER: N_("The term of the right to speak is over."),
    Reason.NO_RIGHT: N_("The person has no right to speak for this agency."),
    Reason.AGENCY_ENDED: N_("The agency has ended; its successors speak now."),
}
"""English msgids; Vietnamese in the catalogue."""
_RANK = {"HEAD": 0, "STANDING": 1, None: 2, "DELEGATED": 3}
_NEAREST = (Reason.OTHER_MATTER, Reason.NOT_YET, Reason.REVOKED, Reason.OVER)


@dataclass(frozen=True)
class Grant:
    """A right to speak from `valid_from`, inclusive, to `valid_to`, exclusive; a delegate has one matter."""

    right_id: UUID
    kind: str | None
    full_name: str
    position: str
    valid_from: datetime
    valid_to: datetime | None
    matter: Matter | None = None
    revoked_at: datetime | None = None


@dataclass(frozen=True)
class Verdict:
    """The answer; `grant` is the right that it rests on, or the one that comes nearest."""

    reason: Reason
    grant: Grant | None = None

    @property
    def may_speak(self) -> bool:
        """Whether what the person says is the agency's position (NĐ 244/2026/NĐ-CP art. 3.7)."""
        return self.reason in {Reason.HEAD, Reason.STANDING, Reason.DELEGATED, Reason.ASSIGNED}


def decide(
    grants: Iterable[Grant], matter: Matter | None, at: datetime, agency_ended_at: datetime | None = None
) -> Verdict:
    """On a matter, or on any when None. The order of the grants does not count."""
    if agency_ended_at is not None and agency_ended_at <= at:
        return Verdict(Reason.AGENCY_ENDED)
    judged = sorted(((_judge(grant, matter, at), grant) for grant in grants), key=lambda one: _order(one[1]))
    for reason, grant in judged:
        if Verdict(reason).may_speak:
            return Verdict(reason, grant)
    for wanted in _NEAREST:
        for reason, grant in judged:
            if reason is wanted:
                return Verdict(reason, grant)
    return Verdict(Reason.NO_RIGHT)


def _order(grant: Grant) -> tuple[int, datetime, UUID]:
    return _RANK[grant.kind], grant.valid_from, grant.right_id


def _judge(grant: Grant, matter: Matter | None, at: datetime) -> Reason:
    if grant.revoked_at is not None and grant.revoked_at <= at:
        return Reason.REVOKED
    if at < grant.valid_from:
        return Reason.NOT_YET
    if grant.valid_to is not None and grant.valid_to <= at:
        return Reason.OVER
    if grant.matter is not None and grant.matter != matter:
        return Reason.OTHER_MATTER
    return Reason.ASSIGNED if grant.kind is None else Reason(grant.kind.lower())
