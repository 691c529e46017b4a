"""Identifiers that sort by the time they were made."""

from uuid import UUID

from uuid_utils.compat import uuid7 as _uuid7


def uuid7() -> UUID:
    """A new UUID version 7 (RFC 9562); its timestamp is real time whatever the province's clock says."""
    return _uuid7()
