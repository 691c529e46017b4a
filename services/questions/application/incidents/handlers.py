"""One function for each command; each is one transaction, state and events together."""

from datetime import UTC, datetime
from uuid import UUID

from msgspec import structs

from services.questions.application.incidents import happened
from services.questions.application.incidents.commands import (
    LinkQuestion,
    OpenIncident,
    RecordAct,
    ReleaseStatement,
)
from services.questions.application.incidents.ports import IncidentUnit, Stated
from services.questions.application.texts import line, paragraph
from services.questions.domain.answer import Speaker
from services.questions.domain.errors import AgencyUnknown, NotAnActiveSpokesperson, QuestionNotFound
from services.questions.domain.incident_access import knows_incident, may_act
from services.questions.domain.incident_errors import (
    ActInTheFuture,
    ActTooLongAgo,
    AlreadyLinked,
    IncidentNotFound,
    NotYourIncident,
)
from services.questions.domain.incidents import Act, Incident, Opening, Recorded
from services.questions.domain.statement import Statement
from services.questions.domain.visibility import Reader, may_read
from shared.clock import PROVINCE_ZONE


async def open_incident(command: OpenIncident, uow: IncidentUnit) -> Incident:
    """Opened by IOC; the clock waits for the agency's own act."""
    title, summary = line("title", command.title), paragraph("summary", command.summary)
    now = uow.now()
    async with uow:
        if not await uow.directory.knows_agency(command.agency_id, now):
            raise AgencyUnknown(field="agency_id", agency_id=command.agency_id)
        number = await uow.incidents.next_number()
        incident = Incident.open(
            Opening(
                incident_id=command.incident_id,
                code=f"I-{now.astimezone(PROVINCE_ZONE).year}-{number:06d}",
                agency_id=command.agency_id,
                clause=command.clause,
                title=title,
                summary=summary,
                opened_at=now,
                opened_by=command.account_id,
            )
        )
        uow.incidents.add(incident)
        uow.outbox.add(happened.opened(incident))
    return incident


async def record_act(command: RecordAct, uow: IncidentUnit) -> Incident:
    """A human act with its instant; the one that the clause names starts 24 hours."""
    async with uow:
        incident = await known(command.incident_id, command.actor, uow)
        if not may_act(command.actor, incident.agency_id):
            raise NotYourIncident
        incident.expect(command.expected_version)
        recorded = Recorded(in_utc(command.at), uow.now(), command.account_id)
        if command.act is Act.RECEIPT:
            incident.record_receipt(recorded)
            uow.outbox.add(happened.received(incident))
        else:
            incident.determine_impact(recorded)
            uow.outbox.add(happened.impact_determined(incident))
    return incident


async def release_statement(command: ReleaseStatement, uow: IncidentUnit) -> Stated:
    """The clock stops; a breach that no sweep has noticed yet is told first."""
    body = paragraph("body", command.body)
    now = uow.now()
    async with uow:
        incident = await known(command.incident_id, command.actor, uow)
        speaker = await _speaker(command, incident, uow)
        incident.expect(command.expected_version)
        incident.must_be_unstated()
        statement = _statement(structs.replace(command, body=body), incident, speaker, now)
        if incident.notice_breach(now):
            uow.outbox.add(happened.breached(incident))
        incident.state(statement)
        uow.incidents.add_statement(statement)
        uow.outbox.add(happened.stated(incident, statement))
    return Stated(incident, statement)


async def link_question(command: LinkQuestion, uow: IncidentUnit) -> Incident:
    """By whoever may see both: IOC, or the agency that has both."""
    async with uow:
        incident = await known(command.incident_id, command.actor, uow)
        question = await uow.questions.get(command.question_id)
        if question is None or not may_read(command.actor, question):
            raise QuestionNotFound
        if not command.actor.routes and command.actor.answers_for != incident.agency_id:
            raise NotYourIncident
        incident.expect(command.expected_version)
        if await uow.incidents.is_linked(incident.id, question.id):
            raise AlreadyLinked
        uow.incidents.add_link(incident.id, question.id, uow.now())
        incident.link()
        uow.outbox.add(happened.linked(incident, question.id))
    return incident


async def known(incident_id: UUID, actor: Reader, uow: IncidentUnit) -> Incident:
    """For change; raises IncidentNotFound where the actor may not know of it."""
    incident = await uow.incidents.get(incident_id)
    if incident is None or not knows_incident(actor, incident.agency_id):
        raise IncidentNotFound
    return incident


def in_utc(at: datetime) -> datetime:
    """Raises ActTooLongAgo or ActInTheFuture where the calendar ends before the zone is changed."""
    try:
        return at.astimezone(UTC)
    except OverflowError as error:
        raise (ActTooLongAgo if at.year == 1 else ActInTheFuture)(field="at") from error


async def _speaker(command: ReleaseStatement, incident: Incident, uow: IncidentUnit) -> Speaker:
    if command.actor.answers_for != incident.agency_id:
        raise NotYourIncident
    matter = ("incident", incident.id)
    speaker = await uow.directory.speaker_on(command.account_id, incident.agency_id, matter, uow.now())
    if speaker is None:
        raise NotAnActiveSpokesperson
    return speaker


def _statement(command: ReleaseStatement, incident: Incident, speaker: Speaker, now: datetime) -> Statement:
    return Statement(
        id=command.statement_id,
        incident_id=incident.id,
        spokesperson_id=speaker.spokesperson_id,
        agency_id=speaker.agency_id,
        agency_name=speaker.agency_name,
        spokesperson_name=speaker.full_name,
        spokesperson_position=speaker.position,
        form=command.form,
        body=command.body,
        released_at=now,
        on_time=incident.on_time(now),
    )
