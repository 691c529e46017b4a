"""Events of the identity service: agencies, newsrooms, reporters and spokespersons."""

from shared.contracts.identity.access import AccessRevoked
from shared.contracts.identity.accounts import AccountErased
from shared.contracts.identity.agencies import (
    AgencyRegistered,
    AgencyRevised,
    AgencySucceeded,
    Responsibility,
    Successor,
)
from shared.contracts.identity.data_requests import DataRequestAnswered, DataRequestOverdue
from shared.contracts.identity.delegations import DelegationRevoked, DelegationSigned, Matter
from shared.contracts.identity.directory import DirectoryEntryOverdue, DirectoryEntryPublished
from shared.contracts.identity.press_agencies import (
    PressAgencyExpired,
    PressAgencyExpiring,
    PressAgencyRegistered,
    PressAgencyRenewed,
    PressAgencyRevised,
)
from shared.contracts.identity.projected import DirectoryEvent
from shared.contracts.identity.reporters import (
    AccreditationRestored,
    AccreditationSuspended,
    CredentialExpired,
    CredentialHandedIn,
    DisabledFor,
    ReporterDisabled,
    ReporterEnabled,
    ReporterMoved,
    ReporterRegistered,
    ReporterVerified,
    ReporterVouched,
    ReporterWarned,
)
from shared.contracts.identity.spokespersons import SpokespersonAssigned, SpokespersonRevoked

__all__ = [
    "AccessRevoked",
    "AccountErased",
    "AccreditationRestored",
    "AccreditationSuspended",
    "AgencyRegistered",
    "AgencyRevised",
    "AgencySucceeded",
    "CredentialExpired",
    "CredentialHandedIn",
    "DelegationRevoked",
    "DelegationSigned",
    "DataRequestAnswered",
    "DataRequestOverdue",
    "DirectoryEntryOverdue",
    "DirectoryEntryPublished",
    "DirectoryEvent",
    "DisabledFor",
    "Matter",
    "PressAgencyExpired",
    "PressAgencyExpiring",
    "PressAgencyRegistered",
    "PressAgencyRenewed",
    "PressAgencyRevised",
    "ReporterDisabled",
    "ReporterEnabled",
    "ReporterMoved",
    "ReporterRegistered",
    "ReporterVerified",
    "ReporterVouched",
    "ReporterWarned",
    "Responsibility",
    "SpokespersonAssigned",
    "SpokespersonRevoked",
    "Successor",
]
