"""JSON bodies, decoded strictly and once: straight into the Struct that the operation declares as `data`."""

import re
from functools import cache
from typing import Any

import msgspec
from litestar import Request
from litestar.handlers import BaseRouteHandler

from shared.i18n import N_
from shared.web.choices import choices
from shared.web.kinds import INVALID_BODY, MALFORMED_BODY, UNSUPPORTED_TYPE
from shared.web.problems import Problem, Violation

_JSON = re.compile(rb"application/(?:[\w.+-]+\+)?json\s*(?:;.*)?", re.IGNORECASE)
_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")


class ApiRequest(Request[Any, Any, Any]):
    """Litestar's request, but `json()` decodes strictly into the declared type and says which field is wrong.

    Litestar itself decodes to dictionaries and converts them leniently ("7" for 7), in two passes.
    """

    __slots__ = ()

    async def json(self) -> Any:
        """The body as the declared type of `data`; raises Problem 400 or 415."""
        raw = await self.body()
        check_content_type(self.scope["headers"])
        return decode(raw, _declared(self.route_handler))


@cache
def _declared(handler: BaseRouteHandler) -> msgspec.json.Decoder[Any]:
    field = handler.parsed_fn_signature.parameters.get("data")
    return msgspec.json.Decoder(Any if field is None else field.annotation)


def check_content_type(headers: Any) -> None:
    """Raises Problem 415 unless the body is declared to be JSON."""
    declared = next((value for name, value in headers if name == b"content-type"), b"")
    if not _JSON.fullmatch(declared.strip()):
        raise Problem(UNSUPPORTED_TYPE)


def decode(raw: bytes, decoder: msgspec.json.Decoder[Any]) -> Any:
    """The body as the decoder's type; raises Problem for malformed JSON, bad UTF-8, NUL and broken rules."""
    if b"\\u0000" in raw and _NUL.search(raw):
        raise Problem(MALFORMED_BODY, reason="U+0000")
    try:
        return decoder.decode(raw)
    except msgspec.ValidationError as error:
        raise Problem(INVALID_BODY, violations=[violation_of(str(error), kind=decoder.type)]) from error
    except UnicodeDecodeError as error:
        raise Problem(MALFORMED_BODY, reason="UTF-8") from error
    except (msgspec.DecodeError, RecursionError) as error:
        raise Problem(MALFORMED_BODY, reason=str(error)) from error


_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), message)
    for pattern, message in (
        (r"Object contains unknown field `(?P<name>.*)`", N_("unknown field")),
        (r"Object missing required field `(?P<name>.*)`", N_("required field missing")),
        (r"Expected `(?P<expected>\w+)` of length >= (?P<bound>\d+)", N_("at least {bound} long")),
        (r"Expected `(?P<expected>\w+)` of length <= (?P<bound>\d+)", N_("at most {bound} long")),
        (r"Expected `(?P<expected>\w+)` (?P<bound>[<>]=? \S+)", N_("must be {bound}")),
        (r"Expected `(?P<expected>\w+)` matching regex '(?P<bound>.*)'", N_("must match {bound}")),
        (
            r"Expected `datetime` with a timezone component",
            N_("a time needs its offset, as in 2026-08-17T07:30:00+07:00"),
        ),
        (r"Expected `(?P<expected>.+)`, got `(?P<found>.+)`", N_("expected {expected}, got {found}")),
        (r"Invalid RFC3339 encoded datetime", N_("a time is written as in 2026-08-17T07:30:00+07:00")),
        (r"Invalid RFC3339 encoded date", N_("a day is written as in 2026-08-17")),
        (r"Invalid RFC3339 encoded time", N_("a time of day is written as in 07:30:00")),
        (r"Invalid UUID", N_("not a UUID")),
        (r"Invalid enum value (?P<found>.*)", N_("{found} is not one of: {allowed}")),
        (r"(?:Integer value|Number) out of range", N_("number out of range")),
    )
)
_TYPES = {
    "str": N_("text"),
    "int": N_("whole number"),
    "float": N_("number"),
    "bool": N_("true or false"),
    "array": N_("list"),
    "object": N_("object"),
    "null": N_("nothing"),
    "datetime": N_("time"),
}
_PATH = re.compile(r"^(?P<what>.*?)(?: - at `(?P<path>.*)`)?$", re.DOTALL)


def violation_of(text: str, prefix: str = "", kind: Any = None) -> Violation:
    """A msgspec message as a field and a translatable reason; `kind` is the type that was asked for."""
    parts = _PATH.match(text)
    what, path = (parts["what"], parts["path"] or "") if parts else (text, "")
    field = (prefix + path.removeprefix("$")).lstrip(".")
    for pattern, message in _PATTERNS:
        if match := pattern.match(what):
            params: dict[str, object] = match.groupdict()
            name = params.pop("name", None)
            params |= {key: _TYPES.get(_plain(str(value)), value) for key, value in params.items()}
            if "{allowed}" in message:
                params["allowed"] = ", ".join(choices(kind, path))
            return Violation(f"{field}.{name}".lstrip(".") if name else field or "body", message, params)
    return Violation(field or "body", N_("not valid: {reason}"), {"reason": what})


def _plain(found: str) -> str:
    """Without the `null` of what may be left out."""
    return found.removesuffix(" | null")
