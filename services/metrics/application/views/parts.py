"""What several views have in common."""

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
