"""The document says what the API does: names, callers, headers, and each problem that can be met."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from litestar import Litestar

from shared.web.openapi import document
from tests.fuzzing import fuzz
from tests.serving import serving
from tests.shared.web.conftest import client_of
from tests.shared.web.expect import problem
from tests.tokens import Issuer

NOTES = "/notes/v1/notes"


@pytest.fixture
def described(build: Callable[..., Litestar]) -> dict[str, Any]:
    return document(build())


def statuses(operation: dict[str, Any]) -> set[str]:
    return set(operation["responses"])


def test_every_error_is_a_problem_document_with_examples(described: dict[str, Any]) -> None:
    for item in described["paths"].values():
        for operation in item.values():
            for status, response in operation["responses"].items():
                if status.startswith(("4", "5")):
                    (media_type,) = response["content"]
                    assert media_type == "application/problem+json"
                    content = response["content"][media_type]
                    assert content["schema"] == {"$ref": "#/components/schemas/ProblemDocument"}
                    assert content["examples"]


def test_a_command_documents_body_key_and_its_own_errors(described: dict[str, Any]) -> None:
    write = described["paths"][NOTES]["post"]
    assert {"201", "400", "401", "403", "404", "409", "410", "413", "415", "422", "429", "503"} == statuses(
        write
    )
    assert "Idempotency-Key" in [parameter["name"] for parameter in write["parameters"]]
    assert "note-is-gone" in write["responses"]["410"]["content"]["application/problem+json"]["examples"]
    assert write["security"] == [{"bearer": []}, {"session": []}]
    assert write["description"] == "Who: reporter"


def test_a_change_documents_its_version(described: dict[str, Any]) -> None:
    change = described["paths"]["/notes/v1/notes/{note_id}"]["put"]
    (header,) = [parameter for parameter in change["parameters"] if parameter["name"] == "If-Match"]
    assert header["required"] is True
    assert {"412", "428"} <= statuses(change)


def test_a_public_operation_asks_for_nothing(described: dict[str, Any]) -> None:
    read = described["paths"]["/notes/v1/notes/{note_id}"]["get"]
    assert read["security"] == [{}, {"bearer": []}, {"session": []}]
    assert "Who: anybody" in read["description"]


def test_a_body_says_that_it_takes_no_other_fields(described: dict[str, Any]) -> None:
    body = described["components"]["schemas"]["WriteNote"]
    assert body["additionalProperties"] is False
    assert body["required"] == ["title"]
    assert body["properties"]["seen_at"]["oneOf"][0]["format"] == "date-time"


def test_components_are_called_as_their_classes(described: dict[str, Any]) -> None:
    assert [name for name in described["components"]["schemas"] if "." in name or name.endswith("_")] == []
    page = described["paths"][NOTES]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert page["$ref"].removeprefix("#/components/schemas/") in described["components"]["schemas"]


async def test_making_the_document_changes_nothing_for_the_requests_after_it(
    build: Callable[..., Litestar], issuer: Issuer
) -> None:
    app = build()
    document(app)
    async with client_of(app) as client:
        headers = issuer.bearer("reporter")
        problem(await client.post(NOTES, json={"title": 7}, headers=headers), 400, "invalid-body")
        problem(await client.post(NOTES, json={"title": "a"}), 401, "unauthenticated")
        assert (await client.post(NOTES, json={"title": "a"}, headers=headers)).status_code == 201


async def test_options_names_every_method_of_an_address(api: httpx.AsyncClient) -> None:
    answer = await api.options(NOTES)
    assert answer.status_code == 204
    assert set(answer.headers["allow"].split(", ")) == {"GET", "POST", "OPTIONS"}


async def test_the_page_needs_nothing_from_elsewhere(api: httpx.AsyncClient) -> None:
    page = (await api.get("/notes/docs")).text
    assert "http:" not in page
    assert "https:" not in page
    assert "<style" not in page
    for asset in ("swagger-ui.css", "swagger-ui-bundle.js", "start.js"):
        assert f"/notes/docs/{asset}" in page
        answer = await api.get(f"/notes/docs/{asset}")
        assert answer.status_code == 200
        assert "max-age" in answer.headers["cache-control"]
    assert (await api.get("/notes/openapi.json")).json()["openapi"].startswith("3.1")


@pytest.mark.parametrize("asset", ["other.js", "..%2f..%2fapp.py", "%2e%2e", "swagger-ui.css%00"])
async def test_the_page_has_no_other_files(api: httpx.AsyncClient, asset: str) -> None:
    assert (await api.get(f"/notes/docs/{asset}")).status_code in (400, 404)


@pytest.mark.timeout(180)
async def test_no_request_meets_a_failure_or_an_undocumented_answer(
    build: Callable[..., Litestar], issuer: Issuer
) -> None:
    app = build(rate_limit_per_minute=0)
    headers = issuer.bearer("reporter", scope="notes:read", exp=4102444800)
    async with serving(app) as origin:
        status, report = await fuzz(
            origin, "notes", headers, "--max-examples=15", "--exclude-path-regex=/failing/"
        )
    assert status == 0, report
