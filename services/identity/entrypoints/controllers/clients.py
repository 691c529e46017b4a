"""Machine clients, administered."""

import secrets
from typing import Annotated, Any

from litestar import Controller, Request, Response, get, post, put
from litestar.params import FromPath, JSONBody, QueryParameter

from services.identity.adapters.client_keys import usable
from services.identity.application.commands import (
    ClientSettings,
    DisableClient,
    RegisterClient,
    ReviseClient,
    RotateClientSecret,
)
from services.identity.application.handlers import (
    disable_client,
    register_client,
    revise_client,
    rotate_client_secret,
)
from services.identity.application.views import ClientView
from services.identity.domain import errors
from services.identity.domain.model import Limits
from services.identity.domain.model.client import secret_hash
from services.identity.entrypoints.controllers.dependencies import Caller, Parts, Queries, Uow, Version
from services.identity.entrypoints.schemas import (
    RegisterClientRequest,
    ReviseClientRequest,
    RotateSecretRequest,
    plain,
)
from shared.web.auth import Role, requires
from shared.web.conditional import etag
from shared.web.idempotency import perform
from shared.web.pagination import DEFAULT_LIMIT, Cursor, Limit, Page, decode, page_of

OfScope = Annotated[
    str | None, QueryParameter(name="scope", max_length=60, description="A scope that the clients have.")
]
_SETTINGS = (errors.InvalidText, errors.InvalidAudience, errors.InvalidClientKey, errors.ClientCannotProve)
_CHANGE = (errors.UnknownClient, errors.StaleVersion, errors.ClientDisabled)


class ClientController(Controller):
    """Machines that may ask for tokens; a secret is shown once, in the answer that made it."""

    path = "/clients"
    tags = ("clients",)
    guards = (requires(Role.administrator),)

    @post(
        operation_id="RegisterClient",
        summary="Register a machine",
        opt={"errors": (*_SETTINGS, errors.ClientExists), "answers_once": True},
    )
    async def register(
        self, data: JSONBody[RegisterClientRequest], principal: Caller, parts: Parts, uow: Uow
    ) -> Response[ClientView]:
        """It proves itself by keys of its own (`private_key_jwt`), or with `secret` by a secret."""
        secret = secrets.token_urlsafe(32) if data.secret else None
        command = RegisterClient(
            client_id=data.client_id,
            secret_hash=None if secret is None else secret_hash(secret),
            settings=_settings(data, parts),
            by=principal.account_id,
        )
        view = ClientView.of(await register_client(command, uow), secret)
        return _made(view, 201, {"location": f"/identity/v1/clients/{view.client_id}"})

    @get(operation_id="ListClients", summary="The machines")
    async def page(
        self, queries: Queries, having: OfScope = None, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT
    ) -> Page[ClientView]:
        """By id, also those that are disabled or expired."""
        after = decode(cursor, str)
        found = await queries.clients(having, after[0] if after else None, limit + 1)
        return page_of(found, limit, lambda last: (last.client_id,))

    @get(
        "/{client_id:str}",
        operation_id="ReadClient",
        summary="Read a machine's registration",
        opt={"errors": (errors.UnknownClient,)},
    )
    async def read(self, queries: Queries, client_id: FromPath[str]) -> Response[ClientView]:
        """Never its secret."""
        found = await queries.client(client_id)
        if found is None:
            raise errors.UnknownClient
        return Response(found, headers={"etag": etag(found.version)})

    @put(
        "/{client_id:str}",
        operation_id="ReviseClient",
        summary="Change a machine's keys, scopes, audiences, limits, expiry",
        opt={"errors": (*_SETTINGS, *_CHANGE)},
    )
    async def revise(
        self,
        client_id: FromPath[str],
        data: JSONBody[ReviseClientRequest],
        expected_version: Version,
        principal: Caller,
        parts: Parts,
        uow: Uow,
    ) -> Response[ClientView]:
        """All settings at once; for a new key register it beside the old one, and take that away later."""
        command = ReviseClient(
            client_id=client_id,
            expected_version=expected_version,
            settings=_settings(data, parts),
            by=principal.account_id,
        )
        return _made(ClientView.of(await revise_client(command, uow)), 200)

    @post(
        "/{client_id:str}/secret",
        operation_id="RotateClientSecret",
        summary="Give a machine a new secret",
        status_code=200,
        opt={"errors": _CHANGE, "answers_once": True},
    )
    async def rotate(
        self,
        client_id: FromPath[str],
        data: JSONBody[RotateSecretRequest],
        expected_version: Version,
        principal: Caller,
        uow: Uow,
    ) -> Response[ClientView]:
        """The one before counts for `overlap_minutes` more, at most a day."""
        secret = secrets.token_urlsafe(32)
        command = RotateClientSecret(
            client_id=client_id,
            expected_version=expected_version,
            secret_hash=secret_hash(secret),
            overlap_minutes=data.overlap_minutes,
            by=principal.account_id,
        )
        return _made(ClientView.of(await rotate_client_secret(command, uow), secret), 200)

    @post(
        "/{client_id:str}/disablement",
        operation_id="DisableClient",
        summary="Disable a machine for good",
        status_code=200,
        opt={"errors": _CHANGE},
    )
    async def disable(
        self,
        request: Request[Any, Any, Any],
        client_id: FromPath[str],
        expected_version: Version,
        principal: Caller,
        uow: Uow,
    ) -> Response[ClientView]:
        """It gets no more tokens; the last one ends within ten minutes."""
        command = DisableClient(
            client_id=client_id, expected_version=expected_version, by=principal.account_id
        )
        return await perform(request, uow, disable_client, command, ClientView.of, status=200)


def _settings(data: ReviseClientRequest, parts: Parts) -> ClientSettings:
    """Raises InvalidText, InvalidAudience or InvalidClientKey."""
    issuers = {entry.rpartition(" ")[0] for entry in data.audiences} - {""}
    if issuers - parts.settings.issuers:
        raise errors.InvalidAudience("audiences")
    return ClientSettings(
        name=plain(data.name, "name"),
        grant_types=frozenset(data.grant_types),
        scopes=frozenset(data.scopes),
        audiences=frozenset(data.audiences),
        keys=usable({name: getattr(key, name) for name in key.__struct_fields__} for key in data.keys),
        limits=Limits(data.tokens_per_minute, data.requests_per_minute),
        expires_at=data.expires_at,
    )


def _made(view: ClientView, status: int, headers: dict[str, str] | None = None) -> Response[ClientView]:
    own = {"etag": etag(view.version), "cache-control": "no-store", **(headers or {})}
    return Response(view, status_code=status, headers=own)
