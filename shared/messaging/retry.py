"""When a failed message is tried again, and when not any more (docs/adr/0008)."""

from dataclasses import dataclass

from shared.contracts.cloudevents import InvalidEnvelope
from shared.contracts.registry import InvalidEvent, UnknownEventType
from shared.persistence.errors import is_unstorable

_NEVER_BETTER = (InvalidEnvelope, InvalidEvent, UnknownEventType)


@dataclass(frozen=True)
class Retry:
    """Seconds before the second, third ... delivery; after the last one the message is a dead letter."""

    delays: tuple[float, ...] = (1, 5, 30, 120, 600)
    outage_seconds: float = 5
    """Between tries while the database is away, which no number of tries makes a dead letter."""

    def delay(self, deliveries: int, error: BaseException) -> float | None:
        """Seconds until the next try after `deliveries` of them; None when there is none."""
        if isinstance(error, _NEVER_BETTER) or deliveries > len(self.delays):
            return None
        return self.delays[deliveries - 1]


def reason(error: BaseException) -> str:
    """One line for a header or a log, without control characters and without what people wrote.

    PostgreSQL's detail quotes rows, and its driver the values that it cannot send.
    """
    if is_unstorable(error):
        return f"{type(error).__name__}: a value cannot be stored"
    text = f"{type(error).__name__}: {error}".partition("\nDETAIL:")[0]
    return "".join(letter if letter.isprintable() else " " for letter in text)[:500]
