"""The images that tests need, built where no registry can be reached."""

import re
import shutil
import subprocess
import sysconfig
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.containers.names import NATS_IMAGE, POSTGRES_IMAGE, PYTHON_IMAGE

_ENTRYPOINT = Path(__file__).with_name("postgres-entrypoint.sh")
_UNWANTED = (
    "var/cache/apt/*",
    "var/lib/apt/lists/*",
    "usr/lib/*/libLLVM*",
    "usr/share/doc/*",
    "usr/share/man/*",
)
_Build = Callable[[Path, str, Mapping[str, str]], None]
_MIRROR = "http://deb.debian.org/debian"


def build_missing(environ: Mapping[str, str]) -> None:
    """Build what is not there yet: NATS in a second, PostgreSQL in two minutes."""
    for image, build in ((NATS_IMAGE, _nats), (POSTGRES_IMAGE, _postgres)):
        _build_unless_known(image, build, environ)


def build_python(environ: Mapping[str, str]) -> None:
    """The base of the services' images, in two minutes: Debian with its Python, no pip, no compiler."""
    _build_unless_known(PYTHON_IMAGE, _python, environ)


def _build_unless_known(image: str, build: _Build, environ: Mapping[str, str]) -> None:
    known = subprocess.run(["podman", "image", "exists", image], env=dict(environ), check=False)
    if known.returncode != 0:
        print(f"building {image} ...", flush=True)
        with tempfile.TemporaryDirectory(dir="/var/tmp") as folder:
            build(Path(folder), image, environ)


def _nats(root: Path, image: str, environ: Mapping[str, str]) -> None:
    shutil.copy2(Path(sysconfig.get_path("scripts")) / "nats-server", root / "nats-server")
    _import(root, image, environ, 'ENTRYPOINT ["/nats-server"]', "EXPOSE 4222", "EXPOSE 8222")


def _postgres(root: Path, image: str, environ: Mapping[str, str]) -> None:
    _bootstrap(root, "postgresql")
    entrypoint = root / "usr" / "local" / "bin" / "entrypoint"
    shutil.copy2(_ENTRYPOINT, entrypoint)
    entrypoint.chmod(0o755)
    _import(root, image, environ, 'ENTRYPOINT ["/usr/local/bin/entrypoint"]', "EXPOSE 5432")


def _python(root: Path, image: str, environ: Mapping[str, str]) -> None:
    _bootstrap(root, "python3,python3-venv,ca-certificates")
    _import(root, image, environ)


def _bootstrap(root: Path, packages: str) -> None:
    release = _release()
    options = ["--variant=minbase", f"--include={packages}", release, str(root), _mirror(release)]
    subprocess.run(["debootstrap", *options], check=True, stdout=subprocess.DEVNULL)
    _slim(root)


def _slim(root: Path) -> None:
    """Every start of a container copies all of this: no just-in-time compiler, no packages, no manuals."""
    for pattern in _UNWANTED:
        for path in root.glob(pattern):
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()


def _import(root: Path, image: str, environ: Mapping[str, str], *changes: str) -> None:
    root.chmod(0o755)
    options = [part for change in changes for part in ("--change", change)]
    with subprocess.Popen(["tar", "-C", str(root), "-c", "."], stdout=subprocess.PIPE) as archive:
        command = ["podman", "import", "--quiet", *options, "-", image]
        subprocess.run(command, stdin=archive.stdout, env=dict(environ), check=True)


def _release() -> str:
    found = re.search(r"^VERSION_CODENAME=(\w+)", Path("/etc/os-release").read_text(), re.MULTILINE)
    return found.group(1) if found else "bookworm"


def _mirror(release: str) -> str:
    """The address from which apt itself takes this release."""
    one_line = rf"^deb(?: \[[^]]*\])? (http\S+) {release} "
    stanza = rf"^URIs: *(http\S+)\n(?:[^\n]+\n)*?Suites:.*\b{release}(?: |$)"
    for file in [*Path("/etc/apt").glob("sources.list"), *Path("/etc/apt/sources.list.d").glob("*")]:
        found = re.search(f"{one_line}|{stanza}", file.read_text(), re.MULTILINE)
        if found:
            return found.group(1) or found.group(2)
    return _MIRROR
