"""What the desk's operations are given."""

from collections.abc import Callable
from typing import Annotated

from litestar.di import Provide
from litestar.params import SkipValidation

from services.questions.adapters.desk.queue import SqlQueue
from services.questions.adapters.unit_of_work import Office, QuestionsUnitOfWork


def desk_parts(office: Office) -> dict[str, Provide]:
    """Dependencies by name."""
    reads = SqlQueue(office.database)

    async def queue() -> Annotated[SqlQueue, SkipValidation]:
        return reads

    async def unit() -> Annotated[Callable[[], QuestionsUnitOfWork], SkipValidation]:
        return office.unit

    return {"queue": Provide(queue), "unit": Provide(unit)}
