"""The example of docs/examples as a process of its own, and the street on which webhooks reach it."""

import asyncio
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from aiohttp import web

from deploy.local.place import CHECKOUT
from deploy.local.processes import free_port
from tests.shared.bus import eventually

_PROGRAM = CHECKOUT / "docs" / "examples" / "super_app_backend.py"
WEBHOOKS = "/webhooks/cau-noi"


@dataclass
class Street:
    """Hands deliveries on as they are, but for the first `spoilt` ones, in which a byte is changed."""

    backend: httpx.AsyncClient
    spoilt: int = 0
    passed: list[tuple[Mapping[str, str], bytes, int]] = field(default_factory=list)

    async def pass_on(self, request: web.Request) -> web.Response:
        """What the backend answers."""
        body = await request.read()
        if len(self.passed) < self.spoilt:
            body = body.replace(b"answer.published", b"answer.publisheD")
        headers = {name.lower(): value for name, value in request.headers.items() if name.lower() != "host"}
        answer = await self.backend.post(WEBHOOKS, content=body, headers=headers)
        self.passed.append((headers, body, answer.status_code))
        return web.Response(status=answer.status_code)


@dataclass(frozen=True)
class Example:
    """The running program as its users' phones meet it, with the secret that it was told."""

    http: httpx.AsyncClient
    street: Street
    secret: str


@asynccontextmanager
async def example(origin: str, client_secret: str, folder: Path, spoilt: int = 0) -> AsyncIterator[Example]:
    """`register`, then `serve`, as README.md has it."""
    port, secret_file = free_port(), folder / "webhook.secret"
    (folder / "client.secret").write_text(client_secret)
    async with (
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=30, trust_env=False) as http,
        _walked(Street(http, spoilt)) as (street, address),
    ):
        environ = {
            "CAUNOI": origin,
            "CLIENT_ID": "super-app",
            "CLIENT_SECRET_FILE": str(folder / "client.secret"),
            "WEBHOOK_SECRET_FILE": str(secret_file),
            "WEBHOOK_URL": f"{address}{WEBHOOKS}",
            "PORT": str(port),
        }
        registering = await _start(environ, "register")
        assert await registering.wait() == 0
        serving = await _start(environ, "serve")
        try:
            await eventually(lambda: _answers(http))
            yield Example(http, street, secret_file.read_text())
        finally:
            serving.kill()
            await serving.wait()


async def _start(environ: Mapping[str, str], command: str) -> Process:
    return await asyncio.create_subprocess_exec(sys.executable, str(_PROGRAM), command, env=dict(environ))


async def _answers(http: httpx.AsyncClient) -> bool:
    try:
        return (await http.get("/answers/none")).status_code == 404
    except httpx.TransportError:
        return False


@asynccontextmanager
async def _walked(street: Street) -> AsyncIterator[tuple[Street, str]]:
    app = web.Application()
    app.router.add_post(WEBHOOKS, street.pass_on)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield street, f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
