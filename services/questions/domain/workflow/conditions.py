"""The predicates of the table; each is true or false of the question alone."""

from services.questions.domain import errors
from services.questions.domain.model import PUBLIC, ExtensionState, Outcome, Publication
from services.questions.domain.workflow.words import Condition

ANSWERED = Condition("answered", lambda one: one.outcome is Outcome.ANSWERED, errors.NotAnswered)
DECIDED = Condition(
    "answered or refused",
    lambda one: one.outcome in (Outcome.ANSWERED, Outcome.REFUSED),
    errors.NothingDecided,
)
UNRATED = Condition("not rated in this round", lambda one: one.rated_round < one.round, errors.AlreadyRated)
CLEARED = Condition("cleared", lambda one: not one.clearance, errors.ClearanceMissing)
UNCLEARED = Condition("a step to clear", lambda one: bool(one.clearance), errors.NothingToClear)
UNPUBLISHED = Condition(
    "this round not published",
    lambda one: one.published_round < one.round and one.publication is not Publication.EXCLUSIVE,
    errors.AlreadyPublished,
)
EXCLUSIVE = Condition("exclusive", lambda one: one.publication is Publication.EXCLUSIVE, errors.NotExclusive)
IS_PUBLIC = Condition("public", lambda one: one.publication in PUBLIC, errors.NotPublic)
EXTENSION_LEFT = Condition("an extension left", lambda one: one.may_be_extended, errors.ExtensionUsed)
NONE_PENDING = Condition(
    "none requested",
    lambda one: one.extension is not ExtensionState.REQUESTED,
    errors.ExtensionPending,
)
RUNNING = Condition("not paused", lambda one: one.paused_for is None, errors.QuestionPaused)
PAUSED = Condition("paused", lambda one: one.paused_for is not None, errors.NotPaused)
EXTENSION_PENDING = Condition(
    "extension requested",
    lambda one: one.extension is ExtensionState.REQUESTED,
    errors.NoExtensionPending,
)
EXTENDED = Condition(
    "extension granted", lambda one: one.extension is ExtensionState.GRANTED, errors.NoExtensionGranted
)
