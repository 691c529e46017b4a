"""The writing side of the audit log: a row of the command's own transaction, not yet chained."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING
from uuid import UUID

import msgspec

from shared.persistence.audit.tables import AUDIT

if TYPE_CHECKING:
    from shared.persistence.unit_of_work import SqlUnitOfWork

# What people write, a reason for instance, may hold a personal identifier; the log is kept too long for that.
_IDENTIFIER = re.compile(r"(?<![0-9A-Za-z-])[0-9]{8}([0-9]{4})(?![0-9A-Za-z-])")


class Audit:
    """Never flushes, commits or opens a transaction: the rows go with whatever the command writes."""

    def __init__(self, uow: "SqlUnitOfWork") -> None:
        self._uow = uow

    def add(
        self,
        action: str,
        subject_kind: str,
        subject_id: UUID | str,
        actor: UUID | None,
        detail: Mapping[str, str],
    ) -> None:
        """Records who did what to what; `actor` None is the service itself or a machine that `detail` names.

        Twelve digits standing alone in `detail` are kept as their last four.
        """
        written = {key: _IDENTIFIER.sub(r"********\1", value) for key, value in detail.items()}
        self._uow.insert(
            AUDIT.entry,
            at=self._uow.now(),
            actor=actor,
            action=action,
            subject_kind=subject_kind,
            subject_id=str(subject_id),
            detail=msgspec.json.encode(written, order="sorted").decode(),
        )
