"""Every caller against every operation of public answers, incidents and attachments, as access.md says."""

from pathlib import Path

import httpx
from litestar.routes import HTTPRoute

from shared.ids import uuid7
from shared.web.principal import ROLES
from tests.questions.house import House

TABLE = Path(__file__).with_name("access.md")
CALLERS = ("nobody", "machine", "signed in", *ROLES)
REFUSALS = (401, 403)
TAGS = {"answers", "incidents", "attachments"}


def _rows() -> list[dict[str, str]]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    header, _rule, *rows = cells
    return [dict(zip(header, row, strict=True)) for row in rows]


def _is_refusal(answer: httpx.Response) -> bool:
    """Of the caller, not of what he asks for; nobody here has an agency or a newsroom."""
    if answer.status_code not in REFUSALS or answer.request.method == "HEAD":
        return answer.status_code in REFUSALS
    return str(answer.json()["type"]) in (
        "urn:caunoi:problem:unauthenticated",
        "urn:caunoi:problem:forbidden",
    )


async def test_the_table_has_every_operation_and_every_caller(house: House) -> None:
    rows = _rows()
    routes = [route for route in house.app.routes if isinstance(route, HTTPRoute)]
    handlers = [handler for route in routes for handler in route.route_handlers]
    offered = {
        str(handler.operation_id)
        for handler in handlers
        if handler.http_methods != {"OPTIONS"} and TAGS & set(handler.resolve_tags())
    }
    assert {row["operation"] for row in rows} == offered
    assert len(rows) == len(offered)
    assert set(rows[0]) == {"operation", "method", "path", *CALLERS}


async def test_every_cell_is_as_the_table_says(house: House) -> None:
    wrong = []
    headers = {
        "nobody": {},
        "machine": {"Authorization": f"Bearer {house.issuer.machine('webhooks:manage')}"},
        "signed in": house.issuer.bearer(),
        **{role: house.issuer.bearer(role) for role in ROLES},
    }
    for row in _rows():
        for caller in CALLERS:
            path = row["path"].replace("{id}", str(uuid7()))
            answer = await house.http.request(row["method"], path, headers=headers[caller])
            if _is_refusal(answer) == (row[caller] == "x"):
                wrong.append((row["operation"], caller, answer.status_code, answer.text[:100]))
    assert wrong == []
