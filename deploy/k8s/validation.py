"""Whether an object is what its kind allows: Kubernetes' own schemas, and those kept beside this file."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import kubernetes_validate
import msgspec
from jsonschema_rs import Draft7Validator

SCHEMAS = Path(__file__).parent / "schemas"
KUBERNETES = "1.37"

Manifest = Mapping[str, Any]


def problems(manifest: Manifest) -> list[str]:
    """What is wrong, a line each; a kind that nobody has a schema of is wrong too."""
    own = _own(manifest["apiVersion"], manifest["kind"])
    if own is None:
        return [f"{name(manifest)}: {text}" for text in _kubernetes(manifest)]
    # An error of an alternative names the alternatives only, so the object is said as well.
    return [f"{name(manifest)}: {_where(error)}{error.message}" for error in own.iter_errors(dict(manifest))]


def name(manifest: Manifest) -> str:
    """Kind and name."""
    return f"{manifest['kind']}/{manifest['metadata']['name']}"


def _where(error: Any) -> str:
    path = ".".join(str(part) for part in error.instance_path)
    return f"{path}: " if path else ""


@cache
def _own(api_version: str, kind: str) -> Draft7Validator | None:
    file = SCHEMAS / f"{api_version.replace('/', '_')}_{kind}.json"
    return Draft7Validator(msgspec.json.decode(file.read_bytes())) if file.exists() else None


def _kubernetes(manifest: Manifest) -> list[str]:
    try:
        kubernetes_validate.validate(dict(manifest), KUBERNETES, strict=True)
    except kubernetes_validate.ValidationError as error:
        path = ".".join(str(part) for part in error.path)
        return [f"{path}: {error.message}" if path else error.message]
    except kubernetes_validate.SchemaNotFoundError as error:
        return [error.message]
    return []
