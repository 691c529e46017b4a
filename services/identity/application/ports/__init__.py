"""What the use cases need of the outside: repositories, the outbox, the instant."""

from services.identity.application.ports.access import Clients, Standing
from services.identity.application.ports.agencies import Agencies
from services.identity.application.ports.people import Accounts, Appointments
from services.identity.application.ports.press_agencies import PressAgencies
from services.identity.application.ports.reporters import Reporters
from services.identity.application.ports.spokespersons import Spokespersons
from services.identity.application.ports.unit_of_work import Audit, Outbox, UnitOfWork

__all__ = [
    "Accounts",
    "Agencies",
    "Appointments",
    "Audit",
    "Clients",
    "Outbox",
    "PressAgencies",
    "Reporters",
    "Spokespersons",
    "Standing",
    "UnitOfWork",
]
