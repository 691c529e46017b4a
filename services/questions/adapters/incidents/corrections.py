"""Corrections of acts on PostgreSQL: rows that are added and read, never changed."""

from services.questions.adapters.orm import metadata
from services.questions.domain.incident_correction import Correction
from shared.persistence.unit_of_work import SqlUnitOfWork

corrections = metadata.tables["incident_corrections"]


class SqlCorrections:
    """Inside one transaction."""

    def __init__(self, uow: SqlUnitOfWork) -> None:
        self._uow = uow

    def add(self, correction: Correction) -> None:
        """One more."""
        previous, current = correction.previous, correction.current
        self._uow.insert(
            corrections,
            incident_id=correction.incident_id,
            act=correction.act.value,
            previous_at=previous.at,
            previously_recorded_at=previous.recorded_at,
            previously_recorded_by=previous.recorded_by,
            at=current.at,
            reason=correction.reason,
            corrected_at=current.recorded_at,
            corrected_by=current.recorded_by,
        )
