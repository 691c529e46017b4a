"""The public edition: no count from one to four, and no small agency by itself."""

from datetime import datetime

import msgspec

from services.metrics.application.views.parts import IntervalView


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
