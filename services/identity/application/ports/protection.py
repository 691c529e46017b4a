"""The stores of requests about personal data and of consents, and what forgetting a person takes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from services.identity.domain.model import Consent, DataRequest, RequestKind


class DataRequests(Protocol):
    """Requests about personal data."""

    def add(self, request: DataRequest) -> None:
        """Record a new one."""
        ...

    async def get(self, request_id: UUID) -> DataRequest | None:
        """The request, locked."""
        ...

    async def open_of(self, account_id: UUID, kind: RequestKind | None) -> DataRequest | None:
        """One that waits for its answer; of any kind when `kind` is None."""
        ...

    async def claim_overdue(self, at: datetime, limit: int) -> Sequence[DataRequest]:
        """Open ones whose time is over and that nobody has told of, locked; what others hold is skipped."""
        ...


class Consents(Protocol):
    """What people have agreed to."""

    async def add(self, consent: Consent) -> None:
        """Record it."""
        ...

    async def given(self, account_id: UUID, purpose: str) -> Consent | None:
        """The consent to the purpose that was not withdrawn."""
        ...


class PersonalData(Protocol):
    """What other aggregates hold of a person."""

    async def forget(self, account_id: UUID) -> None:
        """Empties what need not be kept: credentials, words, look-ups that wait, sessions."""
        ...

    async def unused_accounts(self, since: datetime, limit: int) -> Sequence[UUID]:
        """Accounts without any post that nobody has signed in to since then."""
        ...

    async def drop_statements(self, before: datetime) -> None:
        """Empties the words of requests that were answered before then."""
        ...

    async def drop_contacts(self, before: datetime) -> None:
        """Empties phone and e-mail of those whose right to speak ended before then."""
        ...
