"""HTTP in: each operation names its command or read, and who may call it."""

from services.identity.entrypoints.controllers.accounts import AccountController
from services.identity.entrypoints.controllers.accreditation import AccreditationController
from services.identity.entrypoints.controllers.agencies import AgencyController
from services.identity.entrypoints.controllers.agency_changes import AgencyChangeController
from services.identity.entrypoints.controllers.appointments import AppointmentController
from services.identity.entrypoints.controllers.clients import ClientController
from services.identity.entrypoints.controllers.data_requests import DataRequestController
from services.identity.entrypoints.controllers.delegations import DelegationController
from services.identity.entrypoints.controllers.devices import DeviceController
from services.identity.entrypoints.controllers.directory_entries import DirectoryEntryController
from services.identity.entrypoints.controllers.directory_page import DirectoryPageController
from services.identity.entrypoints.controllers.identity_checks import IdentityCheckController
from services.identity.entrypoints.controllers.me import MeController
from services.identity.entrypoints.controllers.oauth import OAuthController
from services.identity.entrypoints.controllers.own_accreditation import (
    OwnAccreditationController,
    VouchingController,
)
from services.identity.entrypoints.controllers.own_data import OwnDataController
from services.identity.entrypoints.controllers.press_agencies import PressAgencyController
from services.identity.entrypoints.controllers.press_applications import PressApplicationController
from services.identity.entrypoints.controllers.press_import import PressImportController
from services.identity.entrypoints.controllers.press_presence import PressPresenceController
from services.identity.entrypoints.controllers.reporters import ReporterController
from services.identity.entrypoints.controllers.sign_in import SignInController
from services.identity.entrypoints.controllers.speaking_rights import SpeakingRightController
from services.identity.entrypoints.controllers.spokespersons import SpokespersonController

CONTROLLERS = (
    OwnDataController,
    DataRequestController,
    AgencyController,
    AgencyChangeController,
    PressAgencyController,
    PressImportController,
    PressApplicationController,
    PressPresenceController,
    VouchingController,
    AppointmentController,
    ReporterController,
    AccreditationController,
    IdentityCheckController,
    OwnAccreditationController,
    SpokespersonController,
    DirectoryEntryController,
    DelegationController,
    SpeakingRightController,
    DirectoryPageController,
    MeController,
    SignInController,
    OAuthController,
    ClientController,
    DeviceController,
    AccountController,
)
