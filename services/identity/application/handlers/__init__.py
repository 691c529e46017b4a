"""Every use case of identity, by name."""

from services.identity.application.handlers.agencies import register_agency, register_press_agency
from services.identity.application.handlers.appointments import appoint, end_appointment
from services.identity.application.handlers.clients import register_client
from services.identity.application.handlers.reporters import (
    apply_as_reporter,
    restore_reporter,
    suspend_reporter,
    verify_reporter,
)
from services.identity.application.handlers.sign_in import sign_in
from services.identity.application.handlers.spokespersons import assign_spokesperson, revoke_spokesperson

__all__ = [
    "appoint",
    "apply_as_reporter",
    "assign_spokesperson",
    "end_appointment",
    "register_agency",
    "register_client",
    "register_press_agency",
    "restore_reporter",
    "revoke_spokesperson",
    "sign_in",
    "suspend_reporter",
    "verify_reporter",
]
