"""The tables of identity, and the mapping of its changing aggregates on to them."""

from services.identity.adapters.orm.mapping import mapper
from services.identity.adapters.orm.tables import (
    account,
    agency,
    appointment,
    client,
    device_code,
    identity_check,
    metadata,
    press_agency,
    press_application,
    press_office,
    reporter,
    reporter_act,
    resident_reporter,
    session,
    spokesperson,
)

__all__ = [
    "account",
    "agency",
    "appointment",
    "client",
    "device_code",
    "identity_check",
    "mapper",
    "metadata",
    "press_agency",
    "press_application",
    "press_office",
    "reporter",
    "reporter_act",
    "resident_reporter",
    "session",
    "spokesperson",
]
