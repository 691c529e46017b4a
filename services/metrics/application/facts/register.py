"""What identity's events say to this service."""

from services.metrics.application.facts.saying import Sayings
from services.metrics.domain.model.projection import Facts
from services.metrics.domain.model.register import (
    Affiliation,
    AgencyFacts,
    AgencyState,
    PressAgencyFacts,
    ReporterFacts,
    Standing,
    Succession,
    Verification,
    state_id,
    succession_id,
)
from shared.contracts import identity


def _agency(event: identity.AgencyRegistered | identity.AgencyRevised) -> tuple[Facts, ...]:
    which, version = event.agency_id, event.aggregate_version
    state = AgencyState(state_id(which, version), version, which, event.valid_from, event.code, event.name)
    return AgencyFacts(which, version, event.code, event.name), state


def _succeeded(event: identity.AgencySucceeded) -> tuple[Facts, ...]:
    """Figures stay with the agency that acted; this only says who can be asked for them (ADR 0036)."""
    which, version = event.agency_id, event.aggregate_version
    followers = [one.agency_id for one in event.successors]
    return tuple(
        Succession(succession_id(which, follower), version, which, follower, event.ended_at)
        for follower in followers
    )


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
    identity.AgencySucceeded: _succeeded,
    identity.PressAgencyRegistered: _press_agency,
    identity.PressAgencyRevised: _press_agency,
    identity.ReporterRegistered: _registered,
    identity.ReporterVerified: _verified,
    identity.AccreditationSuspended: _standing,
    identity.AccreditationRestored: _standing,
}
