"""Incidents, uploads and attachments in memory, held to the same tests as SQL's (test_files_contract.py)."""

from collections.abc import AsyncIterator, Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import TracebackType
from typing import Self
from uuid import UUID

from services.questions.application.attachments.ports import Verdict
from services.questions.application.incidents.ports import ClaimedIncident
from services.questions.domain.attachment_access import Releases
from services.questions.domain.attachments import (
    Attachment,
    AttachmentState,
    Part,
    Released,
    Side,
    Upload,
)
from services.questions.domain.incident_correction import Correction
from services.questions.domain.incidents import Incident
from services.questions.domain.statement import Statement
from shared.clock import FixedClock
from tests.questions.fakes import FakeUnitOfWork, Store

_GONE = (AttachmentState.REJECTED, AttachmentState.ERASED)


@dataclass
class Files:
    """What has been committed."""

    incidents: dict[UUID, Incident] = field(default_factory=dict)
    statements: dict[UUID, Statement] = field(default_factory=dict)
    links: set[tuple[UUID, UUID]] = field(default_factory=set)
    uploads: dict[UUID, Upload] = field(default_factory=dict)
    attachments: dict[UUID, Attachment] = field(default_factory=dict)
    parts: dict[UUID, list[Part]] = field(default_factory=dict)
    corrections: list[Correction] = field(default_factory=list)
    audit: list[tuple[str, UUID | None, dict[str, str]]] = field(default_factory=list)


class FakeIncidents:
    """The aggregates of one unit."""

    def __init__(self, work: Files) -> None:
        self._work = work

    async def next_number(self) -> int:
        return len(self._work.incidents) + 1

    def add(self, incident: Incident) -> None:
        self._work.incidents[incident.id] = incident

    async def get(self, incident_id: UUID) -> Incident | None:
        return self._work.incidents.get(incident_id)

    def add_statement(self, statement: Statement) -> None:
        self._work.statements[statement.incident_id] = statement

    async def is_linked(self, incident_id: UUID, question_id: UUID) -> bool:
        return (incident_id, question_id) in self._work.links

    def add_link(self, incident_id: UUID, question_id: UUID, at: datetime) -> None:
        self._work.links.add((incident_id, question_id))

    async def claim_approaching(self, now: datetime, limit: int) -> Sequence[ClaimedIncident]:
        def due(one: Incident) -> datetime | None:
            return None if one.is_late(now) else one.approaching_at

        return self._claim("approaching_told", due, now, limit)

    async def claim_breached(self, now: datetime, limit: int) -> Sequence[ClaimedIncident]:
        # The last instant of the hours is still in time.
        before = now - timedelta(microseconds=1)
        claimed = self._claim("breach_told", lambda one: one.due_at, before, limit)
        for each in claimed:
            self._work.incidents[each.incident_id].approaching_told = True
        return claimed

    def _claim(
        self, told: str, instant: Callable[[Incident], datetime | None], now: datetime, limit: int
    ) -> Sequence[ClaimedIncident]:
        due = [
            (at, one)
            for one in self._work.incidents.values()
            if one.first_statement_at is None
            and not getattr(one, told)
            and (at := instant(one)) is not None
            and at <= now
        ]
        claimed = [one for _, one in sorted(due, key=lambda each: each[0])[:limit]]
        for one in claimed:
            setattr(one, told, True)
            one.version += 1
        return [ClaimedIncident(one.id, one.agency_id, one.due_at or now, one.version) for one in claimed]


class FakeCorrections:
    """What was recorded before."""

    def __init__(self, work: Files) -> None:
        self._work = work

    def add(self, correction: Correction) -> None:
        self._work.corrections.append(correction)


class FakeAudit:
    """Who did what."""

    def __init__(self, work: Files) -> None:
        self._work = work

    def add(
        self,
        action: str,
        subject_kind: str,
        subject_id: UUID | str,
        actor: UUID | None,
        detail: dict[str, str],
    ) -> None:
        self._work.audit.append((action, actor, detail))


class FakeUploads:
    """Files on their way in, of one unit."""

    def __init__(self, work: Files) -> None:
        self._work = work

    def add(self, upload: Upload) -> None:
        self._work.uploads[upload.id] = upload

    async def get(self, upload_id: UUID) -> Upload | None:
        return self._work.uploads.get(upload_id)

    def add_part(self, upload_id: UUID, part: Part) -> None:
        self._work.parts.setdefault(upload_id, []).append(part)

    async def parts(self, upload_id: UUID) -> Sequence[Part]:
        return sorted(self._work.parts.get(upload_id, []), key=lambda part: part.offset)

    async def remove(self, upload_id: UUID) -> None:
        if upload_id not in self._work.attachments:
            self._work.parts.pop(upload_id, None)
        self._work.uploads.pop(upload_id, None)

    async def expired(self, now: datetime, limit: int) -> Sequence[Upload]:
        due = [one for one in self._work.uploads.values() if one.expires_at <= now]
        return sorted(due, key=lambda one: one.expires_at)[:limit]


