"""Machines that may ask for tokens."""

from services.identity.application.commands import RegisterClient
from services.identity.application.ports import UnitOfWork
from services.identity.domain.model import MachineClient


async def register_client(command: RegisterClient, uow: UnitOfWork) -> MachineClient:
    """Enters or replaces the client; a replaced secret stops working at once."""
    client = MachineClient(
        client_id=command.client_id,
        name=command.name,
        secret_hash=command.secret_hash,
        grant_types=command.grant_types,
        scopes=command.scopes,
        audiences=command.audiences,
    )
    async with uow:
        await uow.clients.put(client)
    return client
