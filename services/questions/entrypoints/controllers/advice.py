"""What helps to route, to ask and to answer well; all of it explains itself, and nothing of it decides."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, SkipValidation

from services.questions.adapters.queries import SqlQueries
from services.questions.application.desk.briefing import BriefingView, read_briefing
from services.questions.application.desk.hinting import HintsView
from services.questions.application.desk.hot_topics import HotTopicsView, read_hot_topics
from services.questions.application.desk.similar import SimilarsView, find_similar
from services.questions.application.desk.suggesting import SuggestionsView, suggest_agencies
from services.questions.domain import desk_errors, errors
from services.questions.entrypoints.controllers.callers import reader_of
from services.questions.entrypoints.controllers.desk import AT_A_DESK
from services.questions.entrypoints.desk_parts import Advice
from services.questions.entrypoints.desk_schemas import HintRequest
from shared.text import nfc
from shared.web.auth import Principal, Role, requires
from shared.web.errors import language_of

SUGGESTED, SIMILAR = 5, 10
OVERSIGHT = (Role.department_officer, Role.auditor)
Caller = NamedDependency[Principal]
Queries = NamedDependency[SkipValidation[SqlQueries]]
Helps = NamedDependency[SkipValidation[Advice]]
Now = NamedDependency[SkipValidation[datetime]]


class AdviceController(Controller):
    """For dispatchers, officers, leaders and reporters."""

    path = "/"
    tags = ("desk",)

    @get(
        "/questions/{question_id:uuid}/routing-suggestions",
        operation_id="SuggestAgencies",
        summary="Which agencies may be the right ones, and why",
        guards=[requires(Role.ioc_dispatcher)],
        opt={"errors": (errors.QuestionNotFound,)},
    )
    async def suggestions(
        self, question_id: FromPath[UUID], principal: Caller, queries: Queries, now: Now, advice: Helps
    ) -> SuggestionsView:
        """By agencies' fields and by what was accepted before, learning as it goes; a dispatcher decides."""
        return await suggest_agencies(
            question_id,
            reader_of(principal),
            now,
            queries=queries,
            ranker=advice.ranker,
            limit=SUGGESTED,
        )

    @get(
        "/questions/{question_id:uuid}/similar",
        operation_id="ListSimilarQuestions",
        summary="Questions like this one",
        guards=[requires(*AT_A_DESK, *OVERSIGHT, Role.reporter, Role.newsroom_admin)],
        opt={"errors": (errors.QuestionNotFound,)},
    )
    async def similar(
        self, question_id: FromPath[UUID], principal: Caller, queries: Queries, now: Now, advice: Helps
    ) -> SimilarsView:
        """Among those that the caller may see; a likely duplicate is a remark, nobody is merged by it."""
        return await find_similar(
            question_id,
            reader_of(principal),
            now,
            queries=queries,
            likeness=advice.likeness,
            limit=SIMILAR,
        )

    @get(
        "/questions/{question_id:uuid}/briefing",
        operation_id="ReadBriefing",
        summary="What an answering officer should know now",
        guards=[requires(*AT_A_DESK, *OVERSIGHT)],
        opt={"errors": (errors.QuestionNotFound, desk_errors.NotAtYourDesk)},
    )
    async def briefing(
        self,
        request: Request[Any, Any, Any],
        question_id: FromPath[UUID],
        principal: Caller,
        queries: Queries,
        now: Now,
        advice: Helps,
    ) -> Response[BriefingView]:
        """Who may speak here, which term runs, who asks, what a refusal needs, in the caller's language."""
        language = language_of(request)
        view = await read_briefing(
            question_id,
            reader_of(principal),
            principal.account_id,
            now,
            queries=queries,
            facts=advice.facts,
            language=language,
        )
        return Response(view, headers={"content-language": language, "vary": "Accept-Language"})

    @post(
        "/question-hints",
        operation_id="HintAtQuestion",
        summary="What a question leaves open, before it is asked",
        status_code=200,
        guards=[requires(Role.reporter, Role.newsroom_admin)],
        # A reading that has a body: there is nothing to be done once.
        opt={"errors": (errors.InvalidText, errors.EmptyText), "answers_once": True},
    )
    async def hints(
        self, request: Request[Any, Any, Any], data: JSONBody[HintRequest], advice: Helps
    ) -> Response[HintsView]:
        """Time, place, matter, and what is asked; nothing is stored, and a vague question may be asked."""
        language = language_of(request)
        view = HintsView(advice.hinting.hints(nfc(f"{data.title}\n{data.body}"), language))
        return Response(view, headers={"content-language": language, "vary": "Accept-Language"})

    @get(
        "/hot-topics",
        operation_id="ListHotTopics",
        summary="Matters and areas with rising questions",
        guards=[requires(*AT_A_DESK, *OVERSIGHT, Role.leader)],
    )
    async def hot_topics(self, principal: Caller, now: Now, advice: Helps) -> HotTopicsView:
        """Seven days against the four weeks before; agencies see no group that could identify anybody."""
        return await read_hot_topics(reader_of(principal), now, advice.topics)
