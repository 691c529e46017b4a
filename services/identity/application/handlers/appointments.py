"""Officials and newsroom administrators get their posts before they ever sign in."""

from uuid import UUID

from services.identity.application.commands import Appoint, EndAppointment
from services.identity.application.handlers.access import revoke_access
from services.identity.application.handlers.posts import posts_of
from services.identity.application.ports import UnitOfWork
from services.identity.domain.errors import StaleVersion, UnknownAppointment, UnknownReference
from services.identity.domain.model import Account, Appointment, Post
from shared.ids import uuid7


async def appoint(command: Appoint, uow: UnitOfWork) -> tuple[Appointment, Account]:
    """Raises UnknownReference, AlreadyAppointed or PostsClash; makes the account if the person has none."""
    command.post.require_appointable()
    async with uow:
        await require_place(command.post, uow)
        account = await uow.accounts.find_or_add(command.identifier, uuid7(), uow.now())
        if account.full_name is None:
            account.full_name = command.full_name
        held = await posts_of(account.id, uow)
        appointment = Appointment.make(
            appointment_id=command.appointment_id,
            account=account,
            post=command.post,
            held=held,
            by=command.by,
            at=uow.now(),
        )
        uow.appointments.add(appointment)
        detail = {"appointment": str(appointment.id), "role": appointment.post.role.value}
        uow.audit.add("appointment.made", "account", account.id, command.by, detail)
    return appointment, account


async def end_appointment(command: EndAppointment, uow: UnitOfWork) -> tuple[Appointment, Account]:
    """Raises UnknownAppointment, StaleVersion or AppointmentEnded."""
    async with uow:
        appointment = await uow.appointments.get(command.appointment_id)
        if appointment is None:
            raise UnknownAppointment
        if appointment.version != command.expected_version:
            raise StaleVersion(expected=command.expected_version, actual=appointment.version)
        account = await account_of(appointment.account_id, uow)
        appointment.end(uow.now())
        await revoke_access(account, uow)
        detail = {"appointment": str(appointment.id), "role": appointment.post.role.value}
        uow.audit.add("appointment.ended", "account", account.id, command.by, detail)
    return appointment, account


async def require_place(post: Post, uow: UnitOfWork) -> None:
    """Raises UnknownReference when the post's agency or newsroom is not in the register."""
    if post.agency_id is not None and not await uow.agencies.exists(post.agency_id):
        raise UnknownReference("agency_id", name="agency_id")
    if post.press_agency_id is not None and await uow.press_agencies.get(post.press_agency_id) is None:
        raise UnknownReference("press_agency_id", name="press_agency_id")


async def account_of(account_id: UUID, uow: UnitOfWork) -> Account:
    """The account behind another row, locked."""
    account = await uow.accounts.lock(account_id)
    assert account is not None, "a foreign key says so"
    return account
