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
from services.identity.domain.model.delegation import Matter, MatterKind, SpeakingDelegation
from services.identity.domain.model.device import DeviceCode
from services.identity.domain.model.identifier import PersonalIdentifier, StoredIdentifier
from services.identity.domain.model.press_agency import PressAgency, PressKind, PressType
from services.identity.domain.model.reporter import Credential, CredentialType, Reporter, ReporterStatus
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

__all__ = [
    "Account",
    "AgencyState",
    "AgencyTree",
    "Appointment",
    "Contact",
    "Credential",
    "CredentialType",
    "DOOR_SCOPE",
    "Decision",
    "DeviceCode",
    "Life",
    "Limits",
    "MachineClient",
    "Matter",
    "MatterKind",
    "PersonalIdentifier",
    "Place",
    "Post",
    "PressAgency",
    "PressKind",
    "PressType",
    "Reporter",
    "ReporterStatus",
    "Responsibility",
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
    "admit",
    "heirs",
]
