"""Press events and invitations: changed ones through the ORM, new rows as gathered inserts."""

from uuid import UUID

from sqlalchemy import select

from services.events.adapters.orm import invitations, press_events
from services.events.domain.model import Invitation, PressEvent
from shared.persistence import SqlUnitOfWork

_EVENT = tuple(press_events.c.keys())
_INVITATION = tuple(invitations.c.keys())


class SqlPressEvents:
    """`get` locks the row: invitations and passes of one press event are made one after another."""

    def __init__(self, uow: SqlUnitOfWork) -> None:
        self._uow = uow

    def add(self, press_event: PressEvent) -> None:
        """A new one, in the one statement at commit."""
        self._uow.insert(press_events, **{name: getattr(press_event, name) for name in _EVENT})

    async def get(self, press_event_id: UUID) -> PressEvent | None:
        """For change, locked until the transaction ends."""
        return await self._uow.session.get(PressEvent, press_event_id, with_for_update=True)


class SqlInvitations:
    """`get` locks the row."""

    def __init__(self, uow: SqlUnitOfWork) -> None:
        self._uow = uow

    def add(self, invitation: Invitation) -> None:
        """A new one, in the one statement at commit."""
        self._uow.insert(invitations, **{name: getattr(invitation, name) for name in _INVITATION})

    async def get(self, invitation_id: UUID) -> Invitation | None:
        """For change, locked until the transaction ends."""
        return await self._uow.session.get(Invitation, invitation_id, with_for_update=True)

    async def seats(self, press_event_id: UUID) -> set[tuple[UUID, UUID | None]]:
        """Newsroom and named reporter of each invitation that there is."""
        wanted = select(invitations.c.press_agency_id, invitations.c.named_reporter_id)
        rows = await self._uow.session.execute(wanted.where(invitations.c.press_event_id == press_event_id))
        return {(row[0], row[1]) for row in rows}
