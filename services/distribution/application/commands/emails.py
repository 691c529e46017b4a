"""What a newsroom may ask for about its e-mail addresses."""

from uuid import UUID

import msgspec

from services.distribution.domain.model.endpoints import Topic
from shared.i18n import Language


class RegisterEmail(msgspec.Struct, frozen=True, kw_only=True):
    """`token` goes into the link that is sent there."""

    email_id: UUID
    press_agency_id: UUID
    address: str
    language: Language
    topics: tuple[Topic, ...]
    token: str
    message_id: UUID


class ConfirmEmail(msgspec.Struct, frozen=True, kw_only=True):
    """The link was followed and the button pressed."""

    token: str


class RemoveEmail(msgspec.Struct, frozen=True, kw_only=True):
    """No more mail."""

    email_id: UUID
    press_agency_id: UUID
    expected_version: int
