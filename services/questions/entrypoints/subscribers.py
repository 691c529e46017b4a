"""Bus in: facts of identity and distribution; the list is what the worker runs and what the bus permits."""

from services.questions.application.desk.projections import (
    project_newsroom,
    project_profile,
    project_release,
    project_withdrawal,
)
from services.questions.application.projections import project_directory, project_reporter
from shared.contracts.distribution import ReleasePublished, ReleaseWithdrawn
from shared.contracts.identity import (
    AccreditationRestored,
    AccreditationSuspended,
    AgencyRegistered,
    AgencyRevised,
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
from shared.messaging.directory import directory

SUBSCRIPTIONS = (
    revocations("questions"),
    *directory("questions", project_directory),
    Subscription(ReporterRegistered, "questions-reporter-registered", project_reporter),
    Subscription(ReporterVerified, "questions-reporter-verified", project_reporter),
    Subscription(ReporterMoved, "questions-reporter-moved", project_reporter),
    Subscription(ReporterDisabled, "questions-reporter-disabled", project_reporter),
    Subscription(ReporterEnabled, "questions-reporter-enabled", project_reporter),
    Subscription(AccreditationSuspended, "questions-accreditation-suspended", project_reporter),
    Subscription(AccreditationRestored, "questions-accreditation-restored", project_reporter),
    # Consumers of their own beside the directory's, so that they also hear what was told before they were.
    Subscription(AgencyRegistered, "questions-agency-field_registered", project_profile),
    Subscription(AgencyRevised, "questions-agency-field_revised", project_profile),
    Subscription(PressAgencyRegistered, "questions-press_agency-registered", project_newsroom),
    Subscription(PressAgencyRevised, "questions-press_agency-revised", project_newsroom),
    Subscription(ReleasePublished, "questions-release-published", project_release),
    Subscription(ReleaseWithdrawn, "questions-release-withdrawn", project_withdrawal),
)
