"""A real Chromium for the pages of this service."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import segno
from playwright.async_api import Browser, BrowserContext, async_playwright

PHONE, DESK = (390, 844), (1280, 900)
INSTALL = "no Chromium here: apt-get install chromium"


@asynccontextmanager
async def chromium(film: Path | None = None) -> AsyncIterator[Browser]:
    """Debian's package, headless, with a camera that shows `film`; fails where there is no Chromium."""
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if found is None:
        pytest.fail(INSTALL)
    fake_camera = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
    if film is not None:
        fake_camera.append(f"--use-file-for-fake-video-capture={film}")
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=found, args=[*sandbox, *fake_camera])
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


def film(code: str, path: Path, width: int = 640, height: int = 480) -> Path:
    """What a camera sees that looks at a QR code: ten frames of it, as YUV4MPEG2."""
    modules = [list(row) for row in segno.make_qr(code, error="m").matrix_iter(scale=6, border=4)]
    top, left = (height - len(modules)) // 2, (width - len(modules)) // 2
    light = bytearray([200]) * (width * height)
    for y, row in enumerate(modules):
        start = (top + y) * width + left
        light[start : start + len(row)] = bytes(20 if dark else 235 for dark in row)
    frame = b"FRAME\n" + bytes(light) + b"\x80" * (width * height // 2)
    path.write_bytes(f"YUV4MPEG2 W{width} H{height} F10:1 Ip A1:1 C420jpeg\n".encode() + frame * 10)
    return path
