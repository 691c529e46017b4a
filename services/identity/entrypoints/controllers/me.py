"""What a caller is told of himself."""

from litestar import Controller, Response, get, post

from services.identity.application.commands import SignOutEverywhere
from services.identity.application.handlers import sign_out_everywhere
from services.identity.application.views import MeView
from services.identity.domain import errors
from services.identity.entrypoints.controllers.dependencies import Caller, Parts, Queries, Uow
from services.identity.entrypoints.controllers.sign_in import signed_out
from shared.web.auth import requires


class MeController(Controller):
    """The caller, as the token and the register know him."""

    path = "/me"
    tags = ("sign-in",)

    @get(operation_id="ReadMe", summary="Who am I?", guards=[requires()])
    async def read(self, queries: Queries, principal: Caller) -> MeView:
        """Roles as in the token; the accreditation as it stands now."""
        name, last4, reporter = None, None, None
        if principal.account_id is not None:
            name, last4, reporter = await queries.me(principal.account_id)
        return MeView(
            account_id=principal.account_id,
            client_id=principal.client_id,
            full_name=name,
            identifier_last4=last4 or None,
            roles=sorted(principal.roles),
            scopes=sorted(principal.scopes),
            agency_id=principal.agency_id,
            press_agency_id=principal.press_agency_id,
            reporter=reporter,
        )

    @post(
        "/sign-out",
        operation_id="SignOutEverywhere",
        summary="Sign out everywhere",
        status_code=204,
        guards=[requires()],
        opt={"errors": (errors.AccountRequired,), "answers_once": True},
    )
    async def sign_out(self, principal: Caller, parts: Parts, uow: Uow) -> Response[None]:
        """Ends all my sessions; every token issued so far is refused by every service within seconds."""
        if principal.account_id is None:
            raise errors.AccountRequired
        await sign_out_everywhere(SignOutEverywhere(account_id=principal.account_id), uow)
        return Response(None, status_code=204, cookies=list(signed_out(parts)))
