"""Published items: what newsrooms say they made from a release, and what its agency says to that."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from urllib.parse import urlsplit, urlunsplit
from uuid import UUID

from services.distribution.domain.errors.items import (
    InvalidItemAddress,
    ItemDecided,
    NotTheReleasingAgency,
    PublishedBeforeRelease,
    PublishedInFuture,
    StaleItem,
)
from services.distribution.domain.model.takes import Member, PublicRelease

_PORTS = {"http": 80, "https": 443}


class ItemStatus(StrEnum):
    """Declared by the newsroom; confirmed or refused by the agency."""

    DECLARED = "declared"
    CONFIRMED = "confirmed"
    REFUSED = "refused"


@dataclass(frozen=True)
class Declaration:
    """What the newsroom says."""

    id: UUID
    url: str
    title: str
    published_at: datetime


@dataclass(eq=False, kw_only=True)
class Item:
    """`url_key` is the same for all ways to write one address."""

    id: UUID
    release_id: UUID
    agency_id: UUID
    press_agency_id: UUID
    declared_by: UUID
    url: str
    url_key: str
    title: str
    published_at: datetime
    declared_at: datetime
    status: ItemStatus = ItemStatus.DECLARED
    reason: str | None = None
    decided_by: UUID | None = None
    decided_at: datetime | None = None
    version: int = 1

    @classmethod
    def declare(cls, said: Declaration, release: PublicRelease, member: Member, now: datetime) -> "Item":
        """Raises InvalidItemAddress, PublishedInFuture or PublishedBeforeRelease."""
        key = address_key(said.url)
        if said.published_at > now:
            raise PublishedInFuture(field="published_at")
        if said.published_at < release.published_at:
            raise PublishedBeforeRelease(field="published_at")
        return cls(
            id=said.id,
            release_id=release.id,
            agency_id=release.agency_id,
            press_agency_id=member.press_agency_id,
            declared_by=member.account_id,
            url=said.url,
            url_key=key,
            title=said.title,
            published_at=said.published_at,
            declared_at=now,
        )

    def decide(
        self, agency_id: UUID | None, account_id: UUID | None, reason: str | None, now: datetime
    ) -> None:
        """Confirmed, or refused with the reason; raises NotTheReleasingAgency or ItemDecided."""
        if agency_id != self.agency_id:
            raise NotTheReleasingAgency
        if self.status is not ItemStatus.DECLARED:
            raise ItemDecided
        self.status = ItemStatus.CONFIRMED if reason is None else ItemStatus.REFUSED
        self.reason, self.decided_by, self.decided_at = reason, account_id, now
        self.version += 1

    def expect(self, version: int) -> None:
        """Raises StaleItem unless the caller has read this version."""
        if version != self.version:
            raise StaleItem


def address_key(url: str) -> str:
    """Scheme, `www.`, default port, fragment and a slash at the end do not tell two items apart."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise InvalidItemAddress(field="url") from error
    host = (parts.hostname or "").rstrip(".").removeprefix("www.")
    printable = url.isprintable() and " " not in url and len(url) <= 2000
    if parts.scheme not in _PORTS or "." not in host or "@" in parts.netloc or not printable:
        raise InvalidItemAddress(field="url")
    place = host if port in (None, _PORTS[parts.scheme]) else f"{host}:{port}"
    return urlunsplit(("", place, parts.path.rstrip("/"), parts.query, ""))
