"""`python -m services.questions seed FILE...`: deadline policies and calendars, as often as one likes."""

import sys
from collections.abc import Sequence
from datetime import date, time
from pathlib import Path

import msgspec

from services.questions.adapters.holiday_calendar import CalendarSource
from services.questions.adapters.rulebook import RuleConflict, SqlRuleBook
from services.questions.domain.escalation import EscalationRule
from services.questions.domain.terms import (
    DeadlinePolicy,
    ExtensionRule,
    PauseReason,
    ReceiptRule,
    TargetRule,
    Term,
    TermKind,
)
from services.questions.settings import Settings
from shared.persistence import Database


class ReceiptSource(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The receipt rule, where there is one."""

    cut_off: time | None = None
    working_days_only: bool = False


class TermSource(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A kind and an amount."""

    kind: TermKind
    amount: int


class PolicySource(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One version of the deadline policy; `valid_to` is exclusive."""

    version: str
    kind: TermKind
    amount: int
    legal_basis: str
    valid_from: date
    valid_to: date | None = None
    approaching_before: TermSource
    questions_per_day: int
    receipt: ReceiptSource = ReceiptSource()
    targets: tuple[TargetRule, ...] = ()
    pause_reasons: frozenset[PauseReason] = frozenset(PauseReason)
    extension: ExtensionRule | None = None
    escalation: EscalationRule = EscalationRule()

    def policy(self) -> DeadlinePolicy:
        """As the domain knows it; raises InvalidTerm."""
        lead = self.approaching_before
        return DeadlinePolicy(
            version=self.version,
            term=Term(self.kind, self.amount),
            legal_basis=self.legal_basis,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            approaching_before=Term(lead.kind, lead.amount),
            questions_per_day=self.questions_per_day,
            receipt=ReceiptRule(self.receipt.cut_off, self.receipt.working_days_only),
            targets=self.targets,
            pause_reasons=self.pause_reasons,
            extension=self.extension,
            escalation=self.escalation,
        )


class SeedFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one file may hold; several files may share the work."""

    policies: tuple[PolicySource, ...] = ()
    calendar: CalendarSource | None = None


def _read(name: str) -> SeedFile:
    return msgspec.json.decode(Path(name).read_bytes(), type=SeedFile)


async def load(file: SeedFile, database: Database) -> None:
    """Stores what the file holds; the same file again changes nothing. Raises RuleConflict or ValueError."""
    rulebook = SqlRuleBook(database)
    for source in file.policies:
        await rulebook.store_policy(source.policy())
    if file.calendar is not None:
        version, document = file.calendar.checked().compiled()
        await rulebook.store_calendar(version, document)


async def seed(settings: Settings, arguments: Sequence[str]) -> int:
    """The command: 0 when all files are in, 2 with a line on standard error that names the file at fault."""
    if not arguments:
        sys.stderr.write("questions: seed FILE...\n")
        return 2
    database = Database(settings.database_url)
    try:
        for name in arguments:
            try:
                await load(_read(name), database)
            except (OSError, ValueError, RuleConflict) as error:
                sys.stderr.write(f"questions: {name}: {error}\n")
                return 2
    finally:
        await database.close()
    return 0
