"""The aggregates of identity, one file each."""

from services.identity.domain.model.account import Account, Appointment, Post, admit
from services.identity.domain.model.agency import (
    AgencyState,
    Responsibility,
    Revision,
    StateAgency,
    Succession,
    SuccessionKind,
    Successor,
)
from services.identity.domain.model.agency_tree import AgencyTree, TreePlace, heirs
from services.identity.domain.model.client import DOOR_SCOPE, Limits, MachineClient, Place, Secret
from services.identity.domain.model.credential import (
    CardTerm,
    Credential,
    CredentialType,
    ReporterCategory,
)
from services.identity.domain.model.data_request import (
    Consent,
    DataRequest,
    RequestKind,
    RequestStatus,
    WorkingDays,
)
from services.identity.domain.model.delegation import Matter, MatterKind, SpeakingDelegation
from services.identity.domain.model.device import DeviceCode
from services.identity.domain.model.identifier import PersonalIdentifier, RevealPurpose, StoredIdentifier
from services.identity.domain.model.identity_check import (
    BirthDate,
    IdentityCheck,
    IdentityOutcome,
    PersonFound,
    compare,
)
from services.identity.domain.model.press_agency import (
    LicenceStatus,
    PressAgency,
    PressDetails,
    PressKind,
    PressProfile,
    PressType,
    require_running,
)
from services.identity.domain.model.press_application import ApplicationStatus, PressApplication
from services.identity.domain.model.press_presence import Notice, RepresentativeOffice, ResidentReporter
from services.identity.domain.model.reporter import DisabledFor, Reporter, ReporterStatus, VerifiedHow
from services.identity.domain.model.role import Role
from services.identity.domain.model.session import Life, Session, Shown
from services.identity.domain.model.spokesperson import (
    Contact,
    Decision,
    Spokesperson,
    SpokespersonKind,
    Term,
)
from services.identity.domain.model.validity import Validity
from services.identity.domain.model.vouching import VouchingRule, quarter_end

__all__ = [
    "DOOR_SCOPE",
    "Account",
    "AgencyState",
    "AgencyTree",
    "ApplicationStatus",
    "Appointment",
    "BirthDate",
    "CardTerm",
    "Consent",
    "Contact",
    "Credential",
    "CredentialType",
    "DataRequest",
    "Decision",
    "DeviceCode",
    "DisabledFor",
    "IdentityCheck",
    "IdentityOutcome",
    "LicenceStatus",
    "Life",
    "Limits",
    "MachineClient",
    "Matter",
    "MatterKind",
    "Notice",
    "PersonFound",
    "PersonalIdentifier",
    "Place",
    "Post",
    "PressAgency",
    "PressApplication",
    "PressDetails",
    "PressKind",
    "PressProfile",
    "PressType",
    "Reporter",
    "ReporterCategory",
    "ReporterStatus",
    "RepresentativeOffice",
    "RequestKind",
    "RequestStatus",
    "ResidentReporter",
    "Responsibility",
    "RevealPurpose",
    "Revision",
    "Role",
    "Secret",
    "Session",
    "Shown",
    "SpeakingDelegation",
    "Spokesperson",
    "SpokespersonKind",
    "StateAgency",
    "StoredIdentifier",
    "Succession",
    "SuccessionKind",
    "Successor",
    "Term",
    "TreePlace",
    "Validity",
    "VerifiedHow",
    "VouchingRule",
    "WorkingDays",
    "admit",
    "compare",
    "heirs",
    "quarter_end",
    "require_running",
]
