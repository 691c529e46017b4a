"""What a service listens to that has to know agencies, and who may speak for them on what."""

from shared.contracts.identity.agencies import AgencyRegistered, AgencyRevised, AgencySucceeded
from shared.contracts.identity.delegations import DelegationRevoked, DelegationSigned
from shared.contracts.identity.spokespersons import SpokespersonAssigned, SpokespersonRevoked

DirectoryEvent = (
    AgencyRegistered
    | AgencyRevised
    | AgencySucceeded
    | SpokespersonAssigned
    | SpokespersonRevoked
    | DelegationSigned
    | DelegationRevoked
)
