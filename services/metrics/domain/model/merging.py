"""How facts merge: in any order and any number of times (ADR 0014)."""

from typing import Protocol, Self, TypeVar
from uuid import UUID


class Versioned(Protocol):
    """A statement by an aggregate at one of its versions; the highest version known is true."""

    @property
    def version(self) -> int:
        """The aggregate_version of the event that said it."""
        ...


V = TypeVar("V", bound=Versioned)


def latest(one: V | None, other: V | None) -> V | None:
    """The statement of the higher version; equal versions are the same event."""
    if one is None or other is None:
        return one or other
    return other if other.version > one.version else one


class Whole:
    """Facts that each event says whole, so that the event of the highest version is all there is."""

    __slots__ = ()
    id: UUID
    version: int

    def merge(self, other: Self) -> Self:
        """The later statement."""
        return other if other.version > self.version else self
