"""When something held or holds; the register also knows things whose beginning it does not."""

from dataclasses import dataclass
from datetime import UTC, datetime

from services.identity.domain.errors import InvalidTerm

BEGINNING = datetime.min.replace(tzinfo=UTC)
END = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Validity:
    """From `since`, inclusive, to `until`, exclusive; None is before, or after, all that is recorded."""

    since: datetime | None = None
    until: datetime | None = None

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise InvalidTerm("valid_to")

    @property
    def start(self) -> datetime:
        """An instant to compare with, even of an open beginning."""
        return self.since or BEGINNING

    @property
    def end(self) -> datetime:
        """An instant to compare with, even of an open end."""
        return self.until or END

    def holds(self, at: datetime) -> bool:
        """Whether the instant lies in it."""
        return self.start <= at < self.end

    def overlaps(self, other: "Validity") -> bool:
        """Whether some instant lies in both."""
        return self.start < other.end and other.start < self.end
