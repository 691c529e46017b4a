"""What identity can be told to do; personal identifiers arrive here as digests, never in full."""

from uuid import UUID

import msgspec

from services.identity.domain.errors import AccountRequired, NotAllowed
from services.identity.domain.model import (
    Contact,
    Credential,
    Post,
    PressKind,
    PressType,
    Role,
    SpokespersonKind,
    StoredIdentifier,
    Term,
)


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """Who gives the command, as the token says."""

    account_id: UUID | None = None
    roles: frozenset[str] = frozenset()
    agency_id: UUID | None = None
    press_agency_id: UUID | None = None

    def person(self) -> UUID:
        """The account behind the command; raises AccountRequired for a machine."""
        if self.account_id is None:
            raise AccountRequired
        return self.account_id

    def require_agency(self, agency_id: UUID) -> None:
        """Raises NotAllowed unless the actor is an administrator or belongs to the agency."""
        if Role.ADMINISTRATOR not in self.roles and self.agency_id != agency_id:
            raise NotAllowed


class RegisterAgency(msgspec.Struct, frozen=True, kw_only=True):
    """Enter a state agency in the register."""

    agency_id: UUID
    code: str
    name: str
    level: str
    unit_code: str | None
    parent_code: str | None
    fields: tuple[str, ...]


class RegisterPressAgency(msgspec.Struct, frozen=True, kw_only=True):
    """Enter a press agency in the register."""

    press_agency_id: UUID
    name: str
    types: frozenset[PressType]
    kind: PressKind


class Appoint(msgspec.Struct, frozen=True, kw_only=True):
    """Give a person a post, known only by the personal identifier until they sign in."""

    appointment_id: UUID
    identifier: StoredIdentifier
    full_name: str | None
    post: Post
    by: UUID | None


class EndAppointment(msgspec.Struct, frozen=True, kw_only=True):
    """Take a post away."""

    appointment_id: UUID
    expected_version: int


class ApplyAsReporter(msgspec.Struct, frozen=True, kw_only=True):
    """Ask to be accredited as a reporter of a newsroom."""

    reporter_id: UUID
    actor: Actor
    press_agency_id: UUID
    credential: Credential


class ChangeReporter(msgspec.Struct, frozen=True, kw_only=True):
    """Verify, suspend or restore a reporter; which of them is the handler's name."""

    reporter_id: UUID
    actor: Actor
    expected_version: int


class AssignSpokesperson(msgspec.Struct, frozen=True, kw_only=True):
    """Let a person speak for an agency."""

    spokesperson_id: UUID
    actor: Actor
    identifier: StoredIdentifier
    agency_id: UUID
    kind: SpokespersonKind
    contact: Contact
    decision_no: str | None
    term: Term


class RevokeSpokesperson(msgspec.Struct, frozen=True, kw_only=True):
    """End a right to speak before its term."""

    spokesperson_id: UUID
    actor: Actor
    expected_version: int


class SignIn(msgspec.Struct, frozen=True, kw_only=True):
    """A person whom an identity provider has confirmed asks what they may do here."""

    account_id: UUID
    identifier: StoredIdentifier
    full_name: str


class RegisterClient(msgspec.Struct, frozen=True, kw_only=True):
    """Let a machine ask for tokens."""

    client_id: str
    name: str
    secret_hash: bytes
    grant_types: frozenset[str]
    scopes: frozenset[str]
    audiences: frozenset[str]
