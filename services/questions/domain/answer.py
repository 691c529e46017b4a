"""An answer as it was released: it never changes, and its hash proves what the press was given."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from services.questions.domain.model.states import PointState
from services.questions.domain.refusal import RefusalGround


class StatementForm(StrEnum):
    """The five forms of speaking to the press (Decree 244/2026, article 5)."""

    PRESS_CONFERENCE = "PRESS_CONFERENCE"
    OFFICIAL_CHANNEL_POST = "OFFICIAL_CHANNEL_POST"
    DIRECT_OR_INTERVIEW = "DIRECT_OR_INTERVIEW"
    RELEASE_OR_WRITTEN_REPLY = "RELEASE_OR_WRITTEN_REPLY"
    BRIEFING = "BRIEFING"


@dataclass(frozen=True)
class Speaker:
    """Who speaks, as named on the day (Decree 244/2026, article 9: the press must name person and agency)."""

    spokesperson_id: UUID
    agency_id: UUID
    agency_name: str
    full_name: str
    position: str


@dataclass(frozen=True)
class PointAnswer:
    """What an answer says to one numbered point; a refused point has its legal ground."""

    number: int
    state: PointState
    text: str
    ground: RefusalGround | None = None


@dataclass(frozen=True)
class Answer:
    """The released answer with the speaker's snapshot; `office_minutes` counts from the submission."""

    id: UUID
    question_id: UUID
    spokesperson_id: UUID
    agency_id: UUID
    agency_name: str
    spokesperson_name: str
    spokesperson_position: str
    form: StatementForm
    body: str
    answered_at: datetime
    on_time: bool
    office_minutes: int
    round: int = 1
    edition: int = 1
    points: tuple[PointAnswer, ...] = ()
    corrected_at: datetime | None = None
    correction_reason: str | None = None

    def content_hash(self) -> str:
        """SHA-256 in hex of the canonical answer in UTF-8."""
        return hashlib.sha256(self.canonical().encode()).hexdigest()

    def canonical(self) -> str:
        """Sorted compact JSON of what was given."""
        given: dict[str, Any] = {
            "agency_id": str(self.agency_id),
            "agency_name": self.agency_name,
            "answer_id": str(self.id),
            "answered_at": self.answered_at.astimezone(UTC).isoformat(timespec="microseconds"),
            "body": self.body,
            "form": self.form.value,
            "question_id": str(self.question_id),
            "spokesperson_name": self.spokesperson_name,
            "spokesperson_position": self.spokesperson_position,
        }
        if self.edition > 1:
            given["edition"] = str(self.edition)
        if self.points:
            given["points"] = [asdict(one) for one in self.points]
        return json.dumps(given, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
