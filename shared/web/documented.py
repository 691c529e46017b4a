"""What Litestar cannot know about an operation: its problems, its security, the headers of the chassis."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from litestar.handlers import HTTPRouteHandler

from shared.web import conditional, kinds
from shared.web.auth import Access
from shared.web.problems import MEDIA_TYPE, TYPE_PREFIX, Kind, kind_of

_ALWAYS = (kinds.INVALID_PARAMETER, kinds.TOO_MANY, kinds.UNAVAILABLE)
_CALLER = (
    kinds.UNAUTHENTICATED,
    kinds.INVALID_TOKEN,
    kinds.TOKEN_EXPIRED,
    kinds.ACCESS_REVOKED,
    kinds.FORBIDDEN,
    kinds.ACCOUNT_SUSPENDED,
)
_BODY = (
    kinds.MALFORMED_BODY,
    kinds.INVALID_BODY,
    kinds.UNSUPPORTED_TYPE,
)
_CHANGE = (kinds.NOT_FOUND, kinds.CONFLICT, kinds.TOO_LARGE, kinds.CSRF)
_VERSION = (kinds.VERSION_REQUIRED, kinds.STALE_VERSION)
_KEY = (kinds.KEY_REUSED, kinds.KEY_IN_USE)

_IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "A text of your own, new for each request; sent again, the same answer for 48 hours.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"},
    "example": "0199d8f0-6a5e-7cc0-8f6e-2b9d6f5f7d10",
}


def describe(
    operation: dict[str, Any], place: str, handler: HTTPRouteHandler, access: Sequence[Access]
) -> None:
    """Completes one operation of the document in place; `place` is its method and path."""
    parameters = operation.setdefault("parameters", [])
    for parameter in parameters:
        _without_null(parameter)
        if parameter["name"] == "If-Match":
            parameter.update(required=True, example='"3"')
            parameter["schema"]["pattern"] = conditional.PATTERN
    if takes_key(place, handler, access):
        parameters.append(_IDEMPOTENCY_KEY)
    operation["security"] = [*([{}] if _anonymous(access) else []), {"bearer": []}, {"session": []}]
    operation["description"] = "\n\n".join(filter(None, [operation.get("description"), _callers(access)]))
    responses = {s: r for s, r in operation["responses"].items() if s.startswith(("1", "2", "3"))}
    for media_type in handler.opt.get("files", ()):
        responses["200"]["content"][media_type] = {"schema": {"type": "string"}}
    responses.update(_problem_responses(_kinds(operation, place, handler, access)))
    operation["responses"] = responses
    # A protocol with rules of its own, such as OAuth, documents itself.
    operation.update(handler.opt.get("operation", {}))


def takes_key(place: str, handler: HTTPRouteHandler, access: Sequence[Access]) -> bool:
    """Whether the operation takes an Idempotency-Key: commands of known callers.

    `opt={"answers_once": True}` is for an answer that must not be kept, such as a secret.
    """
    once = handler.opt.get("answers_once", False)
    return place.startswith("POST ") and not _anonymous(access) and not once


def _anonymous(access: Sequence[Access]) -> bool:
    return all(guard.anonymous for guard in access)


def _callers(access: Sequence[Access]) -> str:
    named = [guard for guard in access if guard.roles or guard.scope]
    if not named:
        return "Who: anybody." if _anonymous(access) else "Who: anybody who has signed in."
    return "Who: " + "; and ".join(
        " or ".join([*sorted(guard.roles), *([f"scope `{guard.scope}`"] if guard.scope else [])])
        for guard in named
    )


def _kinds(
    operation: dict[str, Any], place: str, handler: HTTPRouteHandler, access: Sequence[Access]
) -> Iterator[Kind]:
    yield from _ALWAYS
    yield from _CALLER
    if "{" in place:
        yield kinds.NOT_FOUND
    if "requestBody" in operation:
        yield from _BODY
    if not place.startswith("GET "):
        yield from _CHANGE
    if any(parameter["name"] == "If-Match" for parameter in operation["parameters"]):
        yield from _VERSION
    if takes_key(place, handler, access):
        yield from _KEY
    for error in handler.opt.get("errors", ()):
        yield kind_of(error)


def _problem_responses(kinds: Iterable[Kind]) -> dict[str, Any]:
    by_status: dict[int, dict[str, Kind]] = defaultdict(dict)
    for kind in kinds:
        by_status[kind.status][kind.code] = kind
    return {str(status): _response(list(found.values())) for status, found in sorted(by_status.items())}


def _response(kinds: Sequence[Kind]) -> dict[str, Any]:
    examples = {
        kind.code: {
            "value": {
                "type": TYPE_PREFIX + kind.code,
                "title": kind.title,
                "status": kind.status,
                "detail": kind.detail,
            }
        }
        for kind in kinds
    }
    content = {"schema": {"$ref": "#/components/schemas/ProblemDocument"}, "examples": examples}
    return {"description": "; ".join(kind.title for kind in kinds), "content": {MEDIA_TYPE: content}}


def _without_null(parameter: dict[str, Any]) -> None:
    """A header or query parameter is absent, never null."""
    schema = parameter["schema"]
    options = [option for option in schema.get("oneOf", ()) if option.get("type") != "null"]
    if len(options) == 1 and len(schema["oneOf"]) == 2:
        del schema["oneOf"]
        schema.update(options[0])
