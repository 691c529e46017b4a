"""The answers site as people see it: without JavaScript, on a phone and at a desk, in both languages."""

import os
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.browsing import DESK, PHONE, chromium, context_of
from tests.looks import flaws
from tests.questions.house import House
from tests.questions.site import public_answer
from tests.serving import serving

HOME = "/questions/answers"
SHOTS = os.environ.get("SCREENSHOTS")


@pytest.mark.browser
@pytest.mark.timeout(120)
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
async def test_in_chromium_an_answer_is_found_read_and_checked_without_javascript(
    house: House, size: tuple[int, int]
) -> None:
    await public_answer(house)
    await public_answer(house, "Quý I năm 2027.", title="Quy hoạch cảng Chân Mây", body="Công bố chưa?")
    complaints: list[str] = []
    width, height = size
    async with serving(house.app) as origin, chromium() as browser:
        context = await browser.new_context(
            viewport={"width": width, "height": height}, locale="vi-VN", java_script_enabled=False
        )
        page = await context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        await page.goto(f"{origin}{HOME}")
        await page.get_by_label("Từ khóa trong câu hỏi và câu trả lời").fill("cau thuan an")
        await page.get_by_role("button", name="Tìm").first.click()
        await expect(page.get_by_role("heading", level=3)).to_have_text(["Tiến độ cầu Thuận An"])
        await page.get_by_role("link", name="Tiến độ cầu Thuận An").click()
        await expect(page.get_by_role("heading", level=1)).to_have_text("Tiến độ cầu Thuận An")
        await expect(page.get_by_role("main")).to_contain_text("Trần Thị Minh Họa")
        await page.get_by_role("link", name="English").click()
        await expect(page.get_by_role("heading", name="Timeline")).to_be_visible()
        await page.get_by_role("link", name="All answers").click()
        await page.get_by_text("Narrow the search").click()
        await page.get_by_label("Result").select_option("Refused to answer")
        await page.get_by_role("button", name="Search").last.click()
        await expect(page.get_by_role("status")).to_contain_text("No answer was found.")
        await context.close()
        await _look(await (await context_of(browser, origin, size=size)).new_page(), origin)
    assert complaints == []


async def _look(page: Page, origin: str) -> None:
    """Nothing to stumble over, on any page in any language, with the keyboard too."""
    for language in ("vi", "en"):
        for path in ("", "/Q-2026-000001", "/nothing"):
            await page.goto(f"{origin}{HOME}{path}?lang={language}")
            assert await flaws(page) == [], path
            await _shoot(page, f"answers{path.replace('/', '-')}-{language}")
            await page.keyboard.press("Tab")
            await expect(page.locator(":focus")).to_have_class("skip")
            assert await page.locator("main").count() == 1


async def _shoot(page: Page, name: str) -> None:
    if SHOTS:
        width = await page.evaluate("innerWidth")
        await page.screenshot(path=Path(SHOTS) / f"{name}-{width}.png", full_page=True)
