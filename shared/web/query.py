"""Query parameters are given once, and left out rather than `null`; Litestar would take the last, or none."""

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple, get_args

import msgspec
from litestar import Request
from litestar.handlers import HTTPRouteHandler
from litestar.params import QueryParameter
from litestar.typing import FieldDefinition

from shared.contracts.event import UtcTime
from shared.i18n import N_
from shared.web.body import violation_of
from shared.web.kinds import INVALID_PARAMETER
from shared.web.problems import Problem, Violation


class _Declared(NamedTuple):
    required: bool
    repeated: bool
    text: bool
    time: bool


def check_query(request: Request[Any, Any, Any]) -> None:
    """Raises Problem 400 for each declared parameter that is missing, given twice, or `null` and no text.

    A time is RFC 3339 with its offset, never a number. What an operation does not declare is passed over.
    """
    declared = _declared(request.route_handler)
    if not declared:
        return
    given: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items():
        given.setdefault(name, []).append(value)
    found = [_violation(name, wanted, given.get(name, [])) for name, wanted in declared.items()]
    if any(found):
        raise Problem(INVALID_PARAMETER, violations=[each for each in found if each is not None])


def _violation(name: str, wanted: _Declared, values: list[str]) -> Violation | None:
    if not values:
        return Violation(name, N_("required field missing")) if wanted.required else None
    if not wanted.text and any(value.lower() == "null" for value in values):
        return Violation(name, N_("leave the parameter out instead"))
    if len(values) > 1 and not wanted.repeated:
        return Violation(name, N_("give the parameter once"))
    return _time_violation(name, values) if wanted.time else None


def _time_violation(name: str, values: list[str]) -> Violation | None:
    """Litestar would take a number for seconds since 1970, and a time without its offset."""
    try:
        msgspec.convert(values, list[UtcTime])
    except msgspec.ValidationError as error:
        return violation_of(str(error).partition(" - at ")[0], name)
    return None


@cache
def _declared(handler: HTTPRouteHandler) -> dict[str, _Declared]:
    return {
        str(field.kwarg_definition.name or field.name): _declaration(field)
        for field in _fields(handler)
        if isinstance(field.kwarg_definition, QueryParameter)
    }


def _declaration(field: FieldDefinition) -> _Declared:
    types = (field.annotation, *get_args(field.annotation))
    return _Declared(
        required=field.is_required and not field.is_optional,
        repeated=field.is_non_string_sequence,
        text=str in types,
        time=datetime in types,
    )


def parameter(handler: HTTPRouteHandler, name: str) -> tuple[str, Any]:
    """As what the handler's parameter goes over the wire, and its type."""
    for field in _fields(handler):
        if field.name == name:
            return str(getattr(field.kwarg_definition, "name", None) or name), field.annotation
    return name, Any


def _fields(handler: HTTPRouteHandler) -> Iterator[FieldDefinition]:
    yield from handler.parsed_fn_signature.parameters.values()
    for provider in handler.resolve_dependencies().values():
        yield from provider.parsed_fn_signature.parameters.values()
