"""What a reader has read."""

from services.distribution.application.commands.inbox import ForgetReader, MarkRead
from services.distribution.application.ports.inbox import InboxUnit
from services.distribution.domain.errors.releases import ReleaseNotFound


async def mark_read(command: MarkRead, uow: InboxUnit) -> None:
    """A mark never moves back; raises ReleaseNotFound for a release that is not public."""
    async with uow:
        if command.up_to is not None:
            await uow.read_marks.up_to(command.account_id, command.up_to)
        if command.release_id is not None and not await uow.read_marks.one(
            command.account_id, command.release_id
        ):
            raise ReleaseNotFound


async def forget_reader(command: ForgetReader, uow: InboxUnit) -> None:
    """Takes stay, as the newsroom's figures rest on them; the account's id leads to nobody now."""
    async with uow:
        await uow.read_marks.forget(command.account_id)
