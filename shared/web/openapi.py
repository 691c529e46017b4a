"""The OpenAPI document of one service, with every error that a caller can meet at each operation."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from litestar import Litestar, Router
from litestar.di import Provide
from litestar.openapi.config import OpenAPIConfig
from litestar.types import ControllerRouterHandler


class Document:
    """Made when first asked for, by an app of its own: it needs neither settings nor a database."""

    def __init__(
        self, service: str, controllers: Sequence[ControllerRouterHandler], dependencies: dict[str, Provide]
    ) -> None:
        self._service, self._controllers, self._dependencies = service, controllers, dependencies

    @cached_property
    def schema(self) -> dict[str, Any]:
        """The document as JSON values."""
        app = Litestar(
            route_handlers=[Router(f"/{self._service}/v1", route_handlers=list(self._controllers))],
            dependencies=self._dependencies,
            openapi_config=OpenAPIConfig(title=self._service, version="1"),
            logging_config=None,
        )
        return app.openapi_schema.to_schema()
