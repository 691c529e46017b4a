"""schemathesis against the running suite, in several people's names: no failure, nothing undocumented."""

from pathlib import Path

import pytest

from tests.e2e.company import Company, Member, content
from tests.e2e.stage import Stage
from tests.e2e.story import Story
from tests.fuzzing import CONFIG, fuzz

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(400)]

# Each boundary of each parameter for one caller; for the others a few examples find what differs by role.
# One worker: Python 3.11 can fail when several threads parse source at once (CPython issue 106905), which
# the generator does, and threads that wait for each other took an answer of theirs for a slow one.
THOROUGH = ("--phases=examples,coverage,fuzzing", "--max-examples=3", "--workers=1")
ENDING = tuple(
    f"--exclude-operation-id={operation}"
    for operation in (
        "SignOutEverywhere",
        "DisableAccount",
        "ReviseClient",
        "RotateClientSecret",
        "DisableClient",
    )
)
"""What keeps the caller or his super-app out from then on; tests/identity has what these answer."""
BRIEF = ("--phases=examples,fuzzing", "--max-examples=3")
ENDLESS = ("--exclude-operation-id=StreamInbox",)
"""What a reporter reads until he hangs up; tests/distribution/test_inbox has what it answers."""
CALLS = [
    ("identity", "administrator", THOROUGH),
    ("identity", "officer", BRIEF),
    ("identity", "reporter", BRIEF),
    ("questions", "dispatcher", THOROUGH),
    ("questions", "reporter", BRIEF),
    ("questions", "speaker", BRIEF),
    ("distribution", "speaker", THOROUGH),
    ("distribution", "reporter", (*BRIEF, *ENDLESS)),
    ("events", "focal", THOROUGH),
    ("events", "reporter", BRIEF),
    ("metrics", "leader", THOROUGH),
    ("metrics", "rival_editor", BRIEF),
]
KINDS = {
    "agencies": "agency",
    "press-agencies": "press_agency",
    "reporters": "reporter",
    "spokespersons": "spokesperson",
    "appointments": "appointment",
}


async def fuzzed(
    stage: Stage, service: str, member: Member | None, *options: str, config: Path = CONFIG
) -> None:
    """Fails with the report when a check does, and with the log when a service has failed."""
    headers = {"Authorization": f"Bearer {(await member.sign_in()).token}"} if member else {}
    kept = ENDING if member and service == "identity" else []
    status, report = await fuzz(stage.url, service, headers, *kept, *options, config=config)
    assert status == 0, report
    assert [line for line in stage.log.getvalue().splitlines() if '"level": "ERROR"' in line] == []


@pytest.fixture(scope="module")
async def existing(company: Company) -> dict[str, str]:
    """The identifier of one thing of each kind; whoever may change them does, so later tests find less."""
    story = await Story.begin(company)
    for act in (story.route, story.accept, story.answer):
        await act()
    found = {"question_id": story.id}
    for kind, name in KINDS.items():
        caller = company.officer if kind == "reporters" else company.administrator
        rows = content(await caller.get(f"/identity/v1/{kind}"))["items"]
        # Not the callers' own: whose post ends, or who is suspended, is heard no longer.
        others = [row for row in rows if row.get("role") != "administrator"]
        found[f"{name}_id"] = others[-1]["id"]
    return found


@pytest.mark.parametrize(
    ("service", "role", "shown"),
    [
        ("questions", "dispatcher", "ReadAnswer"),
        ("questions", "focal", "ReadDeadline"),
        ("identity", "officer", "ReadReporter"),
        ("identity", "administrator", "ReadAppointment"),
    ],
)
async def test_what_exists_is_shown_and_changed_as_documented(
    stage: Stage,
    company: Company,
    existing: dict[str, str],
    tmp_path: Path,
    service: str,
    role: str,
    shown: str,
) -> None:
    lines = [f'"path.{name}" = "{value}"' for name, value in existing.items()]
    config = tmp_path / "schemathesis.toml"
    config.write_text("\n".join([CONFIG.read_text(), "[parameters]", *lines]))
    await fuzzed(stage, service, getattr(company, role), *BRIEF, config=config)
    answered = await stage.counters(service)
    assert f'http_server_requests_total{{operation="{shown}",status="200"}}' in answered


@pytest.mark.parametrize(("service", "role", "how"), CALLS, ids=[f"{s}-{role}" for s, role, _ in CALLS])
async def test_no_caller_meets_a_failure_or_an_undocumented_answer(
    stage: Stage, company: Company, service: str, role: str, how: tuple[str, ...]
) -> None:
    await fuzzed(stage, service, getattr(company, role), *how)


@pytest.mark.parametrize("service", ["identity", "questions", "distribution", "events", "metrics"])
async def test_without_a_token_nobody_does_either(stage: Stage, service: str) -> None:
    await fuzzed(stage, service, None, *BRIEF)