class FakeAttachments:
    """Received files of one unit; `released` are the answers that a test has arranged."""

    def __init__(self, work: Files, store: Store, now: Callable[[], datetime]) -> None:
        self._work, self._store, self._now = work, store, now

    def add(self, attachment: Attachment) -> None:
        self._work.attachments[attachment.id] = attachment

    async def get(self, attachment_id: UUID) -> Attachment | None:
        return self._work.attachments.get(attachment_id)

    async def count(self, question_id: UUID, side: Side, agency_id: UUID | None) -> int:
        def takes_part(one: Attachment | Upload) -> bool:
            return (one.question_id, one.side, one.agency_id) == (question_id, side, agency_id)

        on_it = filter(takes_part, self._work.attachments.values())
        coming = filter(takes_part, self._work.uploads.values())
        return sum(one.state not in _GONE for one in on_it) + sum(
            not one.complete and one.expires_at > self._now() for one in coming
        )

    async def releases(self, question_id: UUID) -> Releases:
        answer = self._store.answers.get(question_id)
        question = self._store.questions.get(question_id)
        given = () if answer is None else (Released(answer.agency_id, answer.answered_at),)
        return Releases(given, question.published_answered_at if question and given else None)

    async def claim_unchecked(self, now: datetime, lease: timedelta, limit: int) -> Sequence[UUID]:
        waiting = [one for one in self._work.attachments.values() if one.waits and one.check_after <= now]
        claimed = sorted(waiting, key=lambda one: one.check_after)[:limit]
        for one in claimed:
            one.check_after = now + lease
        return [one.id for one in claimed]

    async def postpone(self, attachment_id: UUID, until: datetime) -> None:
        self._work.attachments[attachment_id].check_after = until

    async def claim_leftovers(self, limit: int) -> Sequence[UUID]:
        rows = self._work.attachments.values()
        return [one.id for one in rows if one.state in _GONE and one.bytes_gone_at is None][:limit]

    async def bytes_gone(self, attachment_id: UUID, at: datetime) -> None:
        self._work.parts.pop(attachment_id, None)
        self._work.attachments[attachment_id].bytes_gone_at = at


class FakeFilesUnit(FakeUnitOfWork):
    """Works on copies, which are the committed state from the end on, and forgotten on an error."""

    def __init__(self, store: Store, files: Files, clock: FixedClock) -> None:
        super().__init__(store, clock)
        self.files = files

    async def __aenter__(self) -> Self:
        await super().__aenter__()
        self._work = deepcopy(self.files)
        self.incidents, self.uploads = FakeIncidents(self._work), FakeUploads(self._work)
        self.corrections, self.audit = FakeCorrections(self._work), FakeAudit(self._work)
        self.attachments = FakeAttachments(self._work, self.store, self.now)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await super().__aexit__(kind, error, trace)
        if error is None:
            vars(self.files).update(vars(self._work))


class FakeObjects:
    """Bytes by name."""

    def __init__(self) -> None:
        self.stored: dict[str, bytes] = {}

    async def put(self, name: str, content: bytes) -> None:
        self.stored[name] = content

    async def read(self, parts: Sequence[Part], start: int, end: int) -> AsyncIterator[bytes]:
        whole = b"".join(self.stored[part.name] for part in parts)
        yield whole[start:end]

    async def remove(self, names: Sequence[str]) -> None:
        for name in names:
            self.stored.pop(name, None)

    async def prune(self, prefix: str, keep: frozenset[str] = frozenset()) -> None:
        gone = [name for name in self.stored if name.startswith(prefix) and name not in keep]
        for name in gone:
            del self.stored[name]


class FakeScanner:
    """Says what a test wants it to say, after it has read all."""

    def __init__(self, found: str | None = None, error: Exception | None = None) -> None:
        self.found, self.error = found, error

    async def scan(self, content: AsyncIterator[bytes]) -> Verdict:
        if self.error is not None:
            raise self.error
        async for _ in content:
            pass
        return Verdict(self.found, scanned=True)
