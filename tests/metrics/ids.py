"""Instants and ids that every history of the tests shares."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

START = datetime(2026, 8, 17, 0, 30, tzinfo=UTC)
NOW = START + timedelta(days=60)
_NAMESPACE = UUID("6f0f4b8c-6a0c-4a39-9f0e-2f6f7f0b7a11")


def made_id(kind: str, number: int) -> UUID:
    """The same id for the same thing in every test."""
    return uuid5(_NAMESPACE, f"{kind}/{number}")
