"""The OpenAPI documents: valid, and each about its own service's paths only."""

from functools import cache
from typing import Any

import jsonschema_rs
import pytest
import schemathesis

from deploy.openapi import openapi
from shared.contracts.registry import PUBLISHERS

METHODS = {"get", "put", "post", "delete", "patch", "head"}


@cache
def described(service: str) -> dict[str, Any]:
    return openapi(service)


def operations(service: str) -> list[dict[str, Any]]:
    paths = described(service)["paths"].values()
    return [operation for item in paths for method, operation in item.items() if method in METHODS]


def test_a_damaged_document_is_seen() -> None:
    broken = described("events") | {"paths": {"/x": {"get": {"responses": []}}}}
    with pytest.raises(jsonschema_rs.ValidationError):
        schemathesis.openapi.from_dict(broken).validate()


@pytest.mark.parametrize("service", PUBLISHERS)
def test_a_document_is_valid(service: str) -> None:
    schemathesis.openapi.from_dict(described(service)).validate()


@pytest.mark.parametrize("service", PUBLISHERS)
def test_a_document_is_the_same_whatever_was_described_before_it(service: str) -> None:
    assert openapi(service) == described(service)


@pytest.mark.parametrize("service", PUBLISHERS)
def test_every_path_is_the_services_own(service: str) -> None:
    own = (f"/{service}/v1/", f"/.well-known/oauth-authorization-server/{service}")
    assert [path for path in described(service)["paths"] if not path.startswith(own)] == []


@pytest.mark.parametrize("service", PUBLISHERS)
def test_every_operation_has_a_name_of_its_own_and_a_summary(service: str) -> None:
    names = [operation["operationId"] for operation in operations(service)]
    assert len(names) == len(set(names))
    assert all(operation.get("summary") for operation in operations(service))


def test_an_export_is_described_in_both_of_its_types() -> None:
    exports = [item["get"] for path, item in described("metrics")["paths"].items() if "/exports/" in path]
    assert len(exports) == 6
    for operation in exports:
        content = operation["responses"]["200"]["content"]
        assert content["text/csv"]["schema"] == {"type": "string"}
        assert content["application/json"]["schema"]["items"]["$ref"].startswith("#/components/schemas/")
