"""Who may know of a question before it is public: source protection between newsrooms."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from services.questions.domain.model import PUBLIC, Publication

DISPATCHER = "ioc_dispatcher"
OVERSEERS = frozenset({DISPATCHER, "department_officer", "auditor"})
AGENCY_PEOPLE = frozenset({"focal_officer", "spokesperson", "agency_head"})
NEWSROOM_ADMIN = "newsroom_admin"
REPORTER = "reporter"


class Seen(Protocol):
    """What decides who may see a question; the aggregate and the reading views both have it."""

    @property
    def reporter_id(self) -> UUID | None:
        """The asker."""

    @property
    def press_agency_id(self) -> UUID:
        """The asker's newsroom."""

    @property
    def lead_agency_id(self) -> UUID | None:
        """The agency it lies with now."""

    @property
    def helper_agency_ids(self) -> Collection[UUID]:
        """Agencies that were asked to contribute or to clear."""

    @property
    def publication(self) -> Publication:
        """Whether it is public."""


@dataclass(frozen=True)
class Reader:
    """Whoever asks to see something; a reader without roles sees what is public."""

    roles: frozenset[str] = frozenset()
    reporter_id: UUID | None = None
    press_agency_id: UUID | None = None
    agency_id: UUID | None = None

    @property
    def oversees(self) -> bool:
        """Sees every question, to route or to supervise."""
        return bool(self.roles & OVERSEERS)

    @property
    def routes(self) -> bool:
        """Sends questions to agencies, and publishes for them."""
        return DISPATCHER in self.roles

    @property
    def asks_as(self) -> UUID | None:
        """The reporter whose own questions this reader sees."""
        return self.reporter_id if REPORTER in self.roles else None

    @property
    def reports_for(self) -> UUID | None:
        """The newsroom whose exclusive answers this reader sees."""
        return self.press_agency_id if REPORTER in self.roles else None

    @property
    def administers(self) -> UUID | None:
        """The newsroom all of whose questions this reader sees."""
        return self.press_agency_id if NEWSROOM_ADMIN in self.roles else None

    @property
    def answers_for(self) -> UUID | None:
        """The agency whose routed questions this reader sees."""
        return self.agency_id if self.roles & AGENCY_PEOPLE else None


def is_insider(reader: Reader, question: Seen) -> bool:
    """Asker, the admin of the asker's newsroom, IOC and supervision, people of the agencies at work on it."""
    return (
        reader.oversees
        or (reader.asks_as is not None and reader.asks_as == question.reporter_id)
        or (reader.administers is not None and reader.administers == question.press_agency_id)
        or (reader.answers_for is not None and reader.answers_for == question.lead_agency_id)
        or reader.answers_for in question.helper_agency_ids
    )


def shares_newsroom(reader: Reader, question: Seen) -> bool:
    """A colleague of the asker: the newsroom has its answer before all others do."""
    return (
        question.publication is Publication.EXCLUSIVE
        and reader.reports_for is not None
        and reader.reports_for == question.press_agency_id
    )


def may_read(reader: Reader, question: Seen) -> bool:
    """Insiders always; the asker's newsroom while it has the answer alone; everybody once it is published."""
    return question.publication in PUBLIC or is_insider(reader, question) or shares_newsroom(reader, question)
