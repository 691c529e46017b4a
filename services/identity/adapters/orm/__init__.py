"""The tables of identity, and the mapping of its changing aggregates on to them."""

from services.identity.adapters.orm.mapping import mapper
from services.identity.adapters.orm.tables import (
    account,
    agency,
    appointment,
    client,
    device_code,
    metadata,
    press_agency,
    reporter,
    session,
    spokesperson,
)

__all__ = [
    "account",
    "agency",
    "appointment",
    "client",
    "device_code",
    "mapper",
    "metadata",
    "press_agency",
    "reporter",
    "session",
    "spokesperson",
]
