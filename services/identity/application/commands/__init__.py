"""What identity can be told to do; personal identifiers arrive here as digests, never in full."""

from services.identity.application.commands.access import RegisterClient, SignIn
from services.identity.application.commands.actor import Actor
from services.identity.application.commands.agencies import RegisterAgency
from services.identity.application.commands.appointments import Appoint, EndAppointment
from services.identity.application.commands.press_agencies import RegisterPressAgency
from services.identity.application.commands.reporters import ApplyAsReporter, ChangeReporter
from services.identity.application.commands.spokespersons import AssignSpokesperson, RevokeSpokesperson

__all__ = [
    "Actor",
    "ApplyAsReporter",
    "Appoint",
    "AssignSpokesperson",
    "ChangeReporter",
    "EndAppointment",
    "RegisterAgency",
    "RegisterClient",
    "RegisterPressAgency",
    "RevokeSpokesperson",
    "SignIn",
]
