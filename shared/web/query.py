"""Query parameters are given once, and left out rather than `null`; Litestar would take the last, or none."""

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple, get_args

from litestar import Request
from litestar.handlers import HTTPRouteHandler
from litestar.params import QueryParameter
from litestar.typing import FieldDefinition

from shared.i18n import N_
from shared.web.kinds import INVALID_PARAMETER
from shared.web.problems import Problem, Violation


class _Declared(NamedTuple):
    required: bool
    repeated: bool
    text: bool


def check_query(request: Request[Any, Any, Any]) -> None:
    """Raises Problem 400 for each declared parameter that is missing, given twice, or `null` and no text.

    What an operation does not declare is passed over.
    """
    declared = _declared(request.route_handler)
    if not declared:
        return
    given: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items():
        given.setdefault(name, []).append(value)
    found = [
        Violation(name, wrong)
        for name, wanted in declared.items()
        if (wrong := _wrong(wanted, given.get(name, [])))
    ]
    if found:
        raise Problem(INVALID_PARAMETER, violations=found)


def _wrong(wanted: _Declared, values: list[str]) -> str | None:
    if not values:
        return N_("required field missing") if wanted.required else None
    if not wanted.text and any(value.lower() == "null" for value in values):
        return N_("leave the parameter out instead")
    if len(values) > 1 and not wanted.repeated:
        return N_("give the parameter once")
    return None


@cache
def _declared(handler: HTTPRouteHandler) -> dict[str, _Declared]:
    return {
        str(field.kwarg_definition.name or field.name): _Declared(
            required=field.is_required and not field.is_optional,
            repeated=field.is_non_string_sequence,
            text=str in (field.annotation, *get_args(field.annotation)),
        )
        for field in _fields(handler)
        if isinstance(field.kwarg_definition, QueryParameter)
    }


def _fields(handler: HTTPRouteHandler) -> Iterator[FieldDefinition]:
    yield from handler.parsed_fn_signature.parameters.values()
    for provider in handler.resolve_dependencies().values():
        yield from provider.parsed_fn_signature.parameters.values()
