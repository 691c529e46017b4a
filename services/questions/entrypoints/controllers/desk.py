"""The desks of IOC and of the agencies: tasks, assignees, several questions at once."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from litestar import Controller, Request, Response, delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter, SkipValidation

from services.questions.adapters.desk.queue import SqlQueue
from services.questions.adapters.unit_of_work import QuestionsUnitOfWork
from services.questions.application.desk import bulk
from services.questions.application.desk.assigning import (
    AssignQuestion,
    ReleaseQuestion,
    assign_question,
    release_question,
)
from services.questions.application.desk.queue import HeldBy, read_desk, read_tasks
from services.questions.application.desk.views import AssignmentView, DeskView, TaskView, assignment_view
from services.questions.domain import desk_errors, errors
from services.questions.domain.desk import TaskKind
from services.questions.entrypoints.controllers.callers import reader_of
from services.questions.entrypoints.desk_results import bulk_command, bulk_result
from services.questions.entrypoints.desk_schemas import AssignRequest, BulkRequest, BulkResults
from shared.web.auth import Principal, Role, requires
from shared.web.errors import language_of
from shared.web.idempotency import perform
from shared.web.pagination import DEFAULT_LIMIT, Cursor, Limit, Page, decode, page_of

AT_A_DESK = (Role.ioc_dispatcher, Role.focal_officer, Role.agency_head, Role.spokesperson)
Uow = NamedDependency[SkipValidation[QuestionsUnitOfWork]]
Unit = NamedDependency[SkipValidation[Callable[[], QuestionsUnitOfWork]]]
Caller = NamedDependency[Principal]
Queue = NamedDependency[SkipValidation[SqlQueue]]
Now = NamedDependency[SkipValidation[datetime]]
Version = NamedDependency[int]
Task = Annotated[TaskKind | None, QueryParameter(description="One kind of task; absent: all of the desk.")]
Held = Annotated[HeldBy, QueryParameter(description="Whose work: anybody's, mine, nobody's yet.")]
ASSIGNS = (
    errors.QuestionNotFound,
    errors.StaleQuestion,
    desk_errors.NotAtYourDesk,
    desk_errors.PersonNeeded,
)


class DeskController(Controller):
    """The caller's own desk: the operations centre's for a dispatcher, else his agency's."""

    path = "/desk"
    tags = ("desk",)

    @get(
        operation_id="ReadDesk",
        summary="The desk at a glance",
        guards=[requires(*AT_A_DESK)],
        opt={"errors": (desk_errors.NotAtYourDesk,)},
    )
    async def glance(self, principal: Caller, queue: Queue, now: Now) -> DeskView:
        """How many questions wait for each reason, counted up to a hundred."""
        return await read_desk(reader_of(principal), now, queue)

    @get(
        "/tasks",
        operation_id="ListTasks",
        summary="What is to do at the desk",
        guards=[requires(*AT_A_DESK)],
        opt={"errors": (desk_errors.NotAtYourDesk, desk_errors.TaskNotOfDesk, desk_errors.PersonNeeded)},
    )
    async def tasks(
        self,
        principal: Caller,
        queue: Queue,
        now: Now,
        task: Task = None,
        held_by: Held = HeldBy.ANYBODY,
        cursor: Cursor = None,
        limit: Limit = DEFAULT_LIMIT,
    ) -> Page[TaskView]:
        """Each question once, with all its tasks; what is late first comes first."""
        after = decode(cursor, datetime, UUID)
        reader, account = reader_of(principal), principal.account_id
        found = await read_tasks(
            reader, account, task, held_by, now, queue=queue, after=after, limit=limit + 1
        )
        return page_of(list(found), limit, lambda last: (last.late_from, last.id))

    @post(
        "/bulk",
        operation_id="ActOnMany",
        summary="Do the same with several questions",
        status_code=200,
        guards=[requires(*AT_A_DESK)],
    )
    async def many(
        self, request: Request[Any, Any, Any], data: JSONBody[BulkRequest], principal: Caller, unit: Unit
    ) -> BulkResults:
        """A transaction and a result for each; sent again, nothing is done twice: versions have moved on."""
        done = await bulk.act_on_many(bulk_command(data, principal), unit)
        return BulkResults(results=[bulk_result(each, language_of(request)) for each in done])


class AssigneeController(Controller):
    """Who works on a question at the caller's desk."""

    path = "/questions/{question_id:uuid}/assignee"
    tags = ("desk",)

    @post(
        operation_id="AssignQuestion",
        summary="Take a question, or give it to somebody",
        status_code=200,
        guards=[requires(*AT_A_DESK)],
        opt={"errors": (*ASSIGNS, desk_errors.AlreadyAssigned, desk_errors.PersonNotAtDesk)},
    )
    async def assign(
        self,
        request: Request[Any, Any, Any],
        question_id: FromPath[UUID],
        data: JSONBody[AssignRequest],
        principal: Caller,
        expected_version: Version,
        uow: Uow,
    ) -> Response[AssignmentView]:
        """Taking is first come, first served; giving may take away. The question's version stays."""
        command = AssignQuestion(
            question_id=question_id,
            actor=reader_of(principal),
            account_id=principal.account_id,
            to=data.account_id,
            expected_version=expected_version,
        )
        return await perform(request, uow, assign_question, command, assignment_view, status=200)

    @delete(
        operation_id="ReleaseQuestion",
        summary="Let go of a question",
        status_code=200,
        guards=[requires(*AT_A_DESK)],
        opt={"errors": (*ASSIGNS, desk_errors.NotAssigned)},
    )
    async def release(
        self,
        request: Request[Any, Any, Any],
        question_id: FromPath[UUID],
        principal: Caller,
        expected_version: Version,
        uow: Uow,
    ) -> Response[AssignmentView]:
        """Back to everybody at the desk."""
        command = ReleaseQuestion(
            question_id=question_id,
            actor=reader_of(principal),
            account_id=principal.account_id,
            expected_version=expected_version,
        )
        return await perform(request, uow, release_question, command, assignment_view, status=200)
