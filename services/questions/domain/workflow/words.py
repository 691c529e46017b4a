"""The words that the table of the workflow is written in."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from services.questions.domain.errors import DomainError
from services.questions.domain.model import Question, Status


class Act(StrEnum):
    """What can be done with a question after it was asked."""

    ROUTE = "route"
    REQUEST_CLARIFICATION = "request_clarification"
    CLARIFY = "clarify"
    GO_ON = "go_on"
    PAUSE = "pause"
    RESUME = "resume"
    LIST_POINTS = "list_points"
    TRANSFER_POINT = "transfer_point"
    ACCEPT = "accept"
    BOUNCE = "bounce"
    ASK_CONTRIBUTION = "ask_contribution"
    CONTRIBUTE = "contribute"
    DRAFT = "draft"
    SEND_TO_CLEARANCE = "send_to_clearance"
    CLEAR = "clear"
    SEND_BACK = "send_back"
    SEND_HOLDING_REPLY = "send_holding_reply"
    ANSWER = "answer"
    REFUSE = "refuse"
    REQUEST_EXTENSION = "request_extension"
    DECIDE_EXTENSION = "decide_extension"
    REVERSE_EXTENSION = "reverse_extension"
    PUBLISH = "publish"
    END_EXCLUSIVITY = "end_exclusivity"
    CORRECT_ANSWER = "correct_answer"
    WITHDRAW_ANSWER = "withdraw_answer"
    FOLLOW_UP = "follow_up"
    REOPEN = "reopen"
    RATE = "rate"
    WITHDRAW = "withdraw"
    MERGE = "merge"


class Part(StrEnum):
    """What somebody is to one question; it follows from role, agency and the question's own state."""

    ASKER = "asker"
    DISPATCHER = "dispatcher"
    LEAD = "lead agency"
    SPEAKER = "spokesperson"
    CLEARER = "holder of the clearance step"
    CONTRIBUTOR = "contributing agency"
    TIME = "time"


class Effect(StrEnum):
    """What an act does to the clocks; each leaves one fact in the question's history."""

    ROUTES = "routes"
    ACCEPTS = "accepts"
    PAUSES = "pauses"
    RESUMES = "resumes"
    DRAFTS = "drafts"
    STOPS = "stops"
    PUBLISHES = "publishes"
    REOPENS = "reopens"
    BOUNCES = "gives back"
    ENDS = "ends"


@dataclass(frozen=True)
class Condition:
    """A predicate on the question, and the refusal where it does not hold."""

    name: str
    holds: Callable[[Question], bool]
    refusal: type[DomainError]


@dataclass(frozen=True)
class Transition:
    """One row: an act by one of `by`, in one of `at`; `to` is empty where the status stays.

    Where `to` has several, the question itself knows which: the one it was taken from.
    """

    act: Act
    by: tuple[Part, ...]
    at: frozenset[Status]
    to: frozenset[Status] = frozenset()
    when: tuple[Condition, ...] = ()
    effects: tuple[Effect, ...] = ()
