"""A signing key is announced, signs, is retired and goes, while two processes answer."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import httpx
import msgspec
import pytest

from deploy.local.environment import environment
from deploy.local.processes import free_port
from services.identity.adapters.key_files import InvalidKeyFile
from services.identity.adapters.key_rotation import ANNOUNCED_SECONDS, RETIRED_SECONDS, KeyRotation, TooEarly
from services.identity.adapters.keys import (
    KeyFile,
    KeyState,
    SigningKeys,
    create_signing_keys,
    new_key,
)
from services.identity.entrypoints.signing_keys import signing_keys
from tests.identity.house import API, House


class Hands:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.now = 1_790_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "signing.jwks"
    create_signing_keys(file)
    return file


def _states(path: Path) -> list[str | None]:
    return [key.state for key in KeyFile.read(path).keys]


@pytest.mark.parametrize("content", [b"", b"{}", b'{"keys":[]}', b'{"keys":[{"kty":"RSA"}]}'])
def test_a_file_without_a_key_is_refused(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(InvalidKeyFile):
        SigningKeys(path)


def test_two_active_keys_are_refused(path: Path) -> None:
    KeyFile((new_key(KeyState.ACTIVE), new_key(KeyState.ACTIVE))).write(path)
    with pytest.raises(InvalidKeyFile, match="exactly one"):
        SigningKeys(path)


def test_no_step_comes_before_its_time(path: Path) -> None:
    clock = Hands()
    rotation = KeyRotation(path, clock)
    for step in (rotation.activate, rotation.retire):
        with pytest.raises(TooEarly):
            step()
    rotation.announce()
    with pytest.raises(TooEarly, match="announced already"):
        rotation.announce()
    clock.now += ANNOUNCED_SECONDS - 1
    with pytest.raises(TooEarly, match="not yet"):
        rotation.activate()
    clock.now += 1
    rotation.activate()
    assert _states(path) == ["retired", "active"]
    clock.now += RETIRED_SECONDS - 1
    with pytest.raises(TooEarly, match="not yet"):
        rotation.retire()
    clock.now += 1
    rotation.retire()
    assert _states(path) == ["active"]
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_set_from_before_there_were_states_signs_with_its_first_key(path: Path) -> None:
    old = [new_key(KeyState.ACTIVE), new_key(KeyState.ACTIVE)]
    plain = [{name: getattr(key, name) for name in ("kty", "crv", "x", "d", "kid")} for key in old]
    path.write_bytes(msgspec.json.encode({"keys": plain}))
    assert SigningKeys(path).signing.kid == old[0].kid
    assert _states(path) == ["active", "next"]


def test_a_broken_file_leaves_the_keys_as_they_were(path: Path) -> None:
    clock = Hands()
    keys = SigningKeys(path, clock)
    before = keys.signing.kid
    path.write_bytes(b"half a fi")
    clock.now += 2
    assert keys.signing.kid == before
    path.unlink()
    clock.now += 2
    assert keys.signing.kid == before


def test_the_command_says_what_there_is_and_refuses_what_is_not_due(
    house: House, capsys: pytest.CaptureFixture[str], path: Path
) -> None:
    settings = msgspec.structs.replace(house.settings, signing_key_file=str(path))
    assert signing_keys(settings, ["activate"]) == 1
    assert "no key is announced" in capsys.readouterr().err
    assert signing_keys(settings, ["explode"]) == 2
    capsys.readouterr()
    assert signing_keys(settings, ["announce"]) == 0
    assert [line.split()[1] for line in capsys.readouterr().out.splitlines()] == ["active", "next"]


@asynccontextmanager
async def _api(house: House, path: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A process of the API on its own port, with that key file."""
    port = free_port()
    told = environment(
        "identity",
        house.keyring,
        database_url=house.settings.database_url,
        nats_url=house.settings.nats_url,
        seed_file=None,
        vneid_url=house.settings.vneid_issuer,
    )
    own = {"SIGNING_KEY_FILE": str(path), "API_HOST": "127.0.0.1", "API_PORT": str(port)}
    running = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "services.identity",
        "api",
        env={**os.environ, **told, **own, "LOG_LEVEL": "ERROR"},
    )
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as http:
        try:
            for _ in range(200):
                try:
                    if (await http.get("/livez")).is_success:
                        break
                except httpx.TransportError:
                    await asyncio.sleep(0.1)
            yield http
        finally:
            running.terminate()
            await running.wait()


async def _token(house: House, http: httpx.AsyncClient) -> str:
    auth = (house.super_app.client_id, house.super_app.client_secret)
    answer = await http.post(f"{API}/oauth/token", data={"grant_type": "client_credentials"}, auth=auth)
    assert answer.status_code == 200, answer.text
    return str(answer.json()["access_token"])


async def test_two_processes_change_keys_without_a_restart_and_old_tokens_live_on(
    house: House, path: Path
) -> None:
    rotation = KeyRotation(path)
    async with AsyncExitStack() as stack:
        apis = [await stack.enter_async_context(_api(house, path)) for _ in range(2)]
        tokens = [await _token(house, api) for api in apis]

        async def all_good() -> set[int]:
            answers = [
                await api.get(f"{API}/me", headers={"Authorization": f"Bearer {token}"})
                for api in apis
                for token in tokens
            ]
            return {answer.status_code for answer in answers}

        for step in (rotation.announce, lambda: rotation.activate(hurry=True)):
            step()
            await asyncio.sleep(1.1)
            tokens += [await _token(house, api) for api in apis]
            assert await all_good() == {200}
            for api in apis:
                assert len((await api.get(f"{API}/jwks.json")).json()["keys"]) == 2
        signed_by = {token.partition(".")[0] for token in tokens}
        assert len(signed_by) == 2
        rotation.retire(hurry=True)
        await asyncio.sleep(1.1)
        tokens = tokens[-2:]
        assert await all_good() == {200}
