"""The use cases of this service."""

from services.distribution.application.commands.standing import ChangeStanding
from services.distribution.application.ports.standing import UnitOfWork
from services.distribution.domain.model.standing import Standing


async def change_standing(command: ChangeStanding, uow: UnitOfWork) -> None:
    """Repetition changes nothing, and an older message never undoes a newer one."""
    async with uow:
        await uow.standings.put(
            Standing(command.account_id, command.suspended, command.since, command.version)
        )
