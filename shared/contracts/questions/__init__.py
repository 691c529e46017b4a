"""Events of the questions service; all are about one question and share its one version sequence."""

from shared.contracts.questions.clarifications import (
    ClarificationGiven,
    ClarificationRequested,
    ClarificationWaived,
)
from shared.contracts.questions.course import (
    AnswerPublished,
    AnswerReleased,
    DeadlineApproaching,
    DeadlineBreached,
    QuestionAccepted,
    QuestionRouted,
    QuestionSubmitted,
)
from shared.contracts.questions.deadlines import (
    EscalationRightAccrued,
    QuestionEscalated,
    Target,
    TargetApproaching,
    TargetBreached,
)
from shared.contracts.questions.extensions import (
    ExtensionDenied,
    ExtensionGranted,
    ExtensionRequested,
    ExtensionReversed,
)
from shared.contracts.questions.outcomes import (
    AnswerCorrected,
    AnswerRated,
    AnswerWithdrawn,
    HoldingReplySent,
    PublicationScheduled,
    QuestionFollowedUp,
    QuestionMerged,
    QuestionRefused,
    QuestionReopened,
    QuestionWithdrawn,
)
from shared.contracts.questions.preparation import (
    ClearanceGiven,
    ClearanceRefused,
    ClearanceRequested,
    ContributionGiven,
    ContributionRequested,
    DraftSaved,
    PointsListed,
    PointTransferred,
    QuestionBounced,
)
from shared.contracts.questions.recomputed import (
    DeadlineRecomputed,
)

__all__ = [
    "AnswerCorrected",
    "AnswerPublished",
    "AnswerRated",
    "AnswerReleased",
    "AnswerWithdrawn",
    "ClarificationGiven",
    "ClarificationRequested",
    "ClarificationWaived",
    "ClearanceGiven",
    "ClearanceRefused",
    "ClearanceRequested",
    "ContributionGiven",
    "ContributionRequested",
    "DeadlineApproaching",
    "DeadlineBreached",
    "DeadlineRecomputed",
    "DraftSaved",
    "EscalationRightAccrued",
    "ExtensionDenied",
    "ExtensionGranted",
    "ExtensionRequested",
    "ExtensionReversed",
    "HoldingReplySent",
    "PointTransferred",
    "PointsListed",
    "PublicationScheduled",
    "QuestionAccepted",
    "QuestionBounced",
    "QuestionEscalated",
    "QuestionFollowedUp",
    "QuestionMerged",
    "QuestionRefused",
    "QuestionReopened",
    "QuestionRouted",
    "QuestionSubmitted",
    "QuestionWithdrawn",
    "Target",
    "TargetApproaching",
    "TargetBreached",
]
