"""To the agency that answers: routed by IOC, accepted or bounced by the agency."""

from collections.abc import Mapping

from services.questions.application.commands.details import Bounced, Routed
from services.questions.application.handlers.acting import Change, Doing, Tell
from services.questions.domain.errors import OwnAgency
from services.questions.domain.workflow import Act
from shared.contracts.questions import QuestionAccepted, QuestionBounced, QuestionRouted


async def _route(doing: Doing) -> Tell:
    to = doing.given(Routed)
    await doing.must_know("agency_id", to.agency_id)
    hop = doing.question.route(to.agency_id, doing.now)
    doing.uow.questions.add_routing(hop, "dispatcher", doing.command.account_id, to.reason)
    return lambda head: QuestionRouted(
        **head,
        agency_id=hop.agency_id,
        previous_agency_id=hop.previous_agency_id,
        routed_at=hop.routed_at,
        by="dispatcher",
    )


async def _accept(doing: Doing) -> Tell:
    doing.question.accepted_at = doing.now
    doing.question.clearance = list(doing.uow.practice.clearance)
    return lambda head: QuestionAccepted(**head, agency_id=doing.lead_id, accepted_at=doing.now)


async def _bounce(doing: Doing) -> Tell:
    """Whoever says "not ours" must name whose it is; IOC decides, and may send it back here."""
    why = doing.given(Bounced)
    if why.responsible_agency_id == doing.lead_id:
        raise OwnAgency(field="responsible_agency_id")
    await doing.must_know("responsible_agency_id", why.responsible_agency_id)
    return lambda head: QuestionBounced(
        **head,
        agency_id=doing.lead_id,
        responsible_agency_id=why.responsible_agency_id,
        bounced_at=doing.now,
    )


CHANGES: Mapping[Act, Change] = {Act.ROUTE: _route, Act.ACCEPT: _accept, Act.BOUNCE: _bounce}
