"""The answer to a submission: the question, and what it leaves open."""

from collections.abc import Sequence

from msgspec import structs

from services.questions.application.desk.hinting import HintView
from services.questions.application.views import QuestionView, question_view
from services.questions.domain.model import Question


class AskedView(QuestionView, frozen=True, kw_only=True):
    """The question was taken as it is; hints say what an officer may have to ask back for."""

    hints: tuple[HintView, ...] = ()


def asked_view(question: Question, hints: Sequence[HintView]) -> AskedView:
    """As its asker sees it."""
    view = question_view(question, question.submitted_at)
    return AskedView(**structs.asdict(view), hints=tuple(hints))
