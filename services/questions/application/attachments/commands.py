"""What can be asked about attachments."""

from uuid import UUID

import msgspec

from services.questions.domain.attachments import Part
from services.questions.domain.visibility import Reader


class StartUpload(msgspec.Struct, frozen=True, kw_only=True):
    """A file of so many bytes is announced, perhaps in place of another attachment."""

    upload_id: UUID
    question_id: UUID | None
    actor: Reader
    account_id: UUID
    name: str
    length: int
    replaces_id: UUID | None = None


class AppendParts(msgspec.Struct, frozen=True, kw_only=True):
    """Parts that are stored are acknowledged; `kind` is what the content is, asked with the last one."""

    upload_id: UUID
    account_id: UUID
    parts: tuple[Part, ...]
    kind: str | None = None


class EndUpload(msgspec.Struct, frozen=True, kw_only=True):
    """Whoever began an upload gives it up, or what it brings is refused."""

    upload_id: UUID
    account_id: UUID


class EraseAttachment(msgspec.Struct, frozen=True, kw_only=True):
    """An editor erases the bytes and says why."""

    attachment_id: UUID
    actor: Reader
    account_id: UUID
    reason: str
    expected_version: int
