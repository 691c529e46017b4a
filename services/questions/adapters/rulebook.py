"""Deadline policies and calendars by version, kept in memory: a version never changes."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from services.questions.adapters.policies import PolicyDetails, policy_of
from services.questions.application.ports import Rules
from services.questions.domain.calendar import Overlay, Season, SpecialDay, WorkCalendar
from services.questions.domain.terms import DeadlinePolicy
from shared.persistence.engine import Database


class CalendarDocument(msgspec.Struct, frozen=True, omit_defaults=True):
    """A calendar as it is stored; the version is a name and the hash of this."""

    zone: str
    first: date
    last: date
    seasons: tuple[Season, ...]
    exceptions: dict[date, SpecialDay]
    overlays: dict[str, Overlay] = {}

    def calendar(self, version: str) -> WorkCalendar:
        """As the domain reads it."""
        zone, parts = ZoneInfo(self.zone), (self.seasons, self.exceptions, self.overlays)
        return WorkCalendar(version, zone, self.first, self.last, *parts)


class RuleConflict(Exception):
    """A version that is stored already was to get another meaning; load it under a new version."""


class UnknownRules(LookupError):
    """A policy or calendar version that was never loaded into this database."""


_INSERT_POLICY = """
INSERT INTO deadline_policies (version, kind, amount, legal_basis, valid_from, valid_to, approaching_kind,
    approaching_amount, questions_per_day, receipt_cut_off, receipt_working_days_only, details)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
ON CONFLICT (version) DO UPDATE SET valid_to = excluded.valid_to, details = excluded.details
WHERE (deadline_policies.kind, deadline_policies.amount, deadline_policies.legal_basis,
       deadline_policies.valid_from, deadline_policies.approaching_kind,
       deadline_policies.approaching_amount, deadline_policies.questions_per_day,
       deadline_policies.receipt_cut_off, deadline_policies.receipt_working_days_only,
       coalesce(nullif(deadline_policies.details, '{}'), excluded.details))
  IS NOT DISTINCT FROM
      (excluded.kind, excluded.amount, excluded.legal_basis, excluded.valid_from, excluded.approaching_kind,
       excluded.approaching_amount, excluded.questions_per_day, excluded.receipt_cut_off,
       excluded.receipt_working_days_only, excluded.details)
RETURNING version
"""
# Open questions of a version whose other terms are told only now get them from the worker.
_CATCH_UP = """
INSERT INTO wakeups_to_derive (question_id)
SELECT id FROM questions q
WHERE policy_version = $1 AND (status <> 'closed' OR (outcome = 'answered' AND published_round < round))
    AND NOT EXISTS (SELECT FROM question_wakeups w WHERE w.question_id = q.id)
ON CONFLICT DO NOTHING
"""
_INSERT_CALENDAR = """
INSERT INTO work_calendars (version, document, first_day, last_day) VALUES ($1, $2, $3, $4)
ON CONFLICT (version) DO NOTHING
"""
_CALENDARS_OVER = """
SELECT version FROM work_calendars WHERE first_day <= $2 AND last_day >= $1 ORDER BY position DESC
"""


_RULES_AT = """
SELECT (
    SELECT version FROM deadline_policies
    WHERE CASE WHEN $2::text IS NULL THEN valid_from <= $1 AND (valid_to IS NULL OR valid_to > $1)
               ELSE version = $2 END
    ORDER BY valid_from DESC, version DESC LIMIT 1
) AS policy, (
    SELECT version FROM work_calendars WHERE first_day <= $1 AND last_day >= $1 ORDER BY position DESC LIMIT 1
) AS calendar
"""


_NOT_TOLD = "{}"
"""Details of a policy that was stored before there were any."""


class SqlRuleBook:
    """One for each process; reads a version from the database once."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: dict[tuple[str, str], Rules] = {}
        self._calendars: dict[str, WorkCalendar] = {}

    async def rules(self, policy_version: str, calendar_version: str) -> Rules:
        """The rules a question was opened under; raises UnknownRules."""
        key = (policy_version, calendar_version)
        if key not in self._known:
            policies = await self._fetch("deadline_policies", policy_version)
            read = Rules(policy_of(policies[0]), await self._calendar(calendar_version))
            if policies[0]["details"] == _NOT_TOLD:
                return read
            # Whoever read at the same time gets the same objects: caches compare them, deeply if they differ.
            self._known.setdefault(key, read)
        return self._known[key]

    async def rules_at(self, day: date, policy_version: str | None) -> Rules | None:
        """The rules of what is received on the day; of this policy where one is named; None without any."""
        rows = await self._database.fetch(_RULES_AT, day, policy_version)
        if not rows or rows[0]["policy"] is None or rows[0]["calendar"] is None:
            return None
        return await self.rules(rows[0]["policy"], rows[0]["calendar"])

    async def newest(self) -> WorkCalendar | None:
        """The calendar in force."""
        rows = await self._database.fetch("SELECT version FROM work_calendars ORDER BY position DESC LIMIT 1")
        return await self._calendar(rows[0]["version"]) if rows else None

    async def calendars(self, first: date, last: date) -> Sequence[WorkCalendar]:
        """Those that have a day between the two, both included; the newest first."""
        rows = await self._database.fetch(_CALENDARS_OVER, first, last)
        return [await self._calendar(row["version"]) for row in rows]

    async def _calendar(self, version: str) -> WorkCalendar:
        if version not in self._calendars:
            rows = await self._fetch("work_calendars", version)
            document = msgspec.json.decode(rows[0]["document"], type=CalendarDocument)
            self._calendars.setdefault(version, document.calendar(version))
        return self._calendars[version]

    async def _fetch(self, table: str, version: str) -> Sequence[Any]:
        rows = await self._database.fetch(f"SELECT * FROM {table} WHERE version = $1", version)  # noqa: S608 - two literals above
        if not rows:
            raise UnknownRules(f"{table}: {version}")
        return rows

    async def store_policy(self, policy: DeadlinePolicy) -> None:
        """New, the same again, or the same with another end; raises RuleConflict for anything else.

        A version from before migration 0006 has said nothing of its details yet: it gets them once, and until
        then no process keeps it in memory.
        """
        lead, receipt = policy.approaching_before, policy.receipt
        parts = {name: getattr(policy, name) for name in PolicyDetails.__struct_fields__}
        details = msgspec.json.encode(PolicyDetails(**parts), order="deterministic")
        stored = await self._database.fetch(
            _INSERT_POLICY,
            policy.version,
            policy.term.kind.value,
            policy.term.amount,
            policy.legal_basis,
            policy.valid_from,
            policy.valid_to,
            lead.kind.value,
            lead.amount,
            policy.questions_per_day,
            receipt.cut_off,
            receipt.working_days_only,
            details.decode(),
        )
        if not stored:
            raise RuleConflict(f"the policy version {policy.version} is stored with other terms")
        if policy.targets or policy.escalation.steps:
            await self._database.fetch(_CATCH_UP, policy.version)

    async def store_calendar(self, version: str, document: CalendarDocument) -> None:
        """Questions get the newest stored that covers their day; a known version stays as it is."""
        encoded = msgspec.json.encode(document)
        await self._database.fetch(_INSERT_CALENDAR, version, encoded, document.first, document.last)
