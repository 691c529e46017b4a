"""The national population database, as far as a match of one person needs it."""

from typing import Protocol

import msgspec

from services.identity.domain.model import PersonalIdentifier, PersonFound


class PopulationUnavailable(Exception):
    """It did not answer in time, or not with what is agreed; the look-up is tried again."""


class Lookup(msgspec.Struct, frozen=True, kw_only=True):
    """A question about one number, under the code of the officer who is answerable for it (MaCanBo)."""

    request_code: str
    officer_code: str
    identifier: PersonalIdentifier
    full_name: str
    birth_date: str | None


class PopulationDatabase(Protocol):
    """Whoever knows the number, or nobody."""

    async def look_up(self, lookup: Lookup) -> PersonFound | None:
        """The person with this number, or None; raises PopulationUnavailable."""
        ...
