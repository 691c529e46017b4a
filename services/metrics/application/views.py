"""What a reader gets; what each figure counts is in the service's README."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

import msgspec


class IntervalView(msgspec.Struct, frozen=True, kw_only=True):
    """The 95 % interval (Wilson) around a rate, to four places."""

    low: float
    high: float


class WaitingView(msgspec.Struct, frozen=True, kw_only=True):
    """What refers to something not yet heard of; all zero when every stream has been read."""

    questions_without_submission: int
    agencies_without_registration: int
    press_agencies_without_registration: int
    releases_without_publication: int
    items_without_declaration: int
    press_events_without_notice: int
    passes_without_issue: int


class Rated(msgspec.Struct, frozen=True, kw_only=True):
    """Questions and what became of them; `on_time` and `late` count answers and refusals.

    Withdrawn and merged questions are in no other count.
    """

    answered: int
    on_time: int
    late: int
    awaiting_publication: int
    open: int
    open_late: int
    on_time_rate: float | None
    on_time_interval: IntervalView | None
    median_office_minutes: float | None
    refused: int
    withdrawn: int
    merged: int
    extended: int


class Spread(Rated, frozen=True, kw_only=True):
    """Questions; and items that newsrooms declared, with what the agencies said of them."""

    published_items: int
    items_declared: int
    items_unchecked: int
    items_confirmed: int
    items_refused: int


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


class AgencyView(Spread, frozen=True, kw_only=True):
    """One state agency as lead; code and name are null until its registration has arrived.

    The rank is null below five judged questions, and for who may not see the others.
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


class PublicAgencyView(msgspec.Struct, frozen=True, kw_only=True):
    """One agency with at least five published answers; without code and name: all the others together."""

    code: str | None
    name: str | None
    answered: int
    on_time_rate: float
    on_time_interval: IntervalView


class PublicView(msgspec.Struct, frozen=True, kw_only=True):
    """The public edition: a count from one to four is null, and small agencies are pooled."""

    at: datetime
    minimum_group: int
    press_agencies: int | None
    verified_reporters: int | None
    questions: int | None
    agencies_asked: int | None
    on_time_rate: float | None
    on_time_interval: IntervalView | None
    releases: int | None
    press_agencies_using_releases: int | None
    published_items: int | None
    press_events: int | None
    check_ins: int | None
    agencies: list[PublicAgencyView]
