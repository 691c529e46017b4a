"""A real Chromium for whatever has pages; a test that asks for it carries the mark `browser`."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, BrowserContext, async_playwright

PHONE, DESK = (390, 844), (1280, 900)
INSTALL = "a browser test needs Chromium, and there is none on the PATH: apt-get install chromium"


def installed() -> str:
    """The program; a missing one fails the test with the command that installs it, and never skips it."""
    found = shutil.which("chromium") or shutil.which("google-chrome")
    return found or pytest.fail(INSTALL, pytrace=False)


@asynccontextmanager
async def chromium(film: Path | None = None) -> AsyncIterator[Browser]:
    """Debian's package, headless, with a camera that shows `film`; the test fails where there is none."""
    program = installed()
    fake_camera = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
    if film is not None:
        fake_camera.append(f"--use-file-for-fake-video-capture={film}")
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program, args=[*sandbox, *fake_camera])
        try:
            yield browser
        finally:
            await browser.close()


async def context_of(
    browser: Browser,
    origin: str,
    token: str | None = None,
    size: tuple[int, int] = PHONE,
    language: str = "vi-VN",
) -> BrowserContext:
    """A browser profile of its own, signed in with the session cookie if there is a token."""
    width, height = size
    context = await browser.new_context(
        viewport={"width": width, "height": height}, locale=language, timezone_id="Asia/Ho_Chi_Minh"
    )
    if token is not None:
        await context.add_cookies([{"name": "caunoi_session", "value": token, "url": origin}])
    return context
