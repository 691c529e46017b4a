"""The tables of identity."""

from services.identity.adapters.orm.tables.access import (
    client,
    client_assertion,
    client_minute,
    device_code,
    sign_in_attempt,
    sign_in_failure,
)
from services.identity.adapters.orm.tables.agencies import agency
from services.identity.adapters.orm.tables.base import metadata
from services.identity.adapters.orm.tables.people import account, appointment
from services.identity.adapters.orm.tables.press_agencies import press_agency
from services.identity.adapters.orm.tables.protection import audit
from services.identity.adapters.orm.tables.reporters import reporter
from services.identity.adapters.orm.tables.sessions import session
from services.identity.adapters.orm.tables.spokespersons import spokesperson

__all__ = [
    "account",
    "agency",
    "appointment",
    "audit",
    "client",
    "client_assertion",
    "client_minute",
    "device_code",
    "metadata",
    "press_agency",
    "reporter",
    "session",
    "sign_in_attempt",
    "sign_in_failure",
    "spokesperson",
]
