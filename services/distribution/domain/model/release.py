"""A release on its way to the press: one text being worked on, and the editions that came of it."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from services.distribution.domain.errors.releases import (
    ApprovalByAuthor,
    EmbargoOnCorrection,
    NoCorrection,
    SchedulePassed,
    WrongStatus,
)
from services.distribution.domain.model.content import Content
from services.distribution.domain.model.edition import Approval, Edition, EditionKind, Speaker
from services.distribution.domain.model.release_state import ReleaseState
from services.distribution.domain.model.workflow import (
    EDITABLE,
    PUBLICATION_BY,
    RETURNABLE,
    Status,
    check_embargo,
)


@dataclass(eq=False, kw_only=True)
class Release(ReleaseState):
    """The aggregate: what can be done with it, in which order."""

    def edit(self, content: Content, account_id: UUID, now: datetime) -> None:
        """Another text; whoever saves it is one of its authors."""
        self._must_be(*EDITABLE)
        if self.edition and content.embargoed_until is not None:
            raise EmbargoOnCorrection(field="embargoed_until")
        check_embargo(content, now)
        self.content = content
        if account_id not in self.authors:
            self.authors = (*self.authors, account_id)
        self.version += 1

    def submit(self) -> None:
        """The text waits for a second person."""
        self._must_be(*EDITABLE)
        self._move(Status.SUBMITTED)
        self.returned_because = None

    def give_back(self, reason: str) -> None:
        """Back to the authors, from any step before the public has seen it; an approval is gone."""
        self._must_be(*RETURNABLE)
        self._move(Status.RETURNED)
        self.returned_because, self.approval = reason, None

    def approve(self, account_id: UUID, speaker: Speaker, now: datetime) -> None:
        """The second person's word; from now on a schedule that still lies ahead fires."""
        self._must_be(Status.SUBMITTED)
        if account_id in self.authors:
            raise ApprovalByAuthor
        ahead = self.scheduled_at is not None and self.scheduled_at > now
        self._move(Status.APPROVED, self.scheduled_at if ahead else None)
        self.approval = Approval(account_id, speaker, now)

    def lapse(self) -> None:
        """The approving spokesperson lost the office before the instant came: approve again."""
        self._must_be(Status.APPROVED, Status.EMBARGOED)
        self._move(Status.SUBMITTED)
        self.approval = None

    def schedule(self, at: datetime | None, now: datetime) -> None:
        """To be published at an instant, if it is approved by then; None takes the schedule away."""
        self._must_be(Status.DRAFT, Status.RETURNED, Status.SUBMITTED, Status.APPROVED)
        if at is not None and at <= now:
            raise SchedulePassed(field="at")
        self.scheduled_at = at
        self.fires_at = at if self.status is Status.APPROVED else None
        self.version += 1

    def publish(self, now: datetime) -> Edition | None:
        """The edition that is public from now on; None when it waits for the end of its embargo."""
        self._must_be(Status.APPROVED)
        return self._go(now)

    def fire(self, now: datetime) -> Edition | None:
        """The same, when its instant has come."""
        self._must_be(Status.APPROVED, Status.EMBARGOED)
        return self._go(now)

    def correct(self, reason: str, account_id: UUID) -> None:
        """Work on a further edition begins; the public one stands until that is published."""
        public = self._must_be_public()
        self._must_be(Status.NONE)
        self._move(Status.DRAFT)
        self.content = replace(public, embargoed_until=None)
        self.reason, self.authors = reason, (account_id,)

    def discard(self) -> None:
        """The correction being worked on is forgotten, whoever approved it; the public edition stands."""
        public = self._must_be_public()
        if self.status is Status.NONE:
            raise NoCorrection
        self.content = public
        self._close()

    def withdraw(self, reason: str, speaker: Speaker, now: datetime) -> Edition:
        """The agency takes it back: a last edition with the reason and without a text."""
        public = self._must_be_public()
        self.content = replace(public, summary="", body="", attachments=(), embargoed_until=None)
        self.reason = reason
        return self._made_public(EditionKind.WITHDRAWAL, speaker, now)

    def record(self, content_hash: str, log_seq: int) -> None:
        """How the edition just made was sealed, and where it stands in the log."""
        self.content_hash, self.log_seq = content_hash, log_seq

    def _go(self, now: datetime) -> Edition | None:
        until = self.content.embargoed_until
        if until is not None and until > now:
            self._move(Status.EMBARGOED, until)
            self.scheduled_at = None
            return None
        if self.approval is None:
            raise WrongStatus(status=self.status.value)
        return self._made_public(self.next_kind, self.approval.speaker, now)

    def _made_public(self, kind: EditionKind, speaker: Speaker, now: datetime) -> Edition:
        edition = Edition(
            release_id=self.id,
            code=self.code,
            agency_id=self.agency_id,
            number=self.edition + 1,
            kind=kind,
            content=self.content,
            speaker=speaker,
            reason=self.reason,
            published_at=now,
            supersedes=self.content_hash,
        )
        if self.published_at is None:
            self.published_at = self.listed_at = now
        self.public_content = self.content
        self.edition, self.publication = edition.number, PUBLICATION_BY[kind]
        self.told += 1
        self._close()
        return edition

    def _close(self) -> None:
        self._move(Status.NONE)
        self.authors, self.approval = (), None
        self.reason = self.returned_because = self.scheduled_at = None

    def _move(self, status: Status, fires_at: datetime | None = None) -> None:
        self.status, self.fires_at = status, fires_at
        self.version += 1
