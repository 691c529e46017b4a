"""The worker process: consumers, relay, the deadline sweep, probes."""

from functools import partial

from services.questions.adapters.desk.topics import TopicNotes
from services.questions.adapters.mirror import mirror_public
from services.questions.adapters.search import index_texts
from services.questions.adapters.unit_of_work import Office
from services.questions.application.catching_up import catch_up
from services.questions.application.incidents.sweep import sweep_incidents
from services.questions.application.rederiving import rederive
from services.questions.application.rederiving_publication import rederive_publication
from services.questions.application.sweep import sweep_deadlines
from services.questions.application.windows import end_windows
from services.questions.entrypoints.attachment_parts import file_upkeep
from services.questions.entrypoints.subscribers import SUBSCRIPTIONS
from services.questions.settings import Settings
from shared.clock import Clock, clock_from
from shared.messaging import Periodic, Worker
from shared.persistence import Database
from shared.persistence.audit import link
from shared.web.idempotency import purge

SWEEP_SECONDS = 5.0
"""How late a warning may come; lateness itself does not depend on it."""
CATCH_UP_SECONDS = 60.0
"""How often the list is read of questions without inner terms; empty but after an upgrade."""
INDEX_SECONDS = 2.0
LINK_SECONDS = 2.0
PUBLIC_SECONDS = 1.0
"""How late an answer may come before the public; what is withdrawn is gone at once."""
PURGE_SECONDS = 3600.0


def create_worker(
    settings: Settings, *, database: Database | None = None, clock: Clock | None = None
) -> Worker:
    """The worker; whoever runs it closes the database."""
    connected = database or Database(settings.database_url)
    office = Office(
        connected,
        clock or clock_from(settings.clock),
        province_code=settings.province_code,
        addressing=settings.addressed_questions,
        practice=settings.practice,
    )
    topics = TopicNotes(connected, office.clock)
    return Worker(
        "questions",
        settings,
        connected,
        SUBSCRIPTIONS,
        office.unit,
        [
            Periodic("deadline-sweep", SWEEP_SECONDS, partial(sweep_deadlines, office.unit)),
            Periodic("incident-sweep", SWEEP_SECONDS, partial(sweep_incidents, office.unit)),
            Periodic("exclusivity", SWEEP_SECONDS, partial(end_windows, office.unit)),
            Periodic("catching-up", CATCH_UP_SECONDS, partial(catch_up, office.unit)),
            Periodic("calendar-rederivation", SWEEP_SECONDS, partial(rederive, office.unit)),
            Periodic("publication-rederivation", SWEEP_SECONDS, partial(rederive_publication, office.unit)),
            Periodic("audit-link", LINK_SECONDS, partial(link, connected)),
            Periodic("public-answers", PUBLIC_SECONDS, partial(mirror_public, connected)),
            *file_upkeep(settings, office),
            Periodic("search-index", INDEX_SECONDS, partial(index_texts, connected, topics)),
            Periodic("idempotency-purge", PURGE_SECONDS, partial(purge, connected)),
        ],
        clock=office.clock,
    )
