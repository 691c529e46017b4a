"""The answer to a scan: 201 opens the door, a problem document with a typed reason keeps it shut."""

from typing import Any

import msgspec
from litestar import Request, Response

from services.events.application.views import CheckedIn, CheckInView, check_in_view
from services.events.domain.errors import DENIALS, Denial
from services.events.domain.model import Outcome
from shared.clock import PROVINCE_ZONE
from shared.web import problems
from shared.web.errors import REQUEST_ID, language_of

_DENIALS = {denial.reason: denial for denial in DENIALS}


class DenialDocument(msgspec.Struct, frozen=True, kw_only=True):
    """A problem document (RFC 9457) of a scan that opened no door, with its typed reason."""

    type: str
    title: str
    status: int
    detail: str
    request_id: str
    reason: str
    check_in: CheckInView


def answer_to(request: Request[Any, Any, Any], done: CheckedIn) -> Response[Any]:
    """In the language of the caller; a conflict is recorded, so it is a 201 too."""
    view = check_in_view(done)
    if done.scan.outcome is not Outcome.DENIED:
        return Response(view, status_code=201)
    denial = _denial(view)
    request_id = str(request.scope.get(REQUEST_ID, ""))
    language = language_of(request)
    said = problems.from_domain(denial).document(language, request_id)
    document = DenialDocument(
        type=said.type,
        title=said.title,
        status=said.status,
        detail=said.detail,
        request_id=request_id,
        reason=denial.reason,
        check_in=view,
    )
    headers = {"content-language": language, "vary": "Accept-Language"}
    return Response(document, status_code=said.status, media_type=problems.MEDIA_TYPE, headers=headers)


def _denial(view: CheckInView) -> Denial:
    kind = _DENIALS[view.reason or ""]
    if view.first_entry_at is None:
        return kind()
    local = view.first_entry_at.astimezone(PROVINCE_ZONE)
    return kind(time=f"{local:%H:%M:%S %d/%m/%Y}", gate=view.first_gate or "")
