"""The OpenAPI document of a service, taken from its own API without a server."""

from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from deploy.local.environment import environment
from deploy.local.keyring import Keyring
from shared import settings
from shared.web.openapi import document


def openapi(service: str) -> dict[str, Any]:
    """The document that `/<service>/openapi.json` serves."""
    wanted = import_module(f"services.{service}.settings").Settings
    create_api = import_module(f"services.{service}.entrypoints.api").create_api
    with TemporaryDirectory() as folder:
        return document(create_api(settings.load(wanted, _environment(service, Path(folder)))))


def _environment(service: str, folder: Path) -> dict[str, str]:
    """Well-formed and unreachable: a document needs neither database, bus nor the outside world."""
    return environment(
        service,
        Keyring(folder),
        database_url="postgresql+asyncpg://nobody@127.0.0.1:1/nothing",
        nats_url="nats://127.0.0.1:1",
        seed_file=None,
        vneid_url="http://127.0.0.1:1",
    )
