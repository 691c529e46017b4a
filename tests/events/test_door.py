"""The door page in a real Chromium: with the network, without it, and after it has come back."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import BrowserContext, ConsoleMessage, Page, expect

from shared.contracts.events import PassCheckedIn
from tests.browsing import chromium, context_of
from tests.events.film import film
from tests.events.house import STARTS, House
from tests.serving import serving

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
Seen = dict[str, Any]


@dataclass
class Door:
    """A phone at the door of a press event, two passes, and what its browser complained about."""

    house: House
    press_event: Seen
    good: Seen
    void: Seen
    context: BrowserContext
    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)

    async def enter(self, token: str) -> None:
        """A code from a hand scanner."""
        await self.page.fill("#code", token)
        await self.page.click("#manual button")

    async def says(self, word: str, why: str = "") -> None:
        """The verdict, in big letters, and its reason."""
        await expect(self.page.locator("#verdict-word")).to_have_text(word)
        await expect(self.page.locator("#verdict-why")).to_contain_text(why)

    async def cut(self) -> None:
        """The network is gone; the page notices."""
        await self.context.set_offline(True)
        await expect(self.page.locator("#network")).to_have_text("Mất mạng")

    async def entries(self) -> list[PassCheckedIn]:
        """What the bus was told."""
        return [event for event in await self.house.told() if isinstance(event, PassCheckedIn)]


@pytest.fixture
async def door(house: House) -> AsyncIterator[Door]:
    """A door that opens now; one pass is good, the other one revoked."""
    press_event = await house.announce()
    good, void = await house.pass_of(press_event), await second_pass(house, press_event)
    await house.done(f"/passes/{void['id']}/revocation", void, house.organiser(), reason="Nhầm người")
    house.clock.set(STARTS - timedelta(minutes=10))
    token = house.issuer.token("door_officer", agency_id=house.agency)
    async with serving(house.app) as origin, chromium() as browser:
        context = await context_of(browser, origin, token)
        page = await context.new_page()
        address = f"{origin}/events/v1/press-events/{press_event['id']}/door"
        found = Door(house, press_event, good, void, context, page, address)
        page.on("console", lambda message: note(found, message))
        page.on("pageerror", lambda error: found.complaints.append(str(error)))
        yield found


def note(door: Door, message: ConsoleMessage) -> None:
    # A refused scan is a 4xx, which browsers log, and so is a request while the network is cut.
    if message.type == "error" and "Failed to load resource" not in message.text:
        door.complaints.append(message.text)


async def opened(door: Door) -> None:
    """The page has its list, and is kept for when the network is cut."""
    await door.page.goto(door.address)
    await expect(door.page.locator("#network")).to_have_text("Có mạng")
    await expect(door.page.locator("#door")).to_have_attribute("data-kept", "true")


async def second_pass(house: House, press_event: Seen) -> Seen:
    """A pass of the other newsroom's reporter."""
    await house.hear(house.verified(house.third_id, house.other_newsroom, version=5))
    invitation = await house.invitation(press_event, house.other_newsroom)
    body = {"reporter_id": str(house.third_id), "attendee_name": "Ngô Văn Thử"}
    who = house.editor(house.other_newsroom)
    path = f"/invitations/{invitation['id']}"
    accepted = await house.done(f"{path}/answer", invitation, who, answer="accepted", **body)
    decided = await house.done(f"{path}/accreditation", accepted, house.organiser(), decision="granted")
    return await house.get(f"/passes/{decided['pass_id']}", who)


async def test_nobody_without_the_role_gets_the_page(house: House) -> None:
    path = f"/press-events/{(await house.announce())['id']}/door"
    for who, status in (({}, 401), (house.organiser(), 403), (house.door(house.committee), 403)):
        answer = await house.http.get(path, headers=who)
        assert answer.status_code == status
        assert answer.headers["content-type"].startswith("text/html")
    assert "/identity/v1/sign-in?next=/events/v1/press-events/" in (await house.http.get(path)).text


async def test_with_the_network_it_lets_in_once_and_refuses_what_is_void(door: Door) -> None:
    await opened(door)
    await door.enter("gibberish")
    await door.says("Dừng lại", "Thẻ giả hoặc không đọc được")
    await door.enter(door.void["token"])
    await door.says("Dừng lại", "Thẻ bị thu hồi")
    await door.enter(door.good["token"])
    await door.says("Mời vào")
    await expect(door.page.locator("#verdict-name")).to_have_text("Lê Thị Minh Họa")
    await door.enter(door.good["token"])
    await door.says("Dừng lại", "Thẻ đã được dùng. Đã vào lúc 08:20:00")
    assert len(await door.entries()) == 1
    assert door.complaints == []


