"""Commands that let people and machines in."""

from uuid import UUID

import msgspec

from services.identity.domain.model import (
    StoredIdentifier,
)


class SignIn(msgspec.Struct, frozen=True, kw_only=True):
    """A person whom an identity provider has confirmed asks what they may do here."""

    account_id: UUID
    identifier: StoredIdentifier
    full_name: str
