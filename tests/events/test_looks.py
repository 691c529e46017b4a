"""Every page of a press event in every state, in a real Chromium: phone and desk, Vietnamese and English."""

import os

import pytest

from tests.browsing import DESK, PHONE, chromium, context_of
from tests.events.house import House, Seen
from tests.looks import flaws
from tests.serving import serving

SHOTS = os.environ.get("SCREENSHOTS")
"""A folder for pictures of the pages, for whoever changes how they look."""
LONG = "Họp báo công bố kế hoạch chỉnh trang bờ nam sông Hương đoạn từ cầu Dã Viên đến cầu Trường Tiền"
pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]


async def pages(house: House) -> dict[str, str]:
    """The path of a page for each state."""
    documents = [{"title": "Quyết định 1234/QĐ-UBND", "link": "https://example.vn/" + "van-ban-" * 20}]
    open_one = await house.announce(title=LONG, documents=documents)
    waiting = await house.invitation(open_one, house.other_newsroom)
    own = await house.pass_of(open_one)
    granted = await house.invitation(open_one)
    refused = await house.accepted(await house.announce(title=LONG))
    await house.done(
        f"/invitations/{refused['id']}/accreditation",
        refused,
        house.organiser(),
        decision="refused",
        reason="Hết chỗ trong hội trường.",
    )
    void = await house.pass_of(await house.announce(title=LONG))
    await house.done(f"/passes/{void['id']}/revocation", void, house.organiser(), reason="Nhầm người")
    cancelled = await cancelled_invitation(house)
    return {
        "invitation-waiting": waiting["page"],
        "invitation-granted": granted["page"],
        "invitation-refused": refused["page"],
        "invitation-cancelled": cancelled["page"],
        "pass-valid": own["page"],
        "pass-void": void["page"],
        "refusal": f"/events/v1/passes/{own['id']}/page?key=wrong",
        "door": f"/events/v1/press-events/{open_one['id']}/door?",
    }


async def cancelled_invitation(house: House) -> Seen:
    press_event = await house.announce(title=LONG)
    invitation = await house.invitation(press_event)
    await house.done(
        f"/press-events/{press_event['id']}/cancellation", press_event, house.organiser(), reason="Bão số 5"
    )
    return invitation


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
async def test_no_page_has_a_flaw_on_this_screen(house: House, size: tuple[int, int]) -> None:
    found: dict[str, list[str]] = {}
    door = house.door()["Authorization"].removeprefix("Bearer ")
    async with serving(house.app) as origin, chromium() as browser:
        for name, path in (await pages(house)).items():
            token = door if name == "door" else None
            page = await (await context_of(browser, origin, token, size)).new_page()
            for language in ("vi", "en"):
                await page.goto(f"{origin}{path}&lang={language}", wait_until="networkidle")
                if SHOTS:
                    picture = f"{SHOTS}/{name}-{size[0]}-{language}.png"
                    await page.screenshot(path=picture, full_page=True)
                found[f"{name} {language}"] = await flaws(page)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
