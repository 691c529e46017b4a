"""Bus in: identity's facts; the list is what the worker runs and what the bus permits."""

from services.questions.application.projections import project_directory, project_reporter
from shared.contracts.identity import (
    AccreditationRestored,
    AccreditationSuspended,
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
)
