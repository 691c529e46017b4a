"""Door devices: a one-time code from whoever leads the door, a key from the device."""

import secrets
from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath, JSONBody

from services.identity.adapters.client_keys import usable
from services.identity.application.commands import DisableClient, EnrolDevice, MakeDeviceCode
from services.identity.application.handlers import disable_client, enrol_device, make_device_code
from services.identity.application.views import ClientView, DeviceCodeView, EnrolledDeviceView
from services.identity.domain import errors
from services.identity.domain.model import DOOR_SCOPE, MachineClient, Place
from services.identity.domain.model.device import (
    ALPHABET,
    ID_LENGTH,
    SECRET_LENGTH,
    code_hash,
    code_of,
    code_text,
)
from services.identity.entrypoints.controllers.dependencies import Caller, Parts, Queries, Uow, Version
from services.identity.entrypoints.controllers.oauth import address_of
from services.identity.entrypoints.schemas import EnrolDeviceRequest, MakeDeviceCodeRequest, plain
from shared.ids import uuid7
from shared.web.auth import Role, public, requires
from shared.web.idempotency import perform
from shared.web.pagination import DEFAULT_LIMIT, Cursor, Limit, Page, decode, page_of

DOOR_LEADS = requires(Role.administrator, Role.door_officer)


class DeviceController(Controller):
    """A device is a machine client with the scope door:scan and a key that never leaves it."""

    tags = ("devices",)

    @post(
        "/device-codes",
        operation_id="MakeDeviceCode",
        summary="Make a one-time code for a door device",
        guards=[DOOR_LEADS],
        opt={"errors": (errors.InvalidText,), "answers_once": True},
    )
    async def make(
        self, data: JSONBody[MakeDeviceCodeRequest], principal: Caller, uow: Uow
    ) -> Response[DeviceCodeView]:
        """Good once, for ten minutes and five attempts; the device serves the doors of its maker's agency."""
        code_id, secret = (_signs(length) for length in (ID_LENGTH, SECRET_LENGTH))
        gate = None if data.gate is None else plain(data.gate, "gate")
        command = MakeDeviceCode(
            code_id=code_id,
            secret_hash=code_hash(code_id, secret),
            name=plain(data.name, "name"),
            place=Place(data.press_event_id, gate, principal.agency_id),
            by=principal.account_id,
        )
        view = DeviceCodeView.of(await make_device_code(command, uow), code_text(code_id + secret))
        return Response(view, status_code=201, headers={"cache-control": "no-store"})

    @post(
        "/devices",
        operation_id="EnrolDevice",
        summary="Exchange a one-time code and a public key for a registration",
        guards=[public],
        opt={
            "errors": (errors.DeviceCodeRefused, errors.InvalidClientKey, errors.TooManyFailures),
        },
    )
    async def enrol(
        self, request: Request[Any, Any, Any], data: JSONBody[EnrolDeviceRequest], parts: Parts, uow: Uow
    ) -> Response[EnrolledDeviceView]:
        """The device then gets tokens by `private_key_jwt` with the scope door:scan."""
        address = address_of(request)
        await parts.failures.require_few("device", address)
        shown = {name: getattr(data.key, name) for name in data.key.__struct_fields__}
        (key,) = usable([shown], "key")
        code_id, secret = code_of(data.code)
        command = EnrolDevice(client_id=f"door-{uuid7()}", code_id=code_id, secret=secret, key=key)
        client = await enrol_device(command, uow)
        if client is None:
            await parts.failures.record("device", address)
            raise errors.DeviceCodeRefused("code")
        return Response(_enrolled(client, parts.settings.issuer), status_code=201)

    @get("/devices", operation_id="ListDevices", summary="The door devices", guards=[DOOR_LEADS])
    async def page(
        self, queries: Queries, principal: Caller, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT
    ) -> Page[ClientView]:
        """Those of the caller's agency, or all; oldest first, also those that are disabled."""
        after = decode(cursor, str)
        found = await queries.clients(DOOR_SCOPE, after[0] if after else None, limit + 1, principal.agency_id)
        return page_of(found, limit, lambda last: (last.client_id,))

    @post(
        "/devices/{client_id:str}/disablement",
        operation_id="DisableDevice",
        summary="Disable a lost or returned door device",
        status_code=200,
        guards=[DOOR_LEADS],
        opt={"errors": (errors.UnknownClient, errors.StaleVersion, errors.ClientDisabled)},
    )
    async def disable(
        self,
        request: Request[Any, Any, Any],
        client_id: FromPath[str],
        expected_version: Version,
        principal: Caller,
        queries: Queries,
        uow: Uow,
    ) -> Response[ClientView]:
        """Its last token ends within ten minutes; other machines are the administrators' business."""
        found = await queries.client(client_id)
        if (
            found is None
            or found.scopes != [DOOR_SCOPE]
            or principal.agency_id not in (None, found.agency_id)
        ):
            raise errors.UnknownClient
        command = DisableClient(
            client_id=client_id, expected_version=expected_version, by=principal.account_id
        )
        return await perform(request, uow, disable_client, command, ClientView.of, status=200)


def _signs(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def _enrolled(client: MachineClient, issuer: str) -> EnrolledDeviceView:
    return EnrolledDeviceView(
        client_id=client.client_id,
        kid=str(client.keys[0]["kid"]),
        issuer=issuer,
        token_endpoint=f"{issuer}/oauth/token",
        scope=DOOR_SCOPE,
        press_event_id=client.place.press_event_id,
        gate=client.place.gate,
    )
