"""E-mail addresses of newsrooms: nothing but a question is sent to one before it was answered with yes."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from services.distribution.domain.errors.emails import ConfirmationUnknown, InvalidEmailAddress
from services.distribution.domain.errors.endpoints import StaleEndpoint
from services.distribution.domain.model.endpoints import Topic

CONFIRMATION = "email.confirmation"
"""The topic of the one message that an unconfirmed address gets."""
CONFIRM_WITHIN = timedelta(hours=48)
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@([A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}")


class EmailStatus(StrEnum):
    """`removed`: only the ledger remembers it."""

    UNCONFIRMED = "unconfirmed"
    CONFIRMED = "confirmed"
    REMOVED = "removed"


@dataclass(eq=False, kw_only=True)
class EmailAddress:
    """`token_hash` is that of the link's token, until the link was used."""

    id: UUID
    press_agency_id: UUID
    address: str
    language: str
    topics: tuple[Topic, ...]
    token_hash: str | None
    created_at: datetime
    expires_at: datetime
    status: EmailStatus = EmailStatus.UNCONFIRMED
    confirmed_at: datetime | None = None
    version: int = 1

    def expect(self, version: int) -> None:
        """Raises StaleEndpoint unless the caller has read this version."""
        if version != self.version:
            raise StaleEndpoint

    def confirm(self, now: datetime) -> None:
        """By whoever reads the mail; raises ConfirmationUnknown."""
        if self.status is not EmailStatus.UNCONFIRMED or now > self.expires_at:
            raise ConfirmationUnknown
        self.status, self.token_hash, self.confirmed_at = EmailStatus.CONFIRMED, None, now
        self.version += 1

    def remove(self) -> None:
        """For good."""
        self.status, self.token_hash = EmailStatus.REMOVED, None
        self.version += 1


def normal(address: str) -> str:
    """With its domain in small letters; raises InvalidEmailAddress."""
    if len(address) > 254 or not _ADDRESS.fullmatch(address) or ".." in address:
        raise InvalidEmailAddress(field="address")
    name, _, domain = address.rpartition("@")
    return f"{name}@{domain.lower()}"
