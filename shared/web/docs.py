"""The documentation page of a service: Swagger UI from the installed package, nothing from the network."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from litestar import MediaType, Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from shared.web.auth import public
from shared.web.kinds import NOT_FOUND
from shared.web.openapi import Document
from shared.web.problems import Problem

_PAGE = """<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Cầu Nối: {service}</title>
<link rel="stylesheet" href="/{service}/docs/swagger-ui.css">
<link rel="icon" href="data:,">
</head>
<body>
<div id="swagger-ui"></div>
<script src="/{service}/docs/swagger-ui-bundle.js"></script>
<script src="/{service}/docs/start.js"></script>
</body>
</html>
"""
_START = """SwaggerUIBundle({{
  url: "/{service}/openapi.json",
  dom_id: "#swagger-ui",
  deepLinking: true,
  validatorUrl: null,
  presets: [SwaggerUIBundle.presets.apis],
}});
"""
_TYPES = {"swagger-ui.css": "text/css", "swagger-ui-bundle.js": "text/javascript"}
_CACHED = {"cache-control": "public, max-age=86400"}


def _static() -> Path:
    spec = find_spec("swagger_ui")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("swagger_ui")
    return Path(spec.origin).parent / "static"


@cache
def _asset(name: str) -> bytes:
    """Read when first asked for, once for all services of a process: together they are 1.6 MB."""
    return (_static() / name).read_bytes()


def pages(service: str, document: Document) -> list[HTTPRouteHandler]:
    """`/<service>/docs`, its assets, and `/<service>/openapi.json`."""
    options: dict[str, Any] = {"guards": [public], "include_in_schema": False, "sync_to_thread": False}

    @get(f"/{service}/docs", media_type=MediaType.HTML, **options)
    def docs() -> str:
        """The page."""
        return _PAGE.format(service=service)

    @get(f"/{service}/docs/start.js", **options)
    def start() -> Response[str]:
        """The script that starts it, in a file because the Content-Security-Policy forbids inline scripts."""
        return Response(_START.format(service=service), media_type="text/javascript", headers=_CACHED)

    @get(f"/{service}/docs/{{asset:str}}", **options)
    def docs_asset(asset: FromPath[str]) -> Response[bytes]:
        """One file of Swagger UI."""
        if asset not in _TYPES:
            raise Problem(NOT_FOUND)
        return Response(_asset(asset), media_type=_TYPES[asset], headers=_CACHED)

    @get(f"/{service}/openapi.json", **options)
    def openapi_json() -> Response[bytes]:
        """The document."""
        return Response(document.encoded, media_type=MediaType.JSON)

    return [docs, start, docs_asset, openapi_json]
