"""What a reader gets; what each figure counts is in the service's README."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

import msgspec

from services.metrics.application.views.parts import IntervalView, Rated, Spread, WaitingView
from services.metrics.application.views.public import PublicAgencyView, PublicView

__all__ = [
    "AgencyView",
    "CaseView",
    "DutiesView",
    "FollowerView",
    "IntervalView",
    "OverviewView",
    "PressAgencyView",
    "PublicAgencyView",
    "PublicView",
    "State",
    "TimesView",
    "WaitingView",
    "WeekView",
]


class OverviewView(Spread, frozen=True, kw_only=True):
    """The totals at the instant `at`, and who takes part."""

    at: datetime
    questions: int
    agencies: int
    agencies_asked: int
    press_agencies: int
    press_agencies_asking: int
    verified_reporters: int
    suspended_reporters: int
    releases: int
    releases_corrected: int
    releases_withdrawn: int
    press_agencies_taking: int
    press_agencies_using_releases: int
    opens: int
    downloads: int
    copies: int
    press_events: int
    press_events_cancelled: int
    invitations_accepted: int
    invitations_declined: int
    passes: int
    passes_revoked: int
    check_ins: int
    waiting: WaitingView


class FollowerView(msgspec.Struct, frozen=True, kw_only=True):
    """Who answers today for an agency that has ended; code and name are null until they have arrived."""

    agency_id: UUID
    code: str | None
    name: str | None

    def __str__(self) -> str:
        return self.name or self.code or str(self.agency_id)


class AgencyView(Spread, frozen=True, kw_only=True):
    """One state agency as lead; code and name are null until its registration has arrived.

    Figures stay with the agency that acted; `followed_by` names who answers for it once it has ended. The
    rank is null below five judged questions, and for who may not see the others.
    """

    agency_id: UUID
    code: str | None
    name: str | None
    asked: int
    rank: int | None
    releases: int
    releases_corrected: int
    releases_withdrawn: int
    press_agencies_using_releases: int
    press_events: int
    press_events_cancelled: int
    check_ins: int
    entries_on_time: int
    entries_late: int
    entries_missing: int
    followed_by: list[FollowerView]


class DutiesView(msgspec.Struct, frozen=True, kw_only=True):
    """Directory entries within 24 hours; requests about one's own data within two working days.

    `_late` counts every broken term; `entries_missing` and `requests_unanswered` are those still open.
    """

    entries_on_time: int
    entries_late: int
    entries_missing: int
    requests_on_time: int
    requests_late: int
    requests_unanswered: int


class PressAgencyView(Spread, frozen=True, kw_only=True):
    """One press agency as asker and reader; the name is null until its registration has arrived."""

    press_agency_id: UUID
    name: str | None
    verified_reporters: int
    asked: int
    releases_taken: int
    releases_used: int
    opens: int
    downloads: int
    copies: int
    invitations_accepted: int
    invitations_declined: int
    passes: int
    passes_revoked: int
    check_ins: int


class WeekView(Rated, frozen=True, kw_only=True):
    """One ISO week of the province: what became of what was asked in it, and what was published in it."""

    week: str
    starts_on: date
    asked: int
    releases: int
    published_items: int
    check_ins: int


class TimesView(msgspec.Struct, frozen=True, kw_only=True):
    """Published answers whose office hours lie in [from, to); no upper bound in the last class."""

    from_office_hours: int
    to_office_hours: int | None
    answered: int
    on_time: int
    late: int


State = Literal[
    "on_time", "late", "refused_on_time", "refused_late", "awaiting_publication", "open", "open_late",
    "withdrawn", "merged",
]  # fmt: skip


class CaseView(msgspec.Struct, frozen=True, kw_only=True):
    """One question behind a figure; the code is null until a rebuild where it was projected before 0002.

    The press agency of an unpublished question is null for whoever does not handle it.
    """

    question_id: UUID
    code: str | None
    state: State
    agency_id: UUID | None
    agency_name: str | None
    press_agency_id: UUID | None
    press_agency_name: str | None
    submitted_at: datetime
    due_at: datetime
    answered_at: datetime | None
    office_minutes: int | None
