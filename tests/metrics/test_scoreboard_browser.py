"""The scoreboard in a real Chromium: live figures, charts with tables, both languages, a phone's width."""

import os
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
from playwright.async_api import Browser, ConsoleMessage, Page, expect

from services.metrics.entrypoints.api import create_api
from services.metrics.settings import Settings
from shared.clock import FixedClock
from shared.persistence import Database
from tests.browsing import DESK, chromium, context_of
from tests.looks import CONTRAST
from tests.metrics.conftest import Publish
from tests.metrics.histories import NOW, agency, routed, submitted
from tests.metrics.reading import tell
from tests.metrics.season import AGENCIES, NEWSROOMS, season
from tests.metrics.spread import declared, issued
from tests.serving import serving
from tests.tokens import Issuer

SHOTS = os.environ.get("SCREENSHOTS")
"""A folder for pictures of the pages, for whoever changes how they look."""
pytestmark = pytest.mark.browser


@dataclass
class Visit:
    """A page signed in as a leader; `complaints` is what the browser complained about."""

    page: Page
    url: str
    complaints: list[str] = field(default_factory=list)

    def hear(self, said: ConsoleMessage) -> None:
        if said.type == "error":
            self.complaints.append(said.text)

    async def open(self, path: str) -> None:
        await self.page.goto(f"{self.url}/metrics/v1/{path}", wait_until="networkidle")

    async def shot(self, name: str) -> None:
        if SHOTS:
            await self.page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as running:
        yield running


@pytest.fixture
async def visit(
    browser: Browser, settings: Settings, store: Database, clock: FixedClock, issuer: Issuer
) -> AsyncIterator[Visit]:
    async with serving(create_api(settings, database=store, clock=clock)) as url:
        context = await context_of(browser, url, issuer.token("leader"), DESK)
        made = Visit(await context.new_page(), url)
        made.page.on("console", made.hear)
        made.page.on("pageerror", lambda error: made.complaints.append(str(error)))
        yield made
        await context.close()


async def test_without_a_session_the_page_leads_to_the_sign_in(visit: Visit) -> None:
    await visit.page.context.clear_cookies()
    await visit.open("scoreboard")
    await expect(visit.page.get_by_role("link", name="VNeID")).to_have_attribute(
        "href", "/identity/v1/sign-in?next=%2Fmetrics%2Fv1%2Fscoreboard"
    )
    await visit.shot("signed-out")


async def test_a_session_that_ends_is_said_and_the_page_stops_asking(visit: Visit, store: Database) -> None:
    await tell(store, season(10))
    await visit.open("scoreboard?lang=en")
    await expect(visit.page.locator("#ended")).to_be_hidden()
    await visit.page.context.clear_cookies()
    await expect(visit.page.locator("#ended")).to_be_visible(timeout=10_000)
    await expect(visit.page.locator("#card-press_agencies")).to_have_text(str(NEWSROOMS))


@pytest.mark.parametrize(
    ("lang", "title"),
    [("vi", "Bảng điểm mạng lưới phát ngôn"), ("en", "Scoreboard of the spokesperson network")],
)
async def test_it_shows_the_figures_in_both_languages_without_a_complaint(
    visit: Visit, store: Database, lang: str, title: str
) -> None:
    await tell(store, season())
    await visit.open(f"scoreboard?lang={lang}")
    page = visit.page
    await expect(page.get_by_role("heading", level=1)).to_have_text(title)
    await expect(page.locator("html")).to_have_attribute("lang", lang)
    await expect(page.locator("#card-questions")).to_have_text("90")
    await expect(page.locator("#card-releases")).to_have_text("90")
    await expect(page.locator("#card-press_agencies")).to_have_text(str(NEWSROOMS))
    await visit.shot(f"desk-{lang}")
    assert visit.complaints == []


