"""E-mail addresses are entered, confirmed by whoever reads them, removed."""

import hashlib
from datetime import timedelta

from services.distribution.application.commands.emails import ConfirmEmail, RegisterEmail, RemoveEmail
from services.distribution.application.ports.deliveries import Message
from services.distribution.application.ports.emails import EmailUnit
from services.distribution.application.ports.endpoints import Sealer
from services.distribution.domain.errors.emails import ConfirmationUnknown, EmailsNotConfigured
from services.distribution.domain.errors.endpoints import EndpointNotFound, TooManyEndpoints
from services.distribution.domain.model.emails import CONFIRM_WITHIN, CONFIRMATION, EmailAddress, normal
from services.distribution.domain.model.endpoints import MOST_ENDPOINTS

_A_DAY = timedelta(days=1)


class EmailDesk:
    """The use case that needs the operator's key; without it or a mail server there is no e-mail."""

    def __init__(self, sealer: Sealer | None) -> None:
        self._sealer = sealer

    async def register(self, command: RegisterEmail, uow: EmailUnit) -> EmailAddress:
        """Asks there for confirmation; removed ones count for a day, so that nobody is flooded."""
        if self._sealer is None:
            raise EmailsNotConfigured
        address = normal(command.address)
        async with uow:
            now = uow.now()
            if await uow.emails.count(command.press_agency_id, now - _A_DAY) >= MOST_ENDPOINTS:
                raise TooManyEndpoints(limit=MOST_ENDPOINTS)
            email = EmailAddress(
                id=command.email_id,
                press_agency_id=command.press_agency_id,
                address=address,
                language=command.language,
                topics=tuple(dict.fromkeys(command.topics)),
                token_hash=digest(command.token),
                created_at=now,
                expires_at=now + CONFIRM_WITHIN,
            )
            await uow.emails.add(email, _question(command, email, self._sealer))
        return email


async def confirm_email(command: ConfirmEmail, uow: EmailUnit) -> EmailAddress:
    """Raises ConfirmationUnknown."""
    async with uow:
        email = await uow.emails.asked_by(digest(command.token))
        if email is None:
            raise ConfirmationUnknown
        email.confirm(uow.now())
        await uow.emails.put(email)
    return email


async def remove_email(command: RemoveEmail, uow: EmailUnit) -> None:
    """What waits in its queue is dropped; the ledger stays."""
    async with uow:
        email = await uow.emails.get(command.email_id, command.press_agency_id)
        if email is None:
            raise EndpointNotFound
        email.expect(command.expected_version)
        email.remove()
        await uow.emails.put(email)


def digest(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _question(command: RegisterEmail, email: EmailAddress, sealer: Sealer) -> Message:
    return Message(
        id=command.message_id,
        topic=CONFIRMATION,
        subject_id=email.id,
        version=None,
        release_id=None,
        headline=None,
        occurred_at=email.created_at,
        body=sealer.seal(command.token),
    )
