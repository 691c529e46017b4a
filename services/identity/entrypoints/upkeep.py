"""The worker's part for the press: look-ups in the population database, and what the passing of days does."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from uuid import UUID

from services.identity.adapters.identifier_keys import IdentifierCipher
from services.identity.adapters.identity_matching import IdentityMatcher
from services.identity.adapters.keys import read_secret
from services.identity.adapters.population import Connection, HttpPopulationDatabase
from services.identity.adapters.unit_of_work import IdentityUnitOfWork
from services.identity.adapters.vault import SqlIdentifierVault
from services.identity.application.handlers import tend_press_agency, tend_reporter
from services.identity.application.handlers.press_agencies import day_of
from services.identity.settings import Settings
from shared.messaging import Periodic
from shared.persistence import Database

_LOOK_UP_SECONDS = 1.0
_SWEEP_SECONDS = 60.0

Provide = Callable[[], IdentityUnitOfWork]


def press_upkeep(settings: Settings, database: Database, provide_uow: Provide) -> list[Periodic]:
    """Look-ups only where there is a database to ask; it is then that the worker needs the sealing keys."""
    sweep = Periodic("accreditation-sweep", _SWEEP_SECONDS, partial(sweep_press, settings, provide_uow))
    if not settings.population_url:
        return [sweep]
    cipher = IdentifierCipher.from_file(settings.identifier_cipher_key_file)
    token = read_secret(settings.population_token_file) if settings.population_token_file else ""
    matcher = IdentityMatcher(
        database,
        HttpPopulationDatabase(_connection(settings, token)),
        SqlIdentifierVault(database, cipher, provide_uow),
        provide_uow,
    )
    return [sweep, Periodic("identity-checks", _LOOK_UP_SECONDS, matcher.run)]


def _connection(settings: Settings, token: str) -> Connection:
    """Under what name this province asks."""
    return Connection(
        settings.population_url,
        token,
        settings.population_service_code,
        settings.population_integration_code,
        settings.population_unit_code,
        settings.population_timeout_seconds,
    )


async def sweep_press(settings: Settings, provide_uow: Provide) -> None:
    """Each newsroom and each reporter in a transaction of their own; what failed is due the next time."""
    licence, credential = settings.licence_warning_days, settings.credential_warning_days
    for newsroom_id in await _newsrooms(provide_uow(), licence):
        await tend_press_agency(newsroom_id, timedelta(days=licence), provide_uow())
    tended: set[UUID] = set()
    while due := set(await _reporters(provide_uow(), settings)) - tended:
        tended |= due
        for reporter_id in sorted(due):
            await tend_reporter(
                reporter_id, timedelta(days=credential), settings.vouching_rule, provide_uow()
            )


async def _newsrooms(uow: IdentityUnitOfWork, days: int) -> list[UUID]:
    async with uow:
        today = day_of(uow.now())
        return await uow.press_agencies.ending(today, today + timedelta(days=days))


async def _reporters(uow: IdentityUnitOfWork, settings: Settings) -> list[UUID]:
    async with uow:
        today = day_of(uow.now())
        until = today + timedelta(days=settings.credential_warning_days)
        return await uow.reporters.needing_care(today, until, settings.vouching_rule)
