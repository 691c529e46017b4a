"""Passes, their acts and the doors' record: inserted and never changed."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from msgspec import structs

from services.events.adapters.orm import pass_acts, passes, scans
from services.events.application.ports import Known, PassAct
from services.events.domain.model import (
    Door,
    Entry,
    Outcome,
    PassState,
    PressEventStatus,
    PressPass,
    Scan,
    Window,
)
from shared.persistence import Database, SqlUnitOfWork

PASS = tuple(column.name for column in passes.c)
SCAN = tuple(column.name for column in scans.c if column.name != "position")
_KEPT = tuple(name for name in SCAN if not name.startswith("first_"))
FACTS = """
    e.starts_at AS pass_starts_at, e.ends_at AS pass_ends_at, e.status AS pass_event_status,
    coalesce(r.good, false) AS good, v.at AS revoked_at, n.at AS entered_at, n.gate AS entered_gate,
    1 + (v.pass_id IS NOT NULL)::int + (n.pass_id IS NOT NULL)::int AS pass_version
"""
JOINED = """
    LEFT JOIN press_events e ON e.id = p.press_event_id
    LEFT JOIN reporters r ON r.reporter_id = p.reporter_id
    LEFT JOIN pass_acts v ON v.pass_id = p.id AND v.kind = 'revoked'
    LEFT JOIN pass_acts n ON n.pass_id = p.id AND n.kind = 'entered'
"""
"""Three acts at most, each once, so their number is the version."""


def named(prefix: str, names: Iterable[str]) -> str:
    """Columns of the table with that alias, each named <alias>_<column>."""
    return ", ".join(f"{prefix}.{name} AS {prefix}_{name}" for name in names)


# Names of our own; every value is a parameter.
STATE = f"SELECT {named('p', PASS)}, {FACTS} FROM passes p {JOINED}"  # noqa: S608 - as said above
_LOOK_UP = f"""
SELECT d.id AS d_id, d.agency_id AS d_agency_id, {named("s", SCAN)}, {named("p", PASS)}, {FACTS}
FROM (SELECT 1) AS one LEFT JOIN press_events d ON d.id = $2
LEFT JOIN scans s ON s.nonce = $1 LEFT JOIN passes p ON p.id = $3 {JOINED}
"""  # noqa: S608 - as said above


class SqlPasses:
    """A pass and its acts."""

    def __init__(self, uow: SqlUnitOfWork, opens_before: timedelta) -> None:
        self._uow, self._opens_before = uow, opens_before

    def add(self, press_pass: PressPass) -> None:
        """A new one, in the one statement at commit."""
        self._uow.insert(passes, **{name: getattr(press_pass, name) for name in PASS})

    def act(self, act: PassAct) -> None:
        """Raises UniqueViolation at commit when another act has taken the number."""
        self._uow.insert(pass_acts, **structs.asdict(act))

    async def state(self, pass_id: UUID) -> PassState | None:
        """The pass with what has happened to it."""
        connection = await self._uow.session.connection()
        row = (await connection.exec_driver_sql(f"{STATE} WHERE p.id = $1", (pass_id,))).mappings().first()
        return None if row is None else state_of(dict(row), self._opens_before)


class SqlScans:
    """The doors' record; reads outside the transaction, so that a check-in is two statements."""

    def __init__(self, uow: SqlUnitOfWork, database: Database, opens_before: timedelta) -> None:
        self._uow, self._database, self._opens_before = uow, database, opens_before

    async def look_up(self, nonce: str, press_event_id: UUID, pass_id: UUID | None) -> Known:
        """Everything that a check-in depends on."""
        row = (await self._database.fetch(_LOOK_UP, nonce, press_event_id, pass_id))[0]
        return Known(
            press_event=Door(row["d_id"], row["d_agency_id"]) if row["d_id"] is not None else None,
            scan=scan_of(row) if row["s_nonce"] is not None else None,
            state=state_of(row, self._opens_before) if row["p_id"] is not None else None,
        )

    def add(self, scan: Scan) -> None:
        """Raises UniqueViolation at commit when the nonce is taken."""
        values = {name: getattr(scan, name) for name in _KEPT}
        first = scan.first
        self._uow.insert(
            scans, **values, first_at=first.at if first else None, first_gate=first.gate if first else None
        )


def state_of(row: Mapping[str, Any], opens_before: timedelta) -> PassState:
    """A row of PASS with the prefix p_, and FACTS."""
    entered = row["entered_at"]
    return PassState(
        press_pass=PressPass(**{name: row[f"p_{name}"] for name in PASS}),
        window=Window.of(row["pass_starts_at"], row["pass_ends_at"], opens_before),
        version=row["pass_version"],
        revoked_at=row["revoked_at"],
        entry=None if entered is None else Entry(entered, row["entered_gate"]),
        suspended=not row["good"],
        cancelled=row["pass_event_status"] == PressEventStatus.CANCELLED,
    )


def scan_of(row: Mapping[str, Any]) -> Scan:
    """A row of SCAN with the prefix s_."""
    values = {name: row[f"s_{name}"] for name in _KEPT}
    values["outcome"] = Outcome(values["outcome"])
    first_at = row["s_first_at"]
    return Scan(**values, first=None if first_at is None else Entry(first_at, row["s_first_gate"]))
