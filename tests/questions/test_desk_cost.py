"""What a page of a desk's queue costs: the rows of the page, and not what lies behind them."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest

from services.questions.adapters.desk.queue import page_statement
from services.questions.application.desk.queue import HeldBy, Wanted
from services.questions.domain.desk import OF_AGENCY, OF_CENTRE, OPERATIONS_CENTRE
from tests.questions.house import House
from tests.questions.rules import hue

LIMIT = 20
BEHIND = 6_000
NOW, TONIGHT = hue("2026-12-01 09:00"), hue("2026-12-02 00:00")
# A third is late, a third due today; some of an agency's questions wait for the asker, where no time runs.
_MANY = """
INSERT INTO questions (id, code, lead_agency_id, status, late_from, {names})
SELECT gen_random_uuid(), 'M-' || n, CASE WHEN n % 3 > 0 THEN $1::uuid END,
    (ARRAY['submitted', 'accepted', 'routed', 'bounced', 'clarification_requested', 'drafting'])[n % 6 + 1],
    $2::timestamptz + (n / 6 % 3 - 1) * interval '9 hours' + n * interval '1 second', {names}
FROM (SELECT * FROM questions LIMIT 1) AS q, generate_series(1, $3::int) AS n
"""
_NAMES = """
SELECT string_agg(column_name, ', ') AS names FROM information_schema.columns WHERE table_name = 'questions'
    AND column_name NOT IN ('id', 'code', 'lead_agency_id', 'status', 'late_from')
"""


def scans(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every node of a plan that reads a table, however deep."""
    if "Relation Name" in node:
        yield node
    for inner in node.get("Plans", ()):
        yield from scans(inner)


@pytest.mark.parametrize("at_centre", [True, False])
async def test_a_page_reads_no_more_rows_than_it_shows_for_each_kind_of_task(
    house: House, at_centre: bool
) -> None:
    await house.ask()
    names = (await house.database.fetch(_NAMES))[0]["names"]
    await house.database.fetch(_MANY.format(names=names), house.agency, NOW, BEHIND)
    await house.database.fetch("ANALYZE questions")
    desk, kinds = (OPERATIONS_CENTRE, OF_CENTRE) if at_centre else (house.agency, OF_AGENCY)
    wanted = Wanted(
        desk_id=desk, kinds=kinds, held_by=HeldBy.ANYBODY, account_id=None, now=NOW, end_of_day=TONIGHT
    )
    statement = "EXPLAIN (ANALYZE, FORMAT JSON) " + page_statement(wanted, LIMIT)
    rows = await house.database.fetch(statement, desk, NOW, TONIGHT, hue("2026-01-01"), UUID(int=0))
    found = list(scans(json.loads(rows[0][0])[0]["Plan"]))
    # Nobody has lost access here, and an empty table is read whole.
    read = {(n["Relation Name"], n.get("Index Name")): n["Actual Rows"] * n["Actual Loops"] for n in found}
    thrown_away = sum(node.get("Rows Removed by Filter", 0) for node in found)
    assert max(read.values()) <= LIMIT, read
    assert thrown_away == 0