async def test_with_the_network_cut_it_lets_in_once_and_tells_it_afterwards(door: Door) -> None:
    await opened(door)
    await door.cut()
    await expect(door.page.locator("#unchecked")).to_contain_text("không thấy lượt vào ở cửa khác")
    await expect(door.page.locator("#list")).to_contain_text("Danh sách lúc 08:20")
    await door.enter(door.good["token"][:-6] + "AAAAAA")
    await door.says("Dừng lại", "Thẻ giả hoặc không đọc được")
    await door.enter(door.void["token"])
    await door.says("Dừng lại", "Thẻ bị thu hồi")
    await door.enter(door.good["token"])
    await door.says("Mời vào", "Quyết định trên thiết bị này")
    await door.enter(door.good["token"])
    await door.says("Dừng lại", "Thẻ đã được dùng")
    await expect(door.page.locator("#waiting")).to_have_text("1")
    assert await door.entries() == []
    await door.context.set_offline(False)
    await expect(door.page.locator("#waiting")).to_have_text("0", timeout=30_000)
    (entry,) = await door.entries()
    assert (str(entry.pass_id), entry.gate) == (door.good["id"], "Cửa chính")
    assert abs(entry.checked_in_at - door.house.clock.now()) < timedelta(minutes=2)
    assert door.complaints == []


async def test_a_reload_without_the_network_shows_the_page_and_keeps_the_queue(door: Door) -> None:
    await opened(door)
    await door.cut()
    await door.enter(door.good["token"])
    await door.says("Mời vào")
    await door.page.reload()
    await expect(door.page.locator("#network")).to_have_text("Mất mạng")
    await expect(door.page.locator("#waiting")).to_have_text("1")
    await door.enter(door.good["token"])
    await door.says("Dừng lại", "Thẻ đã được dùng")
    assert door.complaints == []


async def test_an_entry_elsewhere_meanwhile_is_raised_as_a_conflict(door: Door) -> None:
    await opened(door)
    await door.cut()
    await door.enter(door.good["token"])
    await door.says("Mời vào")
    assert (await door.house.scan(door.press_event, door.good["token"], gate="Cửa B")).status_code == 201
    await door.context.set_offline(False)
    await expect(door.page.locator("#log li.conflict")).to_contain_text("Thẻ đã được dùng", timeout=30_000)
    path = f"/press-events/{door.press_event['id']}/check-ins"
    assert (await door.house.get(path, door.house.organiser()))["conflicts"] == 1
    assert len(await door.entries()) == 1


async def test_when_the_session_ends_it_goes_on_alone_and_offers_to_sign_in(door: Door) -> None:
    await opened(door)
    cookies = await door.context.cookies()
    await door.context.clear_cookies()
    await door.enter(door.good["token"])
    await door.says("Mời vào", "Quyết định trên thiết bị này")
    await expect(door.page.locator("#network")).to_have_text("Hết phiên đăng nhập")
    await expect(door.page.locator("#sign-in")).to_be_visible()
    assert await door.entries() == []
    await door.context.add_cookies(
        [
            {"name": one["name"], "value": one["value"], "url": door.address.partition("/events")[0]}
            for one in cookies
        ]
    )
    await door.page.reload()
    await expect(door.page.locator("#waiting")).to_have_text("0", timeout=30_000)
    assert len(await door.entries()) == 1


async def test_a_no_that_came_too_late_is_told_again_as_what_happened(door: Door) -> None:
    await opened(door)
    await door.cut()
    await door.enter(door.good["token"])
    await door.says("Mời vào")
    queued = await door.page.evaluate(QUEUED, door.press_event["id"])
    # The door's first request has reached the server while the pass was void; its answer has not come back.
    own = door.good
    await door.house.done(f"/passes/{own['id']}/revocation", own, door.house.organiser(), reason="Nhầm")
    lost = await door.house.scan(door.press_event, own["token"], nonce=queued[0]["nonce"])
    assert lost.json()["reason"] == "revoked"
    await door.context.set_offline(False)
    await expect(door.page.locator("#log li.conflict")).to_contain_text("Thẻ bị thu hồi", timeout=30_000)
    await expect(door.page.locator("#waiting")).to_have_text("0")


async def test_where_webcrypto_lacks_ed25519_the_shipped_script_checks(door: Door) -> None:
    await door.page.add_init_script(
        "crypto.subtle.importKey = () => Promise.reject(new DOMException('no', 'NotSupportedError'))"
    )
    await opened(door)
    await door.cut()
    await door.enter(door.good["token"][:-6] + "AAAAAA")
    await door.says("Dừng lại", "Thẻ giả hoặc không đọc được")
    await door.enter(door.good["token"])
    await door.says("Mời vào")
    assert door.complaints == []


async def test_the_camera_reads_the_code_from_another_phone(house: House, tmp_path: Path) -> None:
    press_event = await house.announce()
    good = await house.pass_of(press_event)
    house.clock.set(STARTS - timedelta(minutes=10))
    picture = film(good["token"], tmp_path / "code.y4m")
    token = house.issuer.token("door_officer", agency_id=house.agency)
    async with serving(house.app) as origin, chromium(picture) as browser:
        page = await (await context_of(browser, origin, token)).new_page()
        await page.goto(f"{origin}/events/v1/press-events/{press_event['id']}/door")
        await expect(page.locator("#network")).to_have_text("Có mạng")
        await page.click("#camera-button")
        await expect(page.locator("#verdict-word")).to_have_text("Mời vào", timeout=30_000)
        await page.click("#camera-button")
        await expect(page.locator("#camera-button")).to_have_text("Bật máy ảnh")
    assert len([event for event in await house.told() if isinstance(event, PassCheckedIn)]) == 1


QUEUED = "id => JSON.parse(localStorage.getItem(`caunoi-door-${id}`)).queue"
