"""What can be done with a release; `expected_version` is the version the caller has read."""

from datetime import datetime
from uuid import UUID

import msgspec

from services.distribution.domain.model.content import Attachment, Contact, Urgency
from services.distribution.domain.visibility import Reader


class Text(msgspec.Struct, frozen=True, kw_only=True):
    """What an author typed; `body` is HTML that has not been looked at yet."""

    headline: str
    summary: str
    body: str
    urgency: Urgency
    contact: Contact
    embargoed_until: datetime | None
    attachments: tuple[Attachment, ...]


class DraftRelease(msgspec.Struct, frozen=True, kw_only=True):
    """A new release of the actor's agency."""

    release_id: UUID
    actor: Reader
    text: Text


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """Something done with a release that is there."""

    release_id: UUID
    actor: Reader
    expected_version: int


class EditRelease(Act, frozen=True, kw_only=True):
    """Another text for the edition that is being worked on."""

    text: Text


class SubmitRelease(Act, frozen=True, kw_only=True):
    """The authors are done; a second person looks at it."""


class ReturnRelease(Act, frozen=True, kw_only=True):
    """Back to the authors."""

    reason: str


class ApproveRelease(Act, frozen=True, kw_only=True):
    """The second person agrees, in the agency's name."""


class PublishRelease(Act, frozen=True, kw_only=True):
    """Now, or at the end of its embargo."""


class ScheduleRelease(Act, frozen=True, kw_only=True):
    """At an instant; None takes the schedule away."""

    at: datetime | None


class CorrectRelease(Act, frozen=True, kw_only=True):
    """Begin a further edition of what is public."""

    reason: str


class DiscardCorrection(Act, frozen=True, kw_only=True):
    """Forget the further edition that is being worked on."""


class WithdrawRelease(Act, frozen=True, kw_only=True):
    """Take back what is public."""

    reason: str
