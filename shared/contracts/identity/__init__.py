"""Events of the identity service: agencies, newsrooms, reporters and spokespersons."""

from shared.contracts.identity.agencies import AgencyRegistered
from shared.contracts.identity.press_agencies import PressAgencyRegistered
from shared.contracts.identity.reporters import (
    AccreditationRestored,
    AccreditationSuspended,
    ReporterRegistered,
    ReporterVerified,
)
from shared.contracts.identity.spokespersons import SpokespersonAssigned, SpokespersonRevoked

__all__ = [
    "AccreditationRestored",
    "AccreditationSuspended",
    "AgencyRegistered",
    "PressAgencyRegistered",
    "ReporterRegistered",
    "ReporterVerified",
    "SpokespersonAssigned",
    "SpokespersonRevoked",
]
