"""Machines that may ask for tokens."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from services.identity.application.commands import (
    ClientSettings,
    DisableClient,
    RegisterClient,
    ReviseClient,
    RotateClientSecret,
)
from services.identity.application.ports import UnitOfWork
from services.identity.domain.errors import ClientExists, UnknownClient
from services.identity.domain.model import MachineClient, Secret


async def register_client(command: RegisterClient, uow: UnitOfWork) -> MachineClient:
    """Raises ClientExists or ClientCannotProve."""
    async with uow:
        if await uow.clients.get(command.client_id) is not None:
            raise ClientExists("client_id")
        client = _new(command)
        await uow.clients.put(client)
        _record("client.registered", client, command, uow)
    return client


async def seed_client(command: RegisterClient, uow: UnitOfWork) -> MachineClient:
    """Enters the client or brings it to this state; one that was disabled stays so."""
    async with uow:
        known, wanted = await uow.clients.get(command.client_id), _new(command)
        if known is not None:
            wanted = replace(wanted, version=known.version, disabled_at=known.disabled_at)
            if wanted == known:
                return known
            wanted = replace(wanted, version=known.version + 1)
        await uow.clients.put(wanted)
        _record("client.seeded", wanted, command, uow)
    return wanted


async def revise_client(command: ReviseClient, uow: UnitOfWork) -> MachineClient:
    """Raises UnknownClient, StaleVersion, ClientDisabled or ClientCannotProve."""
    async with uow:
        known = await _load(command.client_id, uow)
        client = known.change(command.expected_version, **_fields(command.settings))
        await uow.clients.put(client)
        _record("client.revised", client, command, uow)
    return client


async def rotate_client_secret(command: RotateClientSecret, uow: UnitOfWork) -> MachineClient:
    """Raises UnknownClient, StaleVersion or ClientDisabled."""
    async with uow:
        known, until = await _load(command.client_id, uow), timedelta(minutes=command.overlap_minutes)
        secret = (
            Secret(command.secret_hash)
            if known.secret is None
            else known.secret.rotated(command.secret_hash, uow.real_now() + until)
        )
        client = known.change(command.expected_version, secret=secret)
        await uow.clients.put(client)
        _record("client.secret-rotated", client, command, uow)
    return client


async def disable_client(command: DisableClient, uow: UnitOfWork) -> MachineClient:
    """Raises UnknownClient, StaleVersion or ClientDisabled."""
    async with uow:
        known = await _load(command.client_id, uow)
        client = known.change(command.expected_version, disabled_at=uow.real_now())
        await uow.clients.put(client)
        _record("client.disabled", client, command, uow)
    return client


def _new(command: RegisterClient) -> MachineClient:
    secret = None if command.secret_hash is None else Secret(command.secret_hash)
    return MachineClient(client_id=command.client_id, secret=secret, **_fields(command.settings))


def _fields(settings: ClientSettings) -> dict[str, Any]:
    return {name: getattr(settings, name) for name in settings.__struct_fields__}


async def _load(client_id: str, uow: UnitOfWork) -> MachineClient:
    client = await uow.clients.get(client_id)
    if client is None:
        raise UnknownClient
    return client


_Command = RegisterClient | ReviseClient | RotateClientSecret | DisableClient


def _record(action: str, client: MachineClient, command: _Command, uow: UnitOfWork) -> None:
    detail = {
        "version": str(client.version),
        "scopes": " ".join(sorted(client.scopes)),
        "keys": " ".join(str(key.get("kid")) for key in client.keys),
    }
    uow.audit.add(action, "client", client.client_id, command.by, detail)
