"""Who may speak to whom in production, by the policies' own rules: both ends must allow it."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from tests.deploy.manifests import COMPONENT, NAME, Process, of_kind, processes

POSTGRES = {"cnpg.io/cluster": "postgres"}
Labels = Mapping[str, str]
PODS = {process.name: process for process in processes("production")}
SAME = "caunoi"


def selects(selector: Mapping[str, Any], labels: Labels) -> bool:
    """A label selector, with the one operator that the policies use."""
    expressions = selector.get("matchExpressions", ())
    assert all(one["operator"] == "In" for one in expressions)
    return selector.get("matchLabels", {}).items() <= labels.items() and all(
        labels.get(one["key"]) in one["values"] for one in expressions
    )


def rules(direction: str, labels: Labels) -> Iterator[Mapping[str, Any]]:
    """What the policies on a pod allow in one direction."""
    for policy in of_kind("production", "NetworkPolicy").values():
        if selects(policy["spec"]["podSelector"], labels):
            yield from policy["spec"].get(direction.lower(), ())


def names_port(rule: Mapping[str, Any], port: int, ports: Mapping[str, int]) -> bool:
    return any(ports.get(one["port"], one["port"]) == port for one in rule["ports"])


def peer(one: Mapping[str, Any], labels: Labels, namespace: str) -> bool:
    if "ipBlock" in one:
        return False
    wanted = one.get("namespaceSelector", {}).get("matchLabels", {}).get("kubernetes.io/metadata.name", SAME)
    return wanted == namespace and selects(one.get("podSelector", {}), labels)


def ports_of(labels: Labels) -> dict[str, int]:
    """The port names that a rule for these pods may use."""
    pods = (process for process in PODS.values() if process.labels.items() >= labels.items())
    return {one["name"]: one["containerPort"] for pod in pods for one in pod.container.get("ports", ())}


def leaves(source: Labels, to: Labels, port: int) -> bool:
    return any(
        names_port(rule, port, ports_of(to)) and any(peer(one, to, SAME) for one in rule.get("to", ()))
        for rule in rules("Egress", source)
    )


def enters(source: Labels, to: Labels, port: int, namespace: str = SAME) -> bool:
    return any(
        names_port(rule, port, ports_of(to)) and any(peer(one, source, namespace) for one in rule["from"])
        for rule in rules("Ingress", to)
    )


def speaks(source: Labels, to: Labels, port: int) -> bool:
    return leaves(source, to, port) and enters(source, to, port)


def of_services(component: str) -> list[Process]:
    return [one for one in PODS.values() if one.labels.get(COMPONENT) == component]


def test_nothing_is_allowed_that_no_policy_names() -> None:
    default = of_kind("production", "NetworkPolicy")["default-deny"]["spec"]
    assert default == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}
    every = of_kind("production", "NetworkPolicy").values()
    assert [one for one in every if {"ingress", "egress"} & set(one["spec"]) == set()] == [
        one for one in every if one["metadata"]["name"] == "default-deny"
    ]


@pytest.mark.parametrize("component", ["api", "worker", "migrate"])
def test_the_bus_is_for_workers(component: str) -> None:
    for process in of_services(component):
        assert speaks(process.labels, PODS["nats"].labels, 4222) is (component == "worker")
        assert not speaks(process.labels, PODS["nats"].labels, 6222)


@pytest.mark.parametrize("component", ["api", "worker", "migrate"])
def test_the_databases_are_for_services(component: str) -> None:
    for process in of_services(component):
        assert speaks(process.labels, POSTGRES, 5432)
    assert not leaves(PODS["nats"].labels, POSTGRES, 5432)
    assert not enters(PODS["nats"].labels, POSTGRES, 5432)


def test_services_speak_to_each_other_only_for_identitys_keys() -> None:
    for source in [*of_services("api"), *of_services("worker")]:
        for to in of_services("api"):
            keys = source.labels[COMPONENT] == "api" and to.labels[NAME] == "identity"
            assert speaks(source.labels, to.labels, 8080) is keys


def test_the_gateway_reaches_apis_only_and_prometheus_every_process() -> None:
    for process in [*of_services("api"), *of_services("worker")]:
        port = {"api": 8080, "worker": 8081}[process.labels[COMPONENT]]
        assert enters({}, process.labels, port, "envoy-gateway-system") is (port == 8080)
        assert enters({}, process.labels, port, "observability")
        assert not enters({}, process.labels, port, "default")


def test_only_those_who_must_reach_the_outside() -> None:
    outside = {
        name
        for name, process in PODS.items()
        if any("ipBlock" in one for rule in rules("Egress", process.labels) for one in rule.get("to", ()))
    }
    stores = {
        f"{service}-{component}"
        for service in ("questions", "distribution")
        for component in ("api", "worker")
    }
    assert outside == {"identity-api", *stores}
