"""What the seed command enters: once, through the outbox, or not at all."""

from pathlib import Path

import msgspec
import pytest

from deploy.local.seed.identity import AGENCIES, seed_files
from services.identity.entrypoints.keys import create_keys
from services.identity.entrypoints.seed import seed
from shared.contracts.identity import AgencyRegistered, AgencySucceeded
from tests.identity.house import House


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b'{"agencies": [{"code": "nowhere", "name": "x", "level": "CITY"}]}',
        b'{"agencies": [{"code": "H58.01", "name": "x", "level": "CITY", "parent_code": "H58"}]}',
        b'{"administrator": {"personal_identifier": "123", "full_name": "x"}}',
        b'{"clients": [{"client_id": "c", "name": "x", "secret": "short", "grant_types": []}]}',
        b'{"surprise": 1}',
    ],
)
async def test_a_bad_file_is_named_and_enters_nothing(
    house: House, tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.json"
    bad.write_bytes(content)
    assert await seed(house.settings, [str(bad)]) == 2
    assert "bad.json" in capsys.readouterr().err
    assert await house.events() == []


async def test_without_a_file_the_command_says_how(house: House) -> None:
    assert await seed(house.settings, []) == 2


async def test_seeding_twice_enters_everything_once(house: House) -> None:
    files = [str(file) for file in seed_files(house.keyring)]
    assert [await seed(house.settings, files) for _ in range(2)] == [0, 0]
    events = await house.events()
    assert {type(event) for event in events} == {AgencyRegistered, AgencySucceeded}
    assert len(events) == 56 + 1
    posts = await house.database.fetch("SELECT role FROM appointment")
    assert [row["role"] for row in posts] == ["administrator"]


def test_every_agency_has_lower_case_fields_of_responsibility() -> None:
    agencies = msgspec.json.decode(AGENCIES.read_bytes())["agencies"]
    assert len({agency["code"] for agency in agencies}) == len(agencies) == 56
    fields = [agency["fields"] for agency in agencies]
    assert all(fields)
    assert all(word == word.lower() for words in fields for word in words)


async def test_keys_are_made_once_and_never_replaced(house: House) -> None:
    files = [Path(house.settings.signing_key_file), Path(house.settings.identifier_key_file)]
    before = [file.read_bytes() for file in files]
    assert create_keys(house.settings, []) == 0
    assert [file.read_bytes() for file in files] == before
    assert [file.stat().st_mode & 0o077 for file in files] == [0, 0]
