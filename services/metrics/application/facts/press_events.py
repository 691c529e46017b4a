"""What the events of press events say to this service; who the reporters are is not kept."""

from services.metrics.application.facts.saying import Sayings
from services.metrics.domain.model.press_events import (
    Admission,
    Cancellation,
    Entry,
    InvitationFacts,
    Notice,
    PassFacts,
    PressEventFacts,
    Revocation,
)
from services.metrics.domain.model.projection import Facts
from shared.contracts import events


def _noticed(event: events.PressEventAnnounced | events.PressEventRescheduled) -> Facts:
    notice = Notice(event.aggregate_version, event.agency_id, event.starts_at)
    return PressEventFacts(event.press_event_id, notice)


def _cancelled(event: events.PressEventCancelled) -> Facts:
    cancellation = Cancellation(event.aggregate_version, event.cancelled_at)
    return PressEventFacts(event.press_event_id, cancellation=cancellation)


def _replied(event: events.InvitationAnswered) -> Facts:
    return InvitationFacts(
        event.invitation_id,
        event.aggregate_version,
        event.press_event_id,
        event.press_agency_id,
        event.answer == "accepted",
    )


def _issued(event: events.PassIssued) -> Facts:
    admission = Admission(
        event.aggregate_version, event.press_event_id, event.press_agency_id, event.issued_at
    )
    return PassFacts(event.pass_id, admission)


def _revoked(event: events.PassRevoked) -> Facts:
    return PassFacts(event.pass_id, revocation=Revocation(event.aggregate_version, event.revoked_at))


def _entered(event: events.PassCheckedIn) -> Facts:
    return PassFacts(event.pass_id, entry=Entry(event.aggregate_version, event.checked_in_at))


SAYS: Sayings = {
    events.PressEventAnnounced: _noticed,
    events.PressEventRescheduled: _noticed,
    events.PressEventCancelled: _cancelled,
    events.InvitationAnswered: _replied,
    events.PassIssued: _issued,
    events.PassRevoked: _revoked,
    events.PassCheckedIn: _entered,
}
