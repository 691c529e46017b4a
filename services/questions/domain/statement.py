"""The first information on an incident as it was released: it never changes, and its hash proves it."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from services.questions.domain.answer import StatementForm


@dataclass(frozen=True, kw_only=True)
class Statement:
    """The first information to the press, as released; `on_time` is None where the law has no number."""

    id: UUID
    incident_id: UUID
    spokesperson_id: UUID
    agency_id: UUID
    agency_name: str
    spokesperson_name: str
    spokesperson_position: str
    form: StatementForm
    body: str
    released_at: datetime
    on_time: bool | None

    def content_hash(self) -> str:
        """SHA-256 in hex of sorted compact JSON in UTF-8 of what was given."""
        given = {
            "agency_id": str(self.agency_id),
            "agency_name": self.agency_name,
            "body": self.body,
            "form": self.form.value,
            "incident_id": str(self.incident_id),
            "released_at": self.released_at.astimezone(UTC).isoformat(timespec="microseconds"),
            "spokesperson_name": self.spokesperson_name,
            "spokesperson_position": self.spokesperson_position,
            "statement_id": str(self.id),
        }
        canonical = json.dumps(given, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()
