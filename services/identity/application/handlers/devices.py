"""Door devices bring in a key of their own with a one-time code."""

from services.identity.application.commands import EnrolDevice, MakeDeviceCode
from services.identity.application.ports import UnitOfWork
from services.identity.domain.model import DOOR_SCOPE, DeviceCode, MachineClient
from services.identity.domain.model.device import LIFETIME

CLIENT_CREDENTIALS = "client_credentials"


async def make_device_code(command: MakeDeviceCode, uow: UnitOfWork) -> DeviceCode:
    """Good once, for ten minutes."""
    async with uow:
        code = DeviceCode(
            id=command.code_id,
            secret_hash=command.secret_hash,
            name=command.name,
            place=command.place,
            made_by=command.by,
            expires_at=uow.real_now() + LIFETIME,
        )
        uow.device_codes.add(code)
        uow.audit.add("device.code-made", "device_code", code.id, command.by, {"name": code.name})
    return code


async def enrol_device(command: EnrolDevice, uow: UnitOfWork) -> MachineClient | None:
    """The device's registration; None when the code does not count, which is counted with the commit."""
    async with uow:
        code = await uow.device_codes.get(command.code_id)
        if code is None:
            return None
        if not code.redeem(command.secret, uow.real_now()):
            uow.audit.add("device.code-refused", "device_code", code.id, None, {})
            return None
        client = MachineClient(
            client_id=command.client_id,
            name=code.name,
            secret=None,
            grant_types=frozenset({CLIENT_CREDENTIALS}),
            scopes=frozenset({DOOR_SCOPE}),
            audiences=frozenset(),
            keys=(command.key,),
            place=code.place,
        )
        await uow.clients.put(client)
        uow.audit.add("device.enrolled", "client", client.client_id, code.made_by, {"code": code.id})
    return client
