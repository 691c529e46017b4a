"""The documentation page in a real Chromium: it shows the operations, and the policy refuses it nothing."""

import asyncio
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from litestar import Litestar

from tests.serving import serving

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
OPTIONS = ["--headless=new", "--disable-gpu", "--enable-logging=stderr", "--virtual-time-budget=8000"]


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: apt-get install chromium")
@pytest.mark.timeout(120)
async def test_the_page_shows_the_operations_without_a_complaint(
    build: Callable[..., Litestar], tmp_path: Path
) -> None:
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    async with serving(build()) as origin:
        process = await asyncio.create_subprocess_exec(
            str(CHROMIUM),
            *OPTIONS,
            *sandbox,
            f"--user-data-dir={tmp_path / 'chromium'}",
            "--dump-dom",
            f"{origin}/notes/docs",
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        page, log = await process.communicate()
    assert b"operations-default-WriteNote" in page
    assert [line for line in log.splitlines() if b":CONSOLE:" in line] == []
