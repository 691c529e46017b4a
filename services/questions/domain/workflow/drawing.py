"""The table as a page of the docs: a Mermaid diagram of the statuses, and every row."""

from collections.abc import Iterable

from services.questions.domain.workflow.table import INITIAL, TABLE
from services.questions.domain.workflow.words import Transition

HEAD = """# The workflow of a question

Generated from `services/questions/domain/workflow/table.py` by `make contracts`; do not edit.
The table is checked when the service starts: every status is reached and leads on, every act has a handler.

"""


def page() -> str:
    """The whole page in Markdown."""
    return f"{HEAD}```mermaid\n{diagram()}```\n\n{rows()}"


def diagram() -> str:
    """Who moves a question from status to status; acts that leave it where it is are in the rows only."""
    edges: dict[tuple[str, str], list[str]] = {}
    for row in TABLE:
        for at in sorted(row.at):
            for to in sorted(row.to - {at}):
                edges.setdefault((at, to), []).append(row.act.value)
    lines = ["stateDiagram-v2", f"    [*] --> {INITIAL.value}"]
    lines += [f"    {at} --> {to}: {' / '.join(acts)}" for (at, to), acts in edges.items()]
    return "\n".join([*lines, "    closed --> [*]", ""])


def rows() -> str:
    """Act, who, in which status, to which, on what condition, with what effect on the clocks."""
    head = "| act | by | in | to | if | clocks |\n|---|---|---|---|---|---|\n"
    return head + "".join(map(_row, TABLE))


def _row(row: Transition) -> str:
    at = _listed(sorted(row.at)) if len(row.at) < 8 else "any"
    to = _listed(sorted(row.to)) or "stays"
    conditions = _listed(one.name for one in row.when)
    cells = (f"`{row.act.value}`", _listed(row.by), at, to, conditions, _listed(row.effects))
    return f"| {' | '.join(cells)} |\n"


def _listed(values: Iterable[str]) -> str:
    return ", ".join(values)
