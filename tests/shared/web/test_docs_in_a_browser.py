"""The documentation page in a real Chromium: it shows the operations, and the policy refuses it nothing."""

from collections.abc import Callable

import pytest
from litestar import Litestar
from playwright.async_api import expect

from tests.browsing import DESK, chromium, context_of, installed
from tests.serving import serving


def test_without_chromium_a_browser_test_fails_and_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(pytest.fail.Exception, match="apt-get install chromium"):
        installed()


@pytest.mark.browser
@pytest.mark.timeout(120)
async def test_the_page_shows_the_operations_without_a_complaint(build: Callable[..., Litestar]) -> None:
    complaints: list[str] = []
    async with serving(build()) as origin, chromium() as browser:
        page = await (await context_of(browser, origin, size=DESK)).new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        await page.goto(f"{origin}/notes/docs")
        await expect(page.locator("#operations-default-WriteNote")).to_be_visible()
    assert complaints == []
