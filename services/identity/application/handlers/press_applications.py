"""A newsroom applies online; the department decides with its reason."""

from services.identity.application.commands import (
    ApplyAsPressAgency,
    DecidePressApplication,
    RegisterPressAgency,
)
from services.identity.application.handlers.posts import posts_of
from services.identity.application.handlers.press_agencies import day_of, register_press_agency
from services.identity.application.ports import UnitOfWork
from services.identity.domain.errors import AccountRequired, PressAgencyExists, UnknownApplication
from services.identity.domain.model import (
    Account,
    Appointment,
    Post,
    PressApplication,
    Role,
    require_running,
)
from shared.ids import uuid7


async def apply_as_press_agency(command: ApplyAsPressAgency, uow: UnitOfWork) -> PressApplication:
    """Raises AccountRequired, LicenceEnded, or PressAgencyExists when it is in the register already."""
    async with uow:
        account = await uow.accounts.lock(command.actor.person())
        if account is None:
            raise AccountRequired
        require_running(command.profile.details, day_of(uow.now()))
        if await uow.press_agencies.named(command.profile.name):
            raise PressAgencyExists("name")
        application = PressApplication(command.application_id, account.id, command.profile, uow.now())
        uow.press_applications.add(application)
    return application


async def decide_press_application(command: DecidePressApplication, uow: UnitOfWork) -> PressApplication:
    """A grant registers the newsroom and makes the applicant its administrator.

    Raises UnknownApplication, StaleVersion, AlreadyDecided, ReasonRequired, AccountIsErased,
    PressAgencyExists or PostsClash.
    """
    async with uow:
        application = await uow.press_applications.get(command.application_id)
        if application is None:
            raise UnknownApplication
        application.require_version(command.expected_version)
        by, at = command.actor.person(), uow.now()
        if command.granted:
            application.require_open()
            await _enter(application, command, uow)
            application.grant(command.press_agency_id, by=by, reason=command.reason, at=at)
        else:
            application.refuse(by=by, reason=command.reason, at=at)
        act = f"press-application.{application.status}"
        uow.audit.add(act, "press_application", application.id, by, {"reason": command.reason})
    return application


async def _enter(application: PressApplication, command: DecidePressApplication, uow: UnitOfWork) -> None:
    account = await uow.accounts.lock(application.applicant_id)
    assert account is not None, "a foreign key says so"
    account.require_not_erased()
    profile = application.profile
    await register_press_agency(
        RegisterPressAgency(
            press_agency_id=command.press_agency_id,
            name=profile.name,
            types=profile.types,
            kind=profile.kind,
            details=profile.details,
        ),
        uow,
    )
    await _appoint(account, command, uow)


async def _appoint(account: Account, command: DecidePressApplication, uow: UnitOfWork) -> None:
    appointment = Appointment.make(
        appointment_id=uuid7(),
        account=account,
        post=Post(Role.NEWSROOM_ADMIN, press_agency_id=command.press_agency_id),
        held=await posts_of(account.id, uow),
        by=command.actor.person(),
        at=uow.now(),
    )
    uow.appointments.add(appointment)
    detail = {"appointment": str(appointment.id), "role": Role.NEWSROOM_ADMIN.value}
    uow.audit.add("appointment.made", "account", account.id, command.actor.account_id, detail)
