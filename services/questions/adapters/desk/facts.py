"""For a briefing: who may speak for an agency now, the newsroom, the release."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from services.questions.application.desk.briefing import ReleaseView, Speakers, SpeakerView
from services.questions.application.desk.ports import Newsroom
from shared.persistence.directory import grant_of
from shared.persistence.engine import Database
from shared.persistence.speaking import TEXTS, Verdict, decide

_AGENCY = """
SELECT name, (SELECT ended_at FROM ended_agency WHERE agency_id = $1) AS ended_at FROM known_agency
WHERE agency_id = $1 AND (valid_from IS NULL OR valid_from <= $2) ORDER BY version DESC LIMIT 1
"""
_RIGHTS = """
SELECT account_id, right_id, kind, full_name, position, valid_from, valid_to, matter_kind, matter_id,
    CASE WHEN revoked_version > granted_version THEN revoked_at END AS revoked_at
FROM speaking_right WHERE agency_id = $1 AND granted_version > 0 ORDER BY kind, full_name, right_id
"""
_NEWSROOM = """
SELECT press_agency_id, name, kind, types, domains, purpose FROM known_newsrooms WHERE press_agency_id = $1
"""
_RELEASE = "SELECT release_id, agency_id, code, headline, withdrawn FROM known_releases WHERE release_id = $1"


class SqlFacts:
    """Reads in statements of their own."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def speakers(
        self, agency_id: UUID, question_id: UUID, account_id: UUID | None, now: datetime
    ) -> Speakers:
        """Of the agency, on this question, now; decided where every service decides it."""
        agency = await self._database.fetch(_AGENCY, agency_id, now)
        ended_at = agency[0]["ended_at"] if agency else None
        rights: dict[UUID, list[Any]] = {}
        for row in await self._database.fetch(_RIGHTS, agency_id):
            rights.setdefault(row["account_id"], []).append(row)
        matter = ("question", question_id)
        verdicts = {
            person: decide((grant_of(tuple(row)[1:]) for row in rows), matter, now, ended_at)
            for person, rows in rights.items()
        }
        yours = verdicts.get(account_id) if account_id is not None else None
        yours = yours or decide((), matter, now, ended_at)
        return Speakers(
            agency_name=agency[0]["name"] if agency else "",
            speakers=list(_named(verdicts.items(), account_id)),
            may_speak=yours.may_speak,
            verdict=TEXTS[yours.reason],
        )

    async def newsroom(self, press_agency_id: UUID) -> Newsroom | None:
        """None while identity has told nothing."""
        rows = await self._database.fetch(_NEWSROOM, press_agency_id)
        if not rows:
            return None
        lists = {name: tuple(rows[0][name]) for name in ("types", "domains")}
        return Newsroom(**{**rows[0], **lists})

    async def release(self, release_id: UUID) -> ReleaseView | None:
        """None while distribution has told nothing."""
        rows = await self._database.fetch(_RELEASE, release_id)
        return ReleaseView(**rows[0]) if rows else None


def _named(verdicts: Iterable[tuple[UUID, Verdict]], account_id: UUID | None) -> Iterable[SpeakerView]:
    for person, verdict in verdicts:
        if verdict.may_speak and verdict.grant is not None:
            grant = verdict.grant
            yield SpeakerView(
                full_name=grant.full_name,
                position=grant.position,
                kind=grant.kind or "",
                valid_to=grant.valid_to,
                you=person == account_id,
                reason=TEXTS[verdict.reason],
            )
