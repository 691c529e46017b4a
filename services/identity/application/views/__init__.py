"""What a reader gets; personal data only where the reader may see it."""

from services.identity.application.views.access import Access, MeView, OwnReporterView, Refreshed
from services.identity.application.views.agencies import AgencyView
from services.identity.application.views.appointments import AppointmentView
from services.identity.application.views.clients import (
    AccountView,
    ClientView,
    DeviceCodeView,
    EnrolledDeviceView,
)
from services.identity.application.views.press_agencies import PressAgencyView
from services.identity.application.views.reporters import CredentialView, ReporterView
from services.identity.application.views.spokespersons import AssignedSpokespersonView, SpokespersonView

__all__ = [
    "EnrolledDeviceView",
    "DeviceCodeView",
    "ClientView",
    "AccountView",
    "Refreshed",
    "Access",
    "AgencyView",
    "AppointmentView",
    "AssignedSpokespersonView",
    "CredentialView",
    "MeView",
    "OwnReporterView",
    "PressAgencyView",
    "ReporterView",
    "SpokespersonView",
]
