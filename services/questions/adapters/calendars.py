"""Versions of the calendar inside a transaction; the lock makes two changes follow one another."""

import hashlib

import msgspec

from services.questions.adapters.rulebook import CalendarDocument
from services.questions.domain.calendar import WorkCalendar
from shared.persistence.unit_of_work import SqlUnitOfWork

_LOCK = "SELECT pg_advisory_xact_lock(hashtext('work_calendars'))"
_NEWEST = "SELECT version, document FROM work_calendars ORDER BY position DESC LIMIT 1"
_STORE = """
INSERT INTO work_calendars (version, document, first_day, last_day) VALUES ($1, $2, $3, $4)
ON CONFLICT (version) DO UPDATE SET position = DEFAULT
"""


def version_of(name: str, document: CalendarDocument) -> str:
    """The name with the hash of what the calendar says."""
    return f"{name}-{hashlib.sha256(msgspec.json.encode(document)).hexdigest()[:8]}"


class SqlCalendars:
    """The calendar in force is the newest."""

    def __init__(self, uow: SqlUnitOfWork) -> None:
        self._uow = uow

    async def newest(self) -> WorkCalendar | None:
        """For change: others wait until this transaction ends."""
        connection = await self._uow.session.connection()
        await connection.exec_driver_sql(_LOCK)
        row = (await connection.exec_driver_sql(_NEWEST)).mappings().one_or_none()
        if row is None:
            return None
        return msgspec.json.decode(row["document"], type=CalendarDocument).calendar(row["version"])

    async def store(self, calendar: WorkCalendar) -> WorkCalendar:
        """Named by what it says; what is decided back brings a former version into force again."""
        document = CalendarDocument(
            str(calendar.zone),
            calendar.first,
            calendar.last,
            calendar.seasons,
            dict(calendar.exceptions),
            dict(calendar.overlays),
        )
        version = version_of(calendar.version.rsplit("-", 1)[0], document)
        connection = await self._uow.session.connection()
        row = (version, msgspec.json.encode(document), calendar.first, calendar.last)
        await connection.exec_driver_sql(_STORE, row)
        return document.calendar(version)
