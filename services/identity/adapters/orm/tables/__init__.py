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
from services.identity.adapters.orm.tables.press_agencies import (
    press_agency,
    press_application,
    press_office,
    resident_reporter,
)
from services.identity.adapters.orm.tables.protection import audit
from services.identity.adapters.orm.tables.reporters import identity_check, reporter, reporter_act
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
    "identity_check",
    "metadata",
    "press_agency",
    "press_application",
    "press_office",
    "reporter",
    "reporter_act",
    "resident_reporter",
    "session",
    "sign_in_attempt",
    "sign_in_failure",
    "spokesperson",
]
