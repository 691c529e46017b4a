"""A question taken apart: numbered points, one of which may go to another agency as a question of its own."""

from collections.abc import Mapping

from services.questions.application.case import RoutedBy
from services.questions.application.commands.details import PointSent, PointsNamed
from services.questions.application.handlers.acting import Change, Doing, Tell
from services.questions.application.handlers.submission import opened
from services.questions.domain.deadline import Deadline
from services.questions.domain.errors import OwnAgency
from services.questions.domain.history import Bounced
from services.questions.domain.model import PointState, Question, Submission
from services.questions.domain.model.points import listed_anew, with_state
from services.questions.domain.workflow import Act, Part
from shared.contracts.questions import PointsListed, PointTransferred
from shared.ids import uuid7


async def _list_points(doing: Doing) -> Tell:
    """Those that nobody has dealt with are named anew; of the others the numbers have been told."""
    texts, question = doing.given(PointsNamed).points, doing.question
    question.points = listed_anew(question.points, texts)
    return lambda head: PointsListed(**head, points=len(question.points), listed_at=doing.now)


async def _transfer(doing: Doing) -> Tell:
    """The asker's clock goes along; IOC routes the new question unless it is IOC that transfers."""
    sent, question = doing.given(PointSent), doing.question
    if sent.agency_id == question.lead_agency_id:
        raise OwnAgency(field="agency_id")
    await doing.must_know("agency_id", sent.agency_id)
    question.points = with_state(question.points, [sent.number], PointState.TRANSFERRED)
    text = next(point["text"] for point in question.points if point["number"] == sent.number)
    new = await _part_of(doing, question, sent, text)
    by: RoutedBy | None = "dispatcher" if Part.DISPATCHER in doing.parts else None
    lived = [*await doing.uow.history.of(question.id)]
    if by is None:
        lived.append(Bounced(doing.now, doing.lead_id))
    child = await opened(new, doing.uow, by, lived)
    doing.child = child
    return lambda head: PointTransferred(
        **head,
        number=sent.number,
        agency_id=sent.agency_id,
        new_question_id=child.id,
        transferred_at=doing.now,
    )


async def _part_of(doing: Doing, question: Question, sent: PointSent, text: str) -> Submission:
    number = await doing.uow.intake.next_number()
    return Submission(
        question_id=doing.command.new_id or uuid7(),
        code=f"{question.code.rsplit('-', 1)[0]}-{number:06d}",
        reporter_id=question.reporter_id,
        press_agency_id=question.press_agency_id,
        addressed_agency_id=sent.agency_id,
        title=question.title,
        body=text,
        submitted_at=question.submitted_at,
        deadline=Deadline(question.due_at, question.late_from, question.approaching_at, ()),
        policy_version=question.policy_version,
        calendar_version=question.calendar_version,
        parent_id=question.id,
        release_id=question.release_id,
    )


CHANGES: Mapping[Act, Change] = {Act.LIST_POINTS: _list_points, Act.TRANSFER_POINT: _transfer}
