"""What identity's events say to this service."""

from services.metrics.application.facts.saying import Sayings
from services.metrics.domain.model.projection import Facts
from services.metrics.domain.model.register import (
    Affiliation,
    AgencyFacts,
    PressAgencyFacts,
    ReporterFacts,
    Standing,
    Verification,
)
from shared.contracts import identity


def _agency(event: identity.AgencyRegistered | identity.AgencyRevised) -> Facts:
    """The last name told; one that begins later is on the board from the decision on."""
    return AgencyFacts(event.agency_id, event.aggregate_version, event.code, event.name)


def _press_agency(event: identity.PressAgencyRegistered | identity.PressAgencyRevised) -> Facts:
    return PressAgencyFacts(event.press_agency_id, event.aggregate_version, event.name)


def _registered(event: identity.ReporterRegistered) -> Facts:
    affiliation = Affiliation(event.aggregate_version, event.press_agency_id)
    return ReporterFacts(event.reporter_id, affiliation)


def _verified(event: identity.ReporterVerified) -> Facts:
    version = event.aggregate_version
    affiliation = Affiliation(version, event.press_agency_id)
    return ReporterFacts(event.reporter_id, affiliation, Verification(version, event.verified_at))


def _standing(event: identity.AccreditationSuspended | identity.AccreditationRestored) -> Facts:
    version = event.aggregate_version
    suspended = isinstance(event, identity.AccreditationSuspended)
    affiliation = Affiliation(version, event.press_agency_id)
    return ReporterFacts(event.reporter_id, affiliation, standing=Standing(version, suspended))


SAYS: Sayings = {
    identity.AgencyRegistered: _agency,
    identity.AgencyRevised: _agency,
    identity.PressAgencyRegistered: _press_agency,
    identity.PressAgencyRevised: _press_agency,
    identity.ReporterRegistered: _registered,
    identity.ReporterVerified: _verified,
    identity.AccreditationSuspended: _standing,
    identity.AccreditationRestored: _standing,
}
