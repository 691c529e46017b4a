"""Whose side of a question a reader is on, and which of its files he may know of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from services.questions.domain.attachments import Attachment, AttachmentState, Released, Side
from services.questions.domain.model import Status
from services.questions.domain.visibility import DISPATCHER, Reader, Seen, is_insider, may_read

ERASERS = frozenset({DISPATCHER, "department_officer"})


@dataclass(frozen=True)
class Releases:
    """The answers to a question; `public_until` is when the published one was given, if one is published."""

    answers: Sequence[Released] = ()
    public_until: datetime | None = None

    @property
    def public(self) -> list[Released]:
        """Those up to the published round: a later round is not the public's yet."""
        until = self.public_until
        given = [] if until is None else [one for one in self.answers if one.answered_at <= until]
        return [one for one in given if not one.withdrawn]

    @property
    def withdrawn(self) -> list[Released]:
        """Those that were taken back: their files go with them, also when a later round is published."""
        return [one for one in self.answers if one.withdrawn]


class SeenAndClosed(Seen, Protocol):
    """A question as these rules see it."""

    @property
    def status(self) -> Status:
        """Where the work stands."""


def side_of(reader: Reader, question: Seen) -> tuple[Side, UUID | None] | None:
    """The side on which the reader may attach, with the agency on the answer's; None for everybody else."""
    if reader.asks_as is not None and reader.asks_as == question.reporter_id:
        return Side.QUESTION, None
    if reader.answers_for is not None and reader.answers_for == question.lead_agency_id:
        return Side.ANSWER, reader.answers_for
    return None


def is_own(reader: Reader, question: Seen, attachment: Attachment) -> bool:
    """The asker and the newsroom's admin for the question's files, people of its agency for an answer's."""
    if attachment.side is Side.ANSWER:
        return reader.answers_for is not None and reader.answers_for == attachment.agency_id
    asks = reader.asks_as is not None and reader.asks_as == question.reporter_id
    return asks or (reader.administers is not None and reader.administers == question.press_agency_id)


def may_see(reader: Reader, question: Seen, attachment: Attachment, releases: Releases) -> bool:
    """Own side and whoever oversees see all; others checked, current files with what they belong to.

    The agency's files are drafts until its answer is released; the public sees those of the published round.
    The asker's stay with those who take part: a newsroom's photo may show who and where, also in its EXIF.
    """
    if not may_read(reader, question):
        return False
    if reader.oversees or is_own(reader, question, attachment):
        return True
    if attachment.state is not AttachmentState.READY or attachment.replaced_by_id is not None:
        return False
    if not is_insider(reader, question):
        return attachment.side is Side.ANSWER and _is_public(attachment, releases)
    return attachment.side is Side.QUESTION or attachment.released_with(releases.answers)


def _is_public(attachment: Attachment, releases: Releases) -> bool:
    return attachment.released_with(releases.public) and not attachment.released_with(releases.withdrawn)


def is_locked(question: SeenAndClosed, attachment: Attachment, releases: Releases) -> bool:
    """Nothing changes once an answer was released with it, also when the question is opened again."""
    return question.status is Status.CLOSED or attachment.released_with(releases.answers)


def may_erase(reader: Reader, *, own: bool, locked: bool) -> bool:
    """IOC and the department always; its own side until it is locked."""
    return bool(reader.roles & ERASERS) or (own and not locked)
