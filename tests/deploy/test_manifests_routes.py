"""The gateway's routes against the paths of the applications: all that is public, and no probe."""

import importlib
import re
from pathlib import Path
from typing import Any

import pytest

from deploy.k8s.kubectl import OVERLAYS
from deploy.local.environment import environment
from deploy.local.keyring import Keyring
from deploy.local.servers import SERVICES
from shared.settings import load
from tests.deploy.manifests import Manifest, of_kind, path_rules

FILES = re.compile(r"/media|/v1/(?:uploads|attachments)")
INSIDE = {"livez", "readyz", "metrics"}


def matches(rule: Manifest, path: str) -> bool:
    """Gateway API: a prefix is one of whole segments."""
    value = rule["value"].rstrip("/")
    return path == value or (rule["type"] == "PathPrefix" and path.startswith(f"{value}/"))


def rule_of(overlay: str, path: str) -> Manifest:
    """The rule that a request for the path follows; empty when there is none."""
    return next((rule for match, rule in path_rules(overlay) if matches(match, path)), {})


def destinations(overlay: str, path: str) -> set[str]:
    """The Services that a path is sent to."""
    return {backend["name"] for backend in rule_of(overlay, path).get("backendRefs", ())}


def routes_of(service: str, folder: Path) -> list[Any]:
    told = environment(
        service,
        Keyring(folder),
        database_url="postgresql://x@127.0.0.1:1/x",
        nats_url="nats://127.0.0.1:1",
        seed_file=None,
        vneid_url="http://127.0.0.1:1",
    )
    settings = load(importlib.import_module(f"services.{service}.settings").Settings, told)
    app = importlib.import_module(f"services.{service}.entrypoints.api").create_api(settings)
    return list(app.routes)


def paths_of(service: str, folder: Path) -> list[str]:
    return [route.path for route in routes_of(service, folder)]


def inside(service: str, path: str) -> bool:
    return path in {f"{prefix}/{name}" for prefix in ("", f"/{service}") for name in INSIDE}


@pytest.mark.parametrize("overlay", OVERLAYS)
@pytest.mark.parametrize("service", SERVICES)
def test_every_public_path_reaches_its_service_and_nothing_else_does(
    service: str, overlay: str, tmp_path: Path
) -> None:
    paths = paths_of(service, tmp_path)
    sent = {path: destinations(overlay, path) for path in paths}
    assert {path: to for path, to in sent.items() if inside(service, path) and to} == {}
    public = {path: to for path, to in sent.items() if not inside(service, path)}
    assert {path: to for path, to in public.items() if to != {f"{service}-api"}} == {}


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_probes_and_metrics_stay_inside(overlay: str) -> None:
    for service in SERVICES:
        for name in INSIDE:
            assert destinations(overlay, f"/{service}/{name}") == set()
    for path in ("/livez", "/readyz", "/metrics", "/", "/status.json"):
        assert destinations(overlay, path) == set()


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_no_gateway_cuts_off_what_may_last(overlay: str, tmp_path: Path) -> None:
    """Envoy gives a whole answer 15 seconds unless its rule says otherwise."""
    lasting = [
        route.path
        for service in SERVICES
        for route in routes_of(service, tmp_path)
        for handler in getattr(route, "route_handlers", ())
        if str(handler.media_type) == "text/event-stream" or FILES.search(route.path)
    ]
    assert "/distribution/v1/inbox/stream" in lasting
    limits = {path: rule_of(overlay, path).get("timeouts", {}).get("request") for path in lasting}
    assert set(limits.values()) == {"0s"}, limits


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_routes_hang_on_the_gateway_and_lead_to_services_that_there_are(overlay: str) -> None:
    services = of_kind(overlay, "Service")
    for route in of_kind(overlay, "HTTPRoute").values():
        assert [parent["name"] for parent in route["spec"]["parentRefs"]] == list(of_kind(overlay, "Gateway"))
        for rule in route["spec"]["rules"]:
            for backend in rule["backendRefs"]:
                ports = [port["port"] for port in services[backend["name"]]["spec"]["ports"]]
                assert ports == [backend["port"]]
