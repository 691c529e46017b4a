"""What a person reads of the data kept of them, and what they agree to."""

from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath, JSONBody

from services.identity.application.commands import WithdrawConsent
from services.identity.application.handlers import give_consent, withdraw_consent
from services.identity.application.views import CategoryView, ConsentView, OwnDataView
from services.identity.domain import errors
from services.identity.domain.model import RevealPurpose
from services.identity.domain.retention import REGISTER, Purpose
from services.identity.entrypoints import parts as parts_of_api
from services.identity.entrypoints.controllers.dependencies import Caller, Parts, Queries, Uow
from services.identity.entrypoints.schemas import ConsentRequest, actor_of, consent_of
from shared.web.auth import public, requires
from shared.web.idempotency import perform

KEPT = [CategoryView.of(category) for category in REGISTER]


class OwnDataController(Controller):
    """The person's own data and consents, and the register of what is kept of anybody."""

    tags = ("personal data",)

    @get(
        "/me/data",
        operation_id="ExportOwnData",
        summary="Everything kept of me",
        guards=[requires()],
        opt={"errors": (errors.AccountRequired,)},
    )
    async def export(
        self, queries: Queries, principal: Caller, parts: Parts, uow: Uow
    ) -> Response[OwnDataView]:
        """At once, so that no term runs; each export is in the audit log."""
        account_id = actor_of(principal).person()
        async with uow:
            uow.audit.add("data.exported", "account", account_id, account_id, {})
        found = OwnDataView(
            exported_at=parts.clock.now(),
            personal_identifier=await _identifier(parts, account_id),
            records=await queries.own_data(account_id),
            register=KEPT,
        )
        return Response(found, headers={"cache-control": "no-store"})

    @get(
        "/personal-data-register",
        operation_id="ReadPersonalDataRegister",
        summary="What is kept of people, why, and how long",
        guards=[public],
    )
    async def register(self) -> list[CategoryView]:
        """With what becomes of it when a person asks to be forgotten."""
        return KEPT

    @get("/me/consents", operation_id="ListConsents", summary="What I agreed to", guards=[requires()])
    async def consents(self, queries: Queries, principal: Caller) -> list[ConsentView]:
        """Newest first, withdrawn ones too."""
        return await queries.consents(actor_of(principal).person())

    @post(
        "/me/consents",
        operation_id="GiveConsent",
        summary="Agree to a purpose",
        guards=[requires()],
        opt={"errors": (errors.AccountRequired, errors.UnknownPurpose)},
    )
    async def give(
        self, request: Request[Any, Any, Any], data: JSONBody[ConsentRequest], principal: Caller, uow: Uow
    ) -> Response[ConsentView]:
        """To the text as it is now; agreeing again changes nothing."""
        command = consent_of(data, principal)
        return await perform(request, uow, give_consent, command, ConsentView.of)

    @post(
        "/me/consents/{purpose:str}/withdrawal",
        operation_id="WithdrawConsent",
        summary="Agree no longer",
        status_code=200,
        guards=[requires()],
        opt={"errors": (errors.AccountRequired, errors.UnknownPurpose)},
    )
    async def withdraw(
        self, request: Request[Any, Any, Any], purpose: FromPath[Purpose], principal: Caller, uow: Uow
    ) -> Response[ConsentView]:
        """As easy as agreeing."""
        command = WithdrawConsent(actor=actor_of(principal), purpose=purpose)
        return await perform(request, uow, withdraw_consent, command, ConsentView.of, status=200)


async def _identifier(parts: parts_of_api.Parts, account_id: UUID) -> str | None:
    try:
        found = await parts.vault.reveal(account_id, RevealPurpose.DATA_SUBJECT_EXPORT, account_id, {})
    except errors.IdentifierUnavailable:
        return None
    return found.digits
