"""What identity's events say to this service about duties of the law."""

from services.metrics.application.facts.saying import Sayings
from services.metrics.domain.model.duties import (
    Breach,
    DataRequestFacts,
    DirectoryEntryFacts,
    Duty,
    Ending,
    Entry,
    Reply,
)
from services.metrics.domain.model.projection import Facts
from shared.contracts import identity


def _missing(event: identity.DirectoryEntryOverdue) -> Facts:
    version = event.aggregate_version
    duty = Duty(version, event.agency_id, event.due_at)
    return DirectoryEntryFacts(event.spokesperson_id, duty, Breach(version))


def _published(event: identity.DirectoryEntryPublished) -> Facts:
    version = event.aggregate_version
    duty = Duty(version, event.agency_id, event.due_at)
    entry = Entry(version, event.published_at, event.on_time)
    return DirectoryEntryFacts(event.spokesperson_id, duty, entry=entry)


def _ended(event: identity.SpokespersonRevoked) -> Facts:
    ending = Ending(event.aggregate_version, event.revoked_at)
    return DirectoryEntryFacts(event.spokesperson_id, ending=ending)


def _unanswered(event: identity.DataRequestOverdue) -> Facts:
    return DataRequestFacts(event.request_id, Breach(event.aggregate_version))


def _answered(event: identity.DataRequestAnswered) -> Facts:
    reply = Reply(event.aggregate_version, event.answered_at, event.on_time)
    return DataRequestFacts(event.request_id, reply=reply)


SAYS: Sayings = {
    identity.DirectoryEntryOverdue: _missing,
    identity.DirectoryEntryPublished: _published,
    identity.SpokespersonRevoked: _ended,
    identity.DataRequestOverdue: _unanswered,
    identity.DataRequestAnswered: _answered,
}
