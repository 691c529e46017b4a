"""What all tables share."""

from enum import StrEnum

from sqlalchemy import (
    DateTime,
    Enum,
)

from shared.persistence import metadata_for

metadata = metadata_for("identity")
INSTANT = DateTime(timezone=True)


def word(kind: type[StrEnum]) -> Enum:
    """Stored as its value in a text column, so that a new member needs no migration."""
    return Enum(
        kind, native_enum=False, length=None, values_callable=lambda members: [m.value for m in members]
    )
