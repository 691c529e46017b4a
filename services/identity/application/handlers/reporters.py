"""What a person does about the own accreditation: applies, hands new evidence in, changes the newsroom."""

from services.identity.application.commands import ApplyAsReporter, HandInCredential, MoveReporter
from services.identity.application.handlers.identity_checks import ask
from services.identity.application.handlers.posts import posts_of, reporter_post
from services.identity.application.handlers.press_agencies import day_of
from services.identity.application.handlers.protection import give_consent
from services.identity.application.handlers.reporter_events import tell, withdraw_tokens
from services.identity.application.ports import UnitOfWork
from services.identity.domain.errors import (
    AccountRequired,
    AlreadyRegistered,
    UnknownReference,
    UnknownReporter,
)
from services.identity.domain.model import PressAgency, Reporter, admit
from shared.contracts.identity import CredentialHandedIn, ReporterMoved, ReporterRegistered


async def apply_as_reporter(command: ApplyAsReporter, uow: UnitOfWork) -> Reporter:
    """Raises AlreadyRegistered, UnknownReference, PostsClash, or what the credential breaks."""
    async with uow:
        account = await uow.accounts.lock(command.actor.person())
        if account is None:
            raise AccountRequired
        if await uow.reporters.of_account(account.id) is not None:
            raise AlreadyRegistered
        newsroom = await _newsroom(command, uow)
        at = uow.now()
        reporter = Reporter.apply(
            reporter_id=command.reporter_id,
            account_id=account.id,
            newsroom=newsroom,
            credential=command.credential,
            at=at,
            today=day_of(at),
            category=command.category,
            home_organisation=command.home_organisation,
        )
        admit(reporter_post(reporter), await posts_of(account.id, uow))
        uow.reporters.add(reporter)
        tell(uow, ReporterRegistered, reporter, registered_at=at)
        if command.check is not None:
            ask(uow, command.check, reporter)
        if command.consent is not None:
            await give_consent(command.consent, uow)
    return reporter


async def hand_in_credential(command: HandInCredential, uow: UnitOfWork) -> Reporter:
    """Raises UnknownReporter for anybody else's, StaleVersion, WrongReporterStatus, or what it breaks."""
    async with uow:
        reporter, at = await _own(command, uow), uow.now()
        newsroom = await uow.press_agencies.get(reporter.press_agency_id)
        assert newsroom is not None, "a foreign key says so"
        reporter.hand_in(command.credential, newsroom, day_of(at))
        tell(uow, CredentialHandedIn, reporter, handed_in_at=at)
        uow.reporter_acts.add(reporter.id, "evidence", "", command.actor.account_id, at)
    return reporter


async def move_reporter(command: MoveReporter, uow: UnitOfWork) -> Reporter:
    """Raises UnknownReporter for anybody else's, SameNewsroom, PostsClash, or what the credential breaks."""
    async with uow:
        reporter, at = await _own(command, uow), uow.now()
        previous = reporter.press_agency_id
        reporter.move(await _newsroom(command, uow), command.credential, day_of(at))
        await withdraw_tokens(uow, reporter)
        held = [post for post in await posts_of(reporter.account_id, uow) if post != reporter_post(reporter)]
        admit(reporter_post(reporter), held)
        tell(uow, ReporterMoved, reporter, previous_press_agency_id=previous, moved_at=at)
        if command.check is not None:
            ask(uow, command.check, reporter)
        uow.reporter_acts.add(reporter.id, "move", "", command.actor.account_id, at)
    return reporter


async def _newsroom(command: ApplyAsReporter | MoveReporter, uow: UnitOfWork) -> PressAgency:
    newsroom = await uow.press_agencies.get(command.press_agency_id)
    if newsroom is None:
        raise UnknownReference("press_agency_id", name="press_agency_id")
    return newsroom


async def _own(command: HandInCredential | MoveReporter, uow: UnitOfWork) -> Reporter:
    reporter = await uow.reporters.get(command.reporter_id)
    if reporter is None or reporter.account_id != command.actor.person():
        raise UnknownReporter
    reporter.require_version(command.expected_version)
    return reporter
