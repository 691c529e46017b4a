"""The Secrets that the manifests refer to, made once in a folder of files and printed for `kubectl apply`."""

import importlib
from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from urllib.parse import quote

import msgspec
import yaml

from deploy.k8s.generated import STREAM_KEEPER, key_variable
from deploy.local.environment import environment
from deploy.local.keyring import Keyring
from deploy.local.servers import SERVICES
from shared.settings import ServiceSettings

NAMESPACE = "caunoi"
OUTSIDE = frozenset(
    {"caunoi-tls", "distribution-mail", "distribution-media", "postgres-backup", "questions-attachments"}
)
"""Secrets that others hand out: a certificate, a mail server's password, the keys of three object stores."""

_FOLDER = Path(__file__).parent
_BUS = "NATS_NKEY_SEED_FILE"

Content = Mapping[str, bytes]


def manifests(folder: Path) -> str:
    """All of them as YAML, the same a second time, as long as the folder with every key is kept."""
    kept = Keyring(folder)
    contents: dict[str, Content] = {"nats-server": _server(kept)}
    contents[f"{STREAM_KEEPER}-nats"] = {"seed": kept.seed_file(STREAM_KEEPER).read_bytes()}
    for service in SERVICES:
        contents[f"{service}-database"] = _database(kept, service)
        contents[f"{service}-nats"] = {"seed": kept.seed_file(service).read_bytes()}
        if keys := _keys(kept, service):
            contents[f"{service}-keys"] = keys
    return "---\n".join(_secret(name, content) for name, content in contents.items())


def _server(kept: Keyring) -> Content:
    users = {key_variable(user): kept.public_key(user).encode() for user in (*SERVICES, STREAM_KEEPER)}
    # nats-server reads a variable as its configuration: what begins with digits may be a date that is none,
    # what begins with a minus a number, and then it does not start.
    return {**users, "ROUTES_PASSWORD": f"routes-{kept.secret('nats-routes')}".encode()}


def _database(kept: Keyring, service: str) -> Content:
    password = kept.secret(f"postgres-{service}")
    url = f"postgresql://{service}:{quote(password)}@postgres-rw:5432/{service}"
    return {"username": service.encode(), "password": password.encode(), "url": url.encode()}


def _keys(kept: Keyring, service: str) -> Content:
    """The service's own files, made as on a laptop, each under the name that the manifests mount it by."""
    variables = environment(service, kept, database_url="", nats_url="", seed_file=None, vneid_url="")
    named = secret_settings(service)
    return {PurePosixPath(path).name: Path(variables[name]).read_bytes() for name, path in named.items()}


def secret_settings(service: str) -> Mapping[str, str]:
    """The service's settings that name files of secrets, with the paths that its manifest gives them."""
    settings: type[ServiceSettings] = importlib.import_module(f"services.{service}.settings").Settings
    wanted = {field.name.upper() for field in msgspec.structs.fields(settings)} - {_BUS}
    given = _literals(service)
    return {name: given[name] for name in sorted(wanted) if name.endswith("_FILE") and name in given}


def _literals(service: str) -> Mapping[str, str]:
    text = (_FOLDER / "services" / service / "kustomization.yaml").read_text("utf-8")
    literals = yaml.safe_load(text)["configMapGenerator"][0]["literals"]
    return dict(literal.split("=", 1) for literal in literals)


def _secret(name: str, content: Content) -> str:
    kind = "kubernetes.io/basic-auth" if name.endswith("-database") else "Opaque"
    return yaml.safe_dump(
        {
            "apiVersion": "v1",
            "kind": "Secret",
            "metadata": {"name": name, "namespace": NAMESPACE},
            "type": kind,
            "data": {key: b64encode(value).decode() for key, value in content.items()},
        },
        sort_keys=False,
    )
