"""schemathesis against a running API: every documented operation, inside and outside its schema."""

import asyncio
import os
import sys
from collections.abc import Mapping
from pathlib import Path

CONFIG = Path(__file__).with_name("schemathesis.toml")


async def fuzz(
    origin: str, service: str, headers: Mapping[str, str], *options: str, config: Path = CONFIG
) -> tuple[int, str]:
    """The exit status and report of a run with `headers`; 0 when no check failed."""
    given = [part for name, value in headers.items() for part in ("--header", f"{name}: {value}")]
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        "from schemathesis.cli import schemathesis; schemathesis()",
        "--no-color",
        f"--config-file={config}",
        "run",
        f"{origin}/{service}/openapi.json",
        "--checks=all",
        "--generation-deterministic",
        "--continue-on-failure",
        "--phases=examples,coverage,fuzzing",
        "--warnings=off",
        # Slow generating on a busy machine is no finding; what hangs meets the time limit of a request.
        "--suppress-health-check=all",
        "--request-timeout=10",
        *given,
        *options,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        env={**os.environ, "PYTHONHASHSEED": "0", "NO_PROXY": "127.0.0.1"},
    )
    report, _ = await process.communicate()
    return process.returncode or 0, report.decode()
