"""What must hold of the table before anything runs on it."""

from collections.abc import Collection, Iterable, Sequence

from services.questions.domain.model import Status
from services.questions.domain.workflow.table import INITIAL, TABLE
from services.questions.domain.workflow.words import Act, Part, Transition

END = Status.CLOSED


class BrokenTable(Exception):
    """The table or its handlers have a hole; the text names each."""


def check(handled: Collection[Act], table: Sequence[Transition] = TABLE) -> None:
    """Raises BrokenTable for unreachable statuses, dead ends, and acts without row or handler."""
    ahead = _reached({INITIAL}, [(at, to) for at, to in _edges(table)])
    back = _reached({END}, [(to, at) for at, to in _edges(table)])
    named = {row.act for row in table}
    holes = [
        *(f"the status {one} cannot be reached" for one in Status if one not in ahead),
        *(f"from the status {one} no way leads to {END}" for one in Status if one not in back),
        *(f"nobody may do {one}: no row" for one in Act if one not in named),
        *(f"no handler for {one}" for one in sorted(named - set(handled))),
        *(f"{row.act} can be done by nobody or nowhere" for row in table if not (row.by and row.at)),
        *_ambiguous(table),
    ]
    if holes:
        raise BrokenTable("; ".join(holes))


def _edges(table: Iterable[Transition]) -> Iterable[tuple[Status, Status]]:
    return [(at, to) for row in table for at in row.at for to in row.to]


def _reached(found: set[Status], edges: Iterable[tuple[Status, Status]]) -> set[Status]:
    grown = found | {there for here, there in edges if here in found}
    return found if grown == found else _reached(grown, edges)


def _ambiguous(table: Iterable[Transition]) -> list[str]:
    keys = [(row.act, part, status) for row in table for part in row.by for status in row.at]
    return [f"two rows for {act} by {part} in {at}" for act, part, at in _repeated(keys)]


def _repeated(keys: list[tuple[Act, Part, Status]]) -> list[tuple[Act, Part, Status]]:
    return sorted({key for key in keys if keys.count(key) > 1})
