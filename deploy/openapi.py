"""The OpenAPI document of a service, taken from its own API without a server."""

import json
from importlib import import_module
from typing import Any

from litestar import Litestar
from litestar.serialization import encode_json

from shared import settings

_ENVIRONMENT = {
    "DATABASE_URL": "postgresql+asyncpg://nobody@127.0.0.1:1/nothing",
    "NATS_URL": "nats://127.0.0.1:1",
    "PUBLIC_URL": "http://127.0.0.1:8000",
    "JWKS_URL": "http://127.0.0.1:8000/identity/v1/jwks.json",
}
"""Well-formed and unreachable: a document needs neither database nor bus."""


def openapi(service: str) -> dict[str, Any]:
    """The document that `/<service>/openapi.json` serves."""
    wanted = import_module(f"services.{service}.settings").Settings
    create_api = import_module(f"services.{service}.entrypoints.api").create_api
    api: Litestar = create_api(settings.load(wanted, _ENVIRONMENT))
    found: dict[str, Any] = json.loads(encode_json(api.openapi_schema.to_schema()))
    return found
