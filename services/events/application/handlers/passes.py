"""Taking a pass back."""

from services.events.application import happened
from services.events.application.commands import RevokePass
from services.events.application.handlers.finding import press_event_of
from services.events.application.ports import PassAct, UnitOfWork
from services.events.domain.errors import PassAlreadyRevoked, PassNotFound, StaleVersion
from services.events.domain.model import PassState
from services.events.domain.visibility import Reader


async def revoke_pass(command: RevokePass, uow: UnitOfWork) -> PassState:
    """At once, also after the entry; the next status list says so."""
    async with uow:
        state = await uow.passes.state(command.pass_id)
        if state is None:
            raise PassNotFound
        press_event = await press_event_of(state.press_pass.press_event_id, uow)
        if not command.actor.sees_of(press_event.agency_id, state.press_pass.press_agency_id):
            raise PassNotFound
        press_event.require_organiser(command.actor.organises)
        if state.revoked_at is not None:
            raise PassAlreadyRevoked
        if state.version != command.expected_version:
            raise StaleVersion
        return take_back(state, command.reason, command.actor, uow)


def take_back(state: PassState, reason: str, actor: Reader, uow: UnitOfWork) -> PassState:
    """The act and its event, in the caller's transaction."""
    now, version = uow.now(), state.version + 1
    press_pass = state.press_pass
    uow.passes.act(
        PassAct(pass_id=press_pass.id, version=version, kind="revoked", at=now, reason=reason, by=actor.name)
    )
    uow.outbox.add(happened.revoked(press_pass, version, now))
    return PassState(
        press_pass=press_pass,
        window=state.window,
        version=version,
        revoked_at=now,
        entry=state.entry,
        suspended=state.suspended,
        cancelled=state.cancelled,
    )
