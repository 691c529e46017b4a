"""The scoreboard's pages over HTTP: who is let in, in which language, and what a poll answers."""

import httpx
import pytest

from services.metrics.entrypoints.scoreboard.texts import TEXTS
from shared.i18n import translator
from shared.persistence import Database
from shared.web.principal import ROLES
from tests.metrics import histories
from tests.metrics.histories import made_id, routed, submitted
from tests.metrics.reading import tell
from tests.metrics.season import season
from tests.tokens import Issuer

PAGES = ("/scoreboard", "/scoreboard/board", "/scoreboard/questions")
SEE_ALL = {"leader", "department_officer", "auditor", "administrator"}
STATIC = ("htmx.min.js", "chart.umd.min.js", "scoreboard.js", "scoreboard.css")


@pytest.mark.parametrize("path", PAGES)
async def test_a_stranger_gets_a_page_with_the_way_to_sign_in(api: httpx.AsyncClient, path: str) -> None:
    answer = await api.get(path, params={"lang": "en"})
    assert answer.status_code == 401
    assert answer.headers["content-type"].startswith("text/html")
    assert f"/identity/v1/sign-in?next=%2Fmetrics%2Fv1{path.replace('/', '%2F')}%3Flang%3Den" in answer.text


async def test_an_ended_session_gets_the_way_to_sign_in_too(api: httpx.AsyncClient) -> None:
    answer = await api.get("/scoreboard", headers={"Cookie": "caunoi_session=stale"})
    assert answer.status_code == 401
    assert "/identity/v1/sign-in?next=" in answer.text


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("path", PAGES)
async def test_the_scoreboard_is_for_those_who_see_all(
    api: httpx.AsyncClient, issuer: Issuer, role: str, path: str
) -> None:
    answer = await api.get(path, headers=issuer.bearer(role))
    assert answer.status_code == (200 if role in SEE_ALL else 403)
    assert answer.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize("query", [{"agency_id": "health"}, {"cursor": "forged"}, {"week": "last"}])
async def test_a_malformed_filter_is_a_page_too(
    api: httpx.AsyncClient, issuer: Issuer, query: dict[str, str]
) -> None:
    answer = await api.get("/scoreboard/questions", headers=issuer.bearer("leader"), params=query)
    assert answer.status_code == 400
    assert answer.headers["content-type"].startswith("text/html")


async def test_there_is_nothing_beside_the_named_files(api: httpx.AsyncClient) -> None:
    for name in ("secret.txt", "..%2Fsettings.py", "README.md"):
        assert (await api.get(f"/static/{name}")).status_code == 404


@pytest.mark.parametrize("name", STATIC)
async def test_scripts_and_styles_are_ours_and_kept(api: httpx.AsyncClient, name: str) -> None:
    answer = await api.get(f"/static/{name}")
    assert answer.status_code == 200
    assert "immutable" in answer.headers["cache-control"]
    assert b"sourceMappingURL" not in answer.content


async def test_a_session_cookie_opens_the_page_in_the_language_that_is_asked_for(
    api: httpx.AsyncClient, issuer: Issuer, store: Database
) -> None:
    await tell(store, season(20))
    cookie = {"Cookie": f"caunoi_session={issuer.token('leader')}"}
    english = await api.get("/scoreboard", headers={**cookie, "Accept-Language": "en"})
    assert "Scoreboard of the spokesperson network" in english.text
    vietnamese = await api.get("/scoreboard", headers=cookie)
    assert vietnamese.headers["content-language"] == "vi"
    assert translator("vi")(TEXTS["title"]) in vietnamese.text
    assert (await api.get("/scoreboard?lang=en", headers=cookie)).headers["content-language"] == "en"


async def test_a_page_has_no_script_or_style_of_its_own_and_a_strict_policy(
    api: httpx.AsyncClient, issuer: Issuer, store: Database
) -> None:
    await tell(store, season(20))
    for path in PAGES:
        answer = await api.get(path, headers=issuer.bearer("leader"))
        policy = answer.headers["content-security-policy"]
        assert "script-src 'self';" in policy
        assert "style-src 'self';" in policy
        assert "unsafe" not in policy
        for inline in ("<style", " style=", " onclick=", "<script>", "javascript:", "hx-on"):
            assert inline not in answer.text


async def test_a_poll_is_answered_with_304_until_something_happens(
    api: httpx.AsyncClient, issuer: Issuer, store: Database
) -> None:
    await tell(store, season(20))
    leader = issuer.bearer("leader")
    tag = (await api.get("/scoreboard/board", headers=leader)).headers["etag"]
    assert tag.removeprefix("W/").strip('"') in (await api.get("/scoreboard", headers=leader)).text
    known = {**leader, "If-None-Match": tag}
    quiet = await api.get("/scoreboard/board", headers=known)
    assert (quiet.status_code, quiet.content) == (304, b"")
    assert (await api.get("/scoreboard/board?lang=en", headers=known)).status_code == 200
    await tell(store, [submitted(999), routed(999, 1)])
    assert (await api.get("/scoreboard/board", headers=known)).status_code == 200


async def test_names_are_text_not_markup(api: httpx.AsyncClient, issuer: Issuer, store: Database) -> None:
    await tell(store, [histories.agency(1, "<script>alert(1)</script>"), submitted(1), routed(1, 1)])
    for path in ("/scoreboard", f"/scoreboard/questions?agency_id={made_id('agency', 1)}"):
        text = (await api.get(path, headers=issuer.bearer("leader"))).text
        assert "<script>alert" not in text
        assert "&lt;script&gt;alert" in text


async def test_a_list_keeps_its_filters_through_languages_and_states(
    api: httpx.AsyncClient, issuer: Issuer, store: Database
) -> None:
    await tell(store, season(20))
    agency = str(made_id("agency", 0))
    path = f"/scoreboard/questions?agency_id={agency}&state=on_time&lang=vi"
    text = (await api.get(path, headers=issuer.bearer("leader"))).text
    assert f"?agency_id={agency}&amp;state=on_time&amp;lang=en" in text
    assert f"?agency_id={agency}&amp;state=late&amp;lang=vi" in text
    assert "?state=on_time&amp;lang=vi" in text
