"""The verification page in a real Chromium: on a phone and a desk, in both languages, without scripts."""

import os
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browsing import DESK, PHONE, chromium, context_of
from tests.distribution.house import House
from tests.distribution.test_follow import forge
from tests.distribution.test_media import released, uploaded
from tests.looks import flaws
from tests.serving import serving

SHOTS = os.environ.get("SCREENSHOTS")
"""A folder for pictures of the pages, for whoever changes how they look."""
LONG = "Sở Minh họa thông báo về việc điều chỉnh lộ trình các tuyến xe buýt trên địa bàn thành phố"
BODY = (
    "<p>Từ ngày <strong>01/10/2026</strong>, hai tuyến xe buýt mới bắt đầu phục vụ.</p>"
    "<table><tr><th>Tuyến</th><th>Điểm đầu</th><th>Điểm cuối</th><th>Giờ chạy</th><th>Giá vé</th></tr>"
    "<tr><td>13</td><td>Bến xe phía Nam</td><td>Cảng Thuận An</td><td>05:30-19:00</td><td>8.000</td></tr>"
    "</table><p>Chi tiết: https://hue.example.vn/giao-thong/xe-buyt/tuyen-13-ben-xe-phia-nam-cang-thuan-an</p>"
)
SAYS = {
    "valid": ("Chính thức: chữ ký của địa phương khớp", "Official: the signature"),
    "altered": ("Không hợp lệ", "Not valid: the stored text"),
    "copy": ("Bản bạn có không phải phiên bản nào", "Your copy is no edition of this release"),
    "corrected": ("Đã có phiên bản mới hơn", "There is a newer edition"),
    "withdrawn": ("Cơ quan đã thu hồi", "Withdrawn by the agency"),
    "unknown": ("Không có thông cáo công khai nào mang mã này.", "There is no public release"),
}
pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]


@dataclass
class Desk:
    """A browser before a running service."""

    browser: Browser
    origin: str

    async def page(self, size: tuple[int, int] = PHONE) -> Page:
        """A tab of its own."""
        context = await context_of(self.browser, self.origin, size=size)
        return await context.new_page()


@pytest.fixture
async def desk(house: House) -> AsyncIterator[Desk]:
    async with serving(house.app) as origin, chromium() as browser:
        yield Desk(browser, origin)


async def address(house: House, state: str) -> str:
    """Where a release in this state is verified."""
    if state == "unknown":
        return "/verify/TC-2026-999999?"
    medium = await uploaded(house)
    release = await released(house, medium, headline=LONG, body=BODY)
    code = release["code"]
    if state == "altered":
        await forge(
            house, "UPDATE editions SET content = replace(encode(content, 'escape'), '01/10', '02/10')::bytea"
        )
    if state == "copy":
        return f"/verify?code={code}&sha256={'0' * 64}&"
    if state == "corrected":
        await house.corrected(release, headline="Đã sửa")
        return f"/verify/{code}?edition=1&"
    if state == "withdrawn":
        await house.withdrawn(release)
    return f"/verify/{code}?"


@pytest.mark.parametrize("state", SAYS)
async def test_every_state_is_said_in_both_languages_and_fits_phone_and_desk(
    house: House, desk: Desk, state: str
) -> None:
    where = f"{desk.origin}/distribution/v1{await address(house, state)}"
    complaints: list[str] = []
    for name, size in (("phone", PHONE), ("desk", DESK)):
        page = await desk.page(size)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("requestfailed", lambda request: complaints.append(request.url))
        for language, said in zip(("vi", "en"), SAYS[state], strict=True):
            await page.goto(f"{where}lang={language}", wait_until="networkidle")
            await expect(page.get_by_role("status").filter(has_text=said)).to_be_visible()
            if SHOTS:
                await page.screenshot(path=f"{SHOTS}/verify-{state}-{name}-{language}.png", full_page=True)
            assert await flaws(page) == []
    assert complaints == []


async def test_a_code_is_entered_and_followed_by_keyboard_with_scripts_switched_off(
    house: House, desk: Desk
) -> None:
    release = await house.corrected(await house.published(), headline="Đã sửa")
    context = await desk.browser.new_context(java_script_enabled=False, locale="en-GB")
    page = await context.new_page()
    await page.goto(f"{desk.origin}/distribution/v1/verify")
    await page.get_by_label("Code of the release").fill(release["code"].lower())
    await page.get_by_label("SHA-256 of your copy").fill(release["public"]["content_hash"])
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Your copy is edition 2.")).to_be_visible()
    await expect(page.get_by_role("article").get_by_role("heading", name="Đã sửa")).to_be_visible()
    await page.get_by_role("link", name="Edition 1", exact=True).click()
    await expect(page.get_by_text("There is a newer edition")).to_be_visible()
    await page.get_by_role("link", name="Newest edition").click()
    await expect(page.get_by_text("Edition 2 of 2")).to_be_visible()
    await page.get_by_role("link", name="Tiếng Việt").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Kiểm chứng thông cáo báo chí")
    await context.close()


async def test_pictures_of_the_newest_edition_are_shown(house: House, desk: Desk) -> None:
    page = await desk.page()
    await page.goto(f"{desk.origin}/distribution/v1{await address(house, 'valid')}")
    picture = page.get_by_role("img", name="Bến xe")
    await picture.scroll_into_view_if_needed()
    await expect(picture).to_have_js_property("complete", value=True)
    assert await picture.evaluate("image => image.naturalWidth > 0")
