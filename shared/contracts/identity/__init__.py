"""Events of the identity service: agencies, newsrooms, reporters and spokespersons."""

from shared.contracts.identity.access import AccessRevoked
from shared.contracts.identity.agencies import (
    AgencyRegistered,
    AgencyRevised,
    AgencySucceeded,
    Responsibility,
    Successor,
)
from shared.contracts.identity.delegations import DelegationRevoked, DelegationSigned, Matter
from shared.contracts.identity.directory import DirectoryEntryOverdue, DirectoryEntryPublished
from shared.contracts.identity.press_agencies import PressAgencyRegistered
from shared.contracts.identity.reporters import (
    AccreditationRestored,
    AccreditationSuspended,
    ReporterRegistered,
    ReporterVerified,
)
from shared.contracts.identity.spokespersons import SpokespersonAssigned, SpokespersonRevoked

__all__ = [
    "AccessRevoked",
    "AccreditationRestored",
    "AccreditationSuspended",
    "AgencyRegistered",
    "AgencyRevised",
    "AgencySucceeded",
    "DelegationRevoked",
    "DelegationSigned",
    "DirectoryEntryOverdue",
    "DirectoryEntryPublished",
    "Matter",
    "PressAgencyRegistered",
    "ReporterRegistered",
    "ReporterVerified",
    "Responsibility",
    "SpokespersonAssigned",
    "SpokespersonRevoked",
    "Successor",
]
