"""A newsroom has taken a release: somebody of it opened, downloaded or copied an edition."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from services.distribution.domain.errors.takes import NoNewsroom, TakenAfterWithdrawal


class TakeAction(StrEnum):
    """What was done with it."""

    OPEN = "open"
    DOWNLOAD = "download"
    COPY = "copy"


@dataclass(frozen=True)
class Member:
    """Somebody of a newsroom."""

    account_id: UUID
    press_agency_id: UUID

    @classmethod
    def of(cls, account_id: UUID | None, press_agency_id: UUID | None) -> "Member":
        """Raises NoNewsroom."""
        if account_id is None or press_agency_id is None:
            raise NoNewsroom
        return cls(account_id, press_agency_id)


@dataclass(frozen=True, kw_only=True)
class PublicRelease:
    """What everybody may know of a release."""

    id: UUID
    agency_id: UUID
    edition: int
    withdrawn: bool
    published_at: datetime


@dataclass(frozen=True, kw_only=True)
class Take:
    """Once for each account, edition and action."""

    id: UUID
    release_id: UUID
    press_agency_id: UUID
    account_id: UUID
    edition: int
    action: TakeAction
    taken_at: datetime


def take(release: PublicRelease, member: Member, action: TakeAction, take_id: UUID, now: datetime) -> Take:
    """Raises TakenAfterWithdrawal."""
    if release.withdrawn and action is not TakeAction.OPEN:
        raise TakenAfterWithdrawal
    return Take(
        id=take_id,
        release_id=release.id,
        press_agency_id=member.press_agency_id,
        account_id=member.account_id,
        edition=release.edition,
        action=action,
        taken_at=now,
    )
