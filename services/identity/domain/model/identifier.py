"""The twelve digits that name a person in Vietnam (số định danh cá nhân, the number on a CCCD)."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from services.identity.domain.errors import InvalidIdentifier

# Only the length is law; province prefixes are the old 63, stay valid after mergers, and tell nothing.
_TWELVE_DIGITS = re.compile(r"[0-9]{12}")


@dataclass(frozen=True, repr=False)
class PersonalIdentifier:
    """Lives only as long as a request; what is stored is a keyed digest, a sealed copy and `last4`."""

    digits: str

    def __post_init__(self) -> None:
        if not _TWELVE_DIGITS.fullmatch(self.digits):
            raise InvalidIdentifier("personal_identifier")

    @property
    def last4(self) -> str:
        """What a person may be shown of it."""
        return self.digits[-4:]

    def __repr__(self) -> str:
        return "PersonalIdentifier(********)"

    __str__ = __repr__


@dataclass(frozen=True)
class StoredIdentifier:
    """What is kept: a keyed digest that finds the person again, and the last four digits to show.

    `older` are digests under keys that are being replaced; `seal` encrypts the digits for one account.
    """

    digest: bytes
    last4: str
    older: tuple[bytes, ...] = ()
    seal: Callable[[UUID], bytes] | None = field(default=None, repr=False, compare=False)

    @property
    def digests(self) -> tuple[bytes, ...]:
        """Whichever key the account was written under."""
        return (self.digest, *self.older)


class RevealPurpose(StrEnum):
    """The only two reasons for which the twelve digits are ever decrypted; each use is audited."""

    POPULATION_LOOKUP = "population-lookup"
    DATA_SUBJECT_EXPORT = "data-subject-export"
