"""Every caller against every operation, as access.md says."""

import re
from pathlib import Path

from litestar.handlers import HTTPRouteHandler
from litestar.routes import HTTPRoute

from shared.ids import uuid7
from shared.web.access import access_of
from shared.web.principal import ROLES
from tests.identity.house import API, House

TABLE = Path(__file__).with_name("access.md")
PEOPLE = ("nobody", "signed in", *ROLES)
MACHINE = "machine"
REFUSALS = ("urn:caunoi:problem:unauthenticated", "urn:caunoi:problem:forbidden")
# Scopes that reach further than the guard of an operation does, and those of other services.
SCOPES = frozenset({"", "reporters:read", "questions:read", "metrics:read", "events:scan"})


def _rows() -> list[dict[str, str]]:
    lines = [line for line in TABLE.read_text().splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    header, _rule, *rows = cells
    return [dict(zip(header, row, strict=True)) for row in rows]


def _offered(house: House) -> dict[str, tuple[str, str, HTTPRouteHandler]]:
    """Method, path and handler of each operation; what a path holds in braces is an id."""
    found = {}
    for route in house.app.routes:
        if isinstance(route, HTTPRoute) and route.path.startswith(API):
            path = re.sub(r"\{[^}]*\}", "{id}", route.path.removeprefix(API))
            for handler in route.route_handlers:
                (method,) = handler.http_methods if len(handler.http_methods) == 1 else {"OPTIONS"}
                if method != "OPTIONS":
                    found[str(handler.operation_id)] = (str(method), path, handler)
    return found


async def test_the_table_has_every_operation_and_every_caller(house: House) -> None:
    rows, offered = _rows(), _offered(house)
    assert {row["operation"] for row in rows} == set(offered)
    assert len(rows) == len(offered)
    assert set(rows[0]) == {"operation", "method", "path", MACHINE, *PEOPLE}
    wrong = {
        row["operation"]: (row["method"], row["path"])
        for row in rows
        if (row["method"], row["path"]) != offered[row["operation"]][:2]
    }
    assert wrong == {}


async def test_no_cell_says_anything_but_yes_no_or_a_scope(house: House) -> None:
    known = {guard.scope for _, _, handler in _offered(house).values() for guard in access_of(handler)}
    for row in _rows():
        assert {row[caller] for caller in PEOPLE} <= {"x", "-"}, row["operation"]
        assert row[MACHINE] in {"x", "-", *known}, row["operation"]


async def test_every_person_is_let_in_as_the_table_says(house: House) -> None:
    headers = {
        "nobody": {},
        "signed in": house.bearer(),
        **{role: house.bearer(role) for role in ROLES},
    }
    wrong = [
        (row["operation"], caller)
        for row in _rows()
        for caller in PEOPLE
        if await _admitted(house, row, headers[caller]) != (row[caller] == "x")
    ]
    assert wrong == []


async def test_every_kind_of_machine_is_let_in_as_the_table_says(house: House) -> None:
    guards = [guard for _, _, handler in _offered(house).values() for guard in access_of(handler)]
    scopes = SCOPES | {guard.scope for guard in guards if guard.scope}
    wrong = [
        (row["operation"], scope)
        for row in _rows()
        for scope in sorted(scopes)
        if await _admitted(house, row, house.machine(*scope.split())) != (row[MACHINE] in {"x", scope})
    ]
    assert wrong == []


async def _admitted(house: House, row: dict[str, str], headers: dict[str, str]) -> bool:
    """Let through to the operation, whatever that says of the object."""
    path = API + row["path"].replace("{id}", str(uuid7()))
    answer = await house.http.request(row["method"], path, headers=headers)
    return not (answer.status_code in {401, 403} and answer.json().get("type") in REFUSALS)
