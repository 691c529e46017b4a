"""What the events of releases say to this service; confirmed deliveries say nothing to it."""

from services.metrics.application.facts.saying import Sayings
from services.metrics.domain.model.projection import Facts
from services.metrics.domain.model.releases import (
    Correction,
    Declaration,
    Issue,
    ItemFacts,
    ReleaseFacts,
    Ruling,
    TakeFacts,
    Withdrawal,
)
from shared.contracts import distribution


def _published(event: distribution.ReleasePublished) -> Facts:
    issue = Issue(event.aggregate_version, event.agency_id, event.published_at)
    return ReleaseFacts(event.release_id, issue)


def _corrected(event: distribution.ReleaseCorrected) -> Facts:
    correction = Correction(event.aggregate_version, event.corrected_at)
    return ReleaseFacts(event.release_id, correction=correction)


def _withdrawn(event: distribution.ReleaseWithdrawn) -> Facts:
    withdrawal = Withdrawal(event.aggregate_version, event.withdrawn_at)
    return ReleaseFacts(event.release_id, withdrawal=withdrawal)


def _taken(event: distribution.ReleaseTaken) -> Facts:
    return TakeFacts(
        event.take_id,
        event.aggregate_version,
        event.release_id,
        event.press_agency_id,
        event.action,
        event.taken_at,
    )


def _declared(event: distribution.ItemPublished) -> Facts:
    declaration = Declaration(
        event.aggregate_version,
        event.release_id,
        event.agency_id,
        event.press_agency_id,
        event.published_at,
    )
    return ItemFacts(event.item_id, declaration)


def _ruled(event: distribution.ItemConfirmed | distribution.ItemRefused) -> Facts:
    confirmed = isinstance(event, distribution.ItemConfirmed)
    return ItemFacts(event.item_id, ruling=Ruling(event.aggregate_version, confirmed))


SAYS: Sayings = {
    distribution.ReleasePublished: _published,
    distribution.ReleaseCorrected: _corrected,
    distribution.ReleaseWithdrawn: _withdrawn,
    distribution.ReleaseTaken: _taken,
    distribution.ItemPublished: _declared,
    distribution.ItemConfirmed: _ruled,
    distribution.ItemRefused: _ruled,
}
