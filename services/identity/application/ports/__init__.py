"""What the use cases need of the outside: repositories, the outbox, the instant."""

from services.identity.application.ports.access import Clients, DeviceCodes, Sessions, Standing
from services.identity.application.ports.agencies import Agencies
from services.identity.application.ports.identifiers import IdentifierVault
from services.identity.application.ports.people import Accounts, Appointments
from services.identity.application.ports.population import Lookup, PopulationDatabase, PopulationUnavailable
from services.identity.application.ports.press_agencies import PressAgencies, PressApplications, PressPresence
from services.identity.application.ports.protection import Consents, DataRequests, PersonalData
from services.identity.application.ports.reporters import IdentityChecks, ReporterActs, Reporters
from services.identity.application.ports.spokespersons import Delegations, Spokespersons
from services.identity.application.ports.unit_of_work import Audit, Outbox, UnitOfWork

__all__ = [
    "Accounts",
    "Agencies",
    "Appointments",
    "Audit",
    "Clients",
    "Consents",
    "DataRequests",
    "Delegations",
    "DeviceCodes",
    "IdentifierVault",
    "IdentityChecks",
    "Lookup",
    "Outbox",
    "PersonalData",
    "PopulationDatabase",
    "PopulationUnavailable",
    "PressAgencies",
    "PressApplications",
    "PressPresence",
    "ReporterActs",
    "Reporters",
    "Sessions",
    "Spokespersons",
    "Standing",
    "UnitOfWork",
]
