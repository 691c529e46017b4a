"""The recipe of the images and the compose file, as far as they can be checked without a builder."""

import re
import tomllib
from typing import Any

import yaml

from deploy.local.place import CHECKOUT
from deploy.local.servers import SERVICES
from shared.settings import ServiceSettings
from tests.deploy.manifests import process_of, processes

RECIPE = (CHECKOUT / "deploy" / "Dockerfile").read_text("utf-8")
IGNORED = (CHECKOUT / "deploy" / "Dockerfile.dockerignore").read_text("utf-8")


def test_the_recipe_copies_one_service_and_what_is_sent_to_the_builder() -> None:
    copied = [
        source for line in re.findall(r"(?m)^COPY (?!--from)(.*)", RECIPE) for source in line.split()[:-1]
    ]
    assert [source for source in copied if source.startswith("services")] == [
        "services/__init__.py",
        "services/${SERVICE}",
    ]
    for service in SERVICES:
        for source in copied:
            assert (CHECKOUT / source.replace("${SERVICE}", service)).exists()
    assert {source.split("/")[0] for source in copied} == set(re.findall(r"(?m)^!(.*)", IGNORED))


def test_the_recipe_runs_as_the_manifests_say_on_the_ports_that_are_opened() -> None:
    pod = process_of("production", "questions", "api").pod["securityContext"]
    assert f"USER {pod['runAsUser']}:{pod['runAsGroup']}\n" in RECIPE
    defaults = ServiceSettings(database_url="", nats_url="", public_url="", jwks_url="")
    assert f"EXPOSE {defaults.api_port} {defaults.worker_port}\n" in RECIPE


def test_the_recipe_uses_the_same_uv_as_the_makefile_and_each_service_has_its_extra() -> None:
    makefile = (CHECKOUT / "Makefile").read_text("utf-8")
    (used,) = re.findall(r"(?m)^UV_VERSION := (.*)", makefile)
    assert f"ARG UV_VERSION={used}\n" in RECIPE
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["project"]
    assert set(project["optional-dependencies"]) == set(SERVICES)


def test_compose_has_the_servers_of_the_manifests_on_this_machine_only() -> None:
    compose = yaml.safe_load((CHECKOUT / "deploy" / "compose.yaml").read_text("utf-8"))
    services: dict[str, Any] = compose["services"]
    (nats,) = [process for process in processes("production") if process.service == "nats"]
    assert services["nats"]["image"] == nats.container["image"]
    assert all(port.startswith("127.0.0.1:") for one in services.values() for port in one["ports"])
