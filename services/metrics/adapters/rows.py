"""Facts as rows of their tables: the id, then each register's version and columns; 0 is not heard of."""

from collections.abc import Callable, Mapping
from typing import Any

from services.metrics.domain.model.duties import DataRequestFacts, DirectoryEntryFacts
from services.metrics.domain.model.press_events import InvitationFacts, PassFacts, PressEventFacts
from services.metrics.domain.model.projection import Facts, Projection
from services.metrics.domain.model.questions import QuestionFacts
from services.metrics.domain.model.register import (
    AgencyFacts,
    AgencyState,
    PressAgencyFacts,
    ReporterFacts,
    Succession,
)
from services.metrics.domain.model.releases import ItemFacts, ReleaseFacts, TakeFacts
from shared.text import fold, sort_key

Row = tuple[Any, ...]


def rows(projection: Projection) -> dict[str, list[Row]]:
    """The rows of each table that has some, in the order of ids so that two writers cannot deadlock."""
    return {
        table: sorted(map(written, known.values()), key=lambda row: row[0])
        for table, (kind, written) in _WRITTEN.items()
        if (known := projection.of(kind))
    }


def _agency(facts: AgencyFacts) -> Row:
    return (facts.id, facts.version, facts.code, facts.name, sort_key(facts.name), fold(facts.name))


def _agency_state(facts: AgencyState) -> Row:
    name = (facts.name, sort_key(facts.name), fold(facts.name))
    return (facts.id, facts.version, facts.agency_id, facts.valid_from, facts.code, *name)


def _succession(facts: Succession) -> Row:
    return (facts.id, facts.version, facts.agency_id, facts.successor_id, facts.ended_at)


def _press_agency(facts: PressAgencyFacts) -> Row:
    return (facts.id, facts.version, facts.name, sort_key(facts.name), fold(facts.name))


def _reporter(facts: ReporterFacts) -> Row:
    at, seen, standing = facts.affiliation, facts.verification, facts.standing
    return (
        facts.id,
        *((at.version, at.press_agency_id) if at else (0, None)),
        *((seen.version, seen.verified_at) if seen else (0, None)),
        *((standing.version, standing.suspended) if standing else (0, None)),
    )


def _question(facts: QuestionFacts) -> Row:
    asked, lead, term, answer = facts.submission, facts.lead, facts.term, facts.answer
    public, none = facts.publication, (0, None, None, None)
    refused, again, gone, longer = facts.refusal, facts.reopening, facts.removal, facts.extension
    return (
        facts.id,
        *((asked.version, asked.code, asked.press_agency_id, asked.submitted_at) if asked else none),
        *((lead.version, lead.agency_id) if lead else (0, None)),
        *((term.version, term.due_at) if term else (0, None)),
        *((answer.version, answer.answered_at, answer.on_time, answer.office_minutes) if answer else none),
        *((public.version, public.published_at) if public else (0, None)),
        *(
            (refused.version, refused.refused_at, refused.on_time, refused.office_minutes)
            if refused
            else none
        ),
        *((again.version, again.reopened_at) if again else (0, None)),
        *((gone.version, gone.removed_at, gone.merged) if gone else none[:3]),
        *((longer.version, longer.granted) if longer else (0, None)),
    )


def _release(facts: ReleaseFacts) -> Row:
    issue, corrected, withdrawn = facts.issue, facts.correction, facts.withdrawal
    return (
        facts.id,
        *((issue.version, issue.agency_id, issue.published_at) if issue else (0, None, None)),
        *((corrected.version, corrected.corrected_at) if corrected else (0, None)),
        *((withdrawn.version, withdrawn.withdrawn_at) if withdrawn else (0, None)),
    )


def _take(facts: TakeFacts) -> Row:
    return (facts.id, facts.version, facts.release_id, facts.press_agency_id, facts.action, facts.taken_at)


def _item(facts: ItemFacts) -> Row:
    said, ruled = facts.declaration, facts.ruling
    return (
        facts.id,
        *((said.version, said.release_id) if said else (0, None)),
        *((said.agency_id, said.press_agency_id, said.published_at) if said else (None, None, None)),
        *((ruled.version, ruled.confirmed) if ruled else (0, None)),
    )


def _press_event(facts: PressEventFacts) -> Row:
    notice, cancelled = facts.notice, facts.cancellation
    return (
        facts.id,
        *((notice.version, notice.agency_id, notice.starts_at) if notice else (0, None, None)),
        *((cancelled.version, cancelled.cancelled_at) if cancelled else (0, None)),
    )


def _invitation(facts: InvitationFacts) -> Row:
    return (facts.id, facts.version, facts.press_event_id, facts.press_agency_id, facts.accepted)


def _pass(facts: PassFacts) -> Row:
    of, revoked, entry = facts.admission, facts.revocation, facts.entry
    return (
        facts.id,
        *((of.version, of.press_event_id, of.press_agency_id, of.issued_at) if of else (0, None, None, None)),
        *((revoked.version, revoked.revoked_at) if revoked else (0, None)),
        *((entry.version, entry.checked_in_at) if entry else (0, None)),
    )


def _directory_entry(facts: DirectoryEntryFacts) -> Row:
    duty, breach, entry, ending = facts.duty, facts.breach, facts.entry, facts.ending
    return (
        facts.id,
        *((duty.version, duty.agency_id, duty.due_at) if duty else (0, None, None)),
        breach.version if breach else 0,
        *((entry.version, entry.published_at, entry.on_time) if entry else (0, None, None)),
        *((ending.version, ending.revoked_at) if ending else (0, None)),
    )


def _data_request(facts: DataRequestFacts) -> Row:
    breach, reply = facts.breach, facts.reply
    return (
        facts.id,
        breach.version if breach else 0,
        *((reply.version, reply.answered_at, reply.on_time) if reply else (0, None, None)),
    )


# Any: each function takes the class beside it.
_WRITTEN: Mapping[str, tuple[type[Facts], Callable[[Any], Row]]] = {
    "agency": (AgencyFacts, _agency),
    "agency_state": (AgencyState, _agency_state),
    "succession": (Succession, _succession),
    "press_agency": (PressAgencyFacts, _press_agency),
    "reporter": (ReporterFacts, _reporter),
    "question": (QuestionFacts, _question),
    "release": (ReleaseFacts, _release),
    "take": (TakeFacts, _take),
    "item": (ItemFacts, _item),
    "press_event": (PressEventFacts, _press_event),
    "invitation": (InvitationFacts, _invitation),
    "press_pass": (PassFacts, _pass),
    "directory_entry": (DirectoryEntryFacts, _directory_entry),
    "data_request": (DataRequestFacts, _data_request),
}
