"""`python -m services.identity seed FILE...`: agencies, the first administrator, clients; idempotent."""

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated

import msgspec

from services.identity.adapters.client_keys import usable
from services.identity.adapters.identifiers import IdentifierDigests
from services.identity.adapters.unit_of_work import IdentityUnitOfWork
from services.identity.application.commands import Appoint, ClientSettings, RegisterClient
from services.identity.application.handlers import appoint, seed_client
from services.identity.domain.errors import AlreadyAppointed, DomainError
from services.identity.domain.model import Limits, Post, Role
from services.identity.domain.model.client import secret_hash
from services.identity.entrypoints.keys import digests_of
from services.identity.entrypoints.seed_agencies import (
    AgencySource,
    Source,
    SuccessionSource,
    load_agencies,
)
from services.identity.settings import Settings
from shared.clock import clock_from
from shared.ids import uuid7
from shared.persistence import Database
from shared.text import clean

Secret = Annotated[str, msgspec.Meta(min_length=32)]


class AdministratorSource(Source, frozen=True, kw_only=True):
    """The person who may appoint the others."""

    personal_identifier: str
    full_name: str


class ClientSource(Source, frozen=True, kw_only=True):
    """A machine; its secret is random, so it is stored as a plain digest; `keys` are public ones."""

    client_id: str
    name: str
    secret: Secret | None = None
    grant_types: frozenset[str]
    scopes: frozenset[str] = frozenset()
    audiences: frozenset[str] = frozenset()
    keys: tuple[dict[str, str], ...] = ()
    tokens_per_minute: int | None = None
    requests_per_minute: int | None = None
    expires_at: datetime | None = None


class SeedFile(Source, frozen=True, kw_only=True):
    """What one file may hold; several files may share the work."""

    note: str = ""
    agencies: tuple[AgencySource, ...] = ()
    successions: tuple[SuccessionSource, ...] = ()
    administrator: AdministratorSource | None = None
    clients: tuple[ClientSource, ...] = ()


def _read(name: str) -> SeedFile:
    return msgspec.json.decode(Path(name).read_bytes(), type=SeedFile)


async def load(file: SeedFile, uow: IdentityUnitOfWork, digests: IdentifierDigests) -> None:
    """Enters what is not there yet, its events through the outbox. Raises DomainError or ValueError."""
    await load_agencies(file.agencies, file.successions, uow)
    if file.administrator is not None:
        await _appoint(file.administrator, uow, digests)
    for client in file.clients:
        await seed_client(_client(client), uow)


async def _appoint(source: AdministratorSource, uow: IdentityUnitOfWork, digests: IdentifierDigests) -> None:
    command = Appoint(
        appointment_id=uuid7(),
        identifier=digests.of(source.personal_identifier),
        full_name=clean(source.full_name),
        post=Post(Role.ADMINISTRATOR),
        by=None,
    )
    try:
        await appoint(command, uow)
    except AlreadyAppointed:
        return


def _client(source: ClientSource) -> RegisterClient:
    return RegisterClient(
        client_id=source.client_id,
        secret_hash=None if source.secret is None else secret_hash(source.secret),
        settings=ClientSettings(
            name=clean(source.name),
            grant_types=source.grant_types,
            scopes=source.scopes,
            audiences=source.audiences,
            keys=usable(source.keys),
            limits=Limits(source.tokens_per_minute, source.requests_per_minute),
            expires_at=source.expires_at,
        ),
    )


async def seed(settings: Settings, arguments: Sequence[str]) -> int:
    """The command: 0 when all files are in, 2 with a line on standard error that names the file at fault."""
    if not arguments:
        sys.stderr.write("identity: seed FILE...\n")
        return 2
    digests = digests_of(settings)
    database = Database(settings.database_url)
    uow = IdentityUnitOfWork(database, clock_from(settings.clock), settings.province_code)
    try:
        for name in arguments:
            try:
                await load(_read(name), uow, digests)
            except (OSError, ValueError, DomainError) as error:
                sys.stderr.write(f"identity: {name}: {error}\n")
                return 2
    finally:
        await database.close()
    return 0
