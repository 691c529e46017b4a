"""Every caller against every operation, as access.md says."""

from pathlib import Path

import httpx
from litestar.routes import HTTPRoute

from shared.ids import uuid7
from shared.web.principal import ROLES
from tests.distribution.house import House

TABLE = Path(__file__).with_name("access.md")
CALLERS = ("nobody", "machine", "signed in", *ROLES)
REFUSALS = ("urn:caunoi:problem:unauthenticated", "urn:caunoi:problem:forbidden")
HOME = "/distribution/v1"
PLACES = {"{edition}": "1", "{code}": "TC-2026-999999", "{token}": "a" * 43}


def _rows() -> list[dict[str, str]]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    header, _rule, *rows = cells
    return [dict(zip(header, row, strict=True)) for row in rows]


def _path_of(row: dict[str, str]) -> str:
    path = row["path"]
    while "{id}" in path:
        path = path.replace("{id}", str(uuid7()), 1)
    for place, value in PLACES.items():
        path = path.replace(place, value)
    return path


def _is_refusal(answer: httpx.Response) -> bool:
    """Of the caller, not of what he asks for; nobody here has an agency or a newsroom."""
    problem = "problem" in answer.headers["content-type"]
    return problem and answer.json()["type"] in REFUSALS


async def test_the_table_has_every_operation_and_every_caller(house: House) -> None:
    rows = _rows()
    routes = [
        route for route in house.app.routes if isinstance(route, HTTPRoute) and route.path.startswith(HOME)
    ]
    handlers = [handler for route in routes for handler in route.route_handlers]
    offered = {str(handler.operation_id) for handler in handlers if handler.http_methods != {"OPTIONS"}}
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
            answer = await house.http.request(row["method"], _path_of(row), headers=headers[caller])
            refused = _is_refusal(answer)
            if refused == (row[caller] == "x"):
                wrong.append((row["operation"], caller, answer.status_code, answer.text[:100]))
    assert wrong == []