async def test_behind_each_chart_is_a_table_with_the_same_numbers(visit: Visit, store: Database) -> None:
    await tell(store, season())
    await visit.open("scoreboard?lang=en")
    for name in ("trend", "times"):
        await expect(visit.page.locator(f"#{name}-plot canvas")).to_be_visible()
        table = visit.page.locator(f"#{name}-table")
        await expect(table).to_be_hidden()
        await visit.page.locator("details", has=table).locator("summary").click()
        await expect(table).to_be_visible()
        drawn = await visit.page.evaluate(
            "name => Chart.getChart(document.querySelector(`#${name}-plot canvas`)).data.datasets[0].data",
            name,
        )
        cells = await table.locator("tbody tr td:nth-of-type(1)").all_inner_texts()
        assert [str(value) for value in drawn] == cells
    await visit.shot("desk-tables")
    assert visit.complaints == []


async def test_it_changes_when_an_event_is_applied_and_keeps_what_was_opened(
    visit: Visit, store: Database, publish: Publish, worker: object
) -> None:
    await tell(store, season(30))
    await visit.open("scoreboard?lang=en")
    page = visit.page
    await page.locator("details", has=page.locator("#trend-table")).locator("summary").click()
    await expect(page.locator("#card-questions")).to_have_text("30")
    await publish([submitted(500), routed(500, 1), issued(500, 1), declared(9999, 500, by=1)])
    await expect(page.locator("#card-questions")).to_have_text("31", timeout=15_000)
    await expect(page.locator("#card-releases")).to_have_text("31")
    await expect(page.locator("#trend-table")).to_be_visible()
    assert await page.locator("#trend-plot canvas").count() == 1
    asked = "Chart.getChart(document.querySelector('#trend-plot canvas')).data.datasets.slice(0, 4)"
    assert await page.evaluate(f"{asked}.flatMap(set => set.data).reduce((sum, each) => sum + each)") == 31
    assert visit.complaints == []


async def test_a_number_opens_into_its_questions(visit: Visit, store: Database) -> None:
    await tell(store, season())
    await visit.open("scoreboard?lang=en")
    page = visit.page
    shown = int(await page.locator(".hero dd.bad").inner_text())
    await page.locator(".hero dd.bad a").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Questions behind the figures")
    await expect(page.locator("tbody tr")).to_have_count(shown)
    await visit.shot("questions")
    await page.get_by_role("link", name="Tiếng Việt").click()
    await expect(page.locator("tbody tr")).to_have_count(shown)
    assert visit.complaints == []


@pytest.mark.parametrize("path", ["scoreboard", "scoreboard/questions", "scoreboard/questions?state=late"])
async def test_a_phone_never_scrolls_sideways(visit: Visit, store: Database, path: str) -> None:
    name = "Ban Chỉ đạo liên ngành vệ sinh an toàn thực phẩm và phòng, chống dịch bệnh thành phố"
    await tell(store, [*season(), agency(AGENCIES, name)])
    await visit.page.set_viewport_size({"width": 390, "height": 844})
    await visit.open(path)
    for summary in await visit.page.locator("summary").all():
        await summary.click()
    width = "document.documentElement.scrollWidth"
    assert await visit.page.evaluate(width) == 390
    await visit.page.set_viewport_size({"width": 320, "height": 700})
    assert await visit.page.evaluate(width) == 320
    await visit.page.set_viewport_size({"width": 390, "height": 844})
    await visit.open(path)
    await visit.shot(f"phone-{path.replace('/', '-').replace('?', '-')}")
    assert visit.complaints == []


async def test_the_keyboard_reaches_the_figures_first_and_every_link(visit: Visit, store: Database) -> None:
    await tell(store, season(20))
    await visit.open("scoreboard?lang=en")
    await visit.page.keyboard.press("Tab")
    await expect(visit.page.locator(".skip")).to_be_focused()
    await visit.page.keyboard.press("Enter")
    await expect(visit.page.locator("#figures")).to_be_focused()
    await visit.page.keyboard.press("Tab")
    await expect(visit.page.locator(".hero a").first).to_be_focused()


@pytest.mark.parametrize("path", ["scoreboard", "scoreboard/questions"])
async def test_every_text_has_the_contrast_of_wcag_aa(
    visit: Visit, store: Database, path: str, clock: FixedClock
) -> None:
    clock.set(NOW)
    await tell(store, season())
    await visit.open(path)
    assert await visit.page.evaluate(CONTRAST) == []
