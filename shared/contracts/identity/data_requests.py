"""Events about the duty to answer what people ask about their own data in two working days (NĐ 356/2025).

Whose request it is, what it asks and how it was answered stays in the identity service.
"""

from typing import ClassVar
from uuid import UUID

from shared.contracts.event import Event, UtcTime


class DataRequestOverdue(Event, frozen=True, kw_only=True, tag="identity.data_request.overdue.v1"):
    """The two working days are over and nobody has answered; told once."""

    __aggregate__: ClassVar[str] = "request_id"

    request_id: UUID
    due_at: UtcTime


class DataRequestAnswered(Event, frozen=True, kw_only=True, tag="identity.data_request.answered.v1"):
    """The request was granted or refused, which of them is not told."""

    __aggregate__: ClassVar[str] = "request_id"

    request_id: UUID
    answered_at: UtcTime
    due_at: UtcTime
    on_time: bool
