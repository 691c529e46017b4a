"""Sessions of people: started, refreshed with a new token each time, ended when an old token comes back."""

from uuid import UUID

from services.identity.application.commands import EndSession, RefreshSession, StartSession
from services.identity.application.handlers.access import revoke_access
from services.identity.application.handlers.sign_in import access_of
from services.identity.application.ports import UnitOfWork
from services.identity.application.views import Refreshed
from services.identity.domain.model import Account, Session, Shown


async def start_session(command: StartSession, uow: UnitOfWork) -> Session:
    """A family of refresh tokens with its first one."""
    async with uow:
        session = Session.start(
            session_id=command.session_id,
            account_id=command.account_id,
            client_id=command.client_id,
            scopes=command.scopes,
            token_hash=command.token_hash,
            life=command.life,
            at=uow.real_now(),
        )
        uow.sessions.add(session)
    return session


async def refresh_session(command: RefreshSession, uow: UnitOfWork) -> Refreshed:
    """What the token was worth, and what the person may do now; raises AccountSuspended or AccountDisabled.

    A token that was used before ends the whole session, and the tokens issued so far: one of the two who hold
    it has stolen it.
    """
    async with uow:
        account, session = await _locked(command.session_id, command.client_id, uow)
        if account is None or session is None:
            return Refreshed(shown=Shown.OVER)
        at = uow.real_now()
        shown = session.shown(command.token_hash, at, command.grace)
        if shown is Shown.REUSED:
            session.end(at)
            await revoke_access(account, uow)
            detail = {"session": str(session.id), "client": session.client_id}
            uow.audit.add("session.token-reused", "account", account.id, None, detail)
        if shown in {Shown.REUSED, Shown.OVER}:
            return Refreshed(shown=shown)
        access = await access_of(account, uow)
        if shown is Shown.NEWEST:
            session.rotate(command.next_hash, command.life, at)
        elif command.reissue:
            session.reissue(command.next_hash)
    return Refreshed(shown=shown, access=access, scopes=frozenset(session.scopes))


async def end_session(command: EndSession, uow: UnitOfWork) -> None:
    """The tokens of the person issued so far go with it; of another client's session nothing is said."""
    async with uow:
        account, session = await _locked(command.session_id, command.client_id, uow)
        if account is None or session is None or session.ended_at is not None:
            return
        session.end(uow.real_now())
        await revoke_access(account, uow)
        detail = {"session": str(session.id), "client": session.client_id}
        uow.audit.add("session.ended", "account", account.id, account.id, detail)


async def _locked(session_id: UUID, client_id: str, uow: UnitOfWork) -> tuple[Account | None, Session | None]:
    """The person before the session, as everywhere, so that nobody waits in a ring."""
    account_id = await uow.sessions.account_of(session_id)
    account = None if account_id is None else await uow.accounts.lock(account_id)
    session = await uow.sessions.get(session_id)
    known = session is not None and session.client_id == client_id
    return account, session if known else None
