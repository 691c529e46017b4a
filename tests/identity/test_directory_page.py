"""The directory as people see it: found without accents, without JavaScript, on a phone and at a desk."""

import os
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.browsing import DESK, PHONE, chromium, context_of
from tests.identity.directory import PEOPLE, agency, speaker
from tests.identity.house import API, House
from tests.looks import flaws
from tests.serving import serving

SHOTS = os.environ.get("SCREENSHOTS")


@pytest.fixture
async def town(house: House) -> House:
    """Nine agencies with three spokespersons each."""
    names = ("Du lịch", "Y tế", "Tư pháp", "Xây dựng", "Công Thương", "Tài chính", "Nội vụ", "Văn hóa")
    for place, field in enumerate((*names, "Khoa học và Công nghệ")):
        where = await agency(house, f"H57.{place + 20}", f"Sở {field}")
        for number, person in enumerate(PEOPLE):
            phone = None if (place, number) == (3, 0) else "0234 3822 000"
            await speaker(house, where, person, 100 + place * 10 + number, phone=phone)
    return house


async def test_a_wrong_cursor_or_agency_is_refused_and_no_other_file_is_served(house: House) -> None:
    for query in ("cursor=nonsense", "agency_id=null", "lang=fr"):
        assert (await house.http.get(f"{API}/directory?{query}")).status_code == 400, query
    for name in ("settings.py", "%2e%2e%2fsettings.py", "README.md"):
        assert (await house.http.get(f"{API}/assets/{name}")).status_code == 404


async def test_what_people_type_is_shown_as_text_and_the_page_has_no_script(house: House) -> None:
    answer = await house.http.get(f"{API}/directory", params={"q": "<script>alert(1)</script>"})
    assert answer.status_code == 200
    assert "<script" not in answer.text
    assert "Không tìm thấy ai." in answer.text
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    english = await house.http.get(f"{API}/directory", headers={"Accept-Language": "en"})
    assert "Directory of spokespersons" in english.text
    assert english.headers["content-language"] == "en"


async def test_every_person_is_on_exactly_one_page(town: House) -> None:
    first = (await town.http.get(f"{API}/directory")).text
    assert first.count("<h3>") == 24
    following = first.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    assert (await town.http.get(following)).text.count("<h3>") == 3


@pytest.mark.browser
@pytest.mark.timeout(120)
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
async def test_in_chromium_somebody_is_found_without_accents_and_without_javascript(
    town: House, size: tuple[int, int]
) -> None:
    complaints: list[str] = []
    async with serving(town.app) as origin, chromium() as browser:
        width, height = size
        context = await browser.new_context(
            viewport={"width": width, "height": height}, locale="vi-VN", java_script_enabled=False
        )
        page = await context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        await page.goto(f"{origin}{API}/directory")
        await _shoot(page, f"directory-all-{width}")
        await page.get_by_label("Họ tên, chức vụ hoặc cơ quan").fill("hoa so du lich")
        await page.get_by_role("button", name="Tìm").click()
        await expect(page.get_by_role("heading", level=2)).to_contain_text("hoa so du lich")
        await expect(page.get_by_role("heading", level=3)).to_have_text(["Lê Thị Hòa", "Nguyễn Thị Minh Họa"])
        await _shoot(page, f"directory-found-{width}")
        await page.get_by_role("link", name="Sở Du lịch").first.click()
        await expect(page.get_by_role("heading", level=3)).to_have_count(3)
        await page.get_by_role("link", name="English").click()
        await expect(page.get_by_text("Head of the agency")).to_be_visible()
        await page.goto(f"{origin}{API}/directory?q=khong+co+ai&lang=vi")
        await _shoot(page, f"directory-nobody-{width}")
        await context.close()
        wide = await (await context_of(browser, origin, size=size)).new_page()
        await wide.goto(f"{origin}{API}/directory")
        assert await flaws(wide) == []
    assert complaints == []


async def _shoot(page: object, name: str) -> None:
    if SHOTS:
        await page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)  # type: ignore[attr-defined]  # playwright's
