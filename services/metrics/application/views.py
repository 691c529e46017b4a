"""What a reader gets; what each figure counts is in the service's README."""

from datetime import datetime
from uuid import UUID

import msgspec


class WaitingView(msgspec.Struct, frozen=True, kw_only=True):
    """What refers to something not yet heard of; all zero when every stream has been read."""

    questions_without_submission: int
    agencies_without_registration: int
    press_agencies_without_registration: int


class OverviewView(msgspec.Struct, frozen=True, kw_only=True):
    """The totals at the instant `at`, and who takes part."""

    at: datetime
    questions: int
    answered: int
    on_time: int
    late: int
    awaiting_publication: int
    open: int
    open_late: int
    on_time_rate: float | None
    median_office_minutes: float | None
    agencies: int
    agencies_asked: int
    press_agencies: int
    press_agencies_asking: int
    verified_reporters: int
    suspended_reporters: int
    waiting: WaitingView


class AgencyView(msgspec.Struct, frozen=True, kw_only=True):
    """One state agency as lead; code and name are null until its registration has arrived."""

    agency_id: UUID
    code: str | None
    name: str | None
    asked: int
    answered: int
    on_time: int
    late: int
    awaiting_publication: int
    open: int
    open_late: int
    on_time_rate: float | None
    median_office_minutes: float | None


class PressAgencyView(msgspec.Struct, frozen=True, kw_only=True):
    """One press agency as asker; the name is null until its registration has arrived."""

    press_agency_id: UUID
    name: str | None
    verified_reporters: int
    asked: int
    answered: int
    on_time: int
    late: int
    awaiting_publication: int
    open: int
    open_late: int
    on_time_rate: float | None
    median_office_minutes: float | None
