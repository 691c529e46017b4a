"""The match of a person with the national population database: a result with its date, never the record."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from services.identity.domain.errors.accreditation import InvalidBirthDate

_BIRTH = re.compile(r"(?:19|20|21)[0-9]{2}(-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]))?")


class IdentityOutcome(StrEnum):
    """What the comparison came to; only the first two confirm a person."""

    MATCH = "match"
    MATCH_BY_YEAR = "match_by_year"
    PARTIAL_NAME = "partial_name"
    NAME_DIFFERS = "name_differs"
    BIRTH_DATE_DIFFERS = "birth_date_differs"
    NO_MATCH = "no_match"
    PENDING = "pending"

    @property
    def confirms(self) -> bool:
        """Whether the person is who he says."""
        return self in (IdentityOutcome.MATCH, IdentityOutcome.MATCH_BY_YEAR)


@dataclass(frozen=True)
class BirthDate:
    """`yyyy-mm-dd`, or only `yyyy` as for those whose day was never recorded; raises InvalidBirthDate."""

    text: str

    def __post_init__(self) -> None:
        if not _BIRTH.fullmatch(self.text):
            raise InvalidBirthDate("birth_date")


@dataclass(frozen=True)
class PersonFound:
    """What the population database says of a number, for as long as the comparison takes."""

    full_name: str
    birth_date: str | None


@dataclass(eq=False)
class IdentityCheck:
    """One look-up, asked for by somebody under an officer's code.

    The birth date waits sealed in `birth_cipher`; the answer drops it.
    """

    id: UUID
    reporter_id: UUID
    account_id: UUID
    officer_code: str
    requested_by: UUID
    requested_at: datetime
    birth_cipher: bytes | None = None
    outcome: IdentityOutcome = IdentityOutcome.PENDING
    answered_at: datetime | None = None
    attempts: int = 0

    def answer(self, outcome: IdentityOutcome, at: datetime) -> None:
        """Keeps the result and forgets what was asked with."""
        self.outcome, self.answered_at = outcome, at
        self.birth_cipher = None


def compare(full_name: str, birth_date: BirthDate | None, found: PersonFound | None) -> IdentityOutcome:
    """How far the person's own name and date of birth agree with the record of the number."""
    if found is None:
        return IdentityOutcome.NO_MATCH
    claimed, known = _words(full_name), _words(found.full_name)
    if claimed != known:
        shared = claimed[-1:] == known[-1:] and set(claimed) & set(known[:-1])
        return IdentityOutcome.PARTIAL_NAME if shared else IdentityOutcome.NAME_DIFFERS
    if birth_date is None or found.birth_date is None or birth_date.text == found.birth_date:
        return IdentityOutcome.MATCH
    if birth_date.text[:4] != found.birth_date[:4] or len(birth_date.text) == len(found.birth_date):
        return IdentityOutcome.BIRTH_DATE_DIFFERS
    return IdentityOutcome.MATCH_BY_YEAR


def _words(name: str) -> list[tuple[str, str]]:
    """Letters and marks of each word apart: "Hòa" and "Hoà" are one name, "Lan" and "Lân" are two."""
    return [_letters_and_marks(word) for word in name.casefold().split()]


def _letters_and_marks(word: str) -> tuple[str, str]:
    plain = unicodedata.normalize("NFD", word.replace("ð", "đ"))
    marks = sorted(letter for letter in plain if unicodedata.combining(letter))
    return "".join(letter for letter in plain if not unicodedata.combining(letter)), "".join(marks)
