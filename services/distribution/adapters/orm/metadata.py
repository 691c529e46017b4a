"""The metadata of this service, with the tables of the chassis; each module here adds an aggregate's."""

from enum import StrEnum

from sqlalchemy import Enum

from shared.persistence import metadata_for

METADATA = metadata_for("distribution")


def one_of(values: type[StrEnum]) -> Enum:
    """A column type that stores the values of an enumeration as text."""
    return Enum(
        values, native_enum=False, length=40, values_callable=lambda kind: [each.value for each in kind]
    )
