"""On the way to an answer: contributions of other agencies, drafts, and the steps of the clearance."""

from collections.abc import Mapping
from uuid import UUID

from services.questions.application.commands.details import HelpWanted, Reasoned, Said
from services.questions.application.handlers.acting import Change, Doing, Tell
from services.questions.domain.errors import OwnAgency
from services.questions.domain.workflow import Act
from shared.contracts.questions import (
    ClearanceGiven,
    ClearanceRefused,
    ClearanceRequested,
    ContributionGiven,
    ContributionRequested,
    DraftSaved,
)

LAST_STEP = "spokesperson"
"""Whoever releases; never in the chain, as the law asks for it anyway."""
OFFICE = "office"


async def _ask_contribution(doing: Doing) -> Tell:
    """The spokesperson may require units to supply information (Decree 244/2026, article 4.2)."""
    wanted = doing.given(HelpWanted)
    if wanted.agency_id == doing.lead_id:
        raise OwnAgency(field="agency_id")
    await doing.must_know("agency_id", wanted.agency_id)
    _let_in(doing, wanted.agency_id)
    return lambda head: ContributionRequested(**head, agency_id=wanted.agency_id, requested_at=doing.now)


async def _contribute(doing: Doing) -> Tell:
    doing.given(Said)
    return lambda head: ContributionGiven(
        **head, agency_id=doing.agency_id or doing.lead_id, given_at=doing.now
    )


async def _draft(doing: Doing) -> Tell:
    doing.given(Said)
    return lambda head: DraftSaved(**head, agency_id=doing.lead_id, saved_at=doing.now)


async def _send(doing: Doing) -> Tell:
    practice = doing.uow.practice
    doing.question.clearance = list(practice.clearance)
    if OFFICE in practice.clearance and practice.office is not None:
        _let_in(doing, practice.office)
    return lambda head: ClearanceRequested(
        **head, agency_id=doing.lead_id, steps=practice.clearance, requested_at=doing.now
    )


async def _clear(doing: Doing) -> Tell:
    step, *doing.question.clearance = doing.question.clearance
    return lambda head: ClearanceGiven(**head, step=step, given_at=doing.now)


async def _send_back(doing: Doing) -> Tell:
    doing.given(Reasoned)
    step = next(iter(doing.question.clearance), LAST_STEP)
    doing.question.clearance = list(doing.uow.practice.clearance)
    return lambda head: ClearanceRefused(**head, step=step, refused_at=doing.now)


def _let_in(doing: Doing, agency_id: UUID) -> None:
    question = doing.question
    if agency_id not in question.helper_agency_ids:
        question.helper_agency_ids = [*question.helper_agency_ids, agency_id]


CHANGES: Mapping[Act, Change] = {
    Act.ASK_CONTRIBUTION: _ask_contribution,
    Act.CONTRIBUTE: _contribute,
    Act.DRAFT: _draft,
    Act.SEND_TO_CLEARANCE: _send,
    Act.CLEAR: _clear,
    Act.SEND_BACK: _send_back,
}
