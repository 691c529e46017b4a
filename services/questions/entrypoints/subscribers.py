"""Bus in: identity's facts; the list is what the worker runs and what the bus permits."""

from services.questions.application.projections import (
    project_agency,
    project_assignment,
    project_reporter,
    project_revocation,
)
from shared.contracts.identity import (
    AccreditationRestored,
    AccreditationSuspended,
    AgencyRegistered,
    ReporterRegistered,
    ReporterVerified,
    SpokespersonAssigned,
    SpokespersonRevoked,
)
from shared.messaging import Subscription
from shared.messaging.access import revocations

SUBSCRIPTIONS = (
    revocations("questions"),
    Subscription(AgencyRegistered, "questions-agency-registered", project_agency),
    Subscription(ReporterRegistered, "questions-reporter-registered", project_reporter),
    Subscription(ReporterVerified, "questions-reporter-verified", project_reporter),
    Subscription(AccreditationSuspended, "questions-accreditation-suspended", project_reporter),
    Subscription(AccreditationRestored, "questions-accreditation-restored", project_reporter),
    Subscription(SpokespersonAssigned, "questions-spokesperson-assigned", project_assignment),
    Subscription(SpokespersonRevoked, "questions-spokesperson-revoked", project_revocation),
)
