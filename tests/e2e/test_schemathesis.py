"""schemathesis against the running suite, in several people's names: no failure, nothing undocumented."""

import pytest

from tests.e2e.company import Company, Member, content
from tests.e2e.stage import Stage
from tests.fuzzing import fuzz

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(180)]

CALLS = [
    ("identity", "administrator"),
    ("identity", "officer"),
    ("identity", "reporter"),
    ("questions", "reporter"),
    ("questions", "dispatcher"),
    ("questions", "speaker"),
    ("metrics", "leader"),
    ("metrics", "rival_editor"),
]
ANONYMOUS = ["identity", "questions", "metrics"]


async def met(stage: Stage, service: str, headers: dict[str, str], examples: int) -> str:
    """What schemathesis complains about: nothing, if all is well."""
    status, report = await fuzz(stage.url, service, headers, f"--max-examples={examples}")
    return "" if status == 0 else report


def failures(stage: Stage) -> list[str]:
    """What the services have logged as their own failures."""
    return [line for line in stage.log.getvalue().splitlines() if '"level": "ERROR"' in line]


@pytest.mark.parametrize(("service", "role"), CALLS)
async def test_no_caller_meets_a_failure_or_an_undocumented_answer(
    stage: Stage, company: Company, service: str, role: str
) -> None:
    member = await getattr(company, role).sign_in()
    assert isinstance(member, Member)
    headers = {"Authorization": f"Bearer {member.token}"}
    assert await met(stage, service, headers, examples=3) == ""
    assert failures(stage) == []


@pytest.mark.parametrize("service", ANONYMOUS)
async def test_without_a_token_no_caller_does_either(stage: Stage, company: Company, service: str) -> None:
    assert await met(stage, service, {"Accept-Language": "en"}, examples=2) == ""
    assert failures(stage) == []


@pytest.mark.parametrize("service", ["distribution", "events"])
async def test_a_service_without_operations_documents_none(stage: Stage, service: str) -> None:
    # The first operation of such a service moves it into the lists above.
    assert content(await stage.http.get(f"/{service}/openapi.json"))["paths"] == {}
