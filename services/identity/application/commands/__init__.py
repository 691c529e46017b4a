"""What identity can be told to do; personal identifiers arrive here as digests, never in full."""

from services.identity.application.commands.access import SignIn
from services.identity.application.commands.actor import Actor
from services.identity.application.commands.agencies import (
    AgencyFacts,
    RegisterAgency,
    ReviseAgency,
    SucceedAgency,
)
from services.identity.application.commands.appointments import Appoint, EndAppointment
from services.identity.application.commands.clients import (
    ClientSettings,
    DisableClient,
    EnrolDevice,
    MakeDeviceCode,
    RegisterClient,
    ReviseClient,
    RotateClientSecret,
)
from services.identity.application.commands.press_agencies import (
    ApplyAsPressAgency,
    DecidePressApplication,
    EndPresence,
    ImportPressAgencies,
    OpenOffice,
    PostResident,
    RegisterPressAgency,
    RenewPressAgency,
    RevisePressAgency,
)
from services.identity.application.commands.protection import (
    AskAboutData,
    DecideDataRequest,
    GiveConsent,
    WithdrawConsent,
)
from services.identity.application.commands.reporters import (
    AppealDecision,
    ApplyAsReporter,
    AskIdentity,
    ChangeReporter,
    CheckIdentity,
    DecideAppeal,
    HandInCredential,
    MoveReporter,
    VouchForReporters,
)
from services.identity.application.commands.sessions import (
    ChangeAccount,
    EndSession,
    RefreshSession,
    SignOutEverywhere,
    StartSession,
)
from services.identity.application.commands.spokespersons import (
    AssignSpokesperson,
    PublishEntry,
    RevokeDelegation,
    RevokeSpokesperson,
    SignDelegation,
)

__all__ = [
    "Actor",
    "AgencyFacts",
    "AppealDecision",
    "ApplyAsPressAgency",
    "ApplyAsReporter",
    "Appoint",
    "AskAboutData",
    "AskIdentity",
    "AssignSpokesperson",
    "ChangeAccount",
    "ChangeReporter",
    "CheckIdentity",
    "ClientSettings",
    "DecideAppeal",
    "DecideDataRequest",
    "DecidePressApplication",
    "DisableClient",
    "EndAppointment",
    "EndPresence",
    "EndSession",
    "EnrolDevice",
    "GiveConsent",
    "HandInCredential",
    "ImportPressAgencies",
    "MakeDeviceCode",
    "MoveReporter",
    "OpenOffice",
    "PostResident",
    "PublishEntry",
    "RefreshSession",
    "RegisterAgency",
    "RegisterClient",
    "RegisterPressAgency",
    "RenewPressAgency",
    "ReviseAgency",
    "ReviseClient",
    "RevisePressAgency",
    "RevokeDelegation",
    "RevokeSpokesperson",
    "RotateClientSecret",
    "SignDelegation",
    "SignIn",
    "SignOutEverywhere",
    "StartSession",
    "SucceedAgency",
    "VouchForReporters",
    "WithdrawConsent",
]
