"""SQL that fills the views; never loads an aggregate."""

from services.identity.adapters.queries.access import AccessReads
from services.identity.adapters.queries.agencies import AgencyReads
from services.identity.adapters.queries.appointments import AppointmentReads
from services.identity.adapters.queries.base import Ranked
from services.identity.adapters.queries.people import PersonReads
from services.identity.adapters.queries.press_agencies import PressAgencyReads
from services.identity.adapters.queries.protection import ProtectionReads
from services.identity.adapters.queries.reporters import ReporterReads, Scope
from services.identity.adapters.queries.spokespersons import SpokespersonReads


class Queries(
    AccessReads,
    AgencyReads,
    AppointmentReads,
    PersonReads,
    PressAgencyReads,
    ProtectionReads,
    ReporterReads,
    SpokespersonReads,
):
    """Every read of identity; an aggregate's are in the module of its name."""


__all__ = ["Queries", "Ranked", "Scope"]
