"""What the desk's operations are given."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from litestar.di import Provide
from litestar.params import SkipValidation

from services.questions.adapters.desk.facts import SqlFacts
from services.questions.adapters.desk.likeness import SqlLikeness
from services.questions.adapters.desk.queue import SqlQueue
from services.questions.adapters.desk.ranker import Bm25Ranker
from services.questions.adapters.desk.topics import SqlTopics
from services.questions.adapters.desk.vietnamese import knowledge
from services.questions.adapters.queries import SqlQueries
from services.questions.adapters.unit_of_work import Office, QuestionsUnitOfWork
from services.questions.application.desk.hinting import Hinting


@dataclass(frozen=True)
class Advice:
    """What explains and suggests."""

    ranker: Bm25Ranker
    likeness: SqlLikeness
    topics: SqlTopics
    facts: SqlFacts
    hinting: Hinting


def desk_parts(office: Office, queries: SqlQueries) -> dict[str, Provide]:
    """Dependencies by name."""
    database = office.database
    reads = SqlQueue(database)
    helps = Advice(
        ranker=Bm25Ranker(database),
        likeness=SqlLikeness(database, queries),
        topics=SqlTopics(database),
        facts=SqlFacts(database),
        hinting=knowledge().hinting(),
    )

    async def queue() -> Annotated[SqlQueue, SkipValidation]:
        return reads

    async def unit() -> Annotated[Callable[[], QuestionsUnitOfWork], SkipValidation]:
        return office.unit

    async def advice() -> Annotated[Advice, SkipValidation]:
        return helps

    return {"queue": Provide(queue), "unit": Provide(unit), "advice": Provide(advice)}
