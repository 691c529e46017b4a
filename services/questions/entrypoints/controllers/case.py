"""What was done with a question and what can be done now; and ratings in sums."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from litestar import Controller, Request, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter, SkipValidation

from services.questions.adapters.case_queries import SqlCaseQueries
from services.questions.adapters.queries import SqlQueries
from services.questions.adapters.unit_of_work import QuestionsUnitOfWork
from services.questions.application import case_reading
from services.questions.application.case_reading import CaseView, PossibleView, RatingsView, RefusalView
from services.questions.domain import errors
from services.questions.entrypoints.controllers.callers import reader_of
from shared.i18n import negotiate
from shared.web.auth import Principal, Role, requires
from shared.web.conditional import etag

Uow = NamedDependency[SkipValidation[QuestionsUnitOfWork]]
Queries = NamedDependency[SkipValidation[SqlQueries]]
Case = NamedDependency[SkipValidation[SqlCaseQueries]]
Now = NamedDependency[SkipValidation[datetime]]
Caller = NamedDependency[Principal]
RatedAgency = Annotated[UUID, QueryParameter(description="The agency whose answers were rated.")]
SUPERVISION = (Role.ioc_dispatcher, Role.department_officer, Role.auditor)
AGENCY = (Role.focal_officer, Role.agency_head, Role.spokesperson)


class CaseController(Controller):
    """For those who take part in a question."""

    tags = ("questions",)

    @get(
        "/questions/{question_id:uuid}/case",
        operation_id="ReadCase",
        summary="What was done with a question",
        guards=[requires()],
        opt={"errors": (errors.QuestionNotFound,)},
    )
    async def case(
        self, question_id: FromPath[UUID], principal: Caller, queries: Queries, case: Case, now: Now
    ) -> CaseView:
        """In order; the asker's side sees neither drafts nor inner reasons, and nobody sees ratings."""
        return await case_reading.read_case(question_id, reader_of(principal), now, queries, case)

    @get(
        "/questions/{question_id:uuid}/possible-acts",
        operation_id="ListPossibleActs",
        summary="What the caller may do with a question now",
        guards=[requires()],
        opt={"errors": (errors.QuestionNotFound,)},
    )
    async def possible(
        self, question_id: FromPath[UUID], principal: Caller, uow: Uow
    ) -> Response[PossibleView]:
        """As the workflow has it; a refusal of an act says the same in its problem document."""
        view = await case_reading.read_possible(question_id, reader_of(principal), principal.account_id, uow)
        return Response(view, headers={"etag": etag(view.version)})

    @get(
        "/questions/{question_id:uuid}/refusal",
        operation_id="ReadRefusal",
        summary="Read the refusal",
        guards=[requires()],
        opt={"errors": (errors.QuestionNotFound, errors.RefusalNotFound)},
    )
    async def refusal(
        self,
        request: Request[Any, Any, Any],
        question_id: FromPath[UUID],
        principal: Caller,
        queries: Queries,
        case: Case,
        now: Now,
    ) -> Response[RefusalView]:
        """With its ground, in the language of Accept-Language too, and the reason owed to the press."""
        language = negotiate(request.headers.get("accept-language"))
        reader = reader_of(principal)
        view = await case_reading.read_refusal(question_id, reader, (now, language), queries, case)
        return Response(view, headers={"content-language": language, "vary": "Accept-Language"})

    @get(
        "/ratings",
        operation_id="SumRatings",
        summary="Ratings of an agency's answers",
        guards=[requires(*SUPERVISION, *AGENCY)],
        opt={"errors": (errors.NotYourRatings,)},
    )
    async def ratings(self, agency_id: RatedAgency, principal: Caller, case: Case) -> RatingsView:
        """By level, five more at a time; never one alone, never who gave it, never a comment."""
        return await case_reading.read_ratings(agency_id, reader_of(principal), case)
