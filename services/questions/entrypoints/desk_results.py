"""Between the door and a bulk action: the command from the body, and each result as its own answer."""

from services.questions.application.desk.bulk import BulkAction, BulkCommand, Done
from services.questions.entrypoints.controllers.callers import reader_of
from services.questions.entrypoints.desk_schemas import BulkRequest, BulkResult
from shared.i18n import N_, Language
from shared.web.auth import Principal
from shared.web.errors import problem_of, report
from shared.web.kinds import INVALID_BODY
from shared.web.problems import Problem, Violation

_NEEDS = {BulkAction.ROUTE: "agency_id", BulkAction.GIVE: "account_id"}


def bulk_command(data: BulkRequest, principal: Principal) -> BulkCommand:
    """Raises Problem 400 when the action lacks what it needs."""
    needed = _NEEDS.get(data.action)
    if needed is not None and getattr(data, needed) is None:
        raise Problem(INVALID_BODY, violations=[Violation(needed, N_("required field missing"))])
    return BulkCommand(
        action=data.action,
        actor=reader_of(principal),
        account_id=principal.account_id,
        agency_id=data.agency_id,
        to=data.account_id,
        reason=data.reason,
        items=data.items,
    )


def bulk_result(done: Done, language: Language) -> BulkResult:
    """As a request for this question alone would be answered."""
    if done.error is None:
        return BulkResult(question_id=done.question_id, status=200, version=done.version)
    problem = problem_of(done.error)
    if problem.kind.status >= 500:
        report(problem, done.error)
    return BulkResult(
        question_id=done.question_id, status=problem.kind.status, problem=problem.document(language)
    )
