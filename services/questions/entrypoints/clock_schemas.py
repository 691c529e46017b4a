"""Bodies of the calculator and of calendar changes, with their limits; an unknown field is an error."""

from datetime import date, datetime, time
from typing import Annotated, Literal
from uuid import UUID

import msgspec

from services.questions.application.calculating import AskedExtension, AskedPause, Calculate
from services.questions.application.calendars import ChangeCalendar
from services.questions.domain.calendar import DayCause, Hours
from services.questions.domain.calendar_change import DayOverride
from services.questions.domain.terms import PauseReason, ReceiptRule, Term, TermKind
from shared.ids import uuid7

Instant = Annotated[datetime, msgspec.Meta(tz=True, description="With an offset (RFC 3339).")]
Amount = Annotated[int, msgspec.Meta(ge=1, le=1000)]
Version = Annotated[str, msgspec.Meta(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f\x7f]+$")]
Line = Annotated[str, msgspec.Meta(min_length=1, max_length=300, pattern=r"^[^\x00-\x1f\x7f]+$")]


class TermRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """So many hours or days of one kind."""

    kind: TermKind
    amount: Amount

    def term(self) -> Term:
        """As the domain knows it."""
        return Term(self.kind, self.amount)


class ReceiptRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When receipt counts as the next day."""

    cut_off: Annotated[time, msgspec.Meta(tz=False)] | None = None
    working_days_only: bool = False


class PauseRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A stretch in which the term stands still; without `until` it lasts still."""

    since: Instant
    until: Instant | None = None
    reason: PauseReason = PauseReason.CLARIFICATION


class ExtensionRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """More time: by an amount, or up to an instant."""

    decided_at: Instant
    by: TermRequest | None = None
    until: Instant | None = None


class CalculationRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is to be counted; without `term` by the policy in force on the day, or by the one named."""

    received_at: Instant
    term: TermRequest | None = None
    receipt: ReceiptRequest | None = None
    policy_version: Version | None = None
    agency_id: UUID | None = None
    pauses: Annotated[tuple[PauseRequest, ...], msgspec.Meta(max_length=20)] = ()
    extensions: Annotated[tuple[ExtensionRequest, ...], msgspec.Meta(max_length=20)] = ()

    def command(self) -> Calculate:
        """As the use case takes it."""
        receipt = self.receipt
        return Calculate(
            received_at=self.received_at,
            policy_version=self.policy_version,
            agency_id=self.agency_id,
            term=None if self.term is None else self.term.term(),
            receipt=None if receipt is None else ReceiptRule(receipt.cut_off, receipt.working_days_only),
            pauses=tuple(AskedPause(since=p.since, until=p.until, reason=p.reason) for p in self.pauses),
            extensions=tuple(
                AskedExtension(
                    decided_at=e.decided_at,
                    extension_id=uuid7(),
                    amount=None if e.by is None else e.by.term(),
                    until=e.until,
                )
                for e in self.extensions
            ),
        )


class SpanRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A stretch of office time; `end` is exclusive."""

    start: Annotated[time, msgspec.Meta(tz=False)]
    end: Annotated[time, msgspec.Meta(tz=False)]


class OverrideRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one document decides about one day, of the province or of one agency; SHORTENED needs hours."""

    day: date
    kind: Literal["OFF", "WORK", "SHORTENED"]
    document: Line
    name_vi: Line
    name_en: Line | None = None
    hours: Annotated[tuple[SpanRequest, ...], msgspec.Meta(max_length=6)] = ()
    agency_id: UUID | None = None

    def override(self) -> DayOverride:
        """As the domain knows it."""
        names = {"vi": self.name_vi, **({"en": self.name_en} if self.name_en else {})}
        hours = tuple(Hours(each.start, each.end) for each in self.hours)
        return DayOverride(self.day, _CAUSES[self.kind], self.document, names, hours, self.agency_id)


class CalendarRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A new version of the calendar, from the one that was read."""

    base_version: Version
    overrides: Annotated[tuple[OverrideRequest, ...], msgspec.Meta(min_length=1, max_length=100)]
    reason: Line
    past_days: bool = False

    def command(self, account_id: UUID | None) -> ChangeCalendar:
        """As the use case takes it."""
        return ChangeCalendar(
            base_version=self.base_version,
            overrides=tuple(each.override() for each in self.overrides),
            past_days=self.past_days,
            reason=self.reason,
            account_id=account_id,
        )


_CAUSES = {"OFF": DayCause.DAY_OFF, "WORK": DayCause.MAKE_UP, "SHORTENED": DayCause.SHORTENED}
