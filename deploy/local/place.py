"""Where data lies and as whom servers run: PostgreSQL refuses root, and a checkout may be private."""

import hashlib
import os
import pwd
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path

from deploy.local.errors import LauncherError

CHECKOUT = Path(__file__).resolve().parents[2]
UNPRIVILEGED = "nobody"


@dataclass(frozen=True)
class Account:
    """The operating-system account that the servers run as; None in its place means the caller's own."""

    uid: int
    gid: int


@dataclass(frozen=True)
class Place:
    """A data folder and the account that owns what servers write in it."""

    root: Path
    account: Account | None

    def folder(self, *names: str) -> Path:
        """A folder below the root, made if missing, that only the servers' account (and root) can enter."""
        path = self.root.joinpath(*names)
        try:
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise LauncherError(f"cannot create the data folder {path}: {error.strerror}") from error
        self.give(path)
        return path

    def give(self, path: Path) -> None:
        """Hand a file or folder of ours over to the servers' account."""
        if self.account is not None:
            os.chown(path, self.account.uid, self.account.gid, follow_symlinks=False)


def place(checkout: Path = CHECKOUT, data: Path | None = None) -> Place:
    """The data folder of a checkout, or `data`; made and checked. LauncherError when it cannot be used."""
    if os.geteuid() != 0:
        return _usable(Place(data or checkout / ".local", None))
    try:
        entry = pwd.getpwnam(UNPRIVILEGED)
    except KeyError:
        message = f"PostgreSQL refuses to run as root, and there is no user '{UNPRIVILEGED}' to run it as"
        raise LauncherError(message) from None
    name = hashlib.sha256(os.fsencode(checkout)).hexdigest()[:12]
    own = Path("/var/tmp") / f"caunoi-{name}"  # noqa: S108 - owned, mode 700
    return _usable(Place(data or own, Account(entry.pw_uid, entry.pw_gid)))


def _usable(where: Place) -> Place:
    """Anyone may create names under /var/tmp, so a folder that someone else put there is refused."""
    try:
        known = where.root.lstat()
    except FileNotFoundError:
        known = None
    except OSError as error:
        raise LauncherError(f"cannot reach the data folder {where.root}: {error.strerror}") from error
    owners = {os.geteuid()} | ({where.account.uid} if where.account else set())
    if known and (not stat.S_ISDIR(known.st_mode) or known.st_uid not in owners):
        raise LauncherError(f"{where.root} belongs to somebody else; remove it, then try again")
    where.folder()
    if stat.S_IMODE(where.root.stat().st_mode) != 0o700:
        where.root.chmod(0o700)
    if not os.access(where.root, os.W_OK | os.X_OK):
        raise LauncherError(f"no permission to write in the data folder {where.root}")
    return where


def runnable(where: Place, base: Path, program: str, parts: tuple[str, ...]) -> Path:
    """`base/program` where the servers' account can start it: in place, or in a copy of `parts`."""
    if where.account is None or _starts(base / program, where.account):
        return base / program
    stamp = hashlib.sha256(f"{base}{(base / parts[0]).stat().st_mtime_ns}".encode()).hexdigest()[:12]
    copy = where.folder("programs") / stamp
    if not copy.exists():
        draft = where.folder("programs", f"{stamp}.{os.getpid()}")
        for part in parts:
            _copy(base / part, draft / part)
        os.replace(draft, copy)
    return copy / program


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, symlinks=True)
    else:
        shutil.copy2(source, target)


def _starts(program: Path, account: Account) -> bool:
    command = [str(program), "--version"]
    try:
        done = subprocess.run(
            command,
            user=account.uid,
            group=account.gid,
            extra_groups=[],
            cwd="/",
            capture_output=True,
            check=False,
        )
    except OSError:
        return False
    return done.returncode == 0
