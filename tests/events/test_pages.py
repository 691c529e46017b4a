"""The e-invitation, its calendar file and the pass: by the link or by session, and for nobody else."""

import re
from datetime import timedelta
from typing import Any

import pytest
from icalendar import Calendar
from playwright.async_api import expect

from tests.browsing import DESK, PHONE, chromium, context_of
from tests.events.house import ENDS, STARTS, House, problem, when
from tests.serving import serving

Seen = dict[str, Any]


def path_of(page: str) -> str:
    return page.removeprefix("/events/v1")


def entry(content: bytes) -> Any:
    calendar = Calendar.from_ical(content)
    return calendar, calendar.walk("VEVENT")[0]


async def test_without_the_key_or_with_a_wrong_one_nobody_sees_a_page(house: House) -> None:
    invitation = await house.invitation(await house.announce())
    for query in ("", "?key=wrong", f"?key={invitation['page'].rpartition('=')[2][:-1]}"):
        answer = await house.http.get(f"/invitations/{invitation['id']}/page{query}")
        assert answer.status_code == 404
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert "chỉnh trang" not in answer.text
        answer = await house.http.get(f"/invitations/{invitation['id']}/press-event.ics{query}")
        problem(answer, 404, "invitation-not-found")
    other = house.editor(house.other_newsroom)
    assert (await house.http.get(f"/invitations/{invitation['id']}/page", headers=other)).status_code == 404


async def test_the_link_opens_the_invitation_and_so_does_the_newsrooms_session(house: House) -> None:
    title = 'Họp báo <script>alert("1")</script>'
    invitation = await house.invitation(await house.announce(title=title))
    by_link = await house.http.get(path_of(invitation["page"]))
    by_session = await house.http.get(f"/invitations/{invitation['id']}/page", headers=house.reporter())
    for answer in (by_link, by_session):
        assert answer.status_code == 200
        assert "Giấy mời báo chí" in answer.text
        assert "<script" not in answer.text
        policy = answer.headers["content-security-policy"]
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
    english = await house.http.get(path_of(invitation["page"]), headers={"Accept-Language": "en"})
    assert "Invitation to the press" in english.text


async def test_the_calendar_file_counts_changes_and_says_when_it_is_called_off(house: House) -> None:
    press_event = await house.announce()
    invitation = await house.invitation(press_event)
    path = path_of(invitation["page"]).replace("/page?", "/press-event.ics?")
    _, first = entry((await house.http.get(path)).content)
    assert (first["sequence"], first["dtstart"].dt, first["status"]) == (0, STARTS, "CONFIRMED")
    home = f"/press-events/{press_event['id']}"
    later = when(starts_at=STARTS + timedelta(days=1), ends_at=ENDS + timedelta(days=1), reply_until=None)
    moved = await house.done(f"{home}/schedule", press_event, house.organiser(), **later)
    _, second = entry((await house.http.get(path)).content)
    assert (second["sequence"], second["dtstart"].dt) == (1, STARTS + timedelta(days=1))
    await house.done(f"{home}/cancellation", moved, house.organiser(), reason="Bão số 5")
    calendar, third = entry((await house.http.get(path)).content)
    assert (third["sequence"], third["status"], calendar["method"]) == (2, "CANCELLED", "CANCEL")
    assert first["uid"] == second["uid"] == third["uid"]
    page = (await house.http.get(path_of(invitation["page"]))).text
    assert "Sự kiện báo chí này đã bị hủy." in page
    assert "Bão số 5" in page


async def test_a_pass_page_shows_the_code_until_the_pass_is_void(house: House) -> None:
    own = await house.pass_of(await house.announce())
    code = path_of(own["page"]).replace("/page?", "/qr.svg?")
    assert (await house.http.get(code.partition("?")[0])).status_code == 404
    assert (await house.http.get(path_of(own["page"]).partition("?")[0])).status_code == 404
    shown = await house.http.get(code)
    assert shown.headers["content-type"].startswith("image/svg+xml")
    png = await house.http.get(code.replace("qr.svg", "qr.png"))
    assert png.content.startswith(b"\x89PNG")
    assert "qr.svg" in (await house.http.get(path_of(own["page"]))).text
    await house.done(f"/passes/{own['id']}/revocation", own, house.organiser(), reason="Nhầm người")
    void = (await house.http.get(path_of(own["page"]))).text
    assert "Thẻ tác nghiệp bị thu hồi" in void
    assert "qr.svg" not in void
    assert (await house.http.get(code)).status_code == 404


async def test_the_files_of_the_pages_come_from_here_and_no_page_has_a_script_in_it(house: House) -> None:
    page = (
        await house.http.get(f"/press-events/{(await house.announce())['id']}/door", headers=house.door())
    ).text
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
    assert not re.search(r"\son\w+=|style=", page)
    loaded = re.findall(r'(?:src|href)="(/events/v1/assets/[^"]+)"', page)
    assert len(loaded) == 3
    for one in loaded:
        assert (await house.http.get(path_of(one))).status_code == 200
    assert (await house.http.get("/assets/%2e%2e%2fsettings.py")).status_code == 404
    assert (await house.http.get("/assets/README.md")).status_code == 404


@pytest.mark.browser
@pytest.mark.timeout(120)
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
async def test_in_chromium_the_way_from_invitation_to_pass_fits_the_screen(
    house: House, size: tuple[int, int]
) -> None:
    press_event = await house.announce()
    await house.pass_of(press_event)
    invitation = await house.invitation(press_event)
    complaints: list[str] = []
    async with serving(house.app) as origin, chromium() as browser:
        page = await (await context_of(browser, origin, size=size)).new_page()
        page.on("console", lambda message: complaints.append(message.text))
        await page.goto(origin + invitation["page"])
        await expect(page.get_by_role("heading", level=1)).to_contain_text("chỉnh trang bờ nam sông Hương")
        await page.get_by_role("link", name="Mở thẻ tác nghiệp").click()
        code = page.get_by_role("img", name="Mã QR của thẻ tác nghiệp")
        await expect(code).to_be_visible()
        assert await code.evaluate("image => image.naturalWidth > 0")
        await page.get_by_role("link", name="English").click()
        await expect(page.get_by_text("Show this code at the door")).to_be_visible()
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert complaints == []
