"""Accounts of people, for administrators."""

from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath

from services.identity.application.commands import ChangeAccount
from services.identity.application.handlers import disable_account, enable_account
from services.identity.application.views import AccountView
from services.identity.domain import errors
from services.identity.domain.model import Account
from services.identity.entrypoints.controllers.dependencies import Caller, Queries, Uow, Version
from shared.web.auth import Role, requires
from shared.web.conditional import etag
from shared.web.idempotency import perform

_ERRORS = (errors.UnknownAccount, errors.StaleVersion, errors.WrongAccountStatus)


class AccountController(Controller):
    """Disabled, a person gets no token, and those they hold are refused within seconds."""

    path = "/accounts"
    tags = ("accounts",)
    guards = (requires(Role.administrator),)

    @get(
        "/{account_id:uuid}",
        operation_id="ReadAccount",
        summary="Read an account",
        opt={"errors": (errors.UnknownAccount,)},
    )
    async def read(self, queries: Queries, account_id: FromPath[UUID]) -> Response[AccountView]:
        """Of the personal identifier the last four digits."""
        found = await queries.account(account_id)
        if found is None:
            raise errors.UnknownAccount
        return Response(found, headers={"etag": etag(found.version)})

    @post(
        "/{account_id:uuid}/disablement",
        operation_id="DisableAccount",
        summary="Disable an account",
        status_code=200,
        opt={"errors": _ERRORS},
    )
    async def disable(
        self,
        request: Request[Any, Any, Any],
        account_id: FromPath[UUID],
        expected_version: Version,
        principal: Caller,
        uow: Uow,
    ) -> Response[AccountView]:
        """Ends every session."""
        command = ChangeAccount(
            account_id=account_id, expected_version=expected_version, by=principal.account_id
        )
        return await perform(request, uow, disable_account, command, _view, status=200)

    @post(
        "/{account_id:uuid}/enablement",
        operation_id="EnableAccount",
        summary="Enable an account again",
        status_code=200,
        opt={"errors": _ERRORS},
    )
    async def enable(
        self,
        request: Request[Any, Any, Any],
        account_id: FromPath[UUID],
        expected_version: Version,
        principal: Caller,
        uow: Uow,
    ) -> Response[AccountView]:
        """The person may sign in again."""
        command = ChangeAccount(
            account_id=account_id, expected_version=expected_version, by=principal.account_id
        )
        return await perform(request, uow, enable_account, command, _view, status=200)


def _view(account: Account) -> AccountView:
    return AccountView(
        id=account.id,
        full_name=account.full_name,
        identifier_last4=account.identifier_last4,
        created_at=account.created_at,
        signed_in_at=account.signed_in_at,
        disabled_at=account.disabled_at,
        version=account.version,
    )
