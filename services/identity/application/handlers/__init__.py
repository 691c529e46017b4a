"""Every use case of identity, by name."""

from services.identity.application.handlers.access import (
    disable_account,
    enable_account,
    sign_out_everywhere,
)
from services.identity.application.handlers.accreditation import (
    refuse_reporter,
    restore_reporter,
    suspend_reporter,
    verify_reporter,
)
from services.identity.application.handlers.agencies import (
    register_agency,
    revise_agency,
    succeed_agency,
)
from services.identity.application.handlers.appeals import appeal_decision, decide_appeal
from services.identity.application.handlers.appointments import appoint, end_appointment
from services.identity.application.handlers.clients import (
    disable_client,
    register_client,
    revise_client,
    rotate_client_secret,
    seed_client,
)
from services.identity.application.handlers.delegations import revoke_delegation, sign_delegation
from services.identity.application.handlers.devices import enrol_device, make_device_code
from services.identity.application.handlers.identity_checks import check_identity, record_answer
from services.identity.application.handlers.press_agencies import (
    register_press_agency,
    renew_press_agency,
    revise_press_agency,
)
from services.identity.application.handlers.press_applications import (
    apply_as_press_agency,
    decide_press_application,
)
from services.identity.application.handlers.press_import import import_press_agencies
from services.identity.application.handlers.press_presence import (
    close_office,
    open_office,
    post_resident,
    withdraw_resident,
)
from services.identity.application.handlers.protection import (
    ask_about_data,
    decide_data_request,
    erase_account,
    give_consent,
    retire_unused,
    tell_overdue_requests,
    withdraw_consent,
)
from services.identity.application.handlers.reporters import (
    apply_as_reporter,
    hand_in_credential,
    move_reporter,
)
from services.identity.application.handlers.sessions import end_session, refresh_session, start_session
from services.identity.application.handlers.sign_in import sign_in
from services.identity.application.handlers.spokespersons import (
    assign_spokesperson,
    publish_entry,
    revoke_spokesperson,
    tell_overdue_entries,
)
from services.identity.application.handlers.upkeep import tend_press_agency, tend_reporter
from services.identity.application.handlers.vouching import vouch_for_reporters

__all__ = [
    "appeal_decision",
    "apply_as_press_agency",
    "apply_as_reporter",
    "appoint",
    "ask_about_data",
    "assign_spokesperson",
    "check_identity",
    "close_office",
    "decide_appeal",
    "decide_data_request",
    "decide_press_application",
    "disable_account",
    "disable_client",
    "enable_account",
    "end_appointment",
    "end_session",
    "enrol_device",
    "erase_account",
    "give_consent",
    "hand_in_credential",
    "import_press_agencies",
    "make_device_code",
    "move_reporter",
    "open_office",
    "post_resident",
    "publish_entry",
    "record_answer",
    "refresh_session",
    "refuse_reporter",
    "register_agency",
    "register_client",
    "register_press_agency",
    "renew_press_agency",
    "restore_reporter",
    "retire_unused",
    "revise_agency",
    "revise_client",
    "revise_press_agency",
    "revoke_delegation",
    "revoke_spokesperson",
    "rotate_client_secret",
    "seed_client",
    "sign_delegation",
    "sign_in",
    "sign_out_everywhere",
    "start_session",
    "succeed_agency",
    "suspend_reporter",
    "tell_overdue_entries",
    "tell_overdue_requests",
    "tend_press_agency",
    "tend_reporter",
    "verify_reporter",
    "vouch_for_reporters",
    "withdraw_consent",
    "withdraw_resident",
]
