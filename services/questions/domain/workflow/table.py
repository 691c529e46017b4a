"""The workflow, a row for each act; read it as a sentence: act, who, in which status, to which, if, effects.

Sources: Decree 244/2026 art. 3.7 (only a spokesperson speaks), 4.2 (internal units supply), 4.3 (a refusal
has a reason); Press Law 2025 art. 31.2 (grounds). The network's own steps are configuration.
"""

from services.questions.domain.model import Status
from services.questions.domain.workflow.conditions import (
    ANSWERED,
    CLEARED,
    DECIDED,
    EXCLUSIVE,
    EXTENDED,
    EXTENSION_LEFT,
    EXTENSION_PENDING,
    IS_PUBLIC,
    NONE_PENDING,
    PAUSED,
    RUNNING,
    UNCLEARED,
    UNPUBLISHED,
    UNRATED,
)
from services.questions.domain.workflow.words import Act, Condition, Effect, Part, Transition

SUBMITTED, UNCLEAR, ROUTED, BOUNCED, ACCEPTED, DRAFTING, CLEARING, CLOSED = Status
ASKER, DISPATCHER, LEAD, SPEAKER, CLEARER, CONTRIBUTOR, TIME = Part

INITIAL = SUBMITTED
DESK = (SUBMITTED, BOUNCED)
WORK = (ACCEPTED, DRAFTING, CLEARING)
ON_THE_WAY = (SUBMITTED, BOUNCED, ROUTED, *WORK)
OPEN = (*ON_THE_WAY, UNCLEAR)
STAYS: tuple[Status, ...] = ()
CAME_FROM = (SUBMITTED, BOUNCED, ACCEPTED, DRAFTING)
"""Whence clarification is requested, and whither the question returns."""


def _row(
    act: Act,
    by: tuple[Part, ...],
    at: tuple[Status, ...],
    to: tuple[Status, ...] = STAYS,
    when: tuple[Condition, ...] = (),
    *effects: Effect,
) -> Transition:
    return Transition(act, by, frozenset(at), frozenset(to), when, effects)


TABLE: tuple[Transition, ...] = (
    _row(Act.ROUTE, (DISPATCHER,), ON_THE_WAY, (ROUTED,), (), Effect.ROUTES),
    _row(Act.REQUEST_CLARIFICATION, (DISPATCHER,), DESK, (UNCLEAR,), (RUNNING,), Effect.PAUSES),
    _row(Act.REQUEST_CLARIFICATION, (LEAD,), (ACCEPTED, DRAFTING), (UNCLEAR,), (RUNNING,), Effect.PAUSES),
    _row(Act.CLARIFY, (ASKER,), (UNCLEAR,), CAME_FROM, (), Effect.RESUMES),
    _row(Act.GO_ON, (DISPATCHER, LEAD), (UNCLEAR,), CAME_FROM, (), Effect.RESUMES),
    _row(Act.PAUSE, (DISPATCHER,), ON_THE_WAY, STAYS, (RUNNING,), Effect.PAUSES),
    _row(Act.PAUSE, (LEAD,), WORK, STAYS, (RUNNING,), Effect.PAUSES),
    _row(Act.RESUME, (DISPATCHER,), ON_THE_WAY, STAYS, (PAUSED,), Effect.RESUMES),
    _row(Act.RESUME, (LEAD,), WORK, STAYS, (PAUSED,), Effect.RESUMES),
    _row(Act.LIST_POINTS, (DISPATCHER,), (*DESK, ROUTED)),
    _row(Act.LIST_POINTS, (LEAD,), (ROUTED, ACCEPTED, DRAFTING)),
    _row(Act.TRANSFER_POINT, (LEAD, DISPATCHER), (ROUTED, ACCEPTED, DRAFTING), STAYS, (RUNNING,)),
    _row(Act.ACCEPT, (LEAD,), (ROUTED,), (ACCEPTED,), (), Effect.ACCEPTS),
    _row(Act.BOUNCE, (LEAD,), (ROUTED,), (BOUNCED,), (), Effect.BOUNCES),
    _row(Act.ASK_CONTRIBUTION, (LEAD, DISPATCHER), (ACCEPTED, DRAFTING)),
    _row(Act.CONTRIBUTE, (CONTRIBUTOR,), WORK),
    _row(Act.DRAFT, (LEAD,), (ACCEPTED, DRAFTING), (DRAFTING,)),
    _row(Act.SEND_TO_CLEARANCE, (LEAD,), (DRAFTING,), (CLEARING,), (), Effect.DRAFTS),
    _row(Act.CLEAR, (CLEARER,), (CLEARING,), STAYS, (UNCLEARED,)),
    _row(Act.SEND_BACK, (CLEARER, SPEAKER), (CLEARING,), (DRAFTING,)),
    _row(Act.SEND_HOLDING_REPLY, (SPEAKER,), WORK),
    _row(Act.ANSWER, (SPEAKER,), WORK, (CLOSED,), (CLEARED, RUNNING), Effect.STOPS),
    _row(Act.REFUSE, (SPEAKER,), WORK, (CLOSED,), (CLEARED, RUNNING), Effect.STOPS),
    _row(Act.REQUEST_EXTENSION, (LEAD,), WORK, STAYS, (RUNNING, EXTENSION_LEFT, NONE_PENDING)),
    _row(Act.DECIDE_EXTENSION, (DISPATCHER,), OPEN, STAYS, (EXTENSION_PENDING,)),
    _row(Act.REVERSE_EXTENSION, (DISPATCHER,), OPEN, STAYS, (EXTENDED,)),
    _row(Act.PUBLISH, (LEAD, DISPATCHER), (CLOSED,), STAYS, (ANSWERED, UNPUBLISHED), Effect.PUBLISHES),
    _row(Act.END_EXCLUSIVITY, (TIME,), (CLOSED,), STAYS, (EXCLUSIVE,)),
    _row(Act.CORRECT_ANSWER, (SPEAKER,), (CLOSED,), STAYS, (ANSWERED,)),
    _row(Act.WITHDRAW_ANSWER, (SPEAKER,), (*OPEN, CLOSED), STAYS, (IS_PUBLIC,)),
    _row(Act.FOLLOW_UP, (ASKER,), (CLOSED,), STAYS, (DECIDED,)),
    _row(Act.REOPEN, (ASKER,), (CLOSED,), (ROUTED,), (DECIDED,), Effect.REOPENS),
    _row(Act.RATE, (ASKER,), (CLOSED,), STAYS, (ANSWERED, UNRATED)),
    _row(Act.WITHDRAW, (ASKER,), OPEN, (CLOSED,), (), Effect.ENDS),
    _row(Act.MERGE, (DISPATCHER,), OPEN, (CLOSED,), (), Effect.ENDS),
)
