"""A person as the network knows them, and the posts that give them roles."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from services.identity.domain.errors import (
    AccountIsErased,
    AlreadyAppointed,
    AppointmentEnded,
    PostsClash,
    RoleNeedsAgency,
    RoleOutsideAgency,
    StaleVersion,
    WrongAccountStatus,
)
from services.identity.domain.model.identifier import StoredIdentifier
from services.identity.domain.model.role import NEVER_APPOINTED, OF_A_NEWSROOM, OF_ONE_AGENCY, Role


@dataclass(eq=False)
class Account:
    """One person; found again by the keyed digest of the personal identifier."""

    id: UUID
    identifier_digest: bytes
    identifier_last4: str
    full_name: str | None
    created_at: datetime
    signed_in_at: datetime | None = None
    disabled_at: datetime | None = None
    version: int = 1
    """The number of the account's next event."""
    identifier_cipher: bytes | None = None
    """The identifier sealed for this account; None for one not seen since sealing began."""
    erased_at: datetime | None = None

    def keep(self, identifier: StoredIdentifier) -> None:
        """Brings what is stored under older keys, or never was sealed, up to the present keys."""
        self.identifier_digest = identifier.digest
        if self.identifier_cipher is None and identifier.seal is not None:
            self.identifier_cipher = identifier.seal(self.id)

    def erase(self, at: datetime) -> None:
        """Forgets who it was; the id stays, for what the law has others keep. Raises AccountIsErased."""
        self.require_not_erased()
        # A digest of nobody: the column is unique, and the person may come again as somebody new.
        self.identifier_digest, self.identifier_last4 = b"erased " + self.id.bytes, ""
        self.identifier_cipher, self.full_name, self.erased_at = None, None, at

    def require_not_erased(self) -> None:
        """Nobody who was forgotten is given anything; raises AccountIsErased."""
        if self.erased_at is not None:
            raise AccountIsErased

    def disable(self, at: datetime, expected_version: int) -> None:
        """No token is issued any more; raises StaleVersion or WrongAccountStatus."""
        self._require(expected_version, disabled=False)
        self.disabled_at = at

    def enable(self, expected_version: int) -> None:
        """Tokens are issued again; raises StaleVersion or WrongAccountStatus."""
        self._require(expected_version, disabled=True)
        self.disabled_at = None

    def _require(self, expected_version: int, *, disabled: bool) -> None:
        if expected_version != self.version:
            raise StaleVersion(expected=expected_version, actual=self.version)
        if (self.disabled_at is not None) != disabled:
            raise WrongAccountStatus

    def sign_in(self, full_name: str, at: datetime) -> None:
        """Takes the name from the identity provider, which knows it better than whoever enrolled them."""
        self.full_name, self.signed_in_at = full_name, at


@dataclass(frozen=True)
class Post:
    """A role at its place: a state agency, a newsroom, or the province as a whole."""

    role: Role
    agency_id: UUID | None = None
    press_agency_id: UUID | None = None

    def __post_init__(self) -> None:
        in_newsroom = self.role in OF_A_NEWSROOM
        if in_newsroom and self.press_agency_id is None:
            raise RoleNeedsAgency("press_agency_id", role=self.role.value)
        if self.role in OF_ONE_AGENCY and self.agency_id is None:
            raise RoleNeedsAgency("agency_id", role=self.role.value)
        if in_newsroom and self.agency_id is not None:
            raise RoleOutsideAgency("agency_id", role=self.role.value)
        if not in_newsroom and self.press_agency_id is not None:
            raise RoleOutsideAgency("press_agency_id", role=self.role.value)

    def require_appointable(self) -> None:
        """Raises RoleOutsideAgency for roles that follow from an accreditation or an assignment."""
        if self.role in NEVER_APPOINTED:
            raise RoleOutsideAgency("role", role=self.role.value)

    def clashes_with(self, other: "Post") -> bool:
        """Nobody works for press and state at once, nor at two agencies, nor at two newsrooms."""
        if (self.press_agency_id is None) != (other.press_agency_id is None):
            return True
        return _differ(self.agency_id, other.agency_id) or _differ(
            self.press_agency_id, other.press_agency_id
        )


def _differ(one: UUID | None, other: UUID | None) -> bool:
    return one is not None and other is not None and one != other


@dataclass(eq=False)
class Appointment:
    """A post given to a person by an administrator, before or after their first sign-in."""

    id: UUID
    account_id: UUID
    post: Post
    appointed_by: UUID | None
    appointed_at: datetime
    ended_at: datetime | None = None
    version: int = 1

    @classmethod
    def make(
        cls,
        *,
        appointment_id: UUID,
        account: Account,
        post: Post,
        held: Iterable[Post],
        by: UUID | None,
        at: datetime,
    ) -> Self:
        """Raises AlreadyAppointed or PostsClash against the posts already held."""
        post.require_appointable()
        admit(post, held)
        return cls(appointment_id, account.id, post, by, at)

    def end(self, at: datetime) -> None:
        """Takes the role away; the handler has tokens issued before refused."""
        if self.ended_at is not None:
            raise AppointmentEnded
        self.ended_at = at
        self.version += 1


def admit(post: Post, held: Iterable[Post]) -> None:
    """Raises AlreadyAppointed or PostsClash unless the post can be held beside the others."""
    posts = tuple(held)
    if post in posts:
        raise AlreadyAppointed
    if any(post.clashes_with(other) for other in posts):
        raise PostsClash
