"""The aggregates of identity, one file each."""

from services.identity.domain.model.account import Account, Appointment, Post, admit
from services.identity.domain.model.agency import StateAgency
from services.identity.domain.model.client import MachineClient
from services.identity.domain.model.identifier import PersonalIdentifier, StoredIdentifier
from services.identity.domain.model.press_agency import PressAgency, PressKind, PressType
from services.identity.domain.model.reporter import Credential, CredentialType, Reporter, ReporterStatus
from services.identity.domain.model.role import Role
from services.identity.domain.model.spokesperson import Contact, Spokesperson, SpokespersonKind, Term

__all__ = [
    "Account",
    "Appointment",
    "Contact",
    "Credential",
    "CredentialType",
    "MachineClient",
    "PersonalIdentifier",
    "Post",
    "PressAgency",
    "PressKind",
    "PressType",
    "Reporter",
    "ReporterStatus",
    "Role",
    "Spokesperson",
    "SpokespersonKind",
    "StateAgency",
    "StoredIdentifier",
    "Term",
    "admit",
]
