"""Bus in: identity's facts; the list is what the worker runs and what the bus permits."""

from services.events.application.projections import (
    end_agency,
    forget_person,
    project_agency,
    project_press_agency,
    project_reporter,
)
from shared.contracts.identity import (
    AccountErased,
    AccreditationRestored,
    AccreditationSuspended,
    AgencyRegistered,
    AgencyRevised,
    AgencySucceeded,
    PressAgencyRegistered,
    PressAgencyRevised,
    ReporterDisabled,
    ReporterEnabled,
    ReporterMoved,
    ReporterRegistered,
    ReporterVerified,
)
from shared.messaging import Subscription
from shared.messaging.access import revocations

SUBSCRIPTIONS = (
    revocations("events"),
    Subscription(AccountErased, "events-account-erased", forget_person),
    Subscription(AgencyRegistered, "events-agency-registered", project_agency),
    Subscription(AgencyRevised, "events-agency-revised", project_agency),
    Subscription(AgencySucceeded, "events-agency-succeeded", end_agency),
    Subscription(PressAgencyRegistered, "events-press_agency-registered", project_press_agency),
    Subscription(PressAgencyRevised, "events-press_agency-revised", project_press_agency),
    Subscription(ReporterRegistered, "events-reporter-registered", project_reporter),
    Subscription(ReporterVerified, "events-reporter-verified", project_reporter),
    Subscription(ReporterMoved, "events-reporter-moved", project_reporter),
    Subscription(ReporterDisabled, "events-reporter-disabled", project_reporter),
    Subscription(ReporterEnabled, "events-reporter-enabled", project_reporter),
    Subscription(AccreditationSuspended, "events-accreditation-suspended", project_reporter),
    Subscription(AccreditationRestored, "events-accreditation-restored", project_reporter),
)
