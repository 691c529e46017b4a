"""The question who may speak."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from litestar import Controller, Request, get
from litestar.params import QueryParameter

from services.identity.application.views import GrantView, SpeakingRightView
from services.identity.entrypoints.controllers.delegations import READERS
from services.identity.entrypoints.controllers.dependencies import (
    UUID_TEXT,
    Instant,
    Parts,
    Queries,
    aware,
)
from shared.i18n import Language, translator
from shared.persistence.speaking import TEXTS, Grant, Verdict
from shared.web.auth import requires
from shared.web.errors import language_of

READS_RIGHTS = "speaking-rights:read"

Person = Annotated[str, QueryParameter(pattern=UUID_TEXT, format="uuid", description="The person's account.")]
Agency = Annotated[str, QueryParameter(pattern=UUID_TEXT, format="uuid", description="The agency.")]
OnMatter = Annotated[
    str,
    QueryParameter(
        pattern="^(question|release|press_event|incident):" + UUID_TEXT[1:],
        description="`question:<id>`, `release:<id>`, `press_event:<id>` or `incident:<id>`.",
    ),
]


class SpeakingRightController(Controller):
    """May this person speak for this agency on this matter at this moment?"""

    path = "/speaking-rights"
    tags = ("spokespersons",)

    @get(
        operation_id="ReadSpeakingRight",
        summary="May this person speak for this agency on this matter?",
        guards=[requires(*READERS, scope=READS_RIGHTS)],
    )
    async def read(
        self,
        request: Request[Any, Any, Any],
        queries: Queries,
        parts: Parts,
        account_id: Person,
        agency_id: Agency,
        matter: OnMatter,
        at: Instant = None,
    ) -> SpeakingRightView:
        """With the reason; other services find the same answer in the events they have heard."""
        instant = aware("at", at) or parts.clock.now()
        kind, _, matter_id = matter.partition(":")
        asked = (kind, UUID(matter_id))
        verdict = await queries.may_speak(UUID(account_id), UUID(agency_id), asked, instant)
        return _told(verdict, instant, language_of(request))


def _told(verdict: Verdict, instant: datetime, language: Language) -> SpeakingRightView:
    return SpeakingRightView(
        may_speak=verdict.may_speak,
        reason=verdict.reason,
        explanation=translator(language)(TEXTS[verdict.reason]),
        at=instant,
        right=None if verdict.grant is None else _right(verdict.grant),
    )


def _right(grant: Grant) -> GrantView:
    return GrantView(
        right_id=grant.right_id,
        kind=grant.kind,
        full_name=grant.full_name,
        position=grant.position,
        valid_from=grant.valid_from,
        valid_to=grant.valid_to,
    )
