"""Posts, as readers get them."""

from datetime import datetime
from uuid import UUID

import msgspec

from services.identity.domain.model import Account, Appointment


class AppointmentView(msgspec.Struct, frozen=True, kw_only=True):
    """A post; of the personal identifier only the last four digits."""

    id: UUID
    account_id: UUID
    identifier_last4: str
    full_name: str | None
    role: str
    agency_id: UUID | None
    press_agency_id: UUID | None
    appointed_at: datetime
    ended_at: datetime | None
    version: int

    @classmethod
    def of(cls, made: tuple[Appointment, Account]) -> "AppointmentView":
        """The post and the person who holds it."""
        appointment, account = made
        return cls(
            id=appointment.id,
            account_id=account.id,
            identifier_last4=account.identifier_last4,
            full_name=account.full_name,
            role=appointment.post.role,
            agency_id=appointment.post.agency_id,
            press_agency_id=appointment.post.press_agency_id,
            appointed_at=appointment.appointed_at,
            ended_at=appointment.ended_at,
            version=appointment.version,
        )
