"""The tables of identity."""

from services.identity.adapters.orm.tables.access import (
    client,
    client_assertion,
    client_minute,
    device_code,
    sign_in_attempt,
    sign_in_failure,
)
from services.identity.adapters.orm.tables.agencies import agency, agency_state, agency_successor
from services.identity.adapters.orm.tables.base import metadata
from services.identity.adapters.orm.tables.people import account, appointment
from services.identity.adapters.orm.tables.press_agencies import (
    press_agency,
    press_application,
    press_office,
    resident_reporter,
)
from services.identity.adapters.orm.tables.protection import audit, consent, data_request
from services.identity.adapters.orm.tables.reporters import identity_check, reporter, reporter_act
from services.identity.adapters.orm.tables.sessions import session
from services.identity.adapters.orm.tables.spokespersons import speaking_delegation, spokesperson

__all__ = [
    "account",
    "agency",
    "agency_state",
    "agency_successor",
    "appointment",
    "audit",
    "client",
    "client_assertion",
    "client_minute",
    "consent",
    "data_request",
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
    "speaking_delegation",
    "spokesperson",
]
