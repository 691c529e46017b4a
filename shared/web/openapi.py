"""The OpenAPI document of one service, with every error that a caller can meet at each operation."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from importlib.metadata import version
from typing import Any

import msgspec
from litestar import Litestar, Router
from litestar.di import Provide
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.config import OpenAPIConfig
from litestar.serialization import encode_json
from litestar.types import ControllerRouterHandler

from shared.web.access import access_of, operations
from shared.web.documented import describe
from shared.web.problems import FieldError, ProblemDocument
from shared.web.session import COOKIE

_METHODS = ("get", "put", "post", "delete", "patch", "head")
_DURATION = '"format":"duration"'
_LOCAL_TIME = r"^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?$"
_MODULES = re.compile(r"(?<![A-Za-z0-9.])(?:[a-z][a-z0-9_]*\.)+(?=\w)")
_SCHEMES = {
    "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
    "client": {"type": "http", "scheme": "basic"},
    "session": {"type": "apiKey", "in": "cookie", "name": COOKIE},
}


class Document:
    """Made when first asked for, by an app of its own: it needs neither settings nor a database."""

    def __init__(
        self,
        service: str,
        controllers: Sequence[ControllerRouterHandler],
        dependencies: Mapping[str, Provide],
    ) -> None:
        self._service, self._controllers, self._dependencies = service, controllers, dependencies

    @property
    def schema(self) -> dict[str, Any]:
        """The document as plain JSON values, made anew each time: kept, they would be megabytes a service."""
        app = Litestar(
            route_handlers=[Router(f"/{self._service}/v1", route_handlers=list(self._controllers))],
            dependencies=self._dependencies,
            openapi_config=OpenAPIConfig(title=f"Cầu Nối: {self._service}", version=version("caunoi")),
            logging_config=None,
        )
        _invent_nothing(operations(app))
        generated = msgspec.json.decode(_local_times(encode_json(app.openapi_schema.to_schema()).decode()))
        return _completed(_short_names(generated), {h.operation_id: h for h in operations(app)})

    @cached_property
    def encoded(self) -> bytes:
        """The document as it is served."""
        return msgspec.json.encode(self.schema)


def _local_times(text: str) -> str:
    """Litestar calls a time of day a duration; without an offset it is no `time` of RFC 3339 either."""
    return text.replace(_DURATION, f'"pattern":{msgspec.json.encode(_LOCAL_TIME).decode()}')


def document(app: Litestar) -> dict[str, Any]:
    """The document of an app that create_api made, as plain JSON values."""
    found: Document = app.state.document
    return found.schema


def _invent_nothing(handlers: Iterable[HTTPRouteHandler]) -> None:
    """Litestar makes examples of declared responses up, from one source of chance for the whole process."""
    for handler in handlers:
        for response in (handler.responses or {}).values():
            response.generate_examples = False


def _completed(schema: dict[str, Any], handlers: Mapping[Any, HTTPRouteHandler]) -> dict[str, Any]:
    schema["info"]["license"] = {"name": "Apache-2.0", "identifier": "Apache-2.0"}
    components = schema.setdefault("components", {})
    components["securitySchemes"] = _SCHEMES
    components.setdefault("schemas", {}).update(_problem_schemas())
    _close_bodies(components["schemas"], handlers.values())
    schema.setdefault("paths", {})
    for path, operation in _operations(schema):
        handler = handlers[operation["operationId"]]
        describe(operation, path, handler, access_of(handler))
        # RFC 9110 section 15.3.5: no content, so no type of it, whatever the handler's annotation suggests.
        operation["responses"].get("204", {}).pop("content", None)
    return schema


def _operations(schema: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, item in schema["paths"].items():
        for method in _METHODS:
            if method in item:
                yield f"{method.upper()} {path}", item[method]


def _problem_schemas() -> dict[str, Any]:
    _, components = msgspec.json.schema_components(
        [ProblemDocument, FieldError], ref_template="#/components/schemas/{name}"
    )
    return components


def _close_bodies(schemas: dict[str, Any], handlers: Iterable[HTTPRouteHandler]) -> None:
    """Says of each body that unknown fields are refused, which Litestar's generator leaves out."""
    fields = [handler.parsed_fn_signature.parameters.get("data") for handler in handlers]
    bodies = {field.annotation for field in fields if field is not None}
    _, components = msgspec.json.schema_components(bodies, ref_template="{name}")
    for name, component in components.items():
        if name in schemas and component.get("additionalProperties") is False:
            schemas[name]["additionalProperties"] = False


def _short_names(schema: dict[str, Any]) -> dict[str, Any]:
    """Generic components are called by their module; a reader knows the class only."""
    names = schema.get("components", {}).get("schemas", {})
    text = msgspec.json.encode(schema).decode()
    for name in names:
        short = re.sub("_+", "_", _MODULES.sub("", name)).strip("_")
        if short != name and short not in names:
            text = text.replace(f'"{name}"', f'"{short}"').replace(f'/{name}"', f'/{short}"')
    decoded: dict[str, Any] = msgspec.json.decode(text)
    return decoded
