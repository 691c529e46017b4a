"""Who may call what: roles, scopes, suspension, and operations that forgot to say."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import httpx
import msgspec
import pytest
from litestar import Controller, Litestar, get
from litestar.exceptions import NotAuthorizedException

from shared.clock import FixedClock
from shared.ids import uuid7
from shared.persistence import Database, SqlUnitOfWork, standing
from shared.settings import ServiceSettings
from shared.telemetry import Telemetry
from shared.web.access import UnguardedOperation
from shared.web.app import create_api
from shared.web.auth import requires
from shared.web.principal import ROLES, Principal
from tests.shared.web.conftest import client_of
from tests.shared.web.expect import problem
from tests.tokens import Issuer

NOTES = "/notes/v1/notes"
ONE = f"{NOTES}/{UUID(int=1)}"
CHANGE = {"title": "a"}


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}", "If-Match": '"3"'}


@pytest.mark.parametrize("role", [role for role in ROLES if role != "reporter"])
async def test_another_role_is_forbidden(api: httpx.AsyncClient, issuer: Issuer, role: str) -> None:
    answer = await api.post(NOTES, json={"title": "a"}, headers=issuer.bearer(role))
    problem(answer, 403, "forbidden")


async def test_a_scope_is_no_role_and_a_role_no_scope(api: httpx.AsyncClient, issuer: Issuer) -> None:
    machine = {"Authorization": f"Bearer {issuer.machine('reporter')}"}
    problem(await api.post(NOTES, json={"title": "a"}, headers=machine), 403, "forbidden")
    problem(await api.get(NOTES, headers=issuer.bearer("notes:read")), 403, "forbidden")


async def test_a_machine_with_the_scope_may(api: httpx.AsyncClient, issuer: Issuer) -> None:
    headers = {"Authorization": f"Bearer {issuer.machine('notes:read', 'other')}"}
    assert (await api.get(NOTES, headers=headers)).status_code == 200


async def test_a_suspended_account_is_refused_everywhere_even_where_none_is_needed(
    api: httpx.AsyncClient, issuer: Issuer, store: Database, clock: FixedClock
) -> None:
    account = uuid7()
    headers = issuer.bearer("reporter", sub=account)
    assert (await api.get(ONE, headers=headers)).status_code == 200
    async with SqlUnitOfWork(store, clock) as uow:
        await standing.suspend(uow, account, clock.now(), 1)
    standing.forget(store)
    problem(await api.get(ONE, headers=headers), 403, "account-suspended")
    problem(await api.post(NOTES, json={"title": "a"}, headers=headers), 403, "account-suspended")
    assert (await api.get(ONE)).status_code == 200


async def test_a_public_operation_still_checks_the_token_it_is_sent(
    api: httpx.AsyncClient, issuer: Issuer
) -> None:
    account = uuid7()
    assert (await api.get(ONE)).json()["title"] == "anonymous"
    assert (await api.get(ONE, headers=issuer.bearer(sub=account))).json()["title"] == str(account)
    problem(await api.get(ONE, headers=bearer("a.b.c")), 401, "invalid-token")


async def test_the_keys_being_away_is_not_the_callers_fault(
    build: Callable[..., Litestar], issuer: Issuer, tmp_path: Path
) -> None:
    for address in ((tmp_path / "none.json").as_uri(), "http://127.0.0.1:9/jwks.json"):
        async with client_of(build(jwks_url=address)) as client:
            answer = await client.get(ONE, headers=issuer.bearer())
            problem(answer, 503, "temporarily-unavailable")
            assert answer.headers["retry-after"]


def test_an_operation_that_says_nothing_about_access_stops_the_start(
    settings: ServiceSettings, store: Database, clock: FixedClock
) -> None:
    class Open(Controller):
        @get("/open", operation_id="Open")
        async def read(self) -> None:
            """Open by mistake."""

    with pytest.raises(UnguardedOperation, match="read"):
        create_api(
            service="notes",
            settings=settings,
            database=store,
            telemetry=Telemetry("notes", settings),
            clock=clock,
            controllers=[Open],
            provide_uow=lambda: SqlUnitOfWork(store, clock),
        )


def test_a_principal_is_a_person_a_machine_or_one_through_the_other() -> None:
    assert Principal().account_id is None
    assert len(ROLES) == 11


async def stop(_connection: object, _handler: object) -> None:
    raise NotAuthorizedException


class Layered(Controller):
    """Guards on two layers, and one of another kind."""

    guards = (requires("auditor"),)

    @get("/both", operation_id="Both", guards=[requires(scope="x")])
    async def both(self) -> None:
        """Needs the role and the scope."""

    @get("/other", operation_id="Other", guards=[stop])
    async def other(self) -> None:
        """Has a guard that is none of ours."""


async def test_every_layer_of_guards_must_let_the_caller_in(
    settings: ServiceSettings, store: Database, clock: FixedClock, issuer: Issuer
) -> None:
    app = create_api(
        service="notes",
        settings=msgspec.structs.replace(settings, jwks_url=issuer.jwks_url),
        database=store,
        telemetry=Telemetry("notes", settings),
        clock=clock,
        controllers=[Layered],
        provide_uow=lambda: SqlUnitOfWork(store, clock),
    )
    async with client_of(app) as client:
        problem(await client.get("/notes/v1/both"), 401, "unauthenticated")
        for headers in (issuer.bearer("auditor"), issuer.bearer(scope="x")):
            problem(await client.get("/notes/v1/both", headers=headers), 403, "forbidden")
        fitting = issuer.bearer("auditor", scope="x")
        assert (await client.get("/notes/v1/both", headers=fitting)).status_code == 200
        problem(await client.get("/notes/v1/other"), 401, "unauthenticated")
        problem(await client.get("/notes/v1/other", headers=fitting), 401, "unauthenticated")


async def test_a_token_from_before_a_revocation_is_refused_with_a_challenge(
    api: httpx.AsyncClient, issuer: Issuer, store: Database, clock: FixedClock
) -> None:
    account = uuid7()
    headers = issuer.bearer("reporter", sub=account)
    assert (await api.get(ONE, headers=headers)).status_code == 200
    async with SqlUnitOfWork(store, clock) as uow:
        await standing.revoke(uow, account, datetime.now(UTC))
    standing.forget(store)
    answer = await api.get(ONE, headers=headers)
    problem(answer, 401, "access-revoked")
    assert "invalid_token" in answer.headers["www-authenticate"]
    later = issuer.bearer("reporter", sub=account, iat=int(time.time()) + 1)
    assert (await api.get(ONE, headers=later)).status_code == 200


async def test_a_client_has_the_limit_that_its_token_names(api: httpx.AsyncClient, issuer: Issuer) -> None:
    own = {"sub": "portal", "client_id": "portal", "act": None, "requests_per_minute": 1}
    headers = {"Authorization": f"Bearer {issuer.token(scope='notes:read', **own)}"}
    assert (await api.get(ONE, headers=headers)).status_code == 200
    problem(await api.get(ONE, headers=headers), 429, "too-many-requests")
