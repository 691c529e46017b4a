"""The rendered overlays as tests look at them: pods, containers, what a container is told and given."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from deploy.k8s.kubectl import overlay

Manifest = Mapping[str, Any]
PART_OF = "app.kubernetes.io/part-of"
NAME = "app.kubernetes.io/name"
COMPONENT = "app.kubernetes.io/component"


@cache
def objects(name: str) -> tuple[Manifest, ...]:
    """Every object of an overlay, rendered once a session."""
    return tuple(overlay(name))


def of_kind(name: str, *kinds: str) -> dict[str, Manifest]:
    """The overlay's objects of these kinds, by name."""
    return {one["metadata"]["name"]: one for one in objects(name) if one["kind"] in kinds}


def path_rules(name: str) -> list[tuple[Manifest, Manifest]]:
    """Each path that a route matches, with its rule, in the order in which the Gateway API lets them win."""
    found = [
        (match["path"], rule)
        for route in of_kind(name, "HTTPRoute").values()
        for rule in route["spec"]["rules"]
        for match in rule["matches"]
    ]
    return sorted(found, key=lambda one: (one[0]["type"] != "Exact", -len(one[0]["value"])))


@dataclass(frozen=True)
class Process:
    """One container of one workload."""

    overlay: str
    workload: Manifest

    @property
    def name(self) -> str:
        """The workload's name."""
        return str(self.workload["metadata"]["name"])

    @property
    def template(self) -> Manifest:
        """Metadata and spec of its pods."""
        template: Manifest = self.workload["spec"]["template"]
        return template

    @property
    def labels(self) -> Mapping[str, str]:
        """Of its pods."""
        labels: Mapping[str, str] = self.template["metadata"]["labels"]
        return labels

    @property
    def pod(self) -> Manifest:
        """The pod's spec."""
        pod: Manifest = self.template["spec"]
        return pod

    @property
    def container(self) -> Manifest:
        """The only one."""
        (container,) = self.pod["containers"]
        return dict(container)

    @property
    def service(self) -> str:
        """Which of the five, or nats."""
        return self.labels[NAME]

    @property
    def command(self) -> str:
        """What the image is asked to be: api, worker, migrate."""
        return str(self.container["args"][0])

    def told(self) -> dict[str, str]:
        """Its environment; a value from a Secret reads as `<secret>/<key>`."""
        maps = of_kind(self.overlay, "ConfigMap")
        told: dict[str, str] = {}
        for source in self.container.get("envFrom", ()):
            if "configMapRef" in source:
                told |= maps[source["configMapRef"]["name"]]["data"]
        for variable in self.container.get("env", ()):
            reference = variable.get("valueFrom", {}).get("secretKeyRef")
            told[variable["name"]] = (
                f"{reference['name']}/{reference['key']}" if reference else variable.get("value", "")
            )
        return told

    def files(self) -> set[str]:
        """The paths of every file that a Secret or a ConfigMap puts into the container."""
        mounts = {mount["name"]: mount["mountPath"] for mount in self.container["volumeMounts"]}
        return {
            f"{mounts[volume['name']]}/{item['path']}"
            for volume in self.pod["volumes"]
            for source in ("secret", "configMap")
            for item in volume.get(source, {}).get("items", ())
        }


def processes(name: str) -> Iterator[Process]:
    """Every process of an overlay: APIs, workers, migrations and the servers of the bus."""
    for workload in of_kind(name, "Deployment", "Job", "StatefulSet").values():
        yield Process(name, workload)


def process_of(name: str, service: str, command: str) -> Process:
    """One process of one service."""
    (found,) = [one for one in processes(name) if (one.service, one.command) == (service, command)]
    return found


def secret_files(service: str, command: str) -> list[str]:
    """The settings whose file this process is given."""
    process = process_of("local", service, command)
    files = process.files()
    return sorted(name for name, value in process.told().items() if value in files)
