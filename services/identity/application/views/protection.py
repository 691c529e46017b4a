"""What a person and an officer read of requests, consents and the data kept."""

from datetime import datetime
from uuid import UUID

import msgspec

from services.identity.domain.model import Consent, DataRequest, RequestKind, RequestStatus
from services.identity.domain.retention import REGISTER, Category, OnErasure


class KeptView(msgspec.Struct, frozen=True, kw_only=True):
    """What an erasure leaves, and why the law has it kept."""

    key: str
    what: str
    why: str


KEPT = tuple(
    KeptView(key=one.key, what=one.what, why=one.why_kept)
    for one in REGISTER
    if one.on_erasure is OnErasure.KEPT
)


class DataRequestView(msgspec.Struct, frozen=True, kw_only=True):
    """A request about personal data; it is late from `due_at` on. A granted erasure says what is kept."""

    id: UUID
    account_id: UUID
    kind: str
    statement: str | None
    received_at: datetime
    due_at: datetime
    status: str
    decided_at: datetime | None
    reason: str | None
    breached_at: datetime | None
    version: int
    kept: tuple[KeptView, ...] = ()

    def stating_what_is_kept(self) -> "DataRequestView":
        """With what the law makes us keep, when it is an erasure that was granted."""
        granted = (self.kind, self.status) == (RequestKind.ERASURE, RequestStatus.FULFILLED)
        return msgspec.structs.replace(self, kept=KEPT) if granted else self

    @classmethod
    def of(cls, request: DataRequest) -> "DataRequestView":
        """As the person and the officer see it."""
        found = cls(
            id=request.id,
            account_id=request.account_id,
            kind=request.kind,
            statement=request.statement,
            received_at=request.received_at,
            due_at=request.due_at,
            status=request.status,
            decided_at=request.decided_at,
            reason=request.reason,
            breached_at=request.breached_at,
            version=request.version,
        )
        return found.stating_what_is_kept()


class ConsentView(msgspec.Struct, frozen=True, kw_only=True):
    """What was agreed to, and whether it still is."""

    id: UUID
    purpose: str
    text_version: str
    given_at: datetime
    withdrawn_at: datetime | None

    @classmethod
    def of(cls, consent: Consent) -> "ConsentView":
        """As the person sees it."""
        return cls(
            id=consent.id,
            purpose=consent.purpose,
            text_version=consent.text_version,
            given_at=consent.given_at,
            withdrawn_at=consent.withdrawn_at,
        )


class CategoryView(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the register of personal data."""

    key: str
    what: str
    basis: str
    kept: str
    on_erasure: str
    why_kept: str

    @classmethod
    def of(cls, category: Category) -> "CategoryView":
        """As published."""
        return cls(
            key=category.key,
            what=category.what,
            basis=category.basis,
            kept=category.kept,
            on_erasure=category.on_erasure,
            why_kept=category.why_kept,
        )


class OwnDataView(msgspec.Struct, frozen=True, kw_only=True):
    """Everything kept of the caller, table by table; `register` says why and how long."""

    exported_at: datetime
    personal_identifier: str | None
    records: dict[str, list[msgspec.Raw]]
    register: list[CategoryView]
