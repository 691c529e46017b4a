"""What every refusal of the suite looks like."""

from typing import Any

import httpx


def problem(response: httpx.Response, status: int, code: str) -> dict[str, Any]:
    """The document of a refusal, after checking that it is one with this status and type."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    found: dict[str, Any] = response.json()
    assert found["type"] == f"urn:caunoi:problem:{code}"
    assert found["status"] == status
    assert found["title"]
    assert found["detail"]
    assert "{" not in found["detail"]
    assert found["request_id"] == response.headers["x-request-id"]
    return found


def fields(document: dict[str, Any]) -> list[str]:
    """The offending fields of a problem."""
    return [error["field"] for error in document.get("errors", [])]
