"""The use cases of this service."""

from services.events.application.commands import ChangeStanding
from services.events.application.ports import UnitOfWork
from services.events.domain.model import Standing


async def change_standing(command: ChangeStanding, uow: UnitOfWork) -> None:
    """Repetition changes nothing, and an older message never undoes a newer one."""
    async with uow:
        await uow.standings.put(
            Standing(command.account_id, command.suspended, command.since, command.version)
        )
