"""What a reader gets; personal data only where the reader may see it."""

from services.identity.application.views.access import Access, MeView, OwnReporterView, Refreshed
from services.identity.application.views.agencies import (
    AgencyHistoryView,
    AgencyView,
    ResolutionView,
    ResolvedAgencyView,
    SuccessionView,
)
from services.identity.application.views.appointments import AppointmentView
from services.identity.application.views.clients import (
    AccountView,
    ClientView,
    DeviceCodeView,
    EnrolledDeviceView,
)
from services.identity.application.views.press_agencies import (
    OfficeView,
    PressAgencyView,
    PressApplicationView,
    PressProfileView,
    ResidentView,
)
from services.identity.application.views.press_import import (
    DuplicateRowView,
    ImportView,
    InvalidRowView,
    MergedRowView,
)
from services.identity.application.views.protection import (
    CategoryView,
    ConsentView,
    DataRequestView,
    OwnDataView,
)
from services.identity.application.views.reporters import (
    CredentialView,
    IdentityCheckView,
    ReporterActView,
    ReporterView,
    VouchingView,
)
from services.identity.application.views.spokespersons import (
    AssignedSpokespersonView,
    DelegationView,
    DirectoryEntryView,
    GrantView,
    SpeakingRightView,
    SpokespersonView,
)

__all__ = [
    "Access",
    "AccountView",
    "AgencyHistoryView",
    "AgencyView",
    "AppointmentView",
    "AssignedSpokespersonView",
    "CategoryView",
    "ClientView",
    "ConsentView",
    "CredentialView",
    "DataRequestView",
    "DelegationView",
    "DeviceCodeView",
    "DirectoryEntryView",
    "DuplicateRowView",
    "EnrolledDeviceView",
    "GrantView",
    "IdentityCheckView",
    "ImportView",
    "InvalidRowView",
    "MeView",
    "MergedRowView",
    "OfficeView",
    "OwnDataView",
    "OwnReporterView",
    "PressAgencyView",
    "PressApplicationView",
    "PressProfileView",
    "Refreshed",
    "ReporterActView",
    "ReporterView",
    "ResidentView",
    "ResolutionView",
    "ResolvedAgencyView",
    "SpeakingRightView",
    "SpokespersonView",
    "SuccessionView",
    "VouchingView",
]
